"""Ranges of price that a list of things is narrowed by: few, with round numbers between them."""

from decimal import Decimal

#: Bands are of use once there is something to choose from.
FEWEST_PRICES = 4


def band_limits(prices: list[Decimal]) -> list[Decimal]:
    """Give at most two round amounts that part the prices into about equal thirds.

    None where all prices lie together.
    """
    if len(prices) < FEWEST_PRICES:
        return []
    ordered = sorted(prices)
    thirds = (ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3])
    limits = sorted({round_amount(price) for price in thirds})
    # Each band holds something: what costs as much as a limit belongs below it.
    return [limit for limit in limits if ordered[0] <= limit < ordered[-1]]


def round_amount(amount: Decimal) -> Decimal:
    """Give the amount with one digit that is not nothing: 43,700 is 40,000."""
    rounded = amount.quantize(Decimal(1).scaleb(amount.adjusted()))
    return Decimal(int(rounded)) if rounded >= 1 else rounded


def is_in_band(price: Decimal | None, above: Decimal | None, up_to: Decimal | None) -> bool:
    """Say whether a price lies above one limit and not above the other; None is no limit."""
    if price is None:
        return False
    return (above is None or price > above) and (up_to is None or price <= up_to)
