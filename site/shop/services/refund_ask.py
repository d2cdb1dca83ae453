"""Ask for money to be sent back. Written down first, sent after the commit."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from shop.ledger.models import StockEntry
from shop.order.models import Line, Order
from shop.payments.models import PaymentSession, Refund, RefundLine
from shop.rules.errors import NothingToRefund, PaymentDisputed, TotalChanged
from shop.rules.money import to_minor
from shop.rules.parcels import Taken, event_of_withdrawal
from shop.rules.payment_states import HOLDS_STOCK, OrderEvent, OrderState
from shop.rules.refunds import RefundableLine, check_refund, pieces_worth

from .money_record import change_sum
from .order_move import locked_order, move_order, note_act, release_stock
from .parcel_fill import take_out_of_parcels
from .refund_send import send_refund
from .stock_move import Move, move_stock

Kind = StockEntry.Kind

#: States that end once all the money has gone back.
REFUNDABLE = frozenset(
    {OrderState.PAID, OrderState.PACKED, OrderState.PARTLY_SENT, OrderState.SENT}
)


@dataclass(frozen=True)
class RefundWish:
    """What goes back: everything, or pieces by line id, the delivery, and an amount on top.

    `amount_minor` is in minor units of the order's currency. `restock`: the pieces can
    be sold again.
    """

    everything: bool = False
    pieces: dict[int, int] = field(default_factory=dict)
    delivery: bool = False
    amount_minor: int = 0
    restock: bool = False


@dataclass(frozen=True)
class RefundQuote:
    """What a wish comes to now: the payment it is taken from, pieces and worths by line id."""

    session: PaymentSession
    pieces: dict[int, int]
    worths: dict[int, int]
    amount_minor: int

    @property
    def seen(self) -> "RefundSeen":
        return RefundSeen(self.amount_minor, self.session.balance.left)


@dataclass(frozen=True)
class RefundSeen:
    """What somebody read before they agreed: the amount, and how much was left before it."""

    amount_minor: int
    left_minor: int


def quote_refund(*, order: Order, wish: RefundWish) -> RefundQuote:
    """Say what a wish comes to, and write nothing.

    Raises: `NothingToRefund`, `RefundTooLarge`, `PaymentDisputed`.
    """
    session = refundable_session(order)
    lines = list(order.lines.all())
    pieces = wish.pieces
    if wish.everything:
        pieces = {line.pk: line.pieces_left for line in lines if line.pieces_left}
    worths = pieces_worth([refundable(line, order) for line in lines], pieces)
    amount = session.balance.left if wish.everything else amount_of(order, session, wish, worths)
    check_refund(amount, session.balance)
    return RefundQuote(session, pieces, worths, amount)


@transaction.atomic
def ask_refund(
    *,
    order_id: int,
    wish: RefundWish,
    key: str,
    reason: str,
    now: datetime,
    by=None,
    seen: RefundSeen | None = None,
) -> Refund:
    """Send money of an order back; the same `key` again gives the same refund.

    `seen`: what was agreed to; None agrees to whatever it comes to. Raises:
    `NothingToRefund`, `RefundTooLarge`, `PaymentDisputed`, `TotalChanged` where money
    has moved since it was seen. Nothing is written then.
    """
    order = locked_order(pk=order_id)
    known = Refund.objects.filter(key=key, session__order=order).first()
    if known is not None:
        return known
    quote = quote_refund(order=order, wish=wish)
    if seen is not None and seen != quote.seen:
        raise TotalChanged(expected=seen, actual=quote.seen)
    session, wanted, worths = quote.session, quote.pieces, quote.worths
    lines = {line.pk: line for line in order.lines.all()}

    refund = write_refund(
        session=session,
        amount_minor=quote.amount_minor,
        key=key,
        reason=reason,
        origin=Refund.STAFF,
        includes_delivery=wish.delivery or wish.everything,
        is_restocked=wish.restock,
        by=by,
    )
    for line_id, count in wanted.items():
        RefundLine.objects.create(
            refund=refund, line_id=line_id, quantity=count, amount_minor=worths[line_id]
        )
    withdraw(order, [(lines[pk], count) for pk, count in wanted.items()], wish.restock, now, by)
    note_act(order=order, event="refund_asked", now=now, by=by, detail=reason)
    close_when_empty(order=order, session=session, now=now, by=by)
    go_on_without_rest(order, now, by)
    return refund


def refundable_session(order: Order) -> PaymentSession:
    """Give the paid session with the most left on it.

    Raises: `PaymentDisputed`, `NothingToRefund`.
    """
    paid = [session for session in order.payment_sessions.all() if session.paid_minor]
    session = max(paid, key=lambda session: session.balance.left, default=None)
    if session is None:
        raise NothingToRefund()
    if session.disputed_minor:
        raise PaymentDisputed()
    session.order = order
    return session


def refundable(line, order: Order) -> RefundableLine:
    return RefundableLine(
        id=line.pk,
        quantity=line.quantity,
        withdrawn=line.withdrawn,
        total=to_minor(line.line_price_incl_tax, order.currency),
    )


def amount_of(order: Order, session: PaymentSession, wish: RefundWish, worths: dict) -> int:
    amount = sum(worths.values()) + wish.amount_minor
    if wish.delivery:
        is_back = Refund.objects.filter(session__order=order, includes_delivery=True).exclude(
            state=Refund.FAILED
        )
        if is_back.exists():
            raise NothingToRefund(part="delivery")
        amount += to_minor(order.shipping_incl_tax, order.currency)
    return amount


def write_refund(*, session: PaymentSession, amount_minor: int, key: str, **fields) -> Refund:
    """Write a refund down, count it among what is sent back, and send it after the commit."""
    refund = Refund.objects.create(session=session, amount_minor=amount_minor, key=key, **fields)
    change_sum(session, "sent_back_minor", amount_minor)
    transaction.on_commit(lambda: send_refund(refund_id=refund.pk), robust=True)
    return refund


def ask_for_all(
    *, order: Order, session: PaymentSession, key: str, reason: str, now: datetime
) -> None:
    """Send back, without anybody asking, all that is left of a session; call under the lock."""
    if session.balance.left and not Refund.objects.filter(key=key).exists():
        write_refund(
            session=session,
            amount_minor=session.balance.left,
            key=key,
            reason=reason,
            origin=Refund.SHOP,
        )
        note_act(order=order, event="refund_asked", now=now, detail=reason)


def withdraw(order: Order, wanted: list, restock: bool, now: datetime, by) -> None:
    """Take refunded pieces out of the order, and say what becomes of them on the shelf.

    Pieces that are still here go first. While some are, of those that left none is put on sale
    again: they are not back.
    """
    moves = []
    for line, count in wanted:
        taken = take_out(line, count)
        if line.stockrecord_id is None:
            continue
        if order.state in HOLDS_STOCK:
            on_hand = 0 if restock else -taken.unsent
            moves.append(Move(line.stockrecord_id, on_hand=on_hand, promised=-taken.unsent))
        elif restock and order.state is OrderState.SENT:
            moves.append(Move(line.stockrecord_id, on_hand=taken.sent))
    if order.state in HOLDS_STOCK:
        kind = Kind.RELEASED if restock else Kind.WRITTEN_OFF
    else:
        kind = Kind.CAME_BACK
    move_stock(moves=moves, kind=kind, now=now, order=order, by=by, cause="Refunded")


def take_out(line: Line, count: int) -> Taken:
    taken = line.count.take(count)
    line.withdrawn += count
    line.returned += taken.sent
    line.in_parcels -= taken.packed
    line.save(update_fields=["withdrawn", "returned", "in_parcels"])
    take_out_of_parcels(line, taken.packed)
    return taken


def go_on_without_rest(order: Order, now: datetime, by) -> None:
    """Let an order whose last missing pieces were taken out be packed, or sent, as it is."""
    if event := event_of_withdrawal(order.state, [line.count for line in order.lines.all()]):
        move_order(order=order, event=event, now=now, by=by)


def close_when_empty(*, order: Order, session: PaymentSession, now: datetime, by=None) -> None:
    """End an order whose money is all gone again; what was still promised to it is free."""
    is_all_gone = not session.balance.left and session.state == PaymentSession.PAID
    if not is_all_gone or order.state not in REFUNDABLE or holds_other_money(order, session):
        return
    held = order.state in HOLDS_STOCK
    move_order(order=order, event=OrderEvent.REFUNDED, now=now, by=by)
    if held:
        release_stock(order, now, by, cause="Refunded")


def holds_other_money(order: Order, session: PaymentSession) -> bool:
    """Say whether another payment of the order is still here: then it goes on."""
    others = order.payment_sessions.exclude(pk=session.pk)
    return any(other.balance.left for other in others)
