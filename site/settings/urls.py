"""Every address of the site. The only settings module that imports apps."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import views as home_views
from home.routing import serve_page
from home.sitemaps import PagesSitemap
from shop.catalogue.sitemaps import ProductsSitemap
from shop.console import shop_tools
from shop.payments import views as payment_views

handler400 = "home.views.bad_request"
handler403 = "home.views.permission_denied"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"


def oscar_urls(label: str):
    return apps.get_app_config(label).urls


urlpatterns = [
    path("health/live", home_views.live, name="health-live"),
    path("health/ready", home_views.ready, name="health-ready"),
    path("<slug:gateway>/webhook/", payment_views.webhook, name="payment-webhook"),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": {"pages": PagesSitemap, "products": ProductsSitemap}},
        name="sitemap",
    ),
    path("robots.txt", home_views.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url=settings.STATIC_URL + "home/img/favicon.svg")),
    path("styleguide/", include("home.styleguide.urls")),
    path("admin/shop-tools/", shop_tools.addresses()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", home_views.to_language, name="to-language"),
]

if settings.MEDIA_URL.startswith("/"):
    # In production the web server answers these before Django is asked.
    urlpatterns.append(
        re_path(
            rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    )

urlpatterns += i18n_patterns(
    path("shop/", oscar_urls("catalogue")),
    path("basket/", oscar_urls("basket")),
    path("checkout/", oscar_urls("checkout")),
    path("search/", oscar_urls("search")),
    path("orders/", include("shop.order.urls")),
    path("market/", include("shop.markets.urls")),
    path("account/password/", include("shop.accounts.password_urls")),
    path("account/", include("shop.accounts.urls")),
    # Oscar's dashboard links to these from offers and ranges; they are in Oscar's own frame.
    path("offers/", shop_tools.other_pages("offer")),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
