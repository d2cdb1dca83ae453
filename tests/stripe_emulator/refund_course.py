"""The course of a refund: how it begins, and what becomes of it later.

Most succeed at once. Some begin as pending, some fail after they seemed to have
succeeded, and a konbini payment is paid back to a bank account that the customer
is first asked for. A refund counts in `charge.amount_refunded`, and its money is
off the balance, from its beginning until it fails.

Source: https://docs.stripe.com/refunds#failed-refunds, https://docs.stripe.com/testing#refunds
and https://docs.stripe.com/payments/konbini/accept-a-payment#refunds
"""

from dataclasses import dataclass

from .cards import fingerprint_of
from .errors import ApiError, invalid, no_such
from .ledger import record

TOPIC = "refunds"
NEXT_IS_HELD = "next is held"
SOME_TIME = 60
KONBINI_SECONDS = 45 * 24 * 60 * 60


@dataclass(frozen=True)
class Course:
    """The status at first, and how it ends by itself after so many seconds; None: it does not.

    `failure` is why it ends badly, in Stripe's words; None: it ends well.
    """

    status: str
    seconds: int | None = None
    failure: str | None = None


AT_ONCE = Course("succeeded")
HELD = Course("pending")
BY_BANK_ACCOUNT = Course("requires_action", KONBINI_SECONDS, "unknown")
BY_FINGERPRINT = {
    fingerprint_of("4000000000007726"): Course("pending", SOME_TIME),
    fingerprint_of("4000000000005126"): Course("succeeded", SOME_TIME, "expired_or_canceled_card"),
}


def hold_next(account):
    """Let the next refund begin as pending and stay so until `settle_refund` decides."""
    account.store.note(TOPIC, NEXT_IS_HELD, True)


def take_course(account, charge):
    """The course of a refund of this charge that is about to be made."""
    if account.store.notes(TOPIC).get(NEXT_IS_HELD):
        account.store.note(TOPIC, NEXT_IS_HELD, None)
        return HELD
    details = charge["payment_method_details"]
    if details["type"] == "konbini":
        return BY_BANK_ACCOUNT
    return BY_FINGERPRINT.get(details["card"]["fingerprint"], AT_ONCE)


def begin(account, refund, course, email):
    """Put a new refund on its course; `email` is where a bank account is asked for.

    Raises: ApiError when it has to be asked for and there is no address.
    """
    refund["status"] = course.status
    if course.status == "pending":
        refund["pending_reason"] = "processing"
    if course.status == "requires_action":
        if email is None:
            raise invalid(
                "This payment is refunded to a bank account: an email address is needed to ask "
                "the customer for it.",
                param="instructions_email",
            )
        refund["instructions_email"] = email
        refund["next_action"] = {
            "type": "display_details",
            "display_details": {
                "email_sent": {"email_sent_at": account.clock.now(), "email_sent_to": email},
                "expires_at": account.clock.now() + course.seconds,
            },
        }
    if course.seconds is not None:
        end = {"at": account.clock.now() + course.seconds, "failure": course.failure}
        account.store.note(TOPIC, refund["id"], end)


def settle_refund(account, refund_id, *, failure=None):
    """Let a refund arrive, or fail because of `failure`; one that has succeeded can still fail.

    Raises: ApiError when there is no such refund, or it can become nothing else.
    """
    refund = account.store.get("refund", refund_id)
    if refund is None:
        raise no_such("refund", refund_id)
    if refund["status"] == "failed" or (refund["status"] == "succeeded" and not failure):
        raise ApiError(f"Refund {refund_id} has {refund['status']} already.")
    account.store.note(TOPIC, refund_id, None)
    refund.pop("pending_reason", None)
    refund.pop("next_action", None)
    if failure:
        _take_back(account, refund, failure)
    else:
        refund["status"] = "succeeded"
    account.store.put(refund)
    account.emit("refund.failed" if failure else "refund.updated", refund)
    account.emit("charge.refund.updated", refund)
    return refund


def settle_due_refunds(account):
    """End every refund whose time has come."""
    now = account.clock.now()
    for refund_id, end in account.store.notes(TOPIC).items():
        if refund_id != NEXT_IS_HELD and end["at"] <= now:
            settle_refund(account, refund_id, failure=end["failure"])


def fail_pending(account, charge):
    """Fail what is under way of a charge that its holder's bank takes back."""
    for refund in account.store.all("refund"):
        if refund["charge"] == charge["id"] and refund["status"] == "pending":
            settle_refund(account, refund["id"], failure="charge_for_pending_refund_disputed")


def _take_back(account, refund, failure):
    """The money is the merchant's again, and the charge is that much less refunded."""
    refund["status"] = "failed"
    refund["failure_reason"] = failure
    refund["failure_balance_transaction"] = record(
        account,
        refund,
        amount=refund["amount"],
        type="refund_failure",
        category="refund_failure",
        description="REFUND FAILURE",
    )
    charge = account.store.get("charge", refund["charge"])
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    account.store.put(charge)
