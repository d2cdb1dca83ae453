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


def apply_won_disputes(
    *, order: Order, session: PaymentSession, reports: Iterable[DisputeReport], now: datetime
) -> None:
    """Take in what was decided for the association; call it under the order's lock.

    It goes before the refunds of the same report: only money that is back can be sent back.
    """
    for report in reports:
        if report.is_won:
            dispute = known_dispute(report)
            if dispute is None:
                # Both movements are over: they are entered, and nothing is held back.
                dispute = write_dispute(session, report)
                enter(session, Kind.DISPUTE, report, now, is_over=True)
                close_won(order, session, dispute, now, is_over=True)
            elif dispute.is_open:
                close_won(order, session, dispute, now)


def apply_disputes(
    *, order: Order, session: PaymentSession, reports: Iterable[DisputeReport], now: datetime
) -> None:
    """Flag the order and tell staff of what is new or lost; call it under the order's lock."""
    for report in reports:
        if report.is_won:
            continue
        dispute = known_dispute(report) or open_dispute(order, session, report, now)
        if dispute.is_open and report.is_won is False:
            close(dispute, is_won=False, now=now)
            note_act(order=order, event="dispute_lost", now=now)
            raise_attention(order, "The dispute is lost; the money is gone")
            close_when_empty(order=order, session=session, now=now)


def known_dispute(report: DisputeReport) -> Dispute | None:
    return Dispute.objects.filter(provider_id=report.provider_id).first()


def write_dispute(session: PaymentSession, report: DisputeReport) -> Dispute:
    return Dispute.objects.create(
        session=session,
        provider_id=report.provider_id,
        amount_minor=report.amount_minor,
        reason=report.reason[:100],
        due_by=report.due_by,
        opened_at=report.opened_at,
    )


def enter(
    session: PaymentSession,
    kind: str,
    report: DisputeReport | Dispute,
    now: datetime,
    *,
    is_over: bool = False,
) -> None:
    record_money(
        session=session,
        kind=kind,
        amount_minor=report.amount_minor,
        reference=report.provider_id,
        cause=f"{Kind(kind).label}: {report.reason}",
        now=now,
        changes_sums=not is_over,
    )


def open_dispute(
    order: Order, session: PaymentSession, report: DisputeReport, now: datetime
) -> Dispute:
    make_room(session, report.amount_minor, now)
    dispute = write_dispute(session, report)
    enter(session, Kind.DISPUTE, report, now)
    note_act(order=order, event="disputed", now=now, detail=report.reason)
    raise_attention(order, "The buyer's bank disputes the payment: answer in the provider's page")
    tell_staff_of_dispute(order=order, dispute=dispute)
    return dispute


def close(dispute: Dispute, *, is_won: bool, now: datetime) -> None:
    dispute.is_open = False
    dispute.is_won = is_won
    dispute.closed_at = now
    dispute.save(update_fields=["is_open", "is_won", "closed_at"])


def close_won(
    order: Order,
    session: PaymentSession,
    dispute: Dispute,
    now: datetime,
    *,
    is_over: bool = False,
) -> None:
    close(dispute, is_won=True, now=now)
    enter(session, Kind.DISPUTE_WON, dispute, now, is_over=is_over)
    note_act(order=order, event="dispute_won", now=now)
    raise_attention(order, "The dispute is won; the money is back")
