"""What it costs to send a basket to a country."""

from dataclasses import dataclass
from decimal import Decimal

from oscar.core.prices import Price

from shop.rules.errors import CannotShip
from shop.rules.shipping import Band, band_for
from shop.rules.thresholds import delivery_charge
from shop.shipping.models import ShippingZone


@dataclass(frozen=True)
class Delivery:
    """A way to a country: `price` is what the customer pays, tax included, in the market's
    currency; `band` is what a parcel of `weight_g` falls into, with its full price."""

    zone: ShippingZone
    band: Band
    price: Decimal
    currency: str
    weight_g: int

    @property
    def code(self) -> str:
        return f"zone-{self.zone.pk}"

    @property
    def name(self) -> str:
        return self.zone.carrier

    def discount(self, basket) -> Decimal:
        return Decimal(0)

    def charge(self) -> Price:
        return Price(currency=self.currency, excl_tax=self.price, incl_tax=self.price)


def basket_weight(lines) -> int:
    """Give the weight in grams of all that the lines hold, packaging included."""
    return sum(line.quantity * line.product.package_weight_g for line in lines)


def quote_delivery(*, market, country_code: str, weight_g: int, things: Decimal) -> Delivery:
    """Price the parcel; `things` is what is in it costs after offers, tax included.

    Raises: `CannotShip` where no zone or band reaches.
    """
    zones = ShippingZone.objects.filter(market=market, countries=country_code).with_bands()
    if not zones:
        raise CannotShip(country=country_code, reason="no_zone")
    zone = zones[0]
    band = band_for(weight_g, zone.rules)
    if band is None:
        raise CannotShip(country=country_code, reason="too_heavy")
    price = delivery_charge(band.price, things, free_from=market.free_delivery_from)
    return Delivery(zone, band, price, market.currency, weight_g)
