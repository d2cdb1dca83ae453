"""How a change of price or stock is shown."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from shop.formats import format_money
from shop.rules.price_sheet import Change

register = template.Library()


@register.filter
def old_words(change: Change, currencies: Mapping[str, str]) -> str:
    """`{{ change|old_words:currencies }}`: what is so now."""
    return words(change.old, currencies.get(change.market))


@register.filter
def new_words(change: Change, currencies: Mapping[str, str]) -> str:
    """`{{ change|new_words:currencies }}`: what is to be."""
    return words(change.new, currencies.get(change.market))


def words(value: Decimal | int | None, currency: str | None) -> str:
    if value is None:
        return _("not sold")
    return format_money(value, currency, "en") if currency else str(value)
