"""Take in disputes: the buyer's bank has taken the money back and asks why."""

from collections.abc import Iterable
from datetime import datetime

from shop.order.models import Order
from shop.payments.gateways.base import DisputeReport
from shop.payments.models import Dispute, PaymentSession

from .mail_staff import tell_staff_of_dispute
from .money_record import Kind, record_money
from .order_move import note_act, raise_attention
from .refund_apply import make_room
from .refund_ask import close_when_empty


def apply_disputes(
    *, order: Order, session: PaymentSession, reports: Iterable[DisputeReport], now: datetime
) -> None:
    """Flag the order and tell staff of what is new; call it under the order's lock."""
    for report in reports:
        dispute = Dispute.objects.filter(provider_id=report.provider_id).first()
        if dispute is None:
            dispute = open_dispute(order, session, report, now)
        if dispute.is_open and report.is_won is not None:
            close_dispute(order, session, dispute, is_won=report.is_won, now=now)


def open_dispute(
    order: Order, session: PaymentSession, report: DisputeReport, now: datetime
) -> Dispute:
    make_room(session, report.amount_minor, now)
    dispute = Dispute.objects.create(
        session=session,
        provider_id=report.provider_id,
        amount_minor=report.amount_minor,
        reason=report.reason[:100],
        due_by=report.due_by,
        opened_at=report.opened_at,
    )
    record_money(
        session=session,
        kind=Kind.DISPUTE,
        amount_minor=report.amount_minor,
        reference=report.provider_id,
        cause=f"Disputed: {report.reason}",
        now=now,
    )
    note_act(order=order, event="disputed", now=now, detail=report.reason)
    raise_attention(order, "The buyer's bank disputes the payment: answer in the provider's page")
    tell_staff_of_dispute(order=order, dispute=dispute)
    return dispute


def close_dispute(
    order: Order, session: PaymentSession, dispute: Dispute, *, is_won: bool, now: datetime
) -> None:
    dispute.is_open = False
    dispute.is_won = is_won
    dispute.closed_at = now
    dispute.save(update_fields=["is_open", "is_won", "closed_at"])
    if is_won:
        record_money(
            session=session,
            kind=Kind.DISPUTE_WON,
            amount_minor=dispute.amount_minor,
            reference=dispute.provider_id,
            cause="Dispute won",
            now=now,
        )
        note_act(order=order, event="dispute_won", now=now)
        raise_attention(order, "The dispute is won; the money is back")
    else:
        note_act(order=order, event="dispute_lost", now=now)
        raise_attention(order, "The dispute is lost; the money is gone")
        close_when_empty(order=order, session=session, now=now)
