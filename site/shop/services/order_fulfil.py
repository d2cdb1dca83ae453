"""Pack an order, send its parcel, and take it in again when nobody wanted it."""

from datetime import datetime

from django.db import transaction

from shop.fulfilment.models import Parcel
from shop.order.finding import words_of_order
from shop.order.models import Order, OrderMessage
from shop.payments.models import Dispute, PaymentSession
from shop.rules.errors import IllegalTransition, PaymentDisputed
from shop.rules.payment_states import OrderEvent

from .mail_order import write_mail
from .order_move import consume_stock, locked_order, move_order, return_stock


@transaction.atomic
def pack_order(*, order_id: int, by, now: datetime) -> Order:
    """Note that the parcel is packed. Raises: `IllegalTransition`, `PaymentDisputed`."""
    order = locked_order(pk=order_id)
    check_undisputed(order)
    move_order(order=order, event=OrderEvent.PACKED, now=now, by=by)
    # An order given up when packed, and honoured later, is packed a second time.
    Parcel.objects.update_or_create(order=order, defaults={"packed_at": now, "packed_by": by})
    return order


@transaction.atomic
def send_order(*, order_id: int, carrier: str, tracking_number: str, by, now: datetime) -> Order:
    """Note that the parcel left, take its pieces off the shelf, and tell the customer.

    Raises: `IllegalTransition`, also where it was sent already; `PaymentDisputed`.
    """
    order = locked_order(pk=order_id)
    check_undisputed(order)
    words = words_of_order(
        number=order.number,
        email=order.guest_email,
        address=order.shipping_address,
        tracking_number=tracking_number,
    )
    move_order(
        order=order,
        event=OrderEvent.SENT,
        now=now,
        by=by,
        detail=tracking_number,
        found_by=words,
    )
    consume_stock(order, now, by)
    parcel = order.parcel
    parcel.carrier = carrier
    parcel.tracking_number = tracking_number
    parcel.sent_at = now
    parcel.sent_by = by
    parcel.save(update_fields=["carrier", "tracking_number", "sent_at", "sent_by"])
    write_mail(order=order, kind=OrderMessage.Kind.SENT)
    return order


@transaction.atomic
def take_back_parcel(*, order_id: int, restock: bool, by, now: datetime) -> Order:
    """Note that a parcel to be paid at the door came back unpaid.

    Raises: `IllegalTransition`, also where it was paid.
    """
    order = locked_order(pk=order_id)
    if order.paid_at is not None:
        raise IllegalTransition(state=order.status, event=OrderEvent.CAME_BACK)
    move_order(order=order, event=OrderEvent.CAME_BACK, now=now, by=by)
    order.payment_sessions.filter(state__in=PaymentSession.LIVE).update(
        state=PaymentSession.EXPIRED
    )
    if restock:
        return_stock(order, now, by)
    return order


def check_undisputed(order: Order) -> None:
    """Send no goods after money that the buyer's bank has taken back. Raises: `PaymentDisputed`."""
    if Dispute.objects.filter(session__order=order, is_open=True).exists():
        raise PaymentDisputed()
