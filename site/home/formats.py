"""Numbers, dates and quantities as readers of each language write them.

Source: CLDR, by way of Babel; Karakalpak is ours and counts as Uzbek does.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from . import karakalpak

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

CLDR_LOCALES = {"en": "en_GB", "ru": "ru", "uz": "uz", "ja": "ja", "kaa": "uz"}

#: Signs of units where they are not those of the metric system itself.
UNITS = {
    "ru": {"g": "г", "kg": "кг", "ml": "мл", "l": "л", "kJ": "кДж", "kcal": "ккал"},
    "uz": {"kcal": "kkal"},
    "kaa": {"kcal": "kkal"},
}
#: From so many on the next greater unit is used.
GREATER = {"g": ("kg", 1000), "ml": ("l", 1000)}


def reader_language() -> str:
    return get_language() or "en"


@lru_cache
def locale_of(language: str) -> Locale:
    return Locale.parse(CLDR_LOCALES.get(language, "en_GB"))


def format_number(number: Decimal | float, language: str | None = None) -> str:
    """Give "1,234.5" or "1 234,5", with no-break spaces and at most three decimals."""
    text = format_decimal(number, locale=locale_of(language or reader_language()))
    return text.replace(NARROW_NO_BREAK, NO_BREAK)


def format_day(day: date, language: str | None = None) -> str:
    """Give a date in full: "5 November 2026", "2026年11月5日". A datetime counts here, in the
    current time zone."""
    language = language or reader_language()
    if isinstance(day, datetime):
        day = (timezone.localtime(day) if timezone.is_aware(day) else day).date()
    return written_day(day, language)


@lru_cache(maxsize=4096)
def written_day(day: date, language: str) -> str:
    if language == "kaa":
        return karakalpak.format_day(day)
    return format_date(day, format="long", locale=locale_of(language))


def format_span(least: int, most: int) -> str:
    """Give "6 to 12 days", or "1 day" where both are the same, in the reader's language."""
    if least == most:
        return ngettext("%(days)d day", "%(days)d days", most) % {"days": most}
    text = ngettext("%(least)d to %(most)d day", "%(least)d to %(most)d days", most)
    return text % {"least": least, "most": most}


@lru_cache(maxsize=4096)
def format_quantity(amount: Decimal | float, unit: str, language: str) -> str:
    """Give "250 g", "1.2 kg" or "1,2 кг". `unit`: g, ml, kJ or kcal."""
    greater, factor = GREATER.get(unit, (unit, None))
    if factor and amount >= factor:
        amount, unit = Decimal(amount) / factor, greater
    sign = UNITS.get(language, {}).get(unit, unit)
    return f"{format_number(amount, language)}{NO_BREAK}{sign}"


def quantity(amount: Decimal | float, unit: str) -> str:
    """Give a quantity as the reader writes it."""
    return format_quantity(amount, unit, reader_language())


def country_name(code: str, language: str | None = None) -> str:
    """Give a country's name from its ISO 3166-1 code; the code itself where it is unknown."""
    language = language or reader_language()
    if language == "kaa" and code in karakalpak.COUNTRIES:
        return karakalpak.COUNTRIES[code]
    return locale_of(language).territories.get(code, code)


def joined(names: Iterable[object], language: str | None = None) -> str:
    """Give names as a plain list: "a, b, c", in Japanese "a、b、c"."""
    comma = "、" if (language or reader_language()) == "ja" else ", "
    return comma.join(str(name) for name in names)
