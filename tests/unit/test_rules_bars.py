from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.bars import LEAST_HEIGHT, Bar, bars

VALUES = st.lists(st.integers(-5, 10**9), min_size=1, max_size=60)


def test_no_values_are_no_bars():
    assert bars([], width=100, height=40) == []


def test_greatest_fills_the_chart_and_half_of_it_is_half_as_tall():
    assert bars([Decimal("10.00"), Decimal("5.00")], width=102, height=40) == [
        Bar(0.0, 0.0, 50.0, 40.0),
        Bar(52.0, 20.0, 50.0, 20.0),
    ]


@pytest.mark.parametrize("values", [[0, 0, 0], [0], [-3, 0]])
def test_nothing_has_no_height(values):
    assert {bar.height for bar in bars(values, width=10, height=40)} == {0.0}


def test_little_beside_much_is_seen():
    assert bars([1, 10**9], width=10, height=40)[0].height == LEAST_HEIGHT


@given(VALUES)
def test_bars_stay_in_the_chart_and_stand_on_its_floor(values):
    drawn = bars(values, width=200, height=40, gap=1)

    assert len(drawn) == len(values)
    for bar in drawn:
        assert bar.x >= 0 and bar.x + bar.width <= 200.1
        assert bar.y >= 0 and abs(bar.y + bar.height - 40) < 0.01


@given(VALUES)
def test_taller_bar_is_never_for_less(values):
    drawn = bars(values, width=200, height=40, gap=1)

    for one, its in zip(values, drawn, strict=True):
        for other, theirs in zip(values, drawn, strict=True):
            if one > other:
                assert its.height >= theirs.height
