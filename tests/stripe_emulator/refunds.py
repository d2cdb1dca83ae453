"""Refunds: never more than was paid.

Source: https://docs.stripe.com/refunds
"""

from . import objects
from .errors import ApiError, invalid, no_such
from .ledger import record
from .refund_course import begin, take_course


def create_refund(account, params, origin):
    """Give back all that is left of a charge, or `amount` of it.

    Raises: ApiError when there is no such charge, or not so much left on it.
    """
    charge = _charge_to_refund(account, params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if _is_charged_back(account, charge):
        raise ApiError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed",
        )
    if left == 0:
        raise ApiError(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = params.get("amount", left)
    if amount > left:
        raise ApiError(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )

    course = take_course(account, charge)
    refund = objects.build(
        "refund",
        amount=amount,
        charge=charge["id"],
        created=account.clock.now(),
        currency=charge["currency"],
        destination_details=_destination(charge),
        metadata=params.get("metadata", {}),
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        reason=params.get("reason"),
    )
    email = params.get("instructions_email") or charge["billing_details"]["email"]
    begin(account, refund, course, email)
    refund["balance_transaction"] = record(
        account,
        refund,
        amount=-amount,
        type="refund",
        category="refund",
        description="REFUND FOR CHARGE",
    )
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    account.store.put(refund)
    account.store.put(charge)
    account.emit("refund.created", refund, origin)
    account.emit("charge.refunded", charge, origin)
    return refund


def _is_charged_back(account, charge):
    """Whether a dispute holds the money, or has taken it for good; one that was won does not."""
    return any(
        dispute["charge"] == charge["id"] and dispute["status"] != "won"
        for dispute in account.store.all("dispute")
    )


def _charge_to_refund(account, params):
    """The paid charge that `charge` or `payment_intent` names."""
    if "charge" in params:
        charge = account.store.get("charge", params["charge"])
        if charge is None:
            raise no_such("charge", params["charge"], param="charge")
        if params.get("payment_intent") not in (None, charge["payment_intent"]):
            raise invalid(
                f"Charge {charge['id']} does not belong to this payment intent.",
                param="payment_intent",
            )
    elif "payment_intent" in params:
        intent = account.store.get("payment_intent", params["payment_intent"])
        if intent is None:
            raise no_such("payment_intent", params["payment_intent"], param="payment_intent")
        charge = account.store.get("charge", intent["latest_charge"])
    else:
        raise invalid(
            "One of the following params should be provided for this request: payment_intent or "
            "charge.",
            code="parameter_missing",
        )
    if charge is None or not charge["paid"]:
        raise ApiError(
            "This PaymentIntent does not have a successful charge to refund.",
            param="payment_intent",
        )
    return charge


def _destination(charge):
    if charge["payment_method_details"]["type"] == "card":
        return {"card": {"type": "refund"}, "type": "card"}
    return {"type": "jp_bank_transfer", "jp_bank_transfer": {"reference": None}}
