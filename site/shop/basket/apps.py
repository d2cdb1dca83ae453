from django.urls import path
from oscar.apps.basket import apps
from oscar.core.application import OscarConfig


class BasketConfig(apps.BasketConfig):
    """One page, one badge, and posts that work with and without JavaScript."""

    name = "shop.basket"

    def ready(self) -> None:
        OscarConfig.ready(self)

    def get_urls(self):
        from . import views

        return [
            path("", views.summary, name="summary"),
            path("badge/", views.badge, name="badge"),
            path("add/<int:pk>/", views.add, name="add"),
            path("lines/<int:pk>/", views.change_line, name="line"),
        ]
