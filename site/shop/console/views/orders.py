"""Lists of orders, as those who pack and send them see them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shop.console.selectors import LOOKS, TO_PACK, found_orders, listed_orders, looked_for
from shop.markets.models import Market
from shop.order.words import STATE_LABELS
from shop.payments.gateways import gateway_choices
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
    """List all orders, searched and narrowed down; what is unknown narrows nothing."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    markets = list(Market.objects.all())
    choices = {
        "state": [(code.value, label) for code, label in STATE_LABELS.items()],
        "market": [(market.code, market.name) for market in markets],
        "payment": gateway_choices(),
        "look": list(LOOKS.items()),
    }
    chosen = {name: chosen_of(request.GET.get(name, ""), of) for name, of in choices.items()}
    found = listed_orders().order_by("-date_placed", "-pk")
    if query:
        found = found_orders(found, query)
    columns = {"state": "status", "market": "market__code", "payment": "payment"}
    found = found.filter(**{columns[name]: chosen[name] for name in columns if chosen[name]})
    if chosen["look"]:
        found = looked_for(found, chosen["look"])
    page = Paginator(found, ORDERS_PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "console/orders.html",
        {
            "page_obj": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "query": query,
            "choices": choices,
            "chosen": chosen,
        },
    )


def chosen_of(value: str, choices: list[tuple]) -> str:
    return value if value in [code for code, _label in choices] else ""
