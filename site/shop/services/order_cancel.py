"""Cancel an order that is not paid: first the provider's session, then the order."""

from datetime import datetime

from django.utils import timezone

from shop.order.models import Order
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.errors import GatewayUnavailable, StillPayable
from shop.rules.payment_states import OrderEvent

from .order_release import release_order
from .payment_settle import settle

#: How often a page may open just while the order is given up.
TRIES = 3


def cancel_order(*, order_id: int, event: OrderEvent, by=None) -> Order:
    """Expire what could still be paid, then release the order.

    Where the money arrived meanwhile, or was promised, the order stays as it is.
    Raises: `GatewayUnavailable`; nothing has changed then.
    """
    now = timezone.now()
    closed = frozenset()
    for _ in range(TRIES):
        for session in answered_sessions(order_id).exclude(pk__in=closed):
            gateway_for(session.gateway).expire_session(session)
            if is_spoken_for(session, now):
                return settle(provider_id=session.provider_id, now=now)
            closed |= {session.pk}
        try:
            return release_order(order_id=order_id, event=event, now=now, by=by, closed=closed)
        except StillPayable:
            continue
    raise GatewayUnavailable(act="close the payment page")


def answered_sessions(order_id: int):
    return PaymentSession.objects.filter(
        order=order_id, state__in=PaymentSession.LIVE, provider_id__isnull=False
    )


def is_spoken_for(session: PaymentSession, now: datetime) -> bool:
    """Say whether the money of a session that was just expired is here, or on its way."""
    report = gateway_for(session.gateway).read_session(session, now)
    return bool(report.receipts or report.promised_until)
