"""Move an order along the transition table. The one place that changes its state."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from shop.order.models import Order, OrderAct
from shop.partner.models import StockRecord
from shop.rules.payment_states import OrderEvent, next_state


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
    OrderAct.objects.create(
        order=order,
        event=event.value,
        old_state=old,
        new_state=order.status,
        by=by,
        detail=detail[:300],
        at=now,
    )


def order_stock(order: Order) -> list[tuple[StockRecord, int]]:
    """Give the order's stock records with the pieces asked of each, by primary key."""
    lines = order.lines.select_related("stockrecord").order_by("stockrecord_id")
    return [(line.stockrecord, line.quantity) for line in lines if line.stockrecord_id]


def release_stock(order: Order) -> None:
    """Give the promised pieces back to the shelf."""
    for record, quantity in order_stock(order):
        StockRecord.objects.filter(pk=record.pk).update(
            num_allocated=Coalesce(F("num_allocated"), 0) - quantity
        )


def consume_stock(order: Order) -> None:
    """Take the promised pieces off the shelf for good: they leave in the parcel."""
    for record, quantity in order_stock(order):
        StockRecord.objects.filter(pk=record.pk).update(
            num_allocated=Coalesce(F("num_allocated"), 0) - quantity,
            num_in_stock=Coalesce(F("num_in_stock"), 0) - quantity,
        )
