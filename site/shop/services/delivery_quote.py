"""What it costs to send a basket to a country."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet
from oscar.core.prices import Price

from home.prepared import Prepared
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


@Prepared
def bands_to_country(market: int, country: str) -> QuerySet:
    """Give the market's zones that reach a country, in order, once for each weight band."""
    return ShippingZone.objects.filter(market=market, countries=country).annotate(
        up_to_grams=F("bands__up_to_grams"), band_price=F("bands__price")
    )


def quote_delivery(*, market, country_code: str, weight_g: int, things: Decimal) -> Delivery:
    """Price the parcel; `things` is what is in it costs after offers, tax included.

    Raises: `CannotShip` where no zone or band reaches.
    """
    rows = bands_to_country(market=market.pk, country=country_code)
    if not rows:
        raise CannotShip(country=country_code, reason="no_zone")
    zone = rows[0]
    of_zone = [row for row in rows if row.pk == zone.pk and row.up_to_grams is not None]
    band = band_for(weight_g, [Band(row.up_to_grams, row.band_price) for row in of_zone])
    if band is None:
        raise CannotShip(country=country_code, reason="too_heavy")
    price = delivery_charge(band.price, things, free_from=market.free_delivery_from)
    return Delivery(zone, band, price, market.currency, weight_g)
