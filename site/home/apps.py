from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages and pictures"

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401
        from .page_cache.triggers import set_triggers
        from .page_cache.watch import watch

        watch(
            "wagtailcore.Locale",
            "wagtailcore.Page",
            "wagtailcore.PageViewRestriction",
            "wagtailcore.Site",
            "home.ArticlePage",
            "home.CustomImage",
            "home.CustomRendition",
            "home.HomePage",
            "home.JournalIndexPage",
            "home.StandardPage",
        )
        post_migrate.connect(set_triggers, sender=self)
