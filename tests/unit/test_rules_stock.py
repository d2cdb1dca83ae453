import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.stock import is_few, left_to_sell

pieces = st.none() | st.integers(0, 100)


@pytest.mark.parametrize(
    ("in_stock", "allocated", "left"),
    [(10, 3, 7), (10, None, 10), (None, None, 0), (None, 3, 0), (3, 3, 0), (3, 5, 0), (1, 0, 1)],
)
def test_left_is_what_is_neither_sold_nor_promised(in_stock, allocated, left):
    assert left_to_sell(in_stock, allocated) == left


@given(pieces, pieces)
def test_never_fewer_than_none_and_never_more_than_the_shelf_are_left(in_stock, allocated):
    left = left_to_sell(in_stock, allocated)

    assert 0 <= left <= (in_stock or 0)
    assert left + (allocated or 0) >= (in_stock or 0)


@given(st.integers(0, 50), st.lists(st.integers(1, 10), max_size=20))
def test_orders_that_take_what_is_left_never_promise_more_than_the_shelf(in_stock, wishes):
    allocated = 0
    for wish in wishes:
        if wish <= left_to_sell(in_stock, allocated):
            allocated += wish

    assert allocated <= in_stock
    assert left_to_sell(in_stock, allocated) == in_stock - allocated


def test_one_to_three_pieces_are_few():
    assert [left for left in range(-1, 8) if is_few(left)] == [1, 2, 3]
