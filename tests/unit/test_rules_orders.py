"""The order's table, and numbers that nobody can guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.errors import IllegalTransition
from shop.rules.orders import ALPHABET, new_order_number, new_order_token
from shop.rules.payment_states import (
    HAS_MONEY,
    HOLDS_STOCK,
    TRANSITIONS,
    OrderEvent,
    OrderState,
    next_state,
)

LATE_MONEY = {OrderEvent.PAYMENT_ARRIVED, OrderEvent.PAYMENT_REFUSED_LATE}


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("event", OrderEvent)
def test_what_is_not_in_the_table_is_refused(state, event):
    if (state, event) in TRANSITIONS:
        assert next_state(state.value, event) is TRANSITIONS[state, event]
    else:
        with pytest.raises(IllegalTransition):
            next_state(state.value, event)


def test_unknown_state_is_refused():
    with pytest.raises(IllegalTransition):
        next_state("frozen", OrderEvent.SENT)


@given(st.lists(st.sampled_from(OrderEvent), max_size=20))
def test_any_walk_keeps_money_and_goods_together(events):
    state = OrderState.AWAITING_PAYMENT
    paid = 0
    for event in events:
        try:
            state = next_state(state, event)
        except IllegalTransition:
            continue
        paid += event is OrderEvent.PAYMENT_ARRIVED
        assert paid <= 1
        assert (state in HAS_MONEY) == (paid == 1 and state is not OrderState.REFUNDED)


def test_given_up_orders_move_for_late_money_alone():
    for state in (OrderState.CANCELLED, OrderState.EXPIRED):
        assert {event for known, event in TRANSITIONS if known is state} == LATE_MONEY


def test_refunded_is_the_end():
    assert OrderState.REFUNDED not in {state for state, _ in TRANSITIONS}


def test_sent_goods_are_not_on_the_shelf():
    assert OrderState.SENT not in HOLDS_STOCK


def test_order_numbers_are_readable_and_differ():
    numbers = {new_order_number() for _ in range(500)}

    assert len(numbers) == 500
    assert all(set(number[3:].replace("-", "")) <= set(ALPHABET) for number in numbers)
    assert not set("01OIL") & set(ALPHABET)


def test_order_tokens_are_long_and_differ():
    tokens = {new_order_token() for _ in range(500)}

    assert len(tokens) == 500
    assert min(map(len, tokens)) >= 32
