"""Bring an order in line with what the payment provider says of a session.

The webhook, the return page and the sweep all end here, in any order and at the
same time; the order's row lock makes them take turns, and whoever comes second
finds nothing left to do.
"""

from datetime import datetime

from django.db import transaction

from shop.order.models import Order, OrderMessage
from shop.payments.gateways import gateway_for
from shop.payments.gateways.base import SessionReport
from shop.payments.models import PaymentSession
from shop.rules.errors import NotForSale, OutOfStock
from shop.rules.payment_states import OrderEvent, OrderState

from .mail_order import write_mail
from .order_move import locked_order, move_order, order_stock, release_stock
from .payment_start import check_gate
from .refund import refund_session


def settle(*, provider_id: str, now: datetime) -> Order:
    """Ask the provider about a session and apply the answer.

    Raises: `PaymentSession.DoesNotExist`, `GatewayUnavailable`.
    """
    session = PaymentSession.objects.get(provider_id=provider_id)
    report = gateway_for(session.gateway).read_session(provider_id)
    return apply_report(session_id=session.pk, report=report, now=now)


@transaction.atomic
def apply_report(*, session_id: int, report: SessionReport, now: datetime) -> Order:
    order_id = PaymentSession.objects.values_list("order_id", flat=True).get(pk=session_id)
    order = locked_order(pk=order_id)
    session = PaymentSession.objects.get(pk=session_id)
    session.order = order
    if session.state == PaymentSession.PAID:
        return order
    if report.is_paid:
        money_arrived(order, session, report, now)
    elif report.is_over and session.state == PaymentSession.OPEN:
        session.state = PaymentSession.EXPIRED
        session.save(update_fields=["state"])
        if order.state is OrderState.AWAITING_PAYMENT:
            move_order(order=order, event=OrderEvent.TIME_RAN_OUT, now=now)
            release_stock(order)
    return order


def money_arrived(order: Order, session: PaymentSession, report: SessionReport, now) -> None:
    session.state = PaymentSession.PAID
    session.payment_reference = report.payment_reference
    session.save(update_fields=["state", "payment_reference"])
    if (report.amount_minor, report.currency) != (session.amount_minor, session.currency):
        order.attention = f"Paid {report.amount_minor} {report.currency}, not as asked"
        order.save(update_fields=["attention"])
    if order.state is OrderState.AWAITING_PAYMENT:
        accept(order, now)
    elif order.state in (OrderState.CANCELLED, OrderState.EXPIRED):
        honour_or_return(order, session, now)
    else:
        refund_session(session=session, reason="Paid twice", now=now)
        order.attention = "A second payment arrived and was sent back"
        order.save(update_fields=["attention"])


def accept(order: Order, now: datetime, detail: str = "") -> None:
    move_order(order=order, event=OrderEvent.PAYMENT_ARRIVED, now=now, detail=detail, paid_at=now)
    write_mail(order=order, kind=OrderMessage.PAID)


def honour_or_return(order: Order, session: PaymentSession, now: datetime) -> None:
    """Money came after the order was given up: send the goods if they are still there."""
    try:
        with transaction.atomic():
            check_gate(order, now)
            for record, quantity in order_stock(order):
                record.allocate(quantity)
    except (OutOfStock, NotForSale) as error:
        move_order(
            order=order,
            event=OrderEvent.PAYMENT_REFUSED_LATE,
            now=now,
            detail=error.code,
            attention="Paid after it was given up; the money goes back",
        )
        refund_session(session=session, reason="Paid after the order was given up", now=now)
        write_mail(order=order, kind=OrderMessage.REFUNDED)
    else:
        accept(order, now, detail="paid late, stock was still there")
