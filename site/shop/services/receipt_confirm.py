"""Staff say what they saw: money on the account, cash from the carrier, money sent back."""

from datetime import datetime

from django.db import transaction

from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.payments.gateways import gateway_for
from shop.payments.gateways.base import Receipt, RefundReport, RefundState, SessionReport
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import IllegalTransition, ReceiptKnown

from .order_move import locked_order
from .payment_settle import apply_report
from .refund_send import finish_refund


@transaction.atomic
def confirm_receipt(
    *, order_id: int, amount_minor: int, reference: str, by, now: datetime
) -> Order:
    """Enter money that arrived by hand; `reference` is the bank's or the carrier's.

    Raises: `ReceiptKnown` where it was entered before, `IllegalTransition` where the
    order was never to be paid by hand.
    """
    order = locked_order(pk=order_id)
    session = by_hand_session(order)
    known = MoneyEntry.objects.filter(
        gateway=session.gateway, kind=MoneyEntry.Kind.PAYMENT, reference=reference
    )
    if known.exists():
        raise ReceiptKnown(reference=reference)
    report = SessionReport(receipts=(Receipt(reference, amount_minor, session.currency),))
    return apply_report(session_id=session.pk, report=report, now=now, by=by)


def by_hand_session(order: Order) -> PaymentSession:
    """Give the latest attempt that people watch over. Raises: `IllegalTransition`."""
    for session in order.payment_sessions.order_by("-attempt"):
        if gateway_for(session.gateway).is_by_hand:
            return session
    raise IllegalTransition(state=order.status, event="confirm_receipt")


def confirm_refund(*, refund_id: int, reference: str, by, now: datetime) -> bool:
    """Enter that staff have sent a refund themselves; says whether that was news.

    Raises: `ReceiptKnown` where the reference belongs to another refund,
    `IllegalTransition` where a provider sends it.
    """
    refund = Refund.objects.select_related("session").get(pk=refund_id)
    if not gateway_for(refund.session.gateway).is_by_hand:
        raise IllegalTransition(state=refund.state, event="confirm_refund")
    name = f"{refund.session.gateway}:{reference}"[:255]
    if Refund.objects.filter(provider_id=name).exclude(pk=refund.pk).exists():
        raise ReceiptKnown(reference=reference)
    report = RefundReport(name, refund.amount_minor, RefundState.DONE, refund.key)
    return finish_refund(refund_id=refund.pk, report=report, now=now, by=by)
