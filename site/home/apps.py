from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages and pictures"

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401
