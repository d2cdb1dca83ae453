"""Orders, as those who pack and send them see them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from shop.markets.models import Market
from shop.order.models import STATE_LABELS, Order
from shop.order.presenter import order_view
from shop.rules.errors import IllegalTransition
from shop.rules.money import from_minor
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.order_fulfil import pack_order, send_order

from .forms import SendForm

ORDERS_PER_PAGE = 50

EVENT_LABELS = {
    "placed": gettext_lazy("Placed"),
    "payment_promised": gettext_lazy("Payment promised, not here yet"),
    "part_paid": gettext_lazy("Part of the money arrived"),
    "refund_asked": gettext_lazy("Refund asked for"),
    "refund_done": gettext_lazy("Money sent back"),
    "refund_failed": gettext_lazy("Refund failed"),
    "refund_made_elsewhere": gettext_lazy("Refund made at the provider"),
    "disputed": gettext_lazy("Disputed by the buyer's bank"),
    "dispute_won": gettext_lazy("Dispute won"),
    "dispute_lost": gettext_lazy("Dispute lost"),
    "looked_at": gettext_lazy("Looked at"),
    OrderEvent.PAYMENT_ARRIVED: gettext_lazy("Payment arrived"),
    OrderEvent.PAYMENT_AT_THE_DOOR: gettext_lazy("Accepted, paid at the door"),
    OrderEvent.CASH_RECEIVED: gettext_lazy("Cash received"),
    OrderEvent.PAYMENT_REFUSED_LATE: gettext_lazy("Late payment sent back"),
    OrderEvent.CUSTOMER_CANCELLED: gettext_lazy("Cancelled by the customer"),
    OrderEvent.STAFF_CANCELLED: gettext_lazy("Cancelled by staff"),
    OrderEvent.TIME_RAN_OUT: gettext_lazy("Given up: not paid in time"),
    OrderEvent.PACKED: gettext_lazy("Packed"),
    OrderEvent.SENT: gettext_lazy("Sent"),
    OrderEvent.CAME_BACK: gettext_lazy("Came back unpaid"),
    OrderEvent.REFUNDED: gettext_lazy("Refunded"),
}

TO_PACK = (OrderState.PAID, OrderState.ACCEPTED)

may_see_orders = permission_required("order.view_order", raise_exception=True)
may_fulfil = permission_required("order.change_order", raise_exception=True)


def listed():
    return Order.objects.select_related(
        "market", "shipping_address__country", "user", "parcel"
    ).prefetch_related("lines")


@require_safe
@may_see_orders
def to_pack(request: HttpRequest) -> HttpResponse:
    """Show what is paid and waits on the shelf, the oldest first, and what is packed."""
    return render(
        request,
        "console/to_pack.html",
        {
            "to_pack": listed().filter(status__in=TO_PACK).order_by("date_placed"),
            "to_send": listed().filter(status=OrderState.PACKED).order_by("paid_at"),
        },
    )


@require_safe
@may_see_orders
def orders(request: HttpRequest) -> HttpResponse:
    """List all orders; search by number, name, email, phone or tracking number."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = listed().order_by("-date_placed", "-pk")
    if query:
        found = found.filter(
            Q(number__icontains=query)
            | Q(guest_email__icontains=query)
            | Q(user__email__icontains=query)
            | Q(shipping_address__first_name__icontains=query)
            | Q(shipping_address__phone_number__icontains=query)
            | Q(parcel__tracking_number__icontains=query)
        )
    state, market = request.GET.get("state", ""), request.GET.get("market", "")
    if state in STATE_LABELS:
        found = found.filter(status=state)
    markets = list(Market.objects.all())
    if market in [each.code for each in markets]:
        found = found.filter(market__code=market)
    return render(
        request,
        "console/orders.html",
        {
            "page_obj": Paginator(found, ORDERS_PER_PAGE).get_page(request.GET.get("p")),
            "query": query,
            "state": state,
            "market_code": market,
            "states": [(code.value, label) for code, label in STATE_LABELS.items()],
            "all_markets": markets,
        },
    )


def order_payments(order: Order) -> list[dict]:
    """Give the payment attempts and their refunds, with amounts as people write them."""
    return [
        {
            "session": session,
            "amount": from_minor(session.amount_minor, session.currency),
            "refunds": [
                {"refund": refund, "amount": from_minor(refund.amount_minor, session.currency)}
                for refund in session.refunds.all()
            ],
        }
        for session in order.payment_sessions.prefetch_related("refunds")
    ]


def order_acts(order: Order) -> list[dict]:
    """Give the timeline in words."""
    return [
        {"act": act, "words": EVENT_LABELS.get(act.event, act.event.replace("_", " "))}
        for act in order.acts.select_related("by")
    ]


def order_page(request: HttpRequest, order: Order, form: SendForm, status: int = 200):
    return render(
        request,
        "console/order.html",
        {
            "record": order,
            "order": order_view(order),
            "lines": order.lines.order_by("pk"),
            "sessions": order_payments(order),
            "mails": order.mails.all(),
            "acts": order_acts(order),
            "form": form,
            "may_pack": order.state in TO_PACK,
            "may_send": order.state is OrderState.PACKED,
        },
        status=status,
    )


@require_safe
@may_see_orders
def order_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return order_page(request, get_object_or_404(listed(), pk=pk), SendForm())


@require_POST
@may_fulfil
def mark_packed(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(Order, pk=pk)
    try:
        pack_order(order_id=order.pk, by=request.user, now=timezone.now())
    except IllegalTransition:
        messages.warning(request, already(pk))
    else:
        messages.success(request, _("Order %(number)s is packed.") % {"number": order.number})
    return redirect("console:order", pk=pk)


@require_POST
@may_fulfil
def mark_sent(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(listed(), pk=pk)
    if order.state is not OrderState.PACKED:
        messages.warning(request, already(pk))
        return redirect("console:order", pk=pk)
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The parcel is not marked as sent yet: see below."))
        return order_page(request, order, form, status=422)
    try:
        send_order(order_id=order.pk, by=request.user, now=timezone.now(), **form.cleaned_data)
    except IllegalTransition:
        messages.warning(request, already(pk))
    else:
        messages.success(
            request,
            _("Order %(number)s is sent, and the customer has been told.")
            % {"number": order.number},
        )
    return redirect("console:order", pk=pk)


def already(pk: int) -> str:
    """Say in which state somebody else, or an earlier click, has put the order."""
    order = Order.objects.get(pk=pk)
    return _("Nothing was changed. Order %(number)s stands at: %(state)s.") % {
        "number": order.number,
        "state": order.state_label,
    }
