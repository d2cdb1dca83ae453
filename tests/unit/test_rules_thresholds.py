from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import OrderTooSmall
from shop.rules.thresholds import check_smallest_order, delivery_charge, still_missing

AMOUNTS = st.decimals(0, 10**6, places=2)


@pytest.mark.parametrize(
    ("amount", "threshold", "missing"),
    [
        ("9.99", "10", "0.01"),
        ("10.00", "10", "0"),
        ("10.01", "10", "0"),
        ("0", "10", "10"),
        ("0", "0", "0"),
        ("5", None, "0"),
    ],
)
def test_what_is_missing_ends_at_the_threshold(amount, threshold, missing):
    threshold = Decimal(threshold) if threshold is not None else None

    assert still_missing(Decimal(amount), threshold) == Decimal(missing)


@given(AMOUNTS, AMOUNTS)
def test_what_is_missing_reaches_the_threshold_when_it_is_added(amount, threshold):
    missing = still_missing(amount, threshold)

    assert amount + missing == max(amount, threshold)


def test_smallest_order_itself_passes():
    check_smallest_order(Decimal(10), "USD", smallest=Decimal(10))
    check_smallest_order(Decimal(0), "USD", smallest=Decimal(0))


def test_smaller_order_is_refused_with_what_is_missing():
    with pytest.raises(OrderTooSmall) as refused:
        check_smallest_order(Decimal("6.80"), "USD", smallest=Decimal(10))

    assert refused.value.data == {
        "amount": Decimal("6.80"),
        "currency": "USD",
        "limit": Decimal(10),
        "missing": Decimal("3.20"),
    }


@pytest.mark.parametrize(
    ("things", "free_from", "charged"),
    [
        ("49.99", "50", "14.50"),
        ("50.00", "50", "0"),
        ("50.01", "50", "0"),
        ("1000", None, "14.50"),
    ],
)
def test_delivery_is_free_from_the_threshold_on(things, free_from, charged):
    free_from = Decimal(free_from) if free_from else None

    assert delivery_charge(Decimal("14.50"), Decimal(things), free_from=free_from) == Decimal(
        charged
    )
