"""All ways of a market's parcels in one read: zones, prices, countries, what may not go where."""

from dataclasses import dataclass, field
from itertools import chain

from django.http import HttpRequest

from home.page_cache.parts import kept_part
from shop.rules.shipping import Band, Restriction

from .models import ShippingZone

ZONE_COLUMNS = ("pk", "name", "days_min", "days_max")
COUNTRY_COLUMNS = ("countries__iso_3166_1_a2", "countries__printable_name")
RESTRICTION_COLUMNS = tuple(
    f"countries__shipping_restrictions__{name}"
    for name in ("pk", "product_id", "product_class_id", "reason")
)


@dataclass(frozen=True)
class Zone:
    """A delivery zone; `prices` by grams, `countries` names by code."""

    name: str
    days_min: int
    days_max: int
    prices: dict = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)

    @property
    def bands(self) -> list[Band]:
        return [Band(grams, price) for grams, price in self.prices.items()]


@dataclass(frozen=True)
class Ways:
    """The zones of a market in order, and what may not go to some of its countries."""

    zones: list[Zone]
    restrictions: list[Restriction]

    @property
    def countries(self) -> dict[str, str]:
        """All countries that the market sends to: names by code, by name."""
        found = dict(chain.from_iterable(zone.countries.items() for zone in self.zones))
        return dict(sorted(found.items(), key=lambda pair: pair[1]))


def ways_of(request: HttpRequest) -> Ways:
    """Give the ways of the market shown. One query, or none where they are kept."""
    return kept_part(request, "ways", make=lambda: read_ways(request.market))


def read_ways(market) -> Ways:
    """Give the ways of a market. One query: a row for each zone × band × country × restriction."""
    rows = (
        ShippingZone.objects.filter(market=market)
        .order_by("pk", "bands__up_to_grams", "countries__printable_name")
        .values_list(
            *ZONE_COLUMNS,
            "bands__up_to_grams",
            "bands__price",
            *COUNTRY_COLUMNS,
            *RESTRICTION_COLUMNS,
        )
    )
    zones: dict[int, Zone] = {}
    restrictions: dict[int, Restriction] = {}
    for pk, name, least, most, grams, price, code, country, *restriction in rows:
        zone = zones.setdefault(pk, Zone(name, least, most))
        if grams is not None:
            zone.prices[grams] = price
        if code is not None:
            zone.countries[code] = country
        restriction_id, product, product_class, reason = restriction
        if restriction_id is not None:
            known = restrictions.setdefault(
                restriction_id, Restriction(product, product_class, {}, reason)
            )
            known.countries[code] = country
    ordered = [restrictions[pk] for pk in sorted(restrictions)]
    return Ways(list(zones.values()), ordered)
