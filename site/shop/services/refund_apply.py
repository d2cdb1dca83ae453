"""Take in the refunds that a provider lists: ours, and those made in its own dashboard."""

from collections.abc import Iterable
from datetime import datetime

from shop.order.models import Order
from shop.payments.gateways.base import RefundReport, RefundState
from shop.payments.models import PaymentSession, Refund

from .money_record import change_sum
from .order_move import note_act, raise_attention
from .refund_ask import close_when_empty
from .refund_send import apply_refund_report


def apply_refunds(
    *, order: Order, session: PaymentSession, reports: Iterable[RefundReport], now: datetime
) -> None:
    """Call it under the order's lock; the reports are all that there are for the session."""
    for report in reports:
        refund = known_refund(session, report)
        if refund is None:
            if report.state is RefundState.FAILED:
                continue
            refund = adopt(order, session, report, now)
        refund.session = session
        apply_refund_report(refund=refund, report=report, now=now)


def known_refund(session: PaymentSession, report: RefundReport) -> Refund | None:
    ours = session.refunds.filter(provider_id=report.provider_id).first()
    if ours is None and report.key:
        ours = session.refunds.filter(key=report.key).first()
    return ours


def adopt(order: Order, session: PaymentSession, report: RefundReport, now: datetime) -> Refund:
    """Write down a refund that somebody made in the provider's own dashboard."""
    make_room(session, report.amount_minor, now)
    refund = Refund.objects.create(
        session=session,
        key=report.provider_id[:64],
        provider_id=report.provider_id,
        origin=Refund.PROVIDER,
        amount_minor=report.amount_minor,
        reason="Made in the provider's own dashboard",
    )
    change_sum(session, "sent_back_minor", report.amount_minor)
    note_act(order=order, event="refund_made_elsewhere", now=now, detail=report.provider_id)
    raise_attention(order, "Money was sent back in the provider's own dashboard")
    close_when_empty(order=order, session=session, now=now)
    return refund


def make_room(session: PaymentSession, amount_minor: int, now: datetime) -> None:
    """Fail pending refunds of ours that no longer fit: the provider will refuse them too."""
    for refund in session.refunds.filter(state=Refund.PENDING, provider_id=None).order_by("-pk"):
        if session.balance.left >= amount_minor:
            return
        refund.session = session
        report = RefundReport(
            "", refund.amount_minor, RefundState.FAILED, refund.key, "not enough is left"
        )
        apply_refund_report(refund=refund, report=report, now=now)
