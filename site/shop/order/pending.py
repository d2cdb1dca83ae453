"""What this browser began to pay: remembered, so that coming back loses nothing.

Whoever leaves the payment page by the back button or by closing it, and then looks
into the basket, finds everything there again.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.errors import GatewayUnavailable
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.basket_change import return_lines
from shop.services.order_cancel import cancel_order

from .models import Order

SESSION_KEY = "basket_at_till"


def remember(request: HttpRequest) -> None:
    """Note which basket stands at the till, while "Pay" is still to be pressed.

    The order that it becomes is found by it, also where the answer to "Pay" never
    reached the browser.
    """
    if request.session.get(SESSION_KEY) != request.basket.pk:
        request.session[SESSION_KEY] = request.basket.pk


def take_back(request: HttpRequest, order: Order) -> Order:
    """Cancel an unpaid order and return its lines; gives the order as it stands then.

    Money that came in meanwhile wins: the order is paid and stays so. Raises:
    `GatewayUnavailable`; nothing has changed then.
    """
    order = cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)
    request.session.pop(SESSION_KEY, None)
    if order.state is OrderState.CANCELLED:
        return_lines(order=order, basket=request.basket)
        messages.info(request, _("You have not been charged. Everything is back in your basket."))
    return order


def is_left_behind(order: Order) -> bool:
    """Say whether the buyer left the payment page; a transfer or a store takes its time."""
    if order.state is not OrderState.AWAITING_PAYMENT or gateway_for(order.payment).is_by_hand:
        return False
    return not order.payment_sessions.filter(state=PaymentSession.PROMISED).exists()


def take_back_remembered(request: HttpRequest) -> None:
    """Return what waits unpaid from this browser's last visit to the payment page, if anything."""
    basket_id = request.session.get(SESSION_KEY)
    order = Order.objects.filter(basket=basket_id).first() if basket_id else None
    if order is None:
        return
    if not is_left_behind(order):
        del request.session[SESSION_KEY]
        return
    try:
        take_back(request, order)
    except GatewayUnavailable:
        messages.warning(
            request, _("Your last order still waits for payment. Its things are kept aside.")
        )
