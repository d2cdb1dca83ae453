"""Send a refund that was written down, and take in what became of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shop.order.models import OrderMessage
from shop.payments.gateways import gateway_for
from shop.payments.gateways.base import RefundReport, RefundState
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import GatewayUnavailable, RefundRefused

from .mail_order import write_mail
from .money_record import Kind, change_sum, record_money
from .order_move import locked_order, note_act, raise_attention


def send_refund(*, refund_id: int) -> bool:
    """Ask the provider to send a pending refund; says whether this finished it.

    The key makes asking twice harmless for a day. After that it might send twice, so
    what was asked before is looked for at the provider first. Where the provider does
    not answer, the refund stays pending and the sweep asks again.
    """
    refund = Refund.objects.select_related("session__order").get(pk=refund_id)
    gateway = gateway_for(refund.session.gateway)
    if refund.state != Refund.PENDING or gateway.is_by_hand:
        return False
    now = timezone.now()
    try:
        report = find_refund(refund, gateway, now) if refund.asked_at else None
        if report is None:
            Refund.objects.filter(pk=refund.pk, asked_at=None).update(asked_at=now)
            report = gateway.refund(refund)
    except GatewayUnavailable:
        return False
    except RefundRefused as refusal:
        report = RefundReport(
            "", refund.amount_minor, RefundState.FAILED, refund.key, refusal.data["reason"]
        )
    return finish_refund(refund_id=refund.pk, report=report, now=now)


def find_refund(refund: Refund, gateway, now: datetime) -> RefundReport | None:
    reports = gateway.read_session(refund.session, now).refunds
    return next((report for report in reports if report.key == refund.key), None)


@transaction.atomic
def finish_refund(*, refund_id: int, report: RefundReport, now: datetime, by=None) -> bool:
    """Bring a refund in line with what is known of it; says whether that ended it."""
    refund = Refund.objects.select_related("session").get(pk=refund_id)
    order = locked_order(pk=refund.session.order_id)
    refund.refresh_from_db()
    session = PaymentSession.objects.get(pk=refund.session_id)
    session.order = order
    refund.session = session
    return apply_refund_report(refund=refund, report=report, now=now, by=by)


def apply_refund_report(*, refund: Refund, report: RefundReport, now: datetime, by=None) -> bool:
    """Like `finish_refund`, under a lock that is held already."""
    if report.provider_id and refund.provider_id is None:
        refund.provider_id = report.provider_id
        refund.save(update_fields=["provider_id"])
    if report.state is RefundState.DONE and refund.state == Refund.PENDING:
        return complete(refund, now, by)
    if report.state is RefundState.FAILED and refund.state != Refund.FAILED:
        return fail(refund, report.failure, now)
    return False


def complete(refund: Refund, now: datetime, by=None) -> bool:
    session, order = refund.session, refund.session.order
    refund.state = Refund.DONE
    refund.save(update_fields=["state"])
    record_money(
        session=session,
        kind=Kind.REFUND,
        amount_minor=refund.amount_minor,
        reference=refund.provider_id or refund.key,
        cause=refund.reason,
        now=now,
        by=by or refund.by,
    )
    note_act(order=order, event="refund_done", now=now, by=by, detail=refund.reason)
    write_mail(
        order=order,
        kind=OrderMessage.Kind.REFUNDED,
        about=refund.key,
        refunded=refund.amount,
    )
    return True


def fail(refund: Refund, failure: str, now: datetime) -> bool:
    """The money did not leave, or came back: it counts as the association's again."""
    session, order = refund.session, refund.session.order
    was_done = refund.state == Refund.DONE
    refund.state = Refund.FAILED
    refund.failure = failure[:100]
    refund.save(update_fields=["state", "failure"])
    if was_done:
        record_money(
            session=session,
            kind=Kind.REFUND_FAILED,
            amount_minor=refund.amount_minor,
            reference=refund.provider_id or refund.key,
            cause=f"Refund came back: {failure}",
            now=now,
        )
    else:
        change_sum(session, "sent_back_minor", -refund.amount_minor)
    note_act(order=order, event="refund_failed", now=now, detail=failure)
    raise_attention(order, f"A refund failed ({failure}): the customer still waits for it")
    return True
