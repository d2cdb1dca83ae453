"""Bring a basket's lines to today's prices in the market shown, and say what changed."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction


@dataclass(frozen=True)
class PriceChange:
    """`old` and `new` are None where the product is not offered at all."""

    title: str
    old: Decimal | None
    old_currency: str
    new: Decimal | None
    new_currency: str


def reprice_basket(*, basket, market) -> list[PriceChange]:
    """Store `market` and its prices on an open basket; costs no write when nothing changed.

    The basket's strategy must already be that of `market`.
    """
    if basket.pk is None:
        return []
    changed = [line for line in basket.all_lines() if has_new_price(line)]
    changes = [change_of(line) for line in changed]
    if changed or basket.market_id != market.pk:
        store(basket, changed, market)
    return changes


def has_new_price(line) -> bool:
    price = line.purchase_info.price
    return (line.price_incl_tax, line.price_currency) != (price.incl_tax, price.currency)


def change_of(line) -> PriceChange:
    price = line.purchase_info.price
    return PriceChange(
        title=line.product.get_title(),
        old=line.price_incl_tax,
        old_currency=line.price_currency,
        new=price.incl_tax,
        new_currency=price.currency,
    )


@transaction.atomic
def store(basket, changed: list, market) -> None:
    for line in changed:
        price = line.purchase_info.price
        line.price_incl_tax = price.incl_tax
        line.price_excl_tax = price.excl_tax
        line.price_currency = price.currency
        line.save(update_fields=["price_incl_tax", "price_excl_tax", "price_currency"])
    if basket.market_id != market.pk:
        basket.market_id = market.pk
        basket.save(update_fields=["market"])
