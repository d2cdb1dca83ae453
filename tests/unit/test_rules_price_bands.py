"""Price ranges have round limits, and each holds something."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.price_bands import band_limits, is_in_band, round_amount

amounts = st.decimals("0.05", "9000000", places=2)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("43700", "40000"), ("7.50", "8"), ("12", "10"), ("0.42", "0.4"), ("950", "1000")],
)
def test_round_amounts(amount, rounded):
    assert round_amount(Decimal(amount)) == Decimal(rounded)


def test_limits_part_into_thirds():
    prices = [Decimal(price) for price in (5, 8, 20, 40)]

    assert band_limits(prices) == [8, 20]


def test_few_or_equal_prices_have_no_bands():
    assert band_limits([Decimal(1), Decimal(9)]) == []
    assert band_limits([Decimal(7)] * 9) == []


@given(st.lists(amounts, max_size=30))
def test_every_price_is_in_exactly_one_band(prices):
    limits = band_limits(prices)
    bands = list(zip([None, *limits], [*limits, None], strict=True))

    assert limits == sorted(set(limits))
    assert len(limits) <= 2
    for price in prices:
        assert sum(is_in_band(price, *band) for band in bands) == 1
    assert not limits or is_in_band(min(prices), *bands[0]) and is_in_band(max(prices), *bands[-1])


def test_what_has_no_price_is_in_no_band():
    assert not is_in_band(None, None, None)
