"""What the order costs, and in words why it cannot be sent or charged."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.formats import country_name, format_span, joined, quantity
from shop.basket.presenter import line_view
from shop.basket.thresholds import free_delivery_note, smallest_order_note
from shop.formats import format_money
from shop.rules import errors
from shop.services.delivery_quote import Delivery, basket_weight, quote_delivery
from shop.shipping.restrictions import barred_lines, restrictions_for
from shop.shipping.words import barred_in_words


@dataclass(frozen=True)
class Forbidden:
    """A thing of the basket that may not be sent to the chosen country."""

    line_id: int
    title: str
    text: str


@dataclass(frozen=True)
class Summary:
    """What stands beside the form. `delivery` is None until a country is chosen
    that can be reached; `problem` says why one cannot, `forbidden` what may not go there."""

    lines: list
    subtotal: Decimal
    delivery: Decimal | None
    total: Decimal
    currency: str
    forbidden: list[Forbidden] = field(default_factory=list)
    days: str = ""
    tax_note: str = ""
    problem: str = ""
    parcel: str = ""
    too_small: str = ""
    free_delivery_note: str = ""


def summarise(request: HttpRequest, country: str) -> Summary:
    market, basket = request.market, request.basket
    subtotal = basket.total_incl_tax
    delivery: Delivery | None = None
    problem = ""
    if country:
        try:
            delivery = quote_delivery(
                market=market,
                country_code=country,
                weight_g=basket_weight(basket.all_lines()),
                things=subtotal,
            )
        except errors.CannotShip as error:
            problem = shipping_problem(error)
    tax = subtotal - basket.total_excl_tax
    return Summary(
        lines=[line_view(line) for line in basket.all_lines()],
        forbidden=forbidden_things(basket, country) if country else [],
        subtotal=subtotal,
        delivery=delivery.price if delivery else None,
        total=subtotal + (delivery.price if delivery else 0),
        currency=market.currency,
        days=format_span(delivery.zone.days_min, delivery.zone.days_max) if delivery else "",
        parcel=parcel_words(delivery) if delivery else "",
        tax_note=tax_note(tax, market),
        problem=problem,
        too_small=smallest_order_note(subtotal, market),
        free_delivery_note=free_delivery_note(subtotal, market),
    )


def forbidden_things(basket, country: str) -> list[Forbidden]:
    """Give what of the basket may not be sent to a country. One query."""
    barred = barred_lines(basket.all_lines(), restrictions_for(country))
    return [
        Forbidden(line.pk, line.product.get_title(), barred_in_words(countries))
        for line, countries in barred.items()
    ]


def forbidden_problem(error: errors.ForbiddenDestination, basket) -> str:
    """Name what may not be sent to the country, and why."""
    lines = [line for line in basket.all_lines() if line.product_id in error.data["reasons"]]
    return _("We can't send %(things)s to %(country)s. %(reason)s") % {
        "things": joined(_("“%(title)s”") % {"title": line.product.get_title()} for line in lines),
        "country": country_name(error.data["country"]),
        "reason": " ".join(dict.fromkeys(error.data["reasons"].values())),
    }


def parcel_words(delivery: Delivery) -> str:
    return _("The parcel weighs %(weight)s and goes as one of up to %(band)s.") % {
        "weight": quantity(delivery.weight_g, "g"),
        "band": quantity(delivery.band.up_to_grams, "g"),
    }


def tax_note(tax: Decimal, market) -> str:
    if tax:
        amount = format_money(tax, market.currency, get_language() or "en")
        return _("VAT of %(amount)s is in the price.") % {"amount": amount}
    if market.charges_vat:
        return ""
    return _("Exported free of VAT. Your country may ask for duty or tax of its own.")


def shipping_problem(error: errors.CannotShip) -> str:
    if error.data["reason"] == "too_heavy":
        return _("This is more than one parcel may weigh. Please order it in two.")
    return _("We do not send there from the market you chose. Another market may.")


def amount_problem(error, form) -> str:
    """Say which limit stands in the way, and what may be done about it."""
    limit = format_money(error.data["limit"], error.data["currency"], get_language() or "en")
    is_too_large = isinstance(error, errors.AmountTooLarge)
    has_others = len(form.fields["payment"].choices) > 1
    if is_too_large and has_others:
        text = _("This way takes at most %(limit)s at once. Choose another, or order it in two.")
    elif is_too_large:
        text = _("We can take at most %(limit)s at once. Please order it in two.")
    elif has_others:
        text = _("This way takes no less than %(limit)s. Choose another, or add something small.")
    else:
        text = _("We cannot take less than %(limit)s. Please add something small.")
    return text % {"limit": limit}
