from django.urls import path
from oscar.apps.checkout import apps
from oscar.core.application import OscarConfig


class CheckoutConfig(apps.CheckoutConfig):
    """One page in place of Oscar's six."""

    name = "shop.checkout"

    def ready(self) -> None:
        OscarConfig.ready(self)

    def get_urls(self):
        from . import views

        return [path("", views.CheckoutView.as_view(), name="index")]
