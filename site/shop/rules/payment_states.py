"""The life of an order as one table: state × event → state.

What is not in the table is refused. Terminal states have no row out, save that
money which arrives late for an order given up is honoured or sent back.
"""

from enum import StrEnum

from .errors import IllegalTransition


class OrderState(StrEnum):
    AWAITING_PAYMENT = "awaiting_payment"
    #: To be packed; the money is taken at the customer's door.
    ACCEPTED = "accepted"
    PAID = "paid"
    PACKED = "packed"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUNDED = "refunded"
    #: Nobody took the parcel and paid for it.
    CAME_BACK = "came_back"


class OrderEvent(StrEnum):
    PAYMENT_ARRIVED = "payment_arrived"
    PAYMENT_AT_THE_DOOR = "payment_at_the_door"
    CASH_RECEIVED = "cash_received"
    PAYMENT_REFUSED_LATE = "payment_refused_late"
    CUSTOMER_CANCELLED = "customer_cancelled"
    STAFF_CANCELLED = "staff_cancelled"
    TIME_RAN_OUT = "time_ran_out"
    PACKED = "packed"
    SENT = "sent"
    CAME_BACK = "came_back"
    REFUNDED = "refunded"


S, E = OrderState, OrderEvent

TRANSITIONS: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (S.AWAITING_PAYMENT, E.PAYMENT_ARRIVED): S.PAID,
    (S.AWAITING_PAYMENT, E.PAYMENT_AT_THE_DOOR): S.ACCEPTED,
    (S.AWAITING_PAYMENT, E.CUSTOMER_CANCELLED): S.CANCELLED,
    (S.AWAITING_PAYMENT, E.STAFF_CANCELLED): S.CANCELLED,
    (S.AWAITING_PAYMENT, E.TIME_RAN_OUT): S.EXPIRED,
    (S.ACCEPTED, E.CASH_RECEIVED): S.PAID,
    (S.ACCEPTED, E.CUSTOMER_CANCELLED): S.CANCELLED,
    (S.ACCEPTED, E.STAFF_CANCELLED): S.CANCELLED,
    (S.ACCEPTED, E.PACKED): S.PACKED,
    (S.CANCELLED, E.PAYMENT_ARRIVED): S.PAID,
    (S.EXPIRED, E.PAYMENT_ARRIVED): S.PAID,
    (S.CANCELLED, E.PAYMENT_REFUSED_LATE): S.REFUNDED,
    (S.EXPIRED, E.PAYMENT_REFUSED_LATE): S.REFUNDED,
    (S.PAID, E.PACKED): S.PACKED,
    (S.PACKED, E.CASH_RECEIVED): S.PACKED,
    # Only what was to be paid at the door is packed before it is paid.
    (S.PACKED, E.STAFF_CANCELLED): S.CANCELLED,
    (S.PACKED, E.SENT): S.SENT,
    (S.SENT, E.CASH_RECEIVED): S.SENT,
    (S.SENT, E.CAME_BACK): S.CAME_BACK,
    (S.PAID, E.REFUNDED): S.REFUNDED,
    (S.PACKED, E.REFUNDED): S.REFUNDED,
    (S.SENT, E.REFUNDED): S.REFUNDED,
}

#: States in which the order's pieces are promised but still on the shelf.
HOLDS_STOCK = frozenset({S.AWAITING_PAYMENT, S.ACCEPTED, S.PAID, S.PACKED})
#: States in which the goods go, or went, to the customer.
FULFILS = frozenset({S.ACCEPTED, S.PAID, S.PACKED, S.SENT})
#: States that only late money can leave.
GIVEN_UP = frozenset({S.CANCELLED, S.EXPIRED})


def next_state(state: str, event: OrderEvent) -> OrderState:
    """Give the state after `event`. Raises: `IllegalTransition`."""
    try:
        return TRANSITIONS[OrderState(state), event]
    except (KeyError, ValueError):
        raise IllegalTransition(state=state, event=event) from None
