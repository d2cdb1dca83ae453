"""What a parcel costs: the lightest band that carries its weight."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Band:
    """Up to `up_to_grams` inclusive, the parcel costs `price`."""

    up_to_grams: int
    price: Decimal


def delivery_price(weight_grams: int, bands: Iterable[Band]) -> Decimal | None:
    """Give the price of a parcel, or None where no band carries it."""
    fitting = [band for band in bands if weight_grams <= band.up_to_grams]
    if not fitting:
        return None
    return min(fitting, key=lambda band: band.up_to_grams).price
