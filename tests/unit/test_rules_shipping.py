from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.shipping import Band, Restriction, band_for, barred_countries, delivery_price

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


def test_band_of_a_parcel_is_the_lightest_that_carries_it():
    assert band_for(501, BANDS) == Band(1000, Decimal(19))
    assert band_for(2001, BANDS) is None


HONEY_TO_EU = Restriction(None, 1, {"DE", "FR"}, "Not listed.")
GIFT_BOX = Restriction(7, None, {"FR", "AE"}, "Holds glass.")


@pytest.mark.parametrize(
    ("products", "product_class", "reasons"),
    [
        ({5}, 1, {"DE": "Not listed.", "FR": "Not listed."}),
        ({5}, 2, {}),
        ({7}, 2, {"FR": "Holds glass.", "AE": "Holds glass."}),
        ({8, 7}, 2, {"FR": "Holds glass.", "AE": "Holds glass."}),
        ({7}, 1, {"DE": "Not listed.", "FR": "Not listed.", "AE": "Holds glass."}),
    ],
)
def test_thing_may_not_go_where_its_class_or_itself_may_not(products, product_class, reasons):
    barred = barred_countries(
        [HONEY_TO_EU, GIFT_BOX], products=products, product_class=product_class
    )

    assert barred == reasons
