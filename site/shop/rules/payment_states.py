"""The life of an order as one table: state × event → state.

What is not in the table is refused. Terminal states have no row out, save that
money which arrives late for an order given up is honoured or sent back.
"""

from enum import StrEnum

from .errors import IllegalTransition


class OrderState(StrEnum):
    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    PACKED = "packed"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUNDED = "refunded"


class OrderEvent(StrEnum):
    PAYMENT_ARRIVED = "payment_arrived"
    PAYMENT_REFUSED_LATE = "payment_refused_late"
    CUSTOMER_CANCELLED = "customer_cancelled"
    TIME_RAN_OUT = "time_ran_out"
    PACKED = "packed"
    SENT = "sent"
    REFUNDED = "refunded"


S, E = OrderState, OrderEvent

TRANSITIONS: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (S.AWAITING_PAYMENT, E.PAYMENT_ARRIVED): S.PAID,
    (S.AWAITING_PAYMENT, E.CUSTOMER_CANCELLED): S.CANCELLED,
    (S.AWAITING_PAYMENT, E.TIME_RAN_OUT): S.EXPIRED,
    (S.CANCELLED, E.PAYMENT_ARRIVED): S.PAID,
    (S.EXPIRED, E.PAYMENT_ARRIVED): S.PAID,
    (S.CANCELLED, E.PAYMENT_REFUSED_LATE): S.REFUNDED,
    (S.EXPIRED, E.PAYMENT_REFUSED_LATE): S.REFUNDED,
    (S.PAID, E.PACKED): S.PACKED,
    (S.PACKED, E.SENT): S.SENT,
    (S.PAID, E.REFUNDED): S.REFUNDED,
    (S.PACKED, E.REFUNDED): S.REFUNDED,
    (S.SENT, E.REFUNDED): S.REFUNDED,
}

#: States in which the order's pieces are promised but still on the shelf.
HOLDS_STOCK = frozenset({S.AWAITING_PAYMENT, S.PAID, S.PACKED})
#: States in which the money is with the association.
HAS_MONEY = frozenset({S.PAID, S.PACKED, S.SENT})


def next_state(state: str, event: OrderEvent) -> OrderState:
    """Give the state after `event`. Raises: `IllegalTransition`."""
    try:
        return TRANSITIONS[OrderState(state), event]
    except (KeyError, ValueError):
        raise IllegalTransition(state=state, event=event) from None
