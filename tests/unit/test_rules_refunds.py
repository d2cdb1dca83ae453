"""What may go back: never more than came in, and every piece worth its part to the unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import NothingToRefund, RefundTooLarge
from shop.rules.refunds import Balance, RefundableLine, check_refund, pieces_worth

counts = st.integers(1, 12)
totals = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("paid", "sent_back", "disputed", "left"),
    [
        (1000, 0, 0, 1000),
        (1000, 400, 0, 600),
        (1000, 400, 600, 0),
        (1000, 900, 900, 0),
        (0, 0, 0, 0),
    ],
)
def test_left_is_what_neither_went_back_nor_is_disputed(paid, sent_back, disputed, left):
    assert Balance(paid, sent_back, disputed).left == left


def test_refund_may_take_all_that_is_left_and_no_more():
    balance = Balance(1000, 400)

    check_refund(600, balance)
    with pytest.raises(RefundTooLarge) as caught:
        check_refund(601, balance)

    assert caught.value.data == {"limit": 600}


@pytest.mark.parametrize("amount", [0, -1])
def test_refund_of_nothing_is_refused(amount):
    with pytest.raises(NothingToRefund):
        check_refund(amount, Balance(1000))


@given(totals, counts, st.data())
def test_pieces_refunded_one_after_the_other_are_worth_the_line(total, quantity, data):
    withdrawn = worth = 0
    while withdrawn < quantity:
        pieces = data.draw(st.integers(1, quantity - withdrawn))
        line = RefundableLine(id=1, quantity=quantity, withdrawn=withdrawn, total=total)
        piece_worth = line.worth(pieces)

        assert abs(piece_worth * quantity - total * pieces) < quantity
        worth, withdrawn = worth + piece_worth, withdrawn + pieces

    assert worth == total


def test_three_jars_for_ten_dollars_are_refunded_without_losing_a_cent():
    worths = [
        RefundableLine(id=1, quantity=3, withdrawn=gone, total=1000).worth(1) for gone in range(3)
    ]

    assert worths == [333, 333, 334]


def test_worth_is_given_by_line():
    lines = [RefundableLine(1, 2, 0, 1000), RefundableLine(2, 1, 0, 500)]

    assert pieces_worth(lines, {1: 1, 2: 1}) == {1: 500, 2: 500}


@pytest.mark.parametrize(("line", "pieces", "limit"), [(1, 3, 1), (1, 0, 1), (1, -1, 1), (9, 1, 0)])
def test_pieces_that_a_line_does_not_have_are_refused(line, pieces, limit):
    with pytest.raises(RefundTooLarge) as caught:
        pieces_worth([RefundableLine(id=1, quantity=2, withdrawn=1, total=1000)], {line: pieces})

    assert caught.value.data == {"line": line, "limit": limit}
