from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import AmountTooLarge, AmountTooSmall, UnknownCurrency
from shop.rules.money import (
    CURRENCIES,
    check_chargeable,
    currency_of,
    from_minor,
    round_amount,
    to_minor,
)

codes = st.sampled_from(["JPY", "USD", "UZS"])
amounts = st.decimals(min_value=0, max_value=10**6, places=4)


@pytest.mark.parametrize(
    ("code", "minor_units", "shown_decimals"), [("UZS", 2, 0), ("JPY", 0, 0), ("USD", 2, 2)]
)
def test_currency_is_charged_and_shown_in_its_own_decimals(code, minor_units, shown_decimals):
    currency = currency_of(code)

    assert (currency.code, currency.minor_units) == (code, minor_units)
    assert currency.shown_decimals == shown_decimals


def test_three_currencies_are_known():
    assert set(CURRENCIES) == {"UZS", "JPY", "USD"}


def test_unknown_currency_is_named():
    with pytest.raises(UnknownCurrency) as caught:
        currency_of("XXX")  # ISO 4217: no currency

    assert caught.value.data == {"currency": "XXX"}


@pytest.mark.parametrize(
    ("amount", "code", "minor"),
    [
        ("7.50", "USD", 750),
        ("7.505", "USD", 751),
        ("1090", "JPY", 1090),
        ("1090.5", "JPY", 1091),
        ("65000", "UZS", 6_500_000),
        ("0", "USD", 0),
    ],
)
def test_amount_in_minor_units(amount, code, minor):
    assert to_minor(Decimal(amount), code) == minor


@pytest.mark.parametrize(
    ("amount", "code", "rounded"),
    [
        ("0.5", "JPY", "1"),
        ("2.5", "JPY", "3"),
        ("2.49", "JPY", "2"),
        ("1.005", "USD", "1.01"),
        ("1.0049", "USD", "1.00"),
        ("1.005", "UZS", "1.01"),
    ],
)
def test_rounding_is_half_up_to_the_minor_unit(amount, code, rounded):
    assert str(round_amount(Decimal(amount), code)) == rounded


@given(st.integers(-(10**10), 10**10), codes)
def test_minor_units_go_there_and_back(minor, code):
    assert to_minor(from_minor(minor, code), code) == minor


@given(amounts, codes)
def test_minor_units_lead_back_to_the_rounded_amount(amount, code):
    assert from_minor(to_minor(amount, code), code) == round_amount(amount, code)


@given(amounts, codes)
def test_rounding_twice_is_rounding_once(amount, code):
    once = round_amount(amount, code)

    assert round_amount(once, code) == once
    assert abs(once - amount) * 2 <= from_minor(1, code)


@pytest.mark.parametrize(
    ("code", "too_small", "smallest"),
    [("UZS", "9999.99", "10000"), ("JPY", "49", "50"), ("USD", "0.49", "0.50")],
)
def test_smallest_charge_passes_and_less_is_refused(code, too_small, smallest):
    check_chargeable(Decimal(smallest), code)
    with pytest.raises(AmountTooSmall) as caught:
        check_chargeable(Decimal(too_small), code)

    assert caught.value.data == {
        "amount": Decimal(too_small),
        "currency": code,
        "limit": Decimal(smallest),
    }


@pytest.mark.parametrize(
    ("code", "largest", "too_large"),
    [
        ("UZS", "999999.99", "1000000.00"),
        ("JPY", "99999999", "100000000"),
        ("USD", "999999.99", "1000000.00"),
    ],
)
def test_largest_charge_passes_and_more_is_refused(code, largest, too_large):
    check_chargeable(Decimal(largest), code)
    with pytest.raises(AmountTooLarge) as caught:
        check_chargeable(Decimal(too_large), code)

    assert caught.value.data == {
        "amount": Decimal(too_large),
        "currency": code,
        "limit": Decimal(largest),
    }


@pytest.mark.parametrize("amount", ["0", "-1", "-1000000000"])
def test_no_card_is_charged_with_nothing_or_less(amount):
    with pytest.raises(AmountTooSmall):
        check_chargeable(Decimal(amount), "USD")
