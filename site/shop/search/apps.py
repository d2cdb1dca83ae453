from django.urls import path
from oscar.apps.search import apps
from oscar.core.application import OscarConfig


class SearchConfig(apps.SearchConfig):
    name = "shop.search"

    def ready(self) -> None:
        OscarConfig.ready(self)

    def get_urls(self):
        from . import views

        return [path("", views.search, name="search")]
