"""Write down what staff want each other to know of an order. Customers never see it."""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order, OrderAct

from .order_move import locked_order, note_act

EVENT = "note_written"


@transaction.atomic
def write_note(*, order_id: int, text: str, by, now: datetime) -> Order:
    """Put a note into the order's timeline; pressed twice, it stands there once."""
    order = locked_order(pk=order_id)
    last = OrderAct.objects.filter(order=order, event=EVENT).order_by("pk").last()
    if last is None or (last.by, last.after) != (by, text):
        note_act(order=order, event=EVENT, now=now, by=by, after=text)
    return order
