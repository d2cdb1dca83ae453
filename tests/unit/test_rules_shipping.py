from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.shipping import Band, delivery_price

BANDS = [Band(2000, Decimal(29)), Band(500, Decimal(14)), Band(1000, Decimal(19))]


@pytest.mark.parametrize(
    ("grams", "price"),
    [(1, 14), (500, 14), (501, 19), (1000, 19), (1001, 29), (2000, 29), (2001, None)],
)
def test_lightest_fitting_band_prices_the_parcel(grams, price):
    assert delivery_price(grams, BANDS) == price


def test_without_bands_nothing_is_carried():
    assert delivery_price(1, []) is None


def test_lighter_band_wins_even_where_it_costs_more():
    assert delivery_price(100, [Band(500, Decimal(20)), Band(1000, Decimal(5))]) == 20


@given(st.integers(1, 2500), st.permutations(BANDS))
def test_order_of_the_bands_does_not_matter(grams, bands):
    assert delivery_price(grams, iter(bands)) == delivery_price(grams, BANDS)
