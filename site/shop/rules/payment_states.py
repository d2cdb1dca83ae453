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
    #: A parcel has left, and another one is still to go.
    PARTLY_SENT = "partly_sent"
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
    #: A parcel was packed, and pieces are left for another one.
    PART_PACKED = "part_packed"
    #: Everything that is left is packed.
    PACKED = "packed"
    UNPACKED = "unpacked"
    UNPACKED_UNPAID = "unpacked_unpaid"
    #: A parcel left, and another one is still to go.
    PART_SENT = "part_sent"
    #: The last parcel left.
    SENT = "sent"
    #: What was not packed, or not sent, yet was taken out of the order.
    REST_WITHDRAWN = "rest_withdrawn"
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
    # What is paid at the door goes in one parcel, so only what is paid is packed in parts.
    (S.PAID, E.PART_PACKED): S.PAID,
    (S.PAID, E.PACKED): S.PACKED,
    (S.PAID, E.UNPACKED): S.PAID,
    (S.PAID, E.PART_SENT): S.PARTLY_SENT,
    (S.PAID, E.REST_WITHDRAWN): S.PACKED,
    (S.PACKED, E.CASH_RECEIVED): S.PACKED,
    # Only what was to be paid at the door is packed before it is paid.
    (S.PACKED, E.STAFF_CANCELLED): S.CANCELLED,
    (S.PACKED, E.UNPACKED): S.PAID,
    (S.PACKED, E.UNPACKED_UNPAID): S.ACCEPTED,
    (S.PACKED, E.PART_SENT): S.PARTLY_SENT,
    (S.PACKED, E.SENT): S.SENT,
    (S.PARTLY_SENT, E.PART_PACKED): S.PARTLY_SENT,
    (S.PARTLY_SENT, E.PACKED): S.PARTLY_SENT,
    (S.PARTLY_SENT, E.UNPACKED): S.PARTLY_SENT,
    (S.PARTLY_SENT, E.PART_SENT): S.PARTLY_SENT,
    (S.PARTLY_SENT, E.REST_WITHDRAWN): S.SENT,
    (S.PARTLY_SENT, E.SENT): S.SENT,
    (S.SENT, E.CASH_RECEIVED): S.SENT,
    (S.SENT, E.CAME_BACK): S.CAME_BACK,
    (S.PAID, E.REFUNDED): S.REFUNDED,
    (S.PACKED, E.REFUNDED): S.REFUNDED,
    (S.PARTLY_SENT, E.REFUNDED): S.REFUNDED,
    (S.SENT, E.REFUNDED): S.REFUNDED,
}

#: States in which pieces are promised to the order and have not left yet.
HOLDS_STOCK = frozenset({S.AWAITING_PAYMENT, S.ACCEPTED, S.PAID, S.PACKED, S.PARTLY_SENT})
#: States in which the goods go, or went, to the customer.
FULFILS = frozenset({S.ACCEPTED, S.PAID, S.PACKED, S.PARTLY_SENT, S.SENT})
#: States that only late money can leave.
GIVEN_UP = frozenset({S.CANCELLED, S.EXPIRED})


def next_state(state: str, event: OrderEvent) -> OrderState:
    """Give the state after `event`. Raises: `IllegalTransition`."""
    try:
        return TRANSITIONS[OrderState(state), event]
    except (KeyError, ValueError):
        raise IllegalTransition(state=state, event=event) from None
