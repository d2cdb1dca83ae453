"""Money, numbers, dates and quantities, in each language. Spaces are no-break spaces."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation

from home.formats import (
    NO_BREAK,
    country_name,
    format_day,
    format_number,
    format_quantity,
    format_span,
)
from home.karakalpak import MONTHS
from shop.formats import format_money

LANGUAGES = ("en", "ru", "uz", "ja", "kaa")


def spaced(text: str) -> str:
    return text.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("currency", "amount", "language", "shown"),
    [
        ("USD", "7.50", "en", "$7.50"),
        ("USD", "7.50", "ru", "7,50 $"),
        ("USD", "7.50", "uz", "7,50 $"),
        ("USD", "7.50", "ja", "$7.50"),
        ("USD", "7.50", "kaa", "7,50 $"),
        ("USD", "1234567.5", "en", "$1,234,567.50"),
        ("USD", "1234567.5", "ru", "1 234 567,50 $"),
        ("USD", "1234567.5", "uz", "1 234 567,50 $"),
        ("USD", "1234567.5", "ja", "$1,234,567.50"),
        ("USD", "-3", "en", "-$3.00"),
        ("USD", "-3", "ru", "-3,00 $"),
        ("USD", "-3", "uz", "-3,00 $"),
        ("USD", "-3", "ja", "-$3.00"),
        ("USD", "-3", "kaa", "-3,00 $"),
        ("USD", "0", "en", "$0.00"),
        ("JPY", "1090", "en", "¥1,090"),
        ("JPY", "1090", "ru", "1 090 ¥"),
        ("JPY", "1090", "uz", "1 090 ¥"),
        ("JPY", "1090", "ja", "¥1,090"),
        ("JPY", "1090", "kaa", "1 090 ¥"),
        ("JPY", "-1090", "ja", "-¥1,090"),
        ("JPY", "99999999", "ja", "¥99,999,999"),
        ("UZS", "125000", "en", "125 000 soʻm"),
        ("UZS", "125000", "ru", "125 000 сум"),
        ("UZS", "125000", "uz", "125 000 soʻm"),
        ("UZS", "125000", "ja", "125 000 soʻm"),
        ("UZS", "125000", "kaa", "125 000 soʻm"),
        ("UZS", "-125000", "en", "-125 000 soʻm"),
        ("UZS", "-125000", "ru", "-125 000 сум"),
        ("UZS", "-125000", "kaa", "-125 000 soʻm"),
        ("UZS", "0", "uz", "0 soʻm"),
        ("UZS", "125000.49", "uz", "125 000 soʻm"),
        ("UZS", "999999999999", "uz", "999 999 999 999 soʻm"),
    ],
)
def test_money_is_written_as_its_readers_write_it(currency, amount, language, shown):
    assert format_money(Decimal(amount), currency, language) == spaced(shown)


#: What the largest charge looks like: currency → amount, then each language.
LARGEST = {
    "USD": (
        "99999999.99",
        {
            "en": "$99,999,999.99",
            "ja": "$99,999,999.99",
            "ru": "99 999 999,99 $",
            "uz": "99 999 999,99 $",
            "kaa": "99 999 999,99 $",
        },
    ),
    "JPY": (
        "99999999",
        {
            "en": "¥99,999,999",
            "ja": "¥99,999,999",
            "ru": "99 999 999 ¥",
            "uz": "99 999 999 ¥",
            "kaa": "99 999 999 ¥",
        },
    ),
    "UZS": (
        "99999999",
        {
            "en": "99 999 999 soʻm",
            "ja": "99 999 999 soʻm",
            "ru": "99 999 999 сум",
            "uz": "99 999 999 soʻm",
            "kaa": "99 999 999 soʻm",
        },
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", LARGEST)
def test_largest_charge_and_what_goes_back_of_it(currency, language):
    amount, shown = LARGEST[currency]

    assert format_money(Decimal(amount), currency, language) == spaced(shown[language])
    assert format_money(-Decimal(amount), currency, language) == spaced("-" + shown[language])


@pytest.mark.parametrize(
    ("number", "language", "shown"),
    [
        ("1234.5", "en", "1,234.5"),
        ("1234.5", "ru", "1 234,5"),
        ("1234.5", "uz", "1 234,5"),
        ("1234.5", "ja", "1,234.5"),
        ("1234.5", "kaa", "1 234,5"),
        ("0.4567", "en", "0.457"),
        ("-1234.5", "en", "-1,234.5"),
        ("-1234.5", "ru", "-1 234,5"),
        ("123456789", "uz", "123 456 789"),
        ("0", "ja", "0"),
    ],
)
def test_numbers(number, language, shown):
    assert format_number(Decimal(number), language) == spaced(shown)


@pytest.mark.parametrize(
    ("amount", "unit", "language", "shown"),
    [
        (250, "g", "en", "250 g"),
        (250, "g", "ru", "250 г"),
        (250, "g", "uz", "250 g"),
        (250, "g", "ja", "250 g"),
        (250, "g", "kaa", "250 g"),
        (1200, "g", "en", "1.2 kg"),
        (1200, "g", "ru", "1,2 кг"),
        (1200, "g", "uz", "1,2 kg"),
        (999, "g", "en", "999 g"),
        (1000, "g", "ja", "1 kg"),
        (1200, "g", "ja", "1.2 kg"),
        (1200, "g", "kaa", "1,2 kg"),
        (500, "ml", "ru", "500 мл"),
        (500, "ml", "ja", "500 ml"),
        (500, "ml", "kaa", "500 ml"),
        (1500, "ml", "uz", "1,5 l"),
        (1500, "ml", "ru", "1,5 л"),
        (1500, "ml", "en", "1.5 l"),
        (2115, "kJ", "en", "2,115 kJ"),
        (2115, "kJ", "ru", "2 115 кДж"),
        (507, "kcal", "uz", "507 kkal"),
        (29.5, "g", "ru", "29,5 г"),
    ],
)
def test_quantities(amount, unit, language, shown):
    assert format_quantity(amount, unit, language) == spaced(shown)


@pytest.mark.parametrize(
    ("day", "language", "shown"),
    [
        (date(2026, 11, 5), "en", "5 November 2026"),
        (date(2026, 11, 5), "ru", "5 ноября 2026 г."),
        (date(2026, 11, 5), "uz", "5-noyabr, 2026"),
        (date(2026, 11, 5), "ja", "2026年11月5日"),
        (date(2026, 11, 5), "kaa", "2026-jıl 5-noyabr"),
        (date(2026, 12, 31), "en", "31 December 2026"),
        (date(2026, 12, 31), "ru", "31 декабря 2026 г."),
        (date(2026, 12, 31), "uz", "31-dekabr, 2026"),
        (date(2026, 12, 31), "ja", "2026年12月31日"),
        (date(2027, 1, 1), "kaa", "2027-jıl 1-yanvar"),
        (date(2026, 12, 31), "kaa", "2026-jıl 31-dekabr"),
        (date(2028, 2, 29), "ja", "2028年2月29日"),
    ],
)
def test_days(day, language, shown):
    assert format_day(day, language).replace("\u202f", " ").replace(NO_BREAK, " ") == shown


@pytest.mark.parametrize(
    ("least", "most", "shown"),
    [(6, 12, "6 to 12 days"), (0, 1, "0 to 1 day"), (5, 5, "5 days"), (1, 1, "1 day")],
)
def test_spans_of_days(least, most, shown):
    with translation.override("en"):
        assert format_span(least, most) == shown


def test_moment_counts_as_the_day_it_is_here():
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)

    with timezone.override("Asia/Tokyo"):
        assert format_day(late, "en") == "1 January 2027"
    with timezone.override("UTC"):
        assert format_day(late, "en") == "31 December 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_gets_their_own_language_without_asking(language):
    with translation.override(language), time_machine.travel(date(2026, 3, 8)):
        assert format_day(date.today()) == format_day(date(2026, 3, 8), language)


def test_karakalpak_has_twelve_months_in_its_own_letters():
    assert len(set(MONTHS)) == 12
    assert all(month.isalpha() and month == month.lower() for month in MONTHS)


@pytest.mark.parametrize(
    ("code", "language", "shown"),
    [
        ("JP", "en", "Japan"),
        ("JP", "ru", "Япония"),
        ("JP", "uz", "Yaponiya"),
        ("JP", "ja", "日本"),
        ("UZ", "kaa", "Ózbekstan"),
        ("DE", "kaa", "Germaniya"),
        ("ZZ9", "en", "ZZ9"),
    ],
)
def test_countries(code, language, shown):
    assert country_name(code, language) == shown
