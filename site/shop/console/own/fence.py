"""Keeps a login that only speaks for producers among its own pages.

Wagtail opens some of its addresses to everybody who may enter the admin: choosers, its interface
for scripts, the history of the site. Nothing there is a producer's business.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied

ADMIN = "/admin/"
#: What such a login may do at all; who may do anything besides is staff.
OWN_PERMISSIONS = frozenset({"wagtailadmin.access_admin", "console.see_own"})
OWN_PAGES = tuple(
    ADMIN + page
    for page in (
        "own/",
        "account/",
        "login/",
        "logout/",
        "password_reset/",
        "dismissibles/",
        "jsi18n/",
        "sprite/",
    )
)


class OwnPagesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        is_fenced = path.startswith(ADMIN) and path != ADMIN and not path.startswith(OWN_PAGES)
        if not is_fenced or not is_producer_alone(request.user):
            return self.get_response(request)
        try:
            return permission_denied(request)
        except PermissionDenied:
            return HttpResponse(status=403)


def is_producer_alone(user) -> bool:
    if not user.is_active or user.is_superuser or not user.has_perm("console.see_own"):
        return False
    return user.get_all_permissions() <= OWN_PERMISSIONS
