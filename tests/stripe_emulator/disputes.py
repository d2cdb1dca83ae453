"""Disputes: the customer's bank takes the money back, for a while or for good.

Source: https://docs.stripe.com/disputes/how-disputes-work
"""

from . import objects
from .errors import ApiError, no_such
from .ledger import record
from .refund_course import fail_pending

DAYS_TO_ANSWER = 7
FEES = {"jpy": 1300}
OTHER_FEE = 1500


def open_dispute(account, charge_id, reason="fraudulent"):
    """Take what is left of a charge off the balance and ask the merchant why it was right.

    Raises: ApiError when there is no such paid charge, or it is disputed already.
    """
    charge = account.store.get("charge", charge_id)
    if charge is None:
        raise no_such("charge", charge_id, param="charge")
    is_card = charge["payment_method_details"]["type"] == "card"
    is_open = charge["paid"] and is_card and not charge["disputed"]
    if is_open:
        fail_pending(account, charge)
    amount = charge["amount_captured"] - charge["amount_refunded"]
    if not is_open or amount == 0:
        raise ApiError(f"Charge {charge_id} cannot be disputed.", param="charge")
    now = account.clock.now()
    due = now + DAYS_TO_ANSWER * 24 * 60 * 60
    dispute = objects.build(
        "dispute",
        amount=amount,
        charge=charge_id,
        created=now,
        currency=charge["currency"],
        evidence_details={
            "due_by": due,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "enhanced_eligibility": {},
        },
        is_charge_refundable=False,
        payment_intent=charge["payment_intent"],
        reason=reason,
        status="needs_response",
    )
    dispute["payment_method_details"]["card"]["case_type"] = "chargeback"
    _move_money(account, dispute, -amount, "dispute", fee=FEES.get(charge["currency"], OTHER_FEE))
    charge["disputed"] = True
    account.store.put(charge)
    account.store.put(dispute)
    account.emit("charge.dispute.created", dispute)
    account.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def close_dispute(account, dispute_id, *, is_won):
    """Decide an open dispute; when it is won the money comes back, the fee does not.

    Raises: ApiError when there is no such open dispute.
    """
    dispute = account.store.get("dispute", dispute_id)
    if dispute is None:
        raise no_such("dispute", dispute_id)
    if dispute["status"] in ("won", "lost"):
        raise ApiError(f"Dispute {dispute_id} is already closed.")
    dispute["status"] = "won" if is_won else "lost"
    if is_won:
        _move_money(account, dispute, dispute["amount"], "dispute_reversal")
    account.store.put(dispute)
    account.emit("charge.dispute.closed", dispute)
    if is_won:
        account.emit("charge.dispute.funds_reinstated", dispute)
    return dispute


def _move_money(account, dispute, amount, category, fee=0):
    entry = record(
        account,
        dispute,
        amount=amount,
        type="adjustment",
        category=category,
        fee=fee,
        fee_for="Dispute fee",
        description=f"Chargeback {'withdrawal' if amount < 0 else 'reversal'} for "
        f"{dispute['charge']}",
    )
    dispute["balance_transactions"].append(dict(account.store.get("balance_transaction", entry)))
