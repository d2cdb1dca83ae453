"""Lists of orders, as those who pack and send them see them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shop.console.order_filters import OrderFilterForm
from shop.console.selectors import TO_PACK, listed_orders
from shop.rules.payment_states import OrderState

from .guards import may_see_orders

ORDERS_PER_PAGE = 50


@require_safe
@may_see_orders
def to_pack(request: HttpRequest) -> HttpResponse:
    """Show what is paid and waits on the shelf, the oldest first, and what is packed."""
    return render(
        request,
        "console/to_pack.html",
        {
            "to_pack": listed_orders().filter(status__in=TO_PACK).order_by("date_placed"),
            "to_send": listed_orders().filter(status=OrderState.PACKED).order_by("paid_at"),
        },
    )


@require_safe
@may_see_orders
def orders(request: HttpRequest) -> HttpResponse:
    """List all orders, searched and narrowed down; what is not understood narrows nothing."""
    form = OrderFilterForm(request.GET)
    found = form.narrow(listed_orders(), timezone.now())
    page = Paginator(found, ORDERS_PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "console/orders.html",
        {
            "page_obj": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "form": form,
        },
    )
