"""All ways of a market's parcels in one read: zones, prices, countries, what may not go where."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from home.page_cache.parts import kept_part
from home.translated import in_words
from shop.rules.shipping import Band, Restriction

from .models import ShippingZone

RESTRICTION = "countries__shipping_restrictions"


@dataclass(frozen=True)
class Zone:
    """A delivery zone in the reader's language; `prices` by grams, `countries` by code."""

    name: str
    days_min: int
    days_max: int
    prices: dict = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)

    @property
    def bands(self) -> list[Band]:
        return [Band(grams, price) for grams, price in self.prices.items()]


@dataclass(frozen=True)
class Ways:
    """The zones of a market in order, and what may not go to some of its countries."""

    zones: list[Zone]
    restrictions: list[Restriction]

    @property
    def countries(self) -> set[str]:
        """The codes of all countries that the market sends to."""
        return {code for zone in self.zones for code in zone.countries}


def ways_of(request: HttpRequest) -> Ways:
    """Give the ways of the market shown. One query, or none where they are kept."""
    return kept_part(request, "ways", make=lambda: read_ways(request.market))


def read_ways(market) -> Ways:
    """Give the ways of a market. One query: a row for each zone × band × country × restriction."""
    rows = (
        ShippingZone.objects.filter(market=market)
        .order_by("pk", "bands__up_to_grams")
        .values_list(
            "pk",
            in_words("name"),
            "days_min",
            "days_max",
            "bands__up_to_grams",
            "bands__price",
            "countries__iso_3166_1_a2",
            f"{RESTRICTION}__pk",
            f"{RESTRICTION}__product_id",
            f"{RESTRICTION}__product_class_id",
            in_words(f"{RESTRICTION}__reason"),
        )
    )
    zones: dict[int, Zone] = {}
    restrictions: dict[int, Restriction] = {}
    for pk, name, least, most, grams, price, code, restriction, *facts in rows:
        zone = zones.setdefault(pk, Zone(name, least, most))
        if grams is not None:
            zone.prices[grams] = price
        if code is not None:
            zone.countries.add(code)
        if restriction is not None:
            product, product_class, reason = facts
            known = restrictions.setdefault(
                restriction, Restriction(product, product_class, set(), reason)
            )
            known.countries.add(code)
    return Ways(list(zones.values()), [restrictions[pk] for pk in sorted(restrictions)])
