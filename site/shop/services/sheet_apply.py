"""Apply what a sheet of prices and stock asks for: all of it, or nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from shop.catalogue.models import Product
from shop.markets.models import Market
from shop.partner.models import StockRecord
from shop.rules.errors import ChangedMeanwhile
from shop.rules.price_sheet import Change

from .price_set import PriceChange, set_prices
from .stock_move import Kind, Move, move_stock

CAUSE = "spreadsheet"


@transaction.atomic
def apply_sheet(
    *, numbers: Iterable[int], find_changes: Callable[[], list[Change]], by, now: datetime
) -> int:
    """Lock the things of these numbers, ask what is to change, and change it; gives how much.

    `find_changes` raises `ChangedMeanwhile` where that is no longer what somebody agreed to. The
    things are locked first, then their stock, so that what it reads holds until the end.

    Raises: `ChangedMeanwhile`, also for a count of what has no stock yet; `OutOfStock`.
    """
    numbers = list(numbers)
    lock(Product.objects.filter(pk__in=numbers))
    lock(StockRecord.objects.filter(product__in=numbers))
    changes = find_changes()
    set_prices(changes=price_changes(changes), by=by, now=now, cause=CAUSE)
    moves = stock_moves(changes)
    move_stock(moves=moves, kind=Kind.COUNTED, now=now, by=by, cause=CAUSE)
    return len(changes)


def lock(rows) -> None:
    """Lock rows in one order, but not their keys: an order that names them may be written."""
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def price_changes(changes: Iterable[Change]) -> list[PriceChange]:
    markets = dict(Market.objects.values_list("code", "pk"))
    return [
        PriceChange(change.number, markets[change.market], seen=change.old, amount=change.new)
        for change in changes
        if change.market
    ]


def stock_moves(changes: Iterable[Change]) -> list[Move]:
    counted = {change.number: change for change in changes if not change.market}
    records = StockRecord.objects.filter(product__in=counted).order_by("-pk")
    found = dict(records.values_list("product", "pk"))
    for number in counted:
        if number not in found:
            raise ChangedMeanwhile(product=number)
    return [
        Move(found[number], on_hand=change.new - change.old) for number, change in counted.items()
    ]
