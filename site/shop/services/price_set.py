"""Set prices: the one way in which staff change them, each change with its entry in the books."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from shop.catalogue.models import Product
from shop.ledger.models import PriceEntry
from shop.markets.models import Market, MarketPrice
from shop.rules.errors import AmountTooSmall, ChangedMeanwhile, TooManyDecimals
from shop.rules.money import currency_of, round_amount

BY_FORM = "typed in a form"
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class PriceChange:
    """Amounts are tax included, in the market's currency; None: it is not sold there."""

    product_id: int
    market_id: int
    seen: Decimal | None
    amount: Decimal | None

    @property
    def place(self) -> tuple[int, int]:
        return (self.product_id, self.market_id)


def set_price(
    *,
    product_id: int,
    market_id: int,
    amount: Decimal | None,
    seen: Decimal | None,
    by,
    now: datetime,
    cause: str = BY_FORM,
) -> None:
    """Set one price. Raises: what `set_prices` raises."""
    change = PriceChange(product_id, market_id, seen, amount)
    set_prices(changes=[change], by=by, now=now, cause=cause)


@transaction.atomic
def set_prices(*, changes: Iterable[PriceChange], by, now: datetime, cause: str) -> int:
    """Set all prices or none; gives how many became others.

    A price that somebody has set to the same amount meanwhile is left alone.

    Raises: `ChangedMeanwhile` (`product`, `market`, `found`) where a price is no longer what was
    `seen`; `AmountTooSmall`, `TooManyDecimals`.
    """
    wanted = {change.place: change for change in changes}
    prices = locked_prices({product for product, _market in wanted})
    markets = Market.objects.in_bulk({market for _product, market in wanted})
    changed = [
        change for place, change in wanted.items() if amount_of(prices.get(place)) != change.amount
    ]
    for change in changed:
        check(change, prices.get(change.place), markets[change.market_id].currency)
    write(changed, prices)
    PriceEntry.objects.bulk_create(
        (
            PriceEntry(
                product_id=change.product_id,
                market_id=change.market_id,
                currency=markets[change.market_id].currency,
                old=change.seen,
                new=change.amount,
                cause=cause,
                by=by,
                at=now,
            )
            for change in changed
        ),
        batch_size=ROWS_AT_ONCE,
    )
    return len(changed)


def locked_prices(product_ids: set[int]) -> dict[tuple[int, int], MarketPrice]:
    """Give the prices of products by product and market.

    The products are locked, in one order: where there is no price yet there is nothing else to
    take turns at.
    """
    # Lines of orders that are being written point at products: that need not wait for prices.
    rows = Product.objects.select_for_update(no_key=True)
    locked = rows.filter(pk__in=product_ids).order_by("pk")
    list(locked.values_list("pk", flat=True))
    found = MarketPrice.objects.filter(product__in=product_ids)
    return {(price.product_id, price.market_id): price for price in found}


def amount_of(price: MarketPrice | None) -> Decimal | None:
    return price.amount if price else None


def check(change: PriceChange, price: MarketPrice | None, currency: str) -> None:
    if amount_of(price) != change.seen:
        raise ChangedMeanwhile(
            product=change.product_id, market=change.market_id, found=amount_of(price)
        )
    if change.amount is None:
        return
    if change.amount <= 0:
        raise AmountTooSmall(amount=change.amount, currency=currency, limit=Decimal(0))
    if round_amount(change.amount, currency) != change.amount:
        raise TooManyDecimals(currency=currency, decimals=currency_of(currency).minor_units)


def write(changed: list[PriceChange], prices: dict[tuple[int, int], MarketPrice]) -> None:
    new, other, gone = [], [], []
    for change in changed:
        price = prices.get(change.place)
        if change.amount is None:
            gone.append(price.pk)
        elif price is None:
            product, market = change.place
            new.append(MarketPrice(product_id=product, market_id=market, amount=change.amount))
        else:
            price.amount = change.amount
            other.append(price)
    MarketPrice.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)
    MarketPrice.objects.bulk_update(other, ["amount"], batch_size=ROWS_AT_ONCE)
    if gone:
        MarketPrice.objects.filter(pk__in=gone).delete()
