"""The countries that a market sends to."""

from unicodedata import combining, normalize

from home.formats import country_name
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
    return sorted(((code, country_name(code)) for code in codes), key=by_name)


def by_name(country: tuple[str, str]) -> str:
    """Sort without regard to accents, so that Ózbekstan stands among the O."""
    return "".join(c for c in normalize("NFD", country[1].casefold()) if not combining(c))


def likely_country(countries: list[tuple[str, str]]) -> str:
    """Give the country where there is only one, else nothing: the buyer chooses."""
    return countries[0][0] if len(countries) == 1 else ""
