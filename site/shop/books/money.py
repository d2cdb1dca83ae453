"""Payments held against the ledger and against the states of their orders."""

from collections.abc import Iterator

from django.db.models import OuterRef, Q

from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.payments.models import PaymentSession, Refund
from shop.rules.payment_states import FULFILS, OrderState

from .disagreement import Check, Disagreement
from .stock import total

Kind = MoneyEntry.Kind

BACK = (Kind.REFUND, Kind.REFUND_FAILED)
DISPUTED = (Kind.DISPUTE, Kind.DISPUTE_WON)

TO_BE_SENT = (OrderState.PAID, OrderState.PACKED, OrderState.PARTLY_SENT)
#: States in which no money may be left with the association.
WITHOUT_MONEY = (
    OrderState.AWAITING_PAYMENT,
    OrderState.CANCELLED,
    OrderState.EXPIRED,
    OrderState.REFUNDED,
    OrderState.CAME_BACK,
)


def money_disagreements() -> Iterator[Disagreement]:
    yield from session_disagreements()
    yield from order_disagreements()


def session_disagreements() -> Iterator[Disagreement]:
    """Hold the three sums of each session against its entries and refunds, in one statement."""
    entries = MoneyEntry.objects.filter(session=OuterRef("pk")).values("session")
    refunds = Refund.objects.filter(session=OuterRef("pk")).exclude(state=Refund.FAILED)
    sessions = PaymentSession.objects.select_related("order").annotate(
        booked_in=total(entries.filter(kind=Kind.PAYMENT), "amount_minor"),
        booked_back=total(entries.filter(kind__in=BACK), "amount_minor"),
        booked_disputed=total(entries.filter(kind__in=DISPUTED), "amount_minor"),
        asked_back=total(refunds.values("session"), "amount_minor"),
        done_back=total(refunds.filter(state=Refund.DONE).values("session"), "amount_minor"),
    )
    for session in sessions.order_by("pk"):
        pairs = {
            "paid": (session.paid_minor, session.booked_in),
            "sent back": (session.done_back, -session.booked_back),
            "asked to be sent back": (session.sent_back_minor, session.asked_back),
            "disputed": (session.disputed_minor, -session.booked_disputed),
        }
        for what, (here, booked) in pairs.items():
            if here != booked:
                yield Disagreement(
                    Check.MONEY_LEDGER,
                    f"Order {session.order.number}, {session}",
                    f"{what}: {here} in the session, {booked} in the books "
                    f"({session.currency}, smallest units).",
                    order_id=session.order_id,
                )


def order_disagreements() -> Iterator[Disagreement]:
    """Hold each order's state against the money that is here for it."""
    # An order that failed to be paid has sessions, but nothing in them: most are left out.
    touched = Q(payment_sessions__paid_minor__gt=0) | Q(status__in=[s.value for s in FULFILS])
    orders = Order.objects.filter(touched).distinct().prefetch_related("payment_sessions")
    for order in orders.order_by("pk"):
        problem = problem_of(order, list(order.payment_sessions.all()))
        if problem:
            yield Disagreement(
                Check.MONEY_ORDERS, f"Order {order.number}", problem, order_id=order.pk
            )


def problem_of(order: Order, sessions: list[PaymentSession]) -> str:
    left = sum(session.balance.left for session in sessions)
    holding = [session for session in sessions if session.balance.left]
    is_paid = any(session.paid_minor >= session.amount_minor for session in sessions)
    if order.state in WITHOUT_MONEY and left and not waits_for_rest(order):
        return f"It is {order.status}, and {left} of its money is still here."
    if order.state in FULFILS and order.paid_at and not is_paid:
        return "It counts as paid, but the money is not here."
    is_disputed = any(session.disputed_minor for session in sessions)
    if order.state in TO_BE_SENT and order.paid_at and not (left or is_disputed):
        return "Its money has gone back, and it is still to be sent."
    if order.state is OrderState.PAID and not order.paid_at:
        return "It is paid without a moment of payment."
    if len(holding) > 1:
        return "It was paid more than once, and the money is still here."
    return ""


def waits_for_rest(order: Order) -> bool:
    """Say whether part of a transfer came, and the rest is still waited for."""
    return order.state is OrderState.AWAITING_PAYMENT
