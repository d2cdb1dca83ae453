"""The order's page, reached by a link that nobody can guess, and the ways back from paying."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from home.prepared import Prepared
from shop.payments.csp import leads_to_payment
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.errors import GatewayUnavailable, IllegalTransition, NotForSale
from shop.rules.payment_states import FULFILS, OrderState
from shop.services.payment_settle import settle
from shop.services.payment_start import start_payment

from .models import Order
from .pending import take_back
from .presenter import order_steps, order_view

#: States in which the buyer is thanked for what is theirs.
CONFIRMED = frozenset({OrderState.ACCEPTED, OrderState.PAID})


def order_or_404(token: str) -> Order:
    found = orders_with(token=token)
    if not found:
        raise Http404
    return found[0]


@Prepared
def orders_with(token: str) -> QuerySet:
    orders = Order.objects.filter(token=token)
    return orders.select_related("market", "shipping_address__country", "user")


@never_cache
@leads_to_payment
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, token: str) -> HttpResponse:
    """Show the order; a post with action=cancel gives it up while it is unpaid."""
    order = order_or_404(token)
    if request.method == "POST":
        if request.POST.get("action") == "cancel":
            return give_up(request, order)
        return redirect(order)
    waits_for = what_it_waits_for(order)
    context = {
        "order": order_view(order),
        "is_new": request.GET.get("thanks") == "1",
        "is_confirmed": order.state in CONFIRMED,
        "steps": order_steps(order),
        "waits_for": waits_for,
        "waits_at_the_door": order.state in FULFILS and order.paid_at is None,
        "pay_url": reverse("orders:pay", args=[token]),
        "may_cancel": may_cancel(order, waits_for),
    }
    return render(request, "shop/order.html", context)


def what_it_waits_for(order: Order) -> str:
    """Give "page" where the buyer may press on, "transfer" or "store" where money is awaited."""
    if order.state is not OrderState.AWAITING_PAYMENT:
        return ""
    session = order.payment_sessions.filter(state__in=PaymentSession.LIVE).first()
    if session is None or session.provider_id is None:
        return "page"
    if session.state == PaymentSession.PROMISED:
        return "store"
    return "transfer" if gateway_for(session.gateway).is_by_hand else "page"


def may_cancel(order: Order, waits_for: str) -> bool:
    """A promised payment cannot be called back, so its order cannot be cancelled either."""
    is_unpaid = order.state in (OrderState.AWAITING_PAYMENT, OrderState.ACCEPTED)
    return is_unpaid and waits_for != "store"


@require_POST
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """Try again to pay."""
    order = order_or_404(token)
    try:
        return HttpResponseRedirect(start_payment(order_id=order.pk, now=timezone.now()))
    except GatewayUnavailable:
        messages.warning(request, _("The payment page does not answer just now. Please try again."))
    except NotForSale:
        messages.warning(
            request, _("A certificate has run out meanwhile, so we may not sell this today.")
        )
    except IllegalTransition:
        messages.info(request, _("This order does not wait for a payment any more."))
    return redirect(order)


@never_cache
@require_safe
def paid(request: HttpRequest, token: str) -> HttpResponse:
    """Where the payment page sends the buyer: settle now, whatever the webhook does."""
    order = order_or_404(token)
    # PostgreSQL takes no text with a NUL in it.
    asked = request.GET.get("session", "").replace("\0", "")
    for session in sessions_of(order=order.pk, provider_id=asked):
        try:
            order = settle(provider_id=session.provider_id, now=timezone.now())
        except GatewayUnavailable:
            messages.info(request, _("We are still waiting for word of your payment."))
    is_new = order.state is OrderState.PAID or what_it_waits_for(order) == "store"
    return HttpResponseRedirect(order.get_absolute_url() + ("?thanks=1" if is_new else ""))


@Prepared
def sessions_of(order: int, provider_id: str) -> QuerySet:
    """Give the one session of that name, if it is the order's."""
    return PaymentSession.objects.filter(order=order, provider_id=provider_id).order_by()


@never_cache
@require_safe
def back(request: HttpRequest, token: str) -> HttpResponse:
    """The buyer came back without paying: give the order up and the basket back."""
    order = order_or_404(token)
    if order.state is not OrderState.AWAITING_PAYMENT:
        return redirect(order)
    return give_up(request, order)


def give_up(request: HttpRequest, order: Order) -> HttpResponse:
    """Cancel what is not paid; the things go back into the basket."""
    try:
        order = take_back(request, order)
    except GatewayUnavailable:
        messages.warning(request, _("We could not cancel just now. Please try again."))
        return redirect(order)
    if order.state is not OrderState.CANCELLED:
        return redirect(order)
    return redirect("basket:summary")
