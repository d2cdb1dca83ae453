"""Move an order along the transition table. The one place that changes its state."""

from collections import Counter
from datetime import datetime

from shop.ledger.models import StockEntry
from shop.order.models import Order, OrderAct, lines_of_order
from shop.rules.payment_states import OrderEvent, next_state

from .parcel_fill import empty_open_parcels
from .stock_move import Move, move_stock

Kind = StockEntry.Kind


def locked_order(**lookup) -> Order:
    """Give one order with its row locked; call inside a transaction."""
    return Order.objects.select_for_update(of=("self",)).get(**lookup)


def move_order(
    *, order: Order, event: OrderEvent, now: datetime, by=None, detail: str = "", **fields
) -> None:
    """Apply `event` to a locked order and write it into the timeline.

    Further `fields` of the order are saved with the state. Raises: `IllegalTransition`.
    """
    old = order.status
    order.status = next_state(old, event).value
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=["status", *fields])
    note_act(order=order, event=event.value, now=now, by=by, detail=detail, old_state=old)


def note_act(
    *,
    order: Order,
    event: str,
    now: datetime,
    by=None,
    detail: str = "",
    old_state: str = "",
    before: str = "",
    after: str = "",
) -> None:
    """Write into the timeline what happened, also where the state stays."""
    OrderAct.objects.create(
        order=order,
        event=event,
        old_state=old_state or order.status,
        new_state=order.status,
        by=by,
        detail=detail[:300],
        before=before,
        after=after,
        at=now,
    )


def raise_attention(order: Order, problem: str) -> None:
    """Put the order before the staff's eyes, with what is wrong."""
    order.attention = problem[:300]
    order.save(update_fields=["attention"])


def pieces(order: Order) -> dict[int, int]:
    """Give the pieces that the order still waits for, by stock record."""
    wanted = Counter()
    for line in lines_of_order(order=order.pk):
        if line.stockrecord_id:
            wanted[line.stockrecord_id] += line.count.unsent
    return wanted


def promise_stock(order: Order, now: datetime, cause: str = "") -> None:
    """Promise the order its pieces. Raises: `OutOfStock`; nothing has changed then."""
    moves = [Move(record, promised=count) for record, count in pieces(order).items()]
    move_stock(moves=moves, kind=Kind.PROMISED, now=now, order=order, cause=cause)


def release_stock(order: Order, now: datetime, by=None, cause: str = "") -> None:
    """Give the promised pieces back to the shelf, also out of parcels that are still here."""
    empty_open_parcels(order)
    moves = [Move(record, promised=-count) for record, count in pieces(order).items()]
    move_stock(moves=moves, kind=Kind.RELEASED, now=now, order=order, by=by, cause=cause)


def return_stock(order: Order, now: datetime, by=None) -> None:
    """Put the pieces of a parcel that came back on the shelf again."""
    kept = Counter()
    for line in order.lines.exclude(stockrecord=None):
        kept[line.stockrecord_id] += line.count.kept
    moves = [Move(record, on_hand=count) for record, count in kept.items()]
    move_stock(moves=moves, kind=Kind.CAME_BACK, now=now, order=order, by=by)
