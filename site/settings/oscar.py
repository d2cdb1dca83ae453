"""Oscar's knobs."""

from django.utils.translation import gettext_lazy as _

OSCAR_SHOP_NAME = "OVOP Aral"
OSCAR_SHOP_TAGLINE = ""
OSCAR_DEFAULT_CURRENCY = "USD"
OSCAR_HOMEPAGE = "/"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_OFFERS_INCL_TAX = True
OSCAR_HIDDEN_FEATURES = ["wishlists"]
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 500
OSCAR_BASKET_COOKIE_LIFETIME = 60 * 60 * 24 * 30
OSCAR_SLUG_ALLOW_UNICODE = False
OSCAR_MISSING_IMAGE_URL = "image_not_found.jpg"
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "country")

# The package of haystack stays importable for Oscar; nothing of ours uses it.
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

#: What is left of Oscar's dashboard: see `shop.console.shop_tools`.
OSCAR_DASHBOARD_NAVIGATION = [
    {"label": _("Offers"), "url_name": "dashboard:offer-list"},
    {"label": _("Vouchers"), "url_name": "dashboard:voucher-list"},
    {"label": _("Voucher Sets"), "url_name": "dashboard:voucher-set-list"},
    {"label": _("Ranges"), "url_name": "dashboard:range-list"},
    {"label": _("Categories"), "url_name": "dashboard:catalogue-category-list"},
    {"label": _("Kinds of product"), "url_name": "dashboard:catalogue-class-list"},
    {
        "label": _("Groups of options"),
        "url_name": "dashboard:catalogue-attribute-option-group-list",
    },
]
