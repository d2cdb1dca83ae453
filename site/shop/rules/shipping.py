"""What a parcel costs (the lightest band that carries it), and what may not be sent where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Band:
    """Up to `up_to_grams` inclusive, the parcel costs `price`."""

    up_to_grams: int
    price: Decimal


def band_for(weight_grams: int, bands: Iterable[Band]) -> Band | None:
    """Give the band that a parcel falls into, or None where no band carries it."""
    fitting = [band for band in bands if weight_grams <= band.up_to_grams]
    return min(fitting, key=lambda band: band.up_to_grams, default=None)


def delivery_price(weight_grams: int, bands: Iterable[Band]) -> Decimal | None:
    """Give the price of a parcel, or None where no band carries it."""
    band = band_for(weight_grams, bands)
    return band.price if band else None


@dataclass(frozen=True)
class Restriction:
    """What may not be sent where, and why in words that customers read.

    It is about one product (with all its sizes) or about a class of products; the other is
    None. `countries` are ISO 3166-1 codes.
    """

    product: int | None
    product_class: int | None
    countries: Collection[str]
    reason: str

    def is_about(self, *, products: Collection[int], product_class: int) -> bool:
        return self.product in products or self.product_class == product_class


def barred_countries(
    restrictions: Iterable[Restriction], *, products: Collection[int], product_class: int
) -> dict[str, str]:
    """Give the countries that a thing may not be sent to: the first reason by code.

    `products` are the ids of the thing and of the product that it is a size of.
    """
    barred: dict[str, str] = {}
    for restriction in restrictions:
        if restriction.is_about(products=products, product_class=product_class):
            for code in restriction.countries:
                barred.setdefault(code, restriction.reason)
    return barred
