"""Amounts of money: minor units, rounding, and the careful caps of a card charge.

Source: ISO 4217 for the minor units that Stripe uses; Stripe's documentation of
zero-decimal currencies and of minimum and maximum charges.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .errors import (
    AmountTooLarge,
    AmountTooSmall,
    AmountUnreadable,
    TooManyDecimals,
    UnknownCurrency,
)


@dataclass(frozen=True)
class Currency:
    """`minor_units`: decimals that are charged. `shown_decimals`: decimals that people see."""

    code: str
    minor_units: int
    shown_decimals: int
    smallest_charge: Decimal


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("UZS", minor_units=2, shown_decimals=0, smallest_charge=Decimal(10_000)),
        Currency("JPY", minor_units=0, shown_decimals=0, smallest_charge=Decimal(50)),
        Currency("USD", minor_units=2, shown_decimals=2, smallest_charge=Decimal("0.50")),
    )
}

#: Eight digits of minor units pass every card network.
LARGEST_MINOR_AMOUNT = 99_999_999


def currency_of(code: str) -> Currency:
    """Give the facts of a currency. Raises: `UnknownCurrency`."""
    try:
        return CURRENCIES[code]
    except KeyError:
        raise UnknownCurrency(currency=code) from None


def round_amount(amount: Decimal, code: str) -> Decimal:
    """Round half up to the currency's minor unit."""
    exponent = Decimal(1).scaleb(-currency_of(code).minor_units)
    return amount.quantize(exponent, rounding=ROUND_HALF_UP)


def to_minor(amount: Decimal, code: str) -> int:
    """Give the amount in the currency's smallest unit: $7.50 → 750, ¥1090 → 1090."""
    return int(round_amount(amount, code).scaleb(currency_of(code).minor_units))


def from_minor(minor: int, code: str) -> Decimal:
    """Give back the amount of `to_minor`."""
    return Decimal(minor).scaleb(-currency_of(code).minor_units)


#: What people write before or behind an amount, in capitals.
MARKS = {
    "UZS": ("UZS", "SOʻM", "SO'M", "SO‘M", "SO’M", "SOM", "СУМ"),
    "JPY": ("JPY", "JP¥", "¥", "円"),
    "USD": ("USD", "US$", "$"),
}
#: Thousands apart by spaces or commas, or by points where a decimal comma follows.
WRITTEN_AMOUNT = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:[ ][0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+(?!,)"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+(?=,)|[0-9]+)"
    r"(?:[.,](?P<decimals>[0-9]+))?"
)


def read_amount(text: str, code: str) -> Decimal:
    """Read an amount as people write it: "1 234,50", "$1,234.50", "¥1,090", "125 000 soʻm".

    Raises: `AmountUnreadable`, `TooManyDecimals`.
    """
    written = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    for mark in MARKS[currency_of(code).code]:
        if mark in written:
            written = written.removeprefix(mark).removesuffix(mark).strip()
            break
    found = WRITTEN_AMOUNT.fullmatch(written)
    if found is None:
        raise AmountUnreadable(text=text)
    decimals = found["decimals"] or ""
    if len(decimals) > currency_of(code).minor_units:
        raise TooManyDecimals(currency=code, decimals=currency_of(code).minor_units)
    whole = "".join(digit for digit in found["whole"] if digit.isdigit())
    return Decimal(f"{whole}.{decimals or 0}")


def check_within(
    amount: Decimal, code: str, *, smallest: Decimal | None, largest: Decimal | None
) -> None:
    """Let an amount pass that lies within both limits; None is no limit.

    Raises: `AmountTooSmall`, `AmountTooLarge`, each with the limit.
    """
    if smallest is not None and amount < smallest:
        raise AmountTooSmall(amount=amount, currency=code, limit=smallest)
    if largest is not None and amount > largest:
        raise AmountTooLarge(amount=amount, currency=code, limit=largest)


def check_chargeable(amount: Decimal, code: str) -> None:
    """Let an amount pass that a card can be charged with.

    Raises: `AmountTooSmall`, `AmountTooLarge`, each with the limit.
    """
    check_within(
        amount,
        code,
        smallest=currency_of(code).smallest_charge,
        largest=from_minor(LARGEST_MINOR_AMOUNT, code),
    )
