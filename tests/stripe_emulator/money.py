"""Currencies: their decimals, the least and the most that can be charged, and how they read.

Amounts are integers in minor units: whole yen, cents, tiyin.
Source: https://docs.stripe.com/currencies
"""

from .errors import ApiError

ZERO_DECIMAL_CODES = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf"
TWO_DECIMAL_CODES = (
    "aed aud cad chf cny czk dkk eur gbp gel hkd kgs kzt nok nzd pln sek sgd thb try usd uzs"
)
ZERO_DECIMAL = frozenset(ZERO_DECIMAL_CODES.split())
CURRENCIES = ZERO_DECIMAL.union(TWO_DECIMAL_CODES.split())

# Stripe's rule is about 50 US cents after conversion; these are near it, and may be overridden.
MINIMUMS = {"jpy": 50, "usd": 50, "eur": 50, "gbp": 30, "uzs": 500_000}
OTHER_MINIMUM = 50
MAXIMUM = 99_999_999

SYMBOLS = {"jpy": "¥", "usd": "$", "eur": "€", "gbp": "£"}


def format_amount(amount, currency):
    """An amount as people read it: "¥1,090", "$7.50", "125,000.00 UZS"."""
    if currency in ZERO_DECIMAL:
        number = f"{abs(amount):,}"
    else:
        number = f"{abs(amount) // 100:,}.{abs(amount) % 100:02}"
    sign = "−" if amount < 0 else ""
    if currency in SYMBOLS:
        return f"{sign}{SYMBOLS[currency]}{number}"
    return f"{sign}{number} {currency.upper()}"


def check_chargeable(amount, currency, minimums):
    """Nothing, when `amount` may be charged.

    Raises: ApiError amount_too_small or amount_too_large.
    """
    least = minimums.get(currency, OTHER_MINIMUM)
    if amount < least:
        raise ApiError(
            "The Checkout Session's total amount due must add up to at least "
            f"{format_amount(least, currency)} {currency}",
            code="amount_too_small",
        )
    if amount > MAXIMUM:
        raise ApiError(
            "The Checkout Session's total amount due must be no more than "
            f"{format_amount(MAXIMUM, currency)} {currency}",
            code="amount_too_large",
        )
