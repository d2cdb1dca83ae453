"""Money and weight as people of each language write them. Source: CLDR, by way of Babel."""

from decimal import Decimal

from babel.numbers import format_currency, format_decimal

from shop.rules.money import currency_of

#: Our language codes → CLDR locales; Karakalpak is not in CLDR and is written as Uzbek is.
CLDR_LOCALES = {"en": "en_US", "ru": "ru", "uz": "uz", "ja": "ja", "kaa": "uz"}
NO_BREAK = "\u00a0"


def format_money(amount: Decimal, currency: str, language: str) -> str:
    """Give "$7.50", "¥1,090" or "125 000 soʻm" with no-break spaces."""
    locale = CLDR_LOCALES.get(language.split("-")[0], "en_US")
    decimals = currency_of(currency).shown_decimals
    if currency == "UZS":
        # People write soʻm whole, thousands apart, the word behind, in every language.
        number = format_decimal(amount, format="#,##0", locale="ru").replace("\u202f", NO_BREAK)
        return f"{number}{NO_BREAK}{'сум' if locale == 'ru' else 'soʻm'}"
    pattern = "¤#,##0" + ("." + "0" * decimals if decimals else "")
    if locale in ("en_US", "ja"):
        text = format_currency(amount, currency, pattern, locale=locale, currency_digits=False)
        return text.replace("￥", "¥")
    return format_currency(amount, currency, locale=locale, decimal_quantization=True)


def format_weight(grams: int, language: str) -> str:
    """Give "430 g" or "1.25 kg" with no-break spaces."""
    if grams < 1000:
        return f"{grams}{NO_BREAK}g"
    locale = CLDR_LOCALES.get(language.split("-")[0], "en_US")
    return f"{format_decimal(Decimal(grams) / 1000, format='#,##0.##', locale=locale)}{NO_BREAK}kg"
