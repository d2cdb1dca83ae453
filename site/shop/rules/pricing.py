"""What a line costs, the tax in it, and the price per 100 g or 100 ml."""

from dataclasses import dataclass
from decimal import Decimal

from .money import round_amount

#: Value added tax in Uzbekistan for a registered seller. Source: Tax Code, art. 258.
UZBEK_VAT_RATE = Decimal("0.12")
NO_TAX = Decimal(0)


@dataclass(frozen=True)
class LineAmounts:
    """The amounts of one line, each rounded once, in the line's currency."""

    incl_tax: Decimal
    excl_tax: Decimal

    @property
    def tax(self) -> Decimal:
        return self.incl_tax - self.excl_tax


def tax_rate(*, market_charges_vat: bool, seller_is_vat_registered: bool) -> Decimal:
    """Give the rate inside a price: exports carry none, nor do sellers who are not registered."""
    return UZBEK_VAT_RATE if market_charges_vat and seller_is_vat_registered else NO_TAX


def line_amounts(
    *, unit_price: Decimal, quantity: int, rate: Decimal, currency: str
) -> LineAmounts:
    """Split `quantity` × a tax-included unit price into net and tax.

    The rounding happens here, once for the whole line, never per piece.
    """
    incl_tax = round_amount(unit_price * quantity, currency)
    return LineAmounts(incl_tax, round_amount(incl_tax / (1 + rate), currency))


def price_per_hundred(*, price: Decimal, content: int | None, currency: str) -> Decimal | None:
    """Give the price of 100 g (or 100 ml) from the net content in g (or ml)."""
    if not content:
        return None
    return round_amount(price * 100 / content, currency)
