"""Who gets into the screens, and how."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from shop.order.models import Order

may_see_orders = permission_required("order.view_order", raise_exception=True)


def act(permission: str) -> Callable:
    """Make a view that changes an order: it wants the permission, and a press on a button.

    Who comes by a link, or back to the address later, is shown the way to the order.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
            if not request.user.has_perms(["order.view_order", permission]):
                raise PermissionDenied
            if request.method == "POST":
                return view(request, pk, **kwargs)
            return by_link(request, get_object_or_404(Order, pk=pk))

        return guarded

    return decorate


def by_link(request: HttpRequest, order: Order) -> HttpResponse:
    response = render(request, "console/by_link.html", {"order": order}, status=405)
    response.headers["Allow"] = "POST"
    return response


may_fulfil = act("order.change_order")
may_refund = act("payments.add_refund")
may_confirm_receipt = act("payments.confirm_receipt")
