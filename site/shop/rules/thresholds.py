"""What an order must come to, and from where on its delivery is free.

Both are held against what the things cost after all offers, tax included and without delivery,
in the market's currency. A threshold is reached by the amount that equals it.
"""

from decimal import Decimal

from .errors import OrderTooSmall


def still_missing(amount: Decimal, threshold: Decimal | None) -> Decimal:
    """Give what has to be added to reach a threshold; zero where there is none."""
    return max((threshold or Decimal(0)) - amount, Decimal(0))


def check_smallest_order(amount: Decimal, currency: str, *, smallest: Decimal) -> None:
    """Let an order pass that is large enough; `smallest` zero lets every order pass.

    Raises: `OrderTooSmall`, with the limit and what is missing.
    """
    missing = still_missing(amount, smallest)
    if missing:
        raise OrderTooSmall(amount=amount, currency=currency, limit=smallest, missing=missing)


def delivery_charge(price: Decimal, things: Decimal, *, free_from: Decimal | None) -> Decimal:
    """Give what the customer pays of a delivery price; without `free_from`, all of it."""
    if free_from is not None and things >= free_from:
        return Decimal(0)
    return price
