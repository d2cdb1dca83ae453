"""Take in that a person has looked at what the shop could not settle by itself."""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order

from .order_move import locked_order, note_act


@transaction.atomic
def clear_attention(*, order_id: int, seen: str, by, now: datetime) -> Order:
    """Clear the words that were `seen`; other words that came meanwhile stay for a look."""
    order = locked_order(pk=order_id)
    if order.attention and order.attention == seen:
        note_act(order=order, event="looked_at", now=now, by=by, detail=order.attention)
        order.attention = ""
        order.save(update_fields=["attention"])
    return order
