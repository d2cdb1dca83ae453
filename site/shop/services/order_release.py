"""Give an unpaid order up: by the customer, by staff, or because its time ran out."""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order, OrderMessage
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.rules.errors import StillPayable
from shop.rules.payment_states import TRANSITIONS, OrderEvent

from .mail_order import write_mail
from .order_move import locked_order, move_order, release_stock
from .payment_settle import return_part_payment


def may_release(order: Order, event: OrderEvent) -> bool:
    """Say whether an order can be given up by `event`: it is not paid, nor gone too far."""
    return order.paid_at is None and (order.state, event) in TRANSITIONS


@transaction.atomic
def release_order(
    *,
    order_id: int,
    event: OrderEvent,
    now: datetime,
    by=None,
    closed: frozenset[int] = frozenset(),
) -> Order:
    """Release the stock of an order that `may_release`; else change nothing.

    `closed`: the sessions that can no longer be paid. Raises: `StillPayable` where
    another one has an address at its provider; nothing has changed then.
    """
    order = locked_order(pk=order_id)
    if not may_release(order, event):
        return order
    sessions = list(order.payment_sessions.all())
    if any(is_payable(session) for session in sessions if session.pk not in closed):
        raise StillPayable()
    order.payment_sessions.filter(state__in=PaymentSession.LIVE).update(
        state=PaymentSession.EXPIRED
    )
    move_order(order=order, event=event, now=now, by=by)
    release_stock(order, now, by)
    if gateway_for(order.payment).is_by_hand and sessions:
        write_mail(order=order, kind=OrderMessage.Kind.CANCELLED)
    for session in sessions:
        session.order = order
        return_part_payment(order, session, now)
    return order


def is_payable(session: PaymentSession) -> bool:
    return session.state in PaymentSession.LIVE and session.provider_id is not None
