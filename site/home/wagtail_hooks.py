"""Where the shell enters Wagtail."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from .page_cache.public import mark_public


@hooks.register("before_serve_page", order=1000)
def page_is_public(page: Page, request: HttpRequest, serve_args, serve_kwargs) -> None:
    """Let a page be kept, unless it may be seen by some people only.

    Without a session nobody has got past a restriction, so nothing need be asked.
    """
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    if not (has_session and page.get_view_restrictions().exists()):
        mark_public(request)


class WritersItem(MenuItem):
    """For those who write pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


@hooks.register("register_help_menu_item")
def styleguide_item() -> MenuItem:
    return WritersItem(_("Style sheet"), reverse("styleguide"), icon_name="view", order=1200)
