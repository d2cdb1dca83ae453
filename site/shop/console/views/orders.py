"""Lists of orders, as those who pack and send them see them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.console.downloads import csv_file, dated, xlsx_file
from shop.console.order_export import rows_of
from shop.console.order_filters import OrderFilterForm
from shop.console.selectors import (
    found_orders,
    listed_orders,
    parcels_to_send,
    waits_to_be_packed,
)
from shop.console.send_many import SendMany
from shop.order.models import Order
from shop.rules.orders import asked_words, without_position

from .guards import may_see_orders

ORDERS_PER_PAGE = 50
LONGEST_QUERY = 100


@require_safe
@may_see_orders
def to_pack(request: HttpRequest) -> HttpResponse:
    """Show what is paid and waits on the shelf, the oldest first, and what is packed."""
    return to_pack_page(request)


def to_pack_page(request: HttpRequest, data=None, status: int = 200) -> HttpResponse:
    """`data` holds tracking numbers that were typed, to be shown again with what is wrong."""
    waiting = listed_orders().filter(waits_to_be_packed()).order_by("date_placed", "pk")
    packed = parcels_to_send().select_related("order__shipping_address__country")
    packed = packed.prefetch_related("lines__line")
    to_send = Paginator(packed, ORDERS_PER_PAGE).get_page(request.GET.get("s"))
    return render(
        request,
        "console/to_pack.html",
        {
            "to_pack": Paginator(waiting, ORDERS_PER_PAGE).get_page(request.GET.get("p")),
            "to_send": to_send,
            "send": SendMany(to_send, data),
        },
        status=status,
    )


@require_safe
@may_see_orders
def find(request: HttpRequest) -> HttpResponse:
    """Open the order whose number, or whose parcel's, was typed or scanned; else the list."""
    query = without_position(request.GET.get("q", "").strip()[:LONGEST_QUERY])
    words = asked_words(query)
    found = found_orders(Order.objects.all(), query).values_list("pk", flat=True)[:2]
    if words and len(found) == 1:
        return redirect("console:order", found[0])
    if not words or not found:
        messages.warning(request, _("No order is found by “%(query)s”.") % {"query": query})
        return redirect("console:to-pack")
    return redirect(f"{reverse('console:orders')}?{urlencode({'q': query})}")


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
            "kept_filters": request.user.saved_filters.all(),
        },
    )


@require_safe
@may_see_orders
def export_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give exactly the orders that the list is narrowed down to."""
    return csv_file(rows_of(asked_orders(request)), dated("orders"))


@require_safe
@may_see_orders
def export_xlsx(request: HttpRequest) -> FileResponse:
    """Give exactly the orders that the list is narrowed down to."""
    return xlsx_file(rows_of(asked_orders(request)), dated("orders"), title=_("Orders"))


def asked_orders(request: HttpRequest) -> QuerySet:
    return OrderFilterForm(request.GET).narrow(Order.objects.all(), timezone.now())
