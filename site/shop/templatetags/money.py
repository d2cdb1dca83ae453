from decimal import Decimal

from django import template
from django.utils.translation import get_language

from shop.formats import format_money

register = template.Library()


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """`{{ offer.price|money:offer.currency }}` in the reader's language."""
    return "" if amount is None else format_money(amount, currency, get_language() or "en")
