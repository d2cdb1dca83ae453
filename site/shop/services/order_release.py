"""Give an unpaid order up: by the customer, or because its time ran out."""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order
from shop.payments.models import PaymentSession
from shop.rules.payment_states import OrderEvent, OrderState

from .order_move import locked_order, move_order, release_stock


@transaction.atomic
def release_order(*, order_id: int, event: OrderEvent, now: datetime) -> Order:
    """Release the stock of an order that still waits for payment; else change nothing.

    Call it only once the payment sessions can no longer be paid.
    """
    order = locked_order(pk=order_id)
    if order.state is OrderState.AWAITING_PAYMENT:
        order.payment_sessions.filter(state=PaymentSession.OPEN).update(
            state=PaymentSession.EXPIRED
        )
        move_order(order=order, event=event, now=now)
        release_stock(order)
    return order
