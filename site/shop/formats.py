"""Money as people of each language write it. Source: CLDR, by way of Babel."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal

from home.formats import NARROW_NO_BREAK, NO_BREAK, locale_of
from shop.rules.money import currency_of

#: Behind whole soʻm, in every language.
SOM = {"ru": "сум"}
#: The three currencies need no country before their sign.
PLAIN_SIGNS = {"US$": "$", "JP¥": "¥", "￥": "¥"}


@lru_cache(maxsize=4096)
def format_money(amount: Decimal, currency: str, language: str) -> str:
    """Give "$7.50", "7,50 $", "¥1,090" or "125 000 soʻm", with no-break spaces."""
    decimals = currency_of(currency).shown_decimals
    if currency == "UZS":
        # People write soʻm whole, thousands apart, the word behind, in every language.
        number = format_decimal(amount, format="#,##0", locale="uz")
        return f"{tidied(number)}{NO_BREAK}{SOM.get(language, 'soʻm')}"
    text = format_currency(
        amount,
        currency,
        pattern_of(language, decimals),
        locale=locale_of(language),
        currency_digits=False,
    )
    return tidied(text)


@lru_cache
def pattern_of(language: str, decimals: int) -> str:
    """Give where a language puts sign and spaces, with so many decimals."""
    shown = "0." + "0" * decimals if decimals else "0"
    pattern = locale_of(language).currency_formats["standard"].pattern
    return pattern.replace("0.00", shown)


def tidied(text: str) -> str:
    for sign, plain in PLAIN_SIGNS.items():
        text = text.replace(sign, plain)
    return text.replace(NARROW_NO_BREAK, NO_BREAK)
