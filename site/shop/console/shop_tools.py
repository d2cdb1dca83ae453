"""What is left of Oscar's dashboard, and where to go instead of the rest.

Offers, vouchers, ranges, categories and kinds of product are kept there and nowhere else. All
other addresses stay known, because Oscar's own pages link to them, and lead to the screen of the
console that does the same thing; where there is none they are not found.
"""

from collections.abc import Callable
from functools import wraps

from django.apps import apps
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from oscar.core.loading import get_class
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from shop.order.models import Order

#: How the names of the addresses begin that are kept.
KEPT = (
    "offer-",
    "voucher-",
    "range-",
    "catalogue-category-",
    "catalogue-class-",
    "catalogue-attribute-option-group-",
    "catalogue-option-",
)
#: How the others begin, and what does their work; the longest fitting name counts.
REPLACED_BY = {
    "catalogue-": "products:index",
    "stock-alert": "stock:index",
    "order-": "console:orders",
    "partner-": "producer_records:index",
    "user": "wagtailusers_users:index",
    "page-": "wagtailadmin_explore_root",
    "shipping-": "delivery_zones:index",
    "index": "dashboard:offer-list",
}


def addresses() -> tuple:
    """Give the dashboard's addresses, behind the one login of the Wagtail admin."""
    patterns, app, namespace = apps.get_app_config("dashboard").urls
    # Its heading is a link that sorts by a column which no table has.
    get_class("dashboard.catalogue.tables", "CategoryTable").base_columns[
        "checkbox"
    ].orderable = False
    inside = decorate_urlpatterns(
        [guarded(pattern) for pattern in patterns if name_of(pattern) != "login"],
        may_use_shop_tools,
    )
    # Who is not logged in yet must get this far.
    return [path("login/", to_the_login, name="login"), *inside], app, namespace


def other_pages(label: str) -> tuple:
    """Give the addresses of another app of Oscar's, which only its dashboard links to."""
    patterns, app, namespace = apps.get_app_config(label).urls
    return decorate_urlpatterns(patterns, may_use_shop_tools), app, namespace


def may_use_shop_tools(view: Callable) -> Callable:
    """Ask for the admin's one login, then for the permission to use Oscar's dashboard."""
    return require_admin_access(
        permission_required("partner.dashboard_access", raise_exception=True)(view)
    )


def name_of(pattern: URLPattern | URLResolver) -> str:
    return getattr(pattern, "name", None) or ""


def guarded(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    """Keep an address, or send whoever comes to it where its work is done."""
    if isinstance(pattern, URLResolver):
        inside = [guarded(each) for each in pattern.url_patterns]
        return path(str(pattern.pattern), include(inside))
    name = name_of(pattern)
    pattern.callback = answered(pattern.callback) if name.startswith(KEPT) else elsewhere(name)
    return pattern


def answered(view: Callable) -> Callable:
    """Say so where a form asks for an act that is none; Oscar's pages give no answer then."""

    @wraps(view)
    def answering(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        return HttpResponseBadRequest() if response is None else response

    return answering


def elsewhere(name: str) -> Callable:
    """Make the view that leads to what does the work of a page of Oscar's."""

    def view(request: HttpRequest, **kwargs) -> HttpResponse:
        if name == "order-detail":
            order = get_object_or_404(Order, number=kwargs["number"])
            return redirect("console:order", order.pk)
        if name == "catalogue-product":
            return redirect("products:edit", kwargs["pk"])
        if name == "logout":
            return redirect("wagtailadmin_home")
        fitting = [beginning for beginning in REPLACED_BY if name.startswith(beginning)]
        if not fitting:
            raise Http404
        return redirect(REPLACED_BY[max(fitting, key=len)])

    return view


def to_the_login(request: HttpRequest) -> HttpResponse:
    """Send on to the one login, and from there to where somebody wanted to go."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    after = wanted if is_ours else reverse("dashboard:index")
    return redirect_to_login(after, login_url=resolve_url("wagtailadmin_login"))
