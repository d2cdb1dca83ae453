"""Which things may not be sent where."""

from collections.abc import Iterable

from django.db.models import QuerySet

from home.prepared import Prepared
from home.translated import in_words
from shop.rules.shipping import Restriction, barred_countries

from .models import ShippingRestriction


def restrictions_for(country_code: str) -> list[Restriction]:
    """Give what may not go to one country. One query."""
    return [
        Restriction(product, product_class, {country_code}, reason)
        for product, product_class, reason in rows_for(country=country_code)
    ]


@Prepared
def rows_for(country: str) -> QuerySet:
    restrictions = ShippingRestriction.objects.filter(countries=country).order_by("pk")
    return restrictions.values_list("product_id", "product_class_id", in_words("reason"))


def barred_for(product, restrictions: Iterable[Restriction]) -> dict[str, str]:
    """Give the countries that a product (or size) may not be sent to: reasons by code."""
    return barred_countries(
        restrictions,
        products={product.pk, product.root.pk},
        product_class=product.get_product_class().pk,
    )


def barred_lines(lines, restrictions: Iterable[Restriction]) -> dict[object, dict[str, str]]:
    """Give the lines of a basket that may not be sent everywhere, each with its countries."""
    restrictions = list(restrictions)
    barred = {line: barred_for(line.product, restrictions) for line in lines}
    return {line: countries for line, countries in barred.items() if countries}
