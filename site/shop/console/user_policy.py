"""Who may change which login: nobody reaches above themselves."""

from wagtail.permission_policies import ModelPermissionPolicy


class StaffPolicy(ModelPermissionPolicy):
    """A superuser's login is a superuser's matter: whoever sets its password could be one."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return may_touch(user, instance) and super().user_has_permission_for_instance(
            user, action, instance
        )


def may_touch(user, login) -> bool:
    return user.is_superuser or not login.is_superuser
