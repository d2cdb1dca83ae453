"""Amounts are read as people write them, and never taken for another amount."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.formats import format_money
from shop.rules.errors import AmountUnreadable, TooManyDecimals
from shop.rules.money import currency_of, from_minor, read_amount


@pytest.mark.parametrize(
    ("text", "code", "amount"),
    [
        ("15.50", "USD", "15.50"),
        ("15,5", "USD", "15.50"),
        ("$1,234.50", "USD", "1234.50"),
        ("1 234,50 $", "USD", "1234.50"),
        ("1.234,50", "USD", "1234.50"),
        ("1,234,567", "USD", "1234567"),
        ("US$ 7", "USD", "7"),
        ("¥1,090", "JPY", "1090"),
        ("￥１０９０", "JPY", "1090"),
        ("1\u00a0090円", "JPY", "1090"),
        ("125\u202f000 soʻm", "UZS", "125000"),
        ("125 000,50 сум", "UZS", "125000.50"),
        ("1.250.000,5", "UZS", "1250000.50"),
    ],
)
def test_amount_is_read_as_it_is_written(text, code, amount):
    assert read_amount(text, code) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "-5", "−5", "+5", "1e5", "0x1", "5.", ".5", "12 34", "1,23,456",
        "1,234,5", "1.2.3", "$$5", "5 EUR", "1$5", "٣", "NaN", "Infinity", "½", "5\n6",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_named(text):
    with pytest.raises(AmountUnreadable) as caught:
        read_amount(text, "USD")

    assert caught.value.data == {"text": text}


@pytest.mark.parametrize(
    ("text", "code", "decimals"),
    [("1.005", "USD", 2), ("1.234", "USD", 2), ("5.5", "JPY", 0), ("5,00", "JPY", 0)],
)
def test_more_decimals_than_the_currency_has_are_refused(text, code, decimals):
    with pytest.raises(TooManyDecimals) as caught:
        read_amount(text, code)

    assert caught.value.data == {"currency": code, "decimals": decimals}


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from(["JPY", "USD", "UZS"]),
    st.sampled_from(["en", "ru", "uz", "ja", "kaa"]),
)
def test_what_the_shop_shows_is_read_back(whole, code, language):
    amount = Decimal(whole)
    if currency_of(code).shown_decimals:
        amount = from_minor(whole, code)

    assert read_amount(format_money(amount, code, language), code) == amount


@given(st.text(max_size=40), st.sampled_from(["JPY", "USD", "UZS"]))
def test_any_text_is_an_amount_or_a_known_error(text, code):
    with suppress(AmountUnreadable, TooManyDecimals):
        assert read_amount(text, code) >= 0
