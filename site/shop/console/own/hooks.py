"""A producer's own pages in the menu."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import urls
from .selectors import own_producers


class OwnMenuItem(MenuItem):
    """For those who speak for producers; a superuser only where that is so."""

    def is_shown(self, request) -> bool:
        return sees_own(request)


def sees_own(request) -> bool:
    """Say whether somebody has a producer's home; asked once for each request."""
    if not hasattr(request, "sees_own"):
        user = request.user
        request.sees_own = user.has_perm("console.see_own") and (
            not user.is_superuser or own_producers(user).exists()
        )
    return request.sees_own


@hooks.register("register_admin_urls")
def own_urls():
    return [path("own/", include(urls))]


def register(label, url_name: str, icon: str, order: int) -> None:
    hooks.register(
        "register_admin_menu_item",
        lambda: OwnMenuItem(
            label, reverse(url_name), name=url_name.replace(":", "-"), icon_name=icon, order=order
        ),
    )


register(_("To prepare"), "own:prepare", "clipboard-list", 190)
register(_("My things"), "own:things", "tag", 191)
register(_("My certificates"), "own:certificates", "doc-full", 192)
register(_("My sales"), "own:statement", "table", 193)
