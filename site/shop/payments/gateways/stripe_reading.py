"""What Stripe's objects say, as plain reports. They come as dicts, ids expanded to objects.

Source: Stripe API reference, the objects Checkout Session, Payment Intent, Charge,
Refund and Dispute.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from .base import DisputeReport, ProviderPayment, Receipt, RefundReport, RefundState

#: A payment intent in these states waits for money that was promised.
WAITS = {"processing", "requires_action"}
REFUND_STATES = {
    "succeeded": RefundState.DONE,
    "failed": RefundState.FAILED,
    "canceled": RefundState.FAILED,
}


def moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def intent_of(session: dict) -> dict:
    """Give the expanded payment intent; empty before the first attempt to pay."""
    return session.get("payment_intent") or {}


def charge_of(session: dict) -> dict:
    return intent_of(session).get("latest_charge") or {}


def receipts(session: dict) -> tuple[Receipt, ...]:
    """Give the payment of a paid session: what the intent received, not what was asked."""
    if session["payment_status"] != "paid":
        return ()
    intent = intent_of(session)
    return (Receipt(intent["id"], intent["amount_received"], intent["currency"].upper()),)


def promised_until(session: dict) -> datetime | None:
    """Give until when a payment at a store is awaited, if the buyer chose one."""
    intent = intent_of(session)
    if session["payment_status"] != "unpaid" or session["status"] != "complete":
        return None
    if intent.get("status") not in WAITS:
        return None
    details = (intent.get("next_action") or {}).get("konbini_display_details") or {}
    return moment(details.get("expires_at"))


def was_never_paid(session: dict) -> bool:
    """Say whether a session ran out, or was completed with a payment that then failed."""
    if session["status"] == "expired":
        return True
    is_unpaid = session["status"] == "complete" and session["payment_status"] == "unpaid"
    return is_unpaid and intent_of(session).get("status") not in WAITS


def refund_report(refund: dict) -> RefundReport:
    return RefundReport(
        provider_id=refund["id"],
        amount_minor=refund["amount"],
        state=REFUND_STATES.get(refund["status"], RefundState.PENDING),
        key=(refund.get("metadata") or {}).get("refund", ""),
        failure=refund.get("failure_reason") or "",
    )


def dispute_reports(disputes: Iterable[dict]) -> tuple[DisputeReport, ...]:
    """Give the disputes that took money; an inquiry ("warning_…") takes none."""
    return tuple(
        DisputeReport(
            provider_id=dispute["id"],
            amount_minor=dispute["amount"],
            reason=dispute["reason"],
            opened_at=moment(dispute["created"]),
            is_won={"won": True, "lost": False}.get(dispute["status"]),
            due_by=moment((dispute.get("evidence_details") or {}).get("due_by")),
        )
        for dispute in disputes
        if not dispute["status"].startswith("warning_") and dispute["status"] != "prevented"
    )


def provider_payment(session: dict) -> ProviderPayment:
    intent, charge = intent_of(session), charge_of(session)
    return ProviderPayment(
        provider_id=session["id"],
        reference=intent["id"],
        order_number=(session.get("metadata") or {}).get("order", ""),
        paid_minor=intent["amount_received"],
        currency=intent["currency"].upper(),
        sent_back_minor=charge.get("amount_refunded", 0),
        is_disputed=bool(charge.get("disputed")),
    )
