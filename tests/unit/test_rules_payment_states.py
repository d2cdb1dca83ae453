"""The order's table, written out a second time: a row that goes or comes is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import IllegalTransition
from shop.rules.payment_states import (
    FULFILS,
    GIVEN_UP,
    HOLDS_STOCK,
    TRANSITIONS,
    OrderEvent,
    OrderState,
    next_state,
)

EXPECTED = {
    ("awaiting_payment", "payment_arrived"): "paid",
    ("awaiting_payment", "payment_at_the_door"): "accepted",
    ("awaiting_payment", "customer_cancelled"): "cancelled",
    ("awaiting_payment", "staff_cancelled"): "cancelled",
    ("awaiting_payment", "time_ran_out"): "expired",
    ("accepted", "cash_received"): "paid",
    ("accepted", "customer_cancelled"): "cancelled",
    ("accepted", "staff_cancelled"): "cancelled",
    ("accepted", "packed"): "packed",
    ("cancelled", "payment_arrived"): "paid",
    ("cancelled", "payment_refused_late"): "refunded",
    ("expired", "payment_arrived"): "paid",
    ("expired", "payment_refused_late"): "refunded",
    ("paid", "part_packed"): "paid",
    ("paid", "packed"): "packed",
    ("paid", "unpacked"): "paid",
    ("paid", "part_sent"): "partly_sent",
    ("paid", "rest_withdrawn"): "packed",
    ("paid", "refunded"): "refunded",
    ("packed", "cash_received"): "packed",
    ("packed", "staff_cancelled"): "cancelled",
    ("packed", "unpacked"): "paid",
    ("packed", "unpacked_unpaid"): "accepted",
    ("packed", "part_sent"): "partly_sent",
    ("packed", "sent"): "sent",
    ("packed", "refunded"): "refunded",
    ("partly_sent", "part_packed"): "partly_sent",
    ("partly_sent", "packed"): "partly_sent",
    ("partly_sent", "unpacked"): "partly_sent",
    ("partly_sent", "part_sent"): "partly_sent",
    ("partly_sent", "rest_withdrawn"): "sent",
    ("partly_sent", "sent"): "sent",
    ("partly_sent", "refunded"): "refunded",
    ("sent", "cash_received"): "sent",
    ("sent", "came_back"): "came_back",
    ("sent", "refunded"): "refunded",
}
LATE_MONEY = {"payment_arrived", "payment_refused_late"}
walks = st.lists(st.sampled_from(OrderEvent), max_size=25)


def steps(events):
    """Walk from a new order; give (state before, event, state after) of what was allowed.

    What is paid is never given up: the table cannot know it of a packed order, the service does
    (`may_release`).
    """
    state = OrderState.AWAITING_PAYMENT
    is_paid = False
    for event in events:
        if is_paid and event == OrderEvent.STAFF_CANCELLED:
            continue
        try:
            after = next_state(state, event)
        except IllegalTransition:
            continue
        is_paid |= event in (OrderEvent.PAYMENT_ARRIVED, OrderEvent.CASH_RECEIVED)
        yield state, event, after
        state = after


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("event", OrderEvent)
def test_what_is_not_in_the_table_is_refused(state, event):
    expected = EXPECTED.get((state.value, event.value))

    if expected:
        assert next_state(state.value, event) is OrderState(expected)
    else:
        with pytest.raises(IllegalTransition) as caught:
            next_state(state.value, event)
        assert caught.value.data == {"state": state.value, "event": event}


def test_table_has_no_row_beyond_those_expected():
    assert TRANSITIONS == EXPECTED


def test_unknown_state_is_refused():
    with pytest.raises(IllegalTransition):
        next_state("frozen", OrderEvent.SENT)


def test_every_state_can_be_reached_and_every_event_means_something():
    assert {"awaiting_payment", *EXPECTED.values()} == set(OrderState)
    assert {event for _, event in EXPECTED} == set(OrderEvent)


@given(walks)
def test_no_walk_leaves_the_table(events):
    for before, event, after in steps(events):
        assert EXPECTED[before, event] == after


@given(walks)
def test_given_up_orders_move_for_late_money_alone(events):
    for before, event, _ in steps(events):
        if before in ("cancelled", "expired"):
            assert event in LATE_MONEY


@given(walks)
def test_refunded_and_came_back_are_the_end(events):
    assert not {"refunded", "came_back"} & {before for before, _, _ in steps(events)}


@given(walks)
def test_payment_arrives_once_and_goes_back_once(events):
    walked = [event for _, event, _ in steps(events)]

    assert walked.count("payment_arrived") <= 1
    assert walked.count("refunded") + walked.count("payment_refused_late") <= 1


@given(walks)
def test_goods_are_kept_until_sent_or_given_up(events):
    ways_out = (
        "sent",
        "rest_withdrawn",
        "customer_cancelled",
        "staff_cancelled",
        "time_ran_out",
        "refunded",
    )
    for before, event, after in steps(events):
        if before in HOLDS_STOCK and after not in HOLDS_STOCK:
            assert event in ways_out
        if before not in HOLDS_STOCK and after in HOLDS_STOCK:
            assert event == "payment_arrived"


@given(walks)
def test_nothing_is_packed_before_it_is_paid_or_accepted(events):
    seen = set()
    for _, event, _ in steps(events):
        if event == "packed":
            assert seen & {"payment_arrived", "payment_at_the_door"}
        seen.add(event)


def test_states_that_hold_stock_fulfil_and_are_given_up():
    assert {s.value for s in HOLDS_STOCK} == {
        "awaiting_payment",
        "accepted",
        "paid",
        "packed",
        "partly_sent",
    }
    assert {s.value for s in FULFILS} == {"accepted", "paid", "packed", "partly_sent", "sent"}
    assert {s.value for s in GIVEN_UP} == {"cancelled", "expired"}


def test_shelf_is_promised_without_a_decision_only_while_payment_is_awaited():
    assert {state.value for state in HOLDS_STOCK - FULFILS} == {"awaiting_payment"}
    assert {state.value for state in FULFILS - HOLDS_STOCK} == {"sent"}
