"""Pack an order's parcels, send them, and take one in again when nobody wanted it."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from shop.fulfilment.models import Parcel
from shop.ledger.models import StockEntry
from shop.order.finding import words_of_order
from shop.order.models import Order, OrderMessage
from shop.payments.models import Dispute, PaymentSession
from shop.rules.errors import ChangedMeanwhile, IllegalTransition, PaymentDisputed
from shop.rules.parcels import event_of_packing, event_of_sending
from shop.rules.payment_states import OrderEvent

from .mail_order import write_mail
from .order_move import locked_order, move_order, return_stock
from .parcel_fill import (
    Contents,
    all_that_is_left,
    check_contents,
    empty_parcel,
    fill_parcel,
)
from .stock_move import Move, move_stock


@transaction.atomic
def pack_order(*, order_id: int, by, now: datetime, contents: Contents | None = None) -> Order:
    """Note that a parcel is packed: with `contents`, or with all that is left.

    Raises: `IllegalTransition`, also where nothing is left to pack, or where an order paid at the
    door would go in parts; `PaymentDisputed`; `ChangedMeanwhile`, see `check_contents`.
    """
    order = locked_order(pk=order_id)
    check_undisputed(order)
    lines = list(order.lines.all())
    if not any(line.count.to_pack for line in lines):
        raise IllegalTransition(state=order.status, event=OrderEvent.PACKED)
    if contents is None:
        contents = all_that_is_left(order, lines)
    check_contents(order, lines, contents)
    parcel = fill_parcel(order=order, lines=lines, contents=contents, now=now, by=by)
    move_order(
        order=order,
        event=event_of_packing(line.count for line in lines),
        now=now,
        by=by,
        detail=parcel.number,
        found_by=words_now(order),
    )
    return order


@transaction.atomic
def unpack_parcel(*, parcel_id: int, by, now: datetime) -> Order:
    """Open a parcel again that is still here: its pieces are to be packed anew.

    Raises: `IllegalTransition` where it was sent; `ChangedMeanwhile` where it is gone.
    """
    order, parcel = locked_parcel(parcel_id, event=OrderEvent.UNPACKED)
    number = parcel.number
    empty_parcel(parcel)
    is_unpaid = order.paid_at is None
    event = OrderEvent.UNPACKED_UNPAID if is_unpaid else OrderEvent.UNPACKED
    move_order(order=order, event=event, now=now, by=by, detail=number, found_by=words_now(order))
    return order


@transaction.atomic
def send_parcel(*, parcel_id: int, carrier: str, tracking_number: str, by, now: datetime) -> Order:
    """Note that a parcel left, take its pieces off the shelf, and tell the customer.

    Raises: `IllegalTransition`, also where it was sent already; `PaymentDisputed`;
    `ChangedMeanwhile` where it was opened again.
    """
    order, parcel = locked_parcel(parcel_id, event=OrderEvent.SENT)
    check_undisputed(order)
    parcel.carrier = carrier
    parcel.tracking_number = tracking_number
    parcel.sent_at = now
    parcel.sent_by = by
    parcel.save(update_fields=["carrier", "tracking_number", "sent_at", "sent_by"])
    take_off_shelf(order, parcel, now, by)
    move_order(
        order=order,
        event=event_of_sending(line.count for line in order.lines.all()),
        now=now,
        by=by,
        detail=tracking_number,
        found_by=words_now(order),
    )
    write_mail(
        order=order,
        kind=OrderMessage.Kind.SENT,
        about=str(parcel.position),
        position=parcel.position,
    )
    return order


def locked_parcel(parcel_id: int, *, event: OrderEvent) -> tuple[Order, Parcel]:
    """Give an order with its row locked, and its parcel, which is still here.

    Raises: `IllegalTransition` where it was sent; `ChangedMeanwhile` where it is gone.
    """
    order_id = Parcel.objects.filter(pk=parcel_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise ChangedMeanwhile()
    order = locked_order(pk=order_id)
    parcel = Parcel.objects.filter(pk=parcel_id).first()
    if parcel is None:
        raise ChangedMeanwhile()
    if parcel.sent_at:
        raise IllegalTransition(state=order.status, event=event)
    parcel.order = order
    return order, parcel


def take_off_shelf(order: Order, parcel: Parcel, now: datetime, by) -> None:
    """Count the pieces of a parcel as sent: they leave the shelf for good."""
    leaving = Counter()
    for inside in parcel.lines.select_related("line"):
        inside.line.sent += inside.pieces
        inside.line.save(update_fields=["sent"])
        if inside.line.stockrecord_id:
            leaving[inside.line.stockrecord_id] += inside.pieces
    moves = [Move(record, on_hand=-count, promised=-count) for record, count in leaving.items()]
    move_stock(moves=moves, kind=StockEntry.Kind.SENT, now=now, order=order, by=by)


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


def words_now(order: Order) -> str:
    """Give the words by which an order is found, with the numbers of its parcels and lots."""
    parcels = order.parcels.prefetch_related("lines")
    return words_of_order(
        number=order.number,
        email=order.guest_email,
        address=order.shipping_address,
        parcels=[
            fact
            for parcel in parcels
            for fact in (parcel.tracking_number, *(inside.lot for inside in parcel.lines.all()))
        ],
    )


def check_undisputed(order: Order) -> None:
    """Send no goods after money that the buyer's bank has taken back. Raises: `PaymentDisputed`."""
    if Dispute.objects.filter(session__order=order, is_open=True).exists():
        raise PaymentDisputed()
