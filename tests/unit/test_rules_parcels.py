"""Pieces of a line are in one place each, whatever is done with them, in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.orders import parcel_number, without_position
from shop.rules.parcels import (
    PieceCount,
    event_of_packing,
    event_of_sending,
    event_of_withdrawal,
)
from shop.rules.payment_states import OrderEvent, OrderState
from shop.rules.tracking import check_digit, is_misread


@st.composite
def counts(draw):
    ordered = draw(st.integers(1, 30))
    in_parcels = draw(st.integers(0, ordered))
    sent = draw(st.integers(0, in_parcels))
    returned = draw(st.integers(0, sent))
    unpacked_withdrawn = draw(st.integers(0, ordered - in_parcels))
    return PieceCount(ordered, unpacked_withdrawn + returned, returned, in_parcels, sent)


@given(counts())
def test_every_piece_is_in_one_place(count):
    out_before_it_left = count.withdrawn - count.returned

    assert count.to_pack + count.packed + count.sent + out_before_it_left == count.ordered
    assert min(count.to_pack, count.packed, count.unsent, count.kept) >= 0


@given(counts(), st.data())
def test_pieces_are_taken_from_the_shelf_first_and_from_the_customer_last(count, data):
    pieces = data.draw(st.integers(0, count.ordered - count.withdrawn))

    taken = count.take(pieces)

    assert taken.unpacked + taken.packed + taken.sent == pieces
    assert taken.unsent == taken.unpacked + taken.packed
    if taken.packed:
        assert taken.unpacked == count.to_pack
    if taken.sent:
        assert taken.unsent == count.unsent
    assert taken.sent <= count.kept


def test_parcel_is_the_last_one_when_nothing_is_left():
    whole, half = PieceCount(2, in_parcels=2), PieceCount(2, in_parcels=1)

    assert event_of_packing([whole]) is OrderEvent.PACKED
    assert event_of_packing([whole, half]) is OrderEvent.PART_PACKED

    gone, here = PieceCount(2, in_parcels=2, sent=2), PieceCount(2, in_parcels=2, sent=1)
    assert event_of_sending([gone]) is OrderEvent.SENT
    assert event_of_sending([gone, here]) is OrderEvent.PART_SENT
    assert event_of_sending([PieceCount(2, withdrawn=1, in_parcels=1, sent=1)]) is OrderEvent.SENT


S, REST = OrderState, OrderEvent.REST_WITHDRAWN


@pytest.mark.parametrize(
    ("state", "count", "event"),
    [
        (S.PARTLY_SENT, PieceCount(2, withdrawn=1, in_parcels=1, sent=1), REST),
        (S.PARTLY_SENT, PieceCount(2, in_parcels=1, sent=1), None),
        (S.PAID, PieceCount(2, withdrawn=1, in_parcels=1), REST),
        (S.PAID, PieceCount(3, withdrawn=1, in_parcels=1), None),
        (S.PAID, PieceCount(2, withdrawn=2), None),
        (S.PACKED, PieceCount(2, withdrawn=1, in_parcels=1), None),
        (S.SENT, PieceCount(2, withdrawn=1, returned=1, in_parcels=2, sent=2), None),
    ],
)
def test_order_goes_on_once_the_pieces_it_waited_for_are_taken_out(state, count, event):
    assert event_of_withdrawal(state, [count]) is event


def test_parcels_after_the_first_have_a_number_of_their_own_that_leads_to_the_order():
    assert parcel_number("OA-7KQ2-M9XF", 1) == "OA-7KQ2-M9XF"
    assert parcel_number("OA-7KQ2-M9XF", 2) == "OA-7KQ2-M9XF-2"
    assert without_position(" oa-7kq2-m9xf-2") == "oa-7kq2-m9xf"
    for asked in ("OA-7KQ2-M9XF", "Anna", "EE-1-2", ""):
        assert without_position(asked) == asked


# Worked out by hand from the standard: the last two are its remainders 10 → 0 and 11 → 5.
@pytest.mark.parametrize(
    ("serial", "digit"), [("47312482", 9), ("12345672", 3), ("00000008", 0), ("00000000", 5)]
)
def test_check_digit_of_the_posts(serial, digit):
    assert check_digit(serial) == digit


@given(st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(0, 7), st.integers(1, 9))
def test_one_digit_misread_is_noticed(serial, place, by):
    number = f"RR{serial}{check_digit(serial)}UZ"
    wrong = str((int(serial[place]) + by) % 10)
    misread = f"RR{serial[:place]}{wrong}{serial[place + 1 :]}{number[10]}UZ"

    assert not is_misread(number)
    # Two remainders share a digit with another; all others tell.
    assert is_misread(misread) or check_digit(serial) in (0, 5)


def test_numbers_of_couriers_are_not_judged():
    for number in ("1Z999AA10123456784", "1234567890", "EE1", ""):
        assert not is_misread(number)
