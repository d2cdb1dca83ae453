"""Pack an order, and send its parcel."""

from datetime import datetime

from django.db import transaction

from shop.fulfilment.models import Parcel
from shop.order.models import Order, OrderMessage
from shop.rules.payment_states import OrderEvent

from .mail_order import write_mail
from .order_move import consume_stock, locked_order, move_order


@transaction.atomic
def pack_order(*, order_id: int, by, now: datetime) -> Order:
    """Note that the parcel is packed. Raises: `IllegalTransition`."""
    order = locked_order(pk=order_id)
    move_order(order=order, event=OrderEvent.PACKED, now=now, by=by)
    Parcel.objects.create(order=order, packed_at=now, packed_by=by)
    return order


@transaction.atomic
def send_order(*, order_id: int, carrier: str, tracking_number: str, by, now: datetime) -> Order:
    """Note that the parcel left, take its pieces off the shelf, and tell the customer.

    Raises: `IllegalTransition`, also where it was sent already.
    """
    order = locked_order(pk=order_id)
    move_order(order=order, event=OrderEvent.SENT, now=now, by=by, detail=tracking_number)
    consume_stock(order)
    parcel = order.parcel
    parcel.carrier = carrier
    parcel.tracking_number = tracking_number
    parcel.sent_at = now
    parcel.sent_by = by
    parcel.save(update_fields=["carrier", "tracking_number", "sent_at", "sent_by"])
    write_mail(order=order, kind=OrderMessage.SENT)
    return order
