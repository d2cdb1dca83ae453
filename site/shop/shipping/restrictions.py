"""Which things may not be sent where."""

from collections.abc import Iterable

from shop.rules.shipping import Barred, Restriction, barred_countries

from .models import ShippingRestriction


def restrictions_for(country_code: str) -> list[Restriction]:
    """Give what may not go to one country. One query."""
    rows = (
        ShippingRestriction.objects.filter(countries=country_code)
        .order_by("pk")
        .values_list("product_id", "product_class_id", "reason", "countries__printable_name")
    )
    return [
        Restriction(product, product_class, {country_code: name}, reason)
        for product, product_class, reason, name in rows
    ]


def barred_for(product, restrictions: Iterable[Restriction]) -> dict[str, Barred]:
    """Give by code the countries that a product (or size) may not be sent to."""
    return barred_countries(
        restrictions,
        products={product.pk, product.root.pk},
        product_class=product.get_product_class().pk,
    )


def barred_lines(lines, restrictions: Iterable[Restriction]) -> dict[object, dict[str, Barred]]:
    """Give the lines of a basket that may not be sent everywhere, each with its countries."""
    restrictions = list(restrictions)
    barred = {line: barred_for(line.product, restrictions) for line in lines}
    return {line: countries for line, countries in barred.items() if countries}
