"""The countries that a market sends to."""

from shop.shipping.models import ShippingZone


def countries_of(market) -> list[tuple[str, str]]:
    """Give (code, name) of every country in a zone of the market, by name."""
    return list(
        ShippingZone.objects.filter(market=market, countries__isnull=False)
        .order_by("countries__printable_name")
        .values_list("countries__iso_3166_1_a2", "countries__printable_name")
        .distinct()
    )


def likely_country(countries: list[tuple[str, str]]) -> str:
    """Give the country where there is only one, else nothing: the buyer chooses."""
    return countries[0][0] if len(countries) == 1 else ""
