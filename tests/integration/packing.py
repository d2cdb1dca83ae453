"""What a packer types and presses on an order's page."""

from collections.abc import Mapping

from django.urls import reverse

from shop.order.models import Order
from shop.services.parcel_fill import next_position


def pack(client, order: Order, pieces: Mapping[int, object] | None = None, lots=None, **kwargs):
    """Pack the next parcel: `pieces` and `lots` by line id; without pieces, of all that is left."""
    order = Order.objects.get(pk=order.pk)
    if pieces is None:
        pieces = {line.pk: line.count.to_pack for line in order.lines.all()}
    data = {"pack-position": next_position(order)}
    data |= {f"pack-pieces-{pk}": count for pk, count in pieces.items()}
    data |= {f"pack-lot-{pk}": lot for pk, lot in (lots or {}).items()}
    return client.post(reverse("console:pack", args=[order.pk]), data, **kwargs)


def send_url(order: Order) -> str:
    """Give the address that sends the last parcel of an order."""
    parcel = order.parcels.order_by("position").last()
    return reverse("console:send", args=[order.pk, parcel.pk])


def send(client, order: Order, number: str = "EE1", carrier: str = "ems", **kwargs):
    return client.post(send_url(order), {"carrier": carrier, "tracking_number": number}, **kwargs)
