from django.urls import path, re_path
from oscar.apps.catalogue import apps
from oscar.core.application import OscarConfig


class CatalogueConfig(apps.CatalogueOnlyConfig):
    """Our two pages in place of Oscar's, which search with haystack."""

    name = "shop.catalogue"

    def ready(self) -> None:
        from . import receivers  # noqa: F401

        OscarConfig.ready(self)

    def get_urls(self):
        from . import views

        return [
            path("", views.listing, name="index"),
            path("category/<slug:category_slug>_<int:pk>/", views.listing, name="category"),
            re_path(r"^(?P<product_slug>[\w-]*)_(?P<pk>\d+)/$", views.product, name="detail"),
        ]
