"""The countries that a market sends to."""

from home.collation import collation_key
from home.formats import country_name, reader_language
from shop.shipping.models import ShippingZone


def countries_of(market) -> list[tuple[str, str]]:
    """Give (code, name) of every country in a zone of the market, by name in the reader's language.

    One query.
    """
    codes = (
        ShippingZone.objects.filter(market=market, countries__isnull=False)
        .order_by()
        .values_list("countries__iso_3166_1_a2", flat=True)
        .distinct()
    )
    language = reader_language()
    named = [(code, country_name(code)) for code in codes]
    return sorted(named, key=lambda country: collation_key(country[1], language))


def likely_country(countries: list[tuple[str, str]]) -> str:
    """Give the country where there is only one, else nothing: the buyer chooses."""
    return countries[0][0] if len(countries) == 1 else ""
