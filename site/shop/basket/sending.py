"""Where a basket is likely to go, what it weighs, and what in it may not be sent there."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.formats import country_name, quantity, reader_language
from shop.checkout.initial import first_values
from shop.formats import format_money
from shop.rules.errors import CannotShip
from shop.rules.shipping import Restriction
from shop.services.delivery_quote import basket_weight, quote_delivery
from shop.shipping.restrictions import barred_for
from shop.shipping.ways import ways_of
from shop.shipping.words import barred_in_words, names_in_words


@dataclass(frozen=True)
class Sending:
    """`countries`: the codes of all that the market sends to. `country`: the likely one
    (the only one, that of the last order, or the one just chosen at the till), or ""."""

    countries: frozenset[str] = frozenset()
    country: str = ""
    restrictions: list[Restriction] = field(default_factory=list)

    def barred(self, product) -> dict[str, str]:
        """Give those of the market's countries that a product may not be sent to: reasons by
        code."""
        return barred_for(product, self.restrictions)

    def problem(self, product) -> str:
        """Say that a thing may be sent nowhere in this market; "" where it may go somewhere."""
        barred = self.barred(product)
        if not barred or len(barred) < len(self.countries):
            return ""
        return barred_in_words(barred)

    def warning(self, product) -> str:
        """Say that a thing may not be sent to the likely country."""
        reason = self.barred(product).get(self.country)
        return barred_in_words({self.country: reason}) if reason is not None else ""

    def note(self, product) -> str:
        """Say quietly which countries a thing may not be sent to."""
        barred = self.barred(product)
        if not barred:
            return ""
        return _("Cannot be sent to %(countries)s.") % {"countries": names_in_words(barred)}


def sending_of(request: HttpRequest) -> Sending:
    """Read where this basket may go. One query, and one for the last order of an account."""
    ways = ways_of(request)
    countries = frozenset(ways.countries)
    named = [(code, country_name(code)) for code in countries]
    likely = first_values(request, named).get("country", "")
    return Sending(countries, likely if likely in countries else "", ways.restrictions)


def parcel_note(sending: Sending, lines, *, market, things) -> str:
    """Say what the parcel weighs and, where the country is known, what its delivery costs."""
    grams = basket_weight(lines)
    if not grams:
        return _("Delivery is added at the till, by weight and country.")
    words = {"weight": quantity(grams, "g")}
    try:
        delivery = sending.country and quote_delivery(
            market=market, country_code=sending.country, weight_g=grams, things=things
        )
    except CannotShip:
        delivery = None
    if not delivery:
        return (
            _("The parcel weighs %(weight)s. Delivery is added at the till, by weight and country.")
            % words
        )
    words |= {
        "country": country_name(sending.country),
        "price": format_money(delivery.price, market.currency, reader_language()),
        "band": quantity(delivery.band.up_to_grams, "g"),
    }
    if not delivery.price:
        return _("The parcel weighs %(weight)s. Delivery to %(country)s is free.") % words
    return (
        _("The parcel weighs %(weight)s. Delivery to %(country)s: %(price)s, up to %(band)s.")
        % words
    )
