"""Settings that every environment shares."""

from datetime import timedelta
from pathlib import Path

from oscar.defaults import *  # noqa: F403

from .env import PROJECT_ROOT, env
from .languages import *  # noqa: F403
from .oscar import *  # noqa: F403
from .security import *  # noqa: F403

SITE_ROOT = PROJECT_ROOT / "site"
VAR_ROOT = Path(env.str("VAR_ROOT", str(PROJECT_ROOT / "var")))

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"

INSTALLED_APPS = [
    # Gives models their columns per language before the apps that ask for them are read.
    "modeltranslation",
    # Ours come first, so that their templates and commands win.
    "home",
    "producers",
    "shop",
    "shop.accounts",
    "shop.markets",
    "shop.certification",
    "shop.payments",
    "shop.ledger",
    "shop.fulfilment",
    "shop.papers",
    "shop.console",
    # Oscar; the forks stand in for the originals.
    "oscar.config.Shop",
    "shop.analytics.apps.AnalyticsConfig",
    "shop.checkout.apps.CheckoutConfig",
    "oscar.apps.address.apps.AddressConfig",
    "shop.shipping.apps.ShippingConfig",
    "shop.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "shop.partner.apps.PartnerConfig",
    "shop.basket.apps.BasketConfig",
    "oscar.apps.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "shop.order.apps.OrderConfig",
    "oscar.apps.customer.apps.CustomerConfig",
    "shop.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "oscar.apps.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "oscar.apps.dashboard.orders.apps.OrdersDashboardConfig",
    "oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig",
    "oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig",
    # What Oscar's dashboard is made with.
    "widget_tweaks",
    "sorl.thumbnail",
    "django_tables2",
    # Wagtail.
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "shop.console.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    # Django and the rest.
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "home.compression.CompressTextMiddleware",
    # A kept page was made by all that stands below, and holds their headers.
    "home.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.reading_language.ReadingLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "shop.console.own.fence.OwnPagesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.markets.middleware.MarketMiddleware",
    "shop.basket.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            # In place of Django's, as the check that is silenced below remarks.
            "libraries": {"i18n": "home.templatetags.fixed_words"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "oscar.core.context_processors.metadata",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context_processors.frame",
                "home.context_processors.languages",
                "shop.markets.context_processors.market",
            ],
        },
    }
]

FORM_RENDERER = "home.form_renderer.FormRenderer"
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

# Data -----------------------------------------------------------------------
SQLITE_URL = f"sqlite:///{VAR_ROOT / 'db.sqlite3'}"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", SQLITE_URL, conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_ROOT.mkdir(parents=True, exist_ok=True)
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # One writer at a time, who waits at the door: without IMMEDIATE a
        # transaction that reads first and writes later fails with "locked".
        timeout=20,
        transaction_mode="IMMEDIATE",
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # The database plans a statement once and not each time: our joins take longer to plan than
    # to run. A pooler between must know of prepared statements (PgBouncer does since 1.21).
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        server_side_binding=True, prepare_threshold=3
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

MEDIA_ROOT = env.str("MEDIA_ROOT", str(PROJECT_ROOT / "media"))
MEDIA_URL = "/media/"
STATIC_ROOT = str(VAR_ROOT / "static")
STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "home.joined.JoinedFilesFinder",
]

# Public pages, whole, in each worker's memory.
PAGE_CACHE = env.bool("PAGE_CACHE", True)
PAGE_CACHE_BYTES = 48 * 1024 * 1024
# And what many of them share, for those that are made anew.
PART_CACHE = env.bool("PART_CACHE", True)
PART_CACHE_BYTES = 16 * 1024 * 1024
PAGE_CACHE_KEY = "shop.markets.page_key.page_key"

# Words, places, times ---------------------------------------------------------
PAGE_CACHE_PREFIXES = tuple(f"/{code}/" for code, _ in LANGUAGES)  # noqa: F405
#: Parts of the site that belong to one person: nothing there is ever kept.
PAGE_CACHE_EXCEPT = frozenset({"account", "basket", "checkout", "market", "offers", "orders"})
LOCALE_PATHS = [SITE_ROOT / "locale"]
TIME_ZONE = "Asia/Tashkent"
USE_TZ = True
SITE_ID = 1

# People -----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "customer:login"
LOGIN_REDIRECT_URL = "customer:summary"
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"

# Wagtail ----------------------------------------------------------------------
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_SITE_NAME = "OVOP Aral"
WAGTAILIMAGES_IMAGE_MODEL = "home.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_AVIF_QUALITY = 36
WAGTAILIMAGES_WEBP_QUALITY = 76
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILDOCS_EXTENSIONS = ["pdf", "jpg", "jpeg", "png"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.documents.DocumentForm"
DOCUMENT_MOST_MEGABYTES = env.int("DOCUMENT_MOST_MEGABYTES", 20)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
TAGGIT_CASE_INSENSITIVE = True
# The product form of a story or a certificate may carry many rows at once.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Payment ----------------------------------------------------------------------
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "https://api.stripe.com")
STRIPE_TIMEOUT_SECONDS = 10
#: How long an unpaid order keeps its jars. Stripe's sessions live at least 30 minutes.
PAYMENT_RESERVATION = timedelta(minutes=31)

# Mail -------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "OVOP Aral <orders@ovop.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # These tell each request and each small task at INFO.
    "loggers": {name: {"level": "WARNING"} for name in ("stripe", "django_tasks", "oscar.alerts")},
    "root": {"handlers": ["console"], "level": "INFO"},
}
