"""What the order screen says about money: payments, what can go back, what is still due."""

from dataclasses import dataclass

from shop.order.models import Line, Order
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import NothingToRefund, PaymentDisputed
from shop.rules.money import to_minor
from shop.rules.payment_states import HOLDS_STOCK, OrderEvent, OrderState
from shop.services.order_release import may_release
from shop.services.refund_ask import refundable, refundable_session

RELATED_MONEY = (
    "payment_sessions__refunds__by",
    "payment_sessions__refunds__lines__line",
    "payment_sessions__disputes",
)


@dataclass(frozen=True)
class RefundableRow:
    """Pieces of a line that can go back. Worths in minor units."""

    line: Line
    pieces_left: int
    worth_of_one: int
    worth_of_all: int


@dataclass(frozen=True)
class RefundOffer:
    """What of an order can go back. Amounts in minor units of `currency`.

    `delivery_minor`: 0 where it was free or went back already. `session`: None where a
    bank holds the money (`is_disputed`) or where the order is not paid yet
    (`is_unpaid`: to cancel it sends everything back).
    """

    order: Order
    left_minor: int
    rows: tuple[RefundableRow, ...] = ()
    delivery_minor: int = 0
    session: PaymentSession | None = None
    is_disputed: bool = False
    is_unpaid: bool = False

    @property
    def currency(self) -> str:
        return self.order.currency

    @property
    def is_open(self) -> bool:
        return self.session is not None

    @property
    def is_by_hand(self) -> bool:
        return self.session is not None and gateway_for(self.session.gateway).is_by_hand

    @property
    def is_on_shelf(self) -> bool:
        """Say whether the pieces are still on the shelf, promised to the order."""
        return self.order.state in HOLDS_STOCK

    @property
    def may_restock(self) -> bool:
        return self.is_on_shelf or self.order.state is OrderState.SENT


def is_releasable(order: Order) -> bool:
    """Say whether staff can cancel the order."""
    return may_release(order, OrderEvent.STAFF_CANCELLED)


def refund_offer(order: Order) -> RefundOffer | None:
    """Give what can go back, or None where no money is left. Needs `RELATED_MONEY`."""
    left = max((each.balance.left for each in order.payment_sessions.all()), default=0)
    if not left:
        return None
    if is_releasable(order):
        return RefundOffer(order, left, is_unpaid=True)
    try:
        session = refundable_session(order)
    except PaymentDisputed:
        return RefundOffer(order, left, is_disputed=True)
    except NothingToRefund:
        return None
    return RefundOffer(
        order,
        left,
        rows=tuple(row for line in order.lines.all() if (row := refundable_row(line, order))),
        delivery_minor=delivery_left(order),
        session=session,
    )


def refundable_row(line: Line, order: Order) -> RefundableRow | None:
    facts = refundable(line, order)
    left = facts.pieces_left
    return RefundableRow(line, left, facts.worth(1), facts.worth(left)) if left else None


def delivery_left(order: Order) -> int:
    refunds = (refund for each in order.payment_sessions.all() for refund in each.refunds.all())
    if any(refund.includes_delivery and refund.state != Refund.FAILED for refund in refunds):
        return 0
    return to_minor(order.shipping_incl_tax, order.currency)


@dataclass(frozen=True)
class Due:
    """Money that staff watch for. Amounts in minor units of `currency`."""

    session: PaymentSession

    @property
    def currency(self) -> str:
        return self.session.currency

    @property
    def missing_minor(self) -> int:
        return max(0, self.session.amount_minor - self.session.paid_minor)

    @property
    def surplus_minor(self) -> int:
        return max(0, self.session.paid_minor - self.session.amount_minor)


def due_by_hand(order: Order) -> Due | None:
    """Give what is still to arrive for an order that is paid by hand, or None for another."""
    by_hand = [
        each for each in order.payment_sessions.all() if gateway_for(each.gateway).is_by_hand
    ]
    return Due(max(by_hand, key=lambda each: each.attempt)) if by_hand else None


def open_disputes(order: Order) -> list:
    """Give the disputes that keep the order from being packed or sent."""
    sessions = order.payment_sessions.all()
    return [dispute for each in sessions for dispute in each.disputes.all() if dispute.is_open]
