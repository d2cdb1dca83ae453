"""Put pieces into parcels and take them out. Call under the order's lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shop.fulfilment.models import Parcel, ParcelLine
from shop.order.models import Line, Order
from shop.rules.errors import ChangedMeanwhile


@dataclass(frozen=True)
class Contents:
    """What somebody put into the parcel of that number: pieces and lots, by line id."""

    position: int
    pieces: Mapping[int, int]
    lots: Mapping[int, str] = field(default_factory=dict)


def next_position(order: Order) -> int:
    return max((parcel.position for parcel in order.parcels.all()), default=0) + 1


def all_that_is_left(order: Order, lines: list[Line]) -> Contents:
    left = {line.pk: line.count.to_pack for line in lines if line.count.to_pack}
    return Contents(next_position(order), left)


def check_contents(order: Order, lines: list[Line], contents: Contents) -> None:
    """Raises: `ChangedMeanwhile` where that parcel is packed already, or fewer pieces are left."""
    left = {line.pk: line.count.to_pack for line in lines}
    is_there = all(0 < count <= left.get(pk, 0) for pk, count in contents.pieces.items())
    if not is_there or contents.position != next_position(order):
        raise ChangedMeanwhile()


def fill_parcel(
    *, order: Order, lines: list[Line], contents: Contents, now: datetime, by
) -> Parcel:
    """Write a new parcel with its contents, and count them in the lines."""
    parcel = Parcel.objects.create(
        order=order, position=contents.position, packed_at=now, packed_by=by
    )
    filled = [line for line in lines if contents.pieces.get(line.pk)]
    for line in filled:
        line.in_parcels += contents.pieces[line.pk]
        line.save(update_fields=["in_parcels"])
    ParcelLine.objects.bulk_create(
        ParcelLine(
            parcel=parcel,
            line=line,
            pieces=contents.pieces[line.pk],
            lot=contents.lots.get(line.pk, ""),
        )
        for line in filled
    )
    return parcel


def empty_parcel(parcel: Parcel) -> None:
    """Put what lies in a parcel that is still here back on the table, and forget the parcel."""
    for inside in parcel.lines.select_related("line"):
        inside.line.in_parcels -= inside.pieces
        inside.line.save(update_fields=["in_parcels"])
    parcel.delete()


def empty_open_parcels(order: Order) -> None:
    """Nothing more of this order leaves."""
    for parcel in order.parcels.filter(sent_at=None):
        empty_parcel(parcel)


def take_out_of_parcels(line: Line, pieces: int) -> None:
    """Take pieces of a line out of parcels that are still here, out of the last one first.

    The line's own counts are the caller's. A parcel in which nothing is left is forgotten.
    """
    inside = ParcelLine.objects.filter(line=line, parcel__sent_at=None)
    for found in inside.order_by("-parcel__position"):
        if not pieces:
            return
        taken = min(pieces, found.pieces)
        pieces -= taken
        if taken < found.pieces:
            found.pieces -= taken
            found.save(update_fields=["pieces"])
        else:
            found.delete()
            Parcel.objects.filter(pk=found.parcel_id, lines=None).delete()
