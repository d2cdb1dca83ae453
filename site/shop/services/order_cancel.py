"""Cancel an order that awaits payment: first the provider's session, then the order."""

from django.utils import timezone

from shop.order.models import Order
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.payment_states import OrderEvent

from .order_release import release_order
from .payment_settle import settle


def cancel_order(*, order_id: int, event: OrderEvent) -> Order:
    """Expire what could still be paid, then release the order.

    Where the money arrived meanwhile, the order is paid and stays so. Raises:
    `GatewayUnavailable`; nothing has changed then.
    """
    now = timezone.now()
    open_sessions = PaymentSession.objects.filter(
        order=order_id, state=PaymentSession.OPEN, provider_id__isnull=False
    )
    order = None
    for session in open_sessions:
        gateway_for(session.gateway).expire_session(session.provider_id)
        order = settle_as_cancelled(session, event, now)
    return order if order is not None else release_order(order_id=order_id, event=event, now=now)


def settle_as_cancelled(session: PaymentSession, event: OrderEvent, now) -> Order:
    """Read what became of an expired session; unpaid means that the order is given up."""
    report = gateway_for(session.gateway).read_session(session.provider_id)
    if report.is_paid:
        return settle(provider_id=session.provider_id, now=now)
    return release_order(order_id=session.order_id, event=event, now=now)
