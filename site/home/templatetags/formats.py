"""Dates, weights and numbers in the reader's language."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.formats import country_name, format_day, quantity

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """`{{ article.date|day }}`: the date in full; nothing for none."""
    return format_day(value) if value else ""


@register.filter
def grams(value: int | None) -> str:
    """`{{ parcel.weight_g|grams }}`: "250 g", "1.2 kg"; nothing for none."""
    return quantity(value, "g") if value else ""


@register.filter
def country(code: str) -> str:
    """`{{ address.country_id|country }}`: the country's name."""
    return country_name(code)


@register.filter
def unbroken(text: str) -> SafeString:
    """`{{ order.number|unbroken }}`: on one line, its hyphens too."""
    return format_html('<span class="unbroken">{}</span>', text)
