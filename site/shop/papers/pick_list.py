"""What to take from the shelves for the orders of the day: by maker and shelf, each thing once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils import timezone

from shop.order.models import Line, Order

from .slip import size_of
from .typesetting import typeset


@dataclass
class Pick:
    """A thing on one shelf, with how many of it each order wants."""

    maker: str
    shelf: str
    title: str
    size: str
    sku: str
    orders: dict[str, int] = field(default_factory=dict)

    @property
    def pieces(self) -> int:
        return sum(self.orders.values())

    @property
    def place(self) -> tuple:
        """Whose shelf has no name comes last among the maker's."""
        return (self.maker.casefold(), not self.shelf, self.shelf.casefold(), self.title)


def pick_list(orders: Iterable[Order]) -> list[tuple[str, list[Pick]]]:
    """Give makers with what to pick of theirs. One query, however many orders there are."""
    lines = Line.objects.filter(order__in=orders).select_related("order", "stockrecord__partner")
    picks: dict[tuple, Pick] = {}
    for line in lines.order_by("order__date_placed", "order__pk", "pk"):
        if wanted := line.count.to_pack:
            pick = picks.setdefault((line.partner_name, line.partner_sku), pick_of(line))
            number = line.order.number
            pick.orders[number] = pick.orders.get(number, 0) + wanted
    ordered = sorted(picks.values(), key=lambda pick: pick.place)
    return [(maker, list(found)) for maker, found in groupby(ordered, key=lambda pick: pick.maker)]


def pick_of(line: Line) -> Pick:
    record = line.stockrecord
    return Pick(
        maker=line.partner_name,
        shelf=record.shelf if record else "",
        title=line.title,
        size=size_of(line),
        sku=line.partner_sku,
    )


def as_pdf(orders: Iterable[Order]) -> bytes:
    makers = [
        {"maker": maker, "picks": [pick_data(pick) for pick in picks]}
        for maker, picks in pick_list(orders)
    ]
    return typeset("pick_list", {"date": timezone.localdate().isoformat(), "makers": makers})


def pick_data(pick: Pick) -> dict:
    orders = [f"{count} × {number}" for number, count in pick.orders.items()]
    return {
        "shelf": pick.shelf,
        "title": pick.title,
        "size": pick.size,
        "sku": pick.sku,
        "pieces": pick.pieces,
        "orders": ", ".join(orders),
    }
