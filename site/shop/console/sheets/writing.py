"""Prices and stock as a table, with the columns that an import reads."""

from collections.abc import Iterator

from shop.console.order_export import harmless
from shop.rules.money import currency_of, round_amount
from shop.rules.price_sheet import NUMBER, STOCK, price_heading

from .known import Allowed, all_things, currencies, maker_of


def rows(allowed: Allowed) -> Iterator[list]:
    """Give the headings and a row for each thing; columns that one may not change are left out."""
    markets = currencies() if allowed.prices else {}
    stock = [STOCK, "promised", "left"] if allowed.stock else []
    yield [NUMBER, "title", "maker", *stock, *(price_heading(*pair) for pair in markets.items())]
    for product, thing in all_things():
        counts = [thing.stock, thing.promised, thing.stock - thing.promised]
        yield [
            thing.number,
            harmless(thing.title),
            harmless(maker_of(product)),
            *(counts if allowed.stock else []),
            *(shown(thing.prices.get(code), currency) for code, currency in markets.items()),
        ]


def shown(amount, currency: str):
    """Give an amount with no more decimals than people write; nothing for none."""
    if amount is None:
        return None
    whole = amount == amount.to_integral_value() and not currency_of(currency).shown_decimals
    return int(amount) if whole else round_amount(amount, currency)
