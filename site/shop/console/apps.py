from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class ConsoleConfig(AppConfig):
    default = True
    name = "shop.console"
    label = "console"
    verbose_name = "Console"

    def ready(self) -> None:
        from .granting import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="give roles")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens of users, where nobody gives away more than they have."""

    user_viewset = "shop.console.users.StaffViewSet"

    def ready(self) -> None:
        super().ready()
        from django.contrib.auth import get_user_model
        from wagtail.permissions import register_permission_policy

        from .user_policy import StaffPolicy

        register_permission_policy(get_user_model(), StaffPolicy(get_user_model()))
