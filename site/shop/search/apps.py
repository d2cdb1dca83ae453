from django.urls import path
from oscar.apps.search import apps
from oscar.core.application import OscarConfig


class SearchConfig(apps.SearchConfig):
    name = "shop.search"

    def ready(self) -> None:
        from home.page_cache.watch import watch

        from . import receivers  # noqa: F401

        # Whatever changes in the index changes an entry, in the same transaction.
        watch("search.SearchEntry")
        OscarConfig.ready(self)

    def get_urls(self):
        from . import views

        return [
            path("", views.search, name="search"),
            path("suggest/", views.suggest, name="suggest"),
        ]
