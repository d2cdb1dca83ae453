"""The countries that a market sends to."""

from django.db.models import QuerySet
from django.http import HttpRequest

from home.collation import collation_key
from home.formats import country_name, reader_language
from home.page_cache.parts import kept_part
from home.prepared import Prepared
from shop.shipping.models import ShippingZone


def countries_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Give (code, name) of each country that the market sends to, in the visitor's order.

    Done once for each version of the site.
    """
    return kept_part(request, "countries", make=lambda: sorted_countries(request.market))


def sorted_countries(market) -> list[tuple[str, str]]:
    language = reader_language()
    named = [(code, country_name(code)) for code in codes_of_market(market=market.pk)]
    return sorted(named, key=lambda country: collation_key(country[1], language))


@Prepared
def codes_of_market(market: int) -> QuerySet:
    zones = ShippingZone.objects.filter(market=market, countries__isnull=False).order_by()
    return zones.values_list("countries__iso_3166_1_a2", flat=True).distinct()


def likely_country(countries: list[tuple[str, str]]) -> str:
    """Give the country where there is only one, else nothing: the buyer chooses."""
    return countries[0][0] if len(countries) == 1 else ""
