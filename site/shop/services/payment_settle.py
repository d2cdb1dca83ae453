"""Bring an order in line with what the payment provider says of a session.

The inbox of webhooks, the return page, the sweep and the staff's receipts all end
here, in any order and at the same time; the order's row lock makes them take turns,
and whoever comes second finds nothing left to do.
"""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order, OrderMessage
from shop.payments.gateways import gateway_for
from shop.payments.gateways.base import Receipt, SessionReport
from shop.payments.models import PaymentSession
from shop.rules.errors import NotForSale, OutOfStock
from shop.rules.payment_states import GIVEN_UP, OrderEvent, OrderState

from .dispute_apply import apply_disputes, apply_won_disputes
from .mail_order import write_mail
from .money_record import Kind, is_recorded, record_money
from .order_move import (
    locked_order,
    move_order,
    note_act,
    promise_stock,
    raise_attention,
    release_stock,
)
from .payment_start import check_gate
from .refund_apply import apply_refunds
from .refund_ask import ask_for_all

#: States in which an order that is paid at the door waits for its cash.
TAKES_CASH = frozenset({OrderState.ACCEPTED, OrderState.PACKED, OrderState.SENT})


def settle(*, provider_id: str, now: datetime) -> Order:
    """Ask the provider about a session and apply the answer.

    Raises: `PaymentSession.DoesNotExist`, `GatewayUnavailable`.
    """
    session = PaymentSession.objects.get(provider_id=provider_id)
    report = gateway_for(session.gateway).read_session(session, now)
    return apply_report(session_id=session.pk, report=report, now=now)


@transaction.atomic
def apply_report(*, session_id: int, report: SessionReport, now: datetime, by=None) -> Order:
    order_id = PaymentSession.objects.values_list("order_id", flat=True).get(pk=session_id)
    order = locked_order(pk=order_id)
    session = PaymentSession.objects.get(pk=session_id)
    session.order = order
    PaymentSession.objects.filter(pk=session_id).update(checked_at=now)
    arrived = [enter_receipt(order, session, receipt, now, by) for receipt in report.receipts]
    if any(arrived):
        money_arrived(order, session, now, by)
    elif report.promised_until and session.state == PaymentSession.OPEN:
        keep_promise_open(order, session, report.promised_until, now)
    elif report.is_over and session.state in PaymentSession.LIVE:
        give_up(order, session, now)
    apply_won_disputes(order=order, session=session, reports=report.disputes, now=now)
    apply_refunds(order=order, session=session, reports=report.refunds, now=now)
    apply_disputes(order=order, session=session, reports=report.disputes, now=now)
    return order


def enter_receipt(
    order: Order, session: PaymentSession, receipt: Receipt, now: datetime, by
) -> bool:
    """Enter money that arrived; says whether it was unknown."""
    if is_recorded(session=session, kind=Kind.PAYMENT, reference=receipt.reference):
        return False
    if receipt.currency != session.currency:
        raise_attention(
            order, f"Paid in {receipt.currency}, not in {session.currency}: look at the provider"
        )
        return False
    session.payment_reference = receipt.reference
    session.save(update_fields=["payment_reference"])
    return record_money(
        session=session,
        kind=Kind.PAYMENT,
        amount_minor=receipt.amount_minor,
        reference=receipt.reference,
        cause=f"Paid, {session.gateway}",
        now=now,
        by=by,
    )


def money_arrived(order: Order, session: PaymentSession, now: datetime, by) -> None:
    """Act on what a session holds now; part of the amount is not enough."""
    held = session.balance.left
    if held < session.amount_minor:
        note_act(order=order, event="part_paid", now=now, by=by)
        raise_attention(order, "Less arrived than the order costs")
        return
    if session.state == PaymentSession.PAID:
        raise_attention(order, "More arrived than the order costs")
        return
    session.state = PaymentSession.PAID
    session.save(update_fields=["state"])
    if held > session.amount_minor:
        raise_attention(order, "More arrived than the order costs")
    if order.state is OrderState.AWAITING_PAYMENT:
        close_other_attempts(order)
        accept(order, now, by)
    elif order.state in GIVEN_UP:
        honour_or_return(order, session, now)
    elif order.paid_at is None and order.state in TAKES_CASH:
        move_order(order=order, event=OrderEvent.CASH_RECEIVED, now=now, by=by, paid_at=now)
    else:
        raise_attention(order, "A second payment arrived and goes back")
        ask_for_all(
            order=order, session=session, key=f"second-{session.pk}", reason="Paid twice", now=now
        )


def close_other_attempts(order: Order) -> None:
    """Another attempt that is still open is not shown any more; should money come, it goes back."""
    order.payment_sessions.filter(state=PaymentSession.OPEN).update(state=PaymentSession.EXPIRED)


def accept(order: Order, now: datetime, by=None, detail: str = "") -> None:
    move_order(
        order=order,
        event=OrderEvent.PAYMENT_ARRIVED,
        now=now,
        by=by,
        detail=detail,
        paid_at=now,
    )
    write_mail(order=order, kind=OrderMessage.Kind.PAID)


def keep_promise_open(
    order: Order, session: PaymentSession, until: datetime, now: datetime
) -> None:
    """The buyer pays later, at a store: keep the things aside for as long as that may take."""
    session.state = PaymentSession.PROMISED
    session.expires_at = until
    session.save(update_fields=["state", "expires_at"])
    if order.state is OrderState.AWAITING_PAYMENT:
        order.pay_until = until
        order.save(update_fields=["pay_until"])
        note_act(order=order, event="payment_promised", now=now)
        write_mail(order=order, kind=OrderMessage.Kind.HOW_TO_PAY)


def give_up(order: Order, session: PaymentSession, now: datetime) -> None:
    """The session can no longer be paid."""
    was_promised = session.state == PaymentSession.PROMISED
    session.state = PaymentSession.EXPIRED
    session.save(update_fields=["state"])
    if order.state is not OrderState.AWAITING_PAYMENT:
        return
    move_order(order=order, event=OrderEvent.TIME_RAN_OUT, now=now)
    release_stock(order, now)
    if was_promised or gateway_for(session.gateway).is_by_hand:
        write_mail(order=order, kind=OrderMessage.Kind.CANCELLED)
    return_part_payment(order, session, now)


def return_part_payment(order: Order, session: PaymentSession, now: datetime) -> None:
    """Send back what came for an order that was given up before all of it had come."""
    if session.balance.left:
        raise_attention(order, "Part of the money came; it goes back")
        ask_for_all(
            order=order,
            session=session,
            key=f"part-{session.pk}-{session.paid_minor}",
            reason="Not all of it came in time",
            now=now,
        )


def honour_or_return(order: Order, session: PaymentSession, now: datetime) -> None:
    """Money came after the order was given up: send the goods if they are still there."""
    try:
        with transaction.atomic():
            check_gate(order, now)
            promise_stock(order, now, cause="Paid late")
    except (OutOfStock, NotForSale) as error:
        move_order(
            order=order,
            event=OrderEvent.PAYMENT_REFUSED_LATE,
            now=now,
            detail=error.code,
            attention="Paid after it was given up; the money goes back",
        )
        ask_for_all(
            order=order,
            session=session,
            key=f"late-{session.pk}",
            reason="Paid after the order was given up",
            now=now,
        )
    else:
        accept(order, now, detail="paid late, stock was still there")
        raise_attention(order, "Paid after it was given up; everything was still there")
