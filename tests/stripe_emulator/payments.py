"""Paying a session: by card at once, or at a convenience store later.

Each function runs inside one store transaction, so of two customers who press
the button at the same moment one finds the session closed.
"""

from dataclasses import dataclass

from . import objects
from .checkout import KONBINI_DAYS, basket, customer_details, find_session
from .errors import ApiError
from .ledger import charge_fee, record

DAY = 24 * 60 * 60
JST = 9 * 60 * 60


class SessionClosed(Exception):
    """The session is no longer open; it is `complete` or `expired`."""


class Declined(Exception):
    """The bank said no; the session stays open."""


@dataclass(frozen=True)
class Payer:
    """Who pays, as typed into the hosted page."""

    name: str | None = None
    email: str | None = None


def pay_by_card(account, session_id, card, payer):
    """Charge the card and complete the session.

    Raises: SessionClosed, or Declined with the bank's message.
    """
    session = _open_session(account, session_id)
    intent = _intent(account, session)
    if card.refusal:
        _refuse(account, session, intent, card, payer)
        raise Declined(card.refusal[2])
    details = objects.card_details(card, intent["amount"])
    _complete(account, session, payer, country=card.country)
    _succeed(account, session, intent, details)
    account.emit("checkout.session.completed", session)
    return session


def promise_konbini(account, session_id, payer):
    """Complete the session unpaid: the customer will pay at a store within some days.

    Source: https://docs.stripe.com/payments/konbini/accept-a-payment
    Raises: SessionClosed.
    """
    session = _open_session(account, session_id)
    options = session["payment_method_options"].get("konbini", {})
    until = _end_of_day(account.clock.now(), options.get("expires_after_days", KONBINI_DAYS))
    intent = _intent(account, session)
    intent.update(
        status="requires_action",
        payment_method=objects.new_id("payment_method"),
        next_action={
            "type": "konbini_display_details",
            "konbini_display_details": {
                "expires_at": until,
                "hosted_voucher_url": f"{account.base_url}/pay/{session_id}",
                "stores": {},
            },
        },
    )
    account.store.put(intent)
    account.emit("payment_intent.requires_action", intent)
    _await_konbini(account, session_id, until)
    _complete(account, session, payer, country="JP")
    account.emit("checkout.session.completed", session)
    return session


def settle_konbini(account, session_id, *, is_paid):
    """What became of a promised payment at a store.

    When it failed, the intent waits for another means of payment, but the session
    is over: a customer who still wants to buy needs a new one.

    Raises: ApiError when nothing is awaited for this session.
    """
    session = find_session(account, session_id)
    if basket(account, session_id)["konbini_until"] is None:
        raise ApiError(f"Session {session_id} awaits no payment at a convenience store.")
    _await_konbini(account, session_id, None)
    intent = account.store.get("payment_intent", session["payment_intent"])
    intent["next_action"] = None
    if is_paid:
        _succeed(account, session, intent, objects.konbini_details())
        account.emit("checkout.session.async_payment_succeeded", session)
    else:
        error = {
            "type": "invalid_request_error",
            "code": "payment_intent_payment_attempt_expired",
            "message": "The payment at the convenience store was not made in time.",
        }
        intent.update(
            status="requires_payment_method", payment_method=None, last_payment_error=error
        )
        account.store.put(intent)
        account.emit("payment_intent.payment_failed", intent)
        account.emit("checkout.session.async_payment_failed", session)
    return session


def fail_due_konbini(account):
    """Fail every promised payment whose last day is over."""
    now = account.clock.now()
    for session_id, details in account.store.notes("baskets").items():
        if details["konbini_until"] is not None and details["konbini_until"] <= now:
            settle_konbini(account, session_id, is_paid=False)


def _end_of_day(now, days):
    """The last second, in Japan, of the day that is so many days after today."""
    return ((now + JST) // DAY + days + 1) * DAY - JST - 1


def _await_konbini(account, session_id, until):
    """Note until when a payment at a store is awaited; None: no longer."""
    details = {**basket(account, session_id), "konbini_until": until}
    account.store.note("baskets", session_id, details)


def _open_session(account, session_id):
    session = find_session(account, session_id)
    if session["status"] != "open":
        raise SessionClosed(session["status"])
    return session


def _intent(account, session):
    """The session's payment intent, made at the first attempt to pay, as Stripe does."""
    intent = account.store.get("payment_intent", session["payment_intent"])
    if intent is None:
        data = basket(account, session["id"])["payment"]
        intent = objects.build(
            "payment_intent",
            created=account.clock.now(),
            currency=session["currency"],
            capture_method="automatic_async",
            description=data.get("description"),
            metadata=data.get("metadata", {}),
            payment_method_types=session["payment_method_types"],
            receipt_email=data.get("receipt_email"),
            shipping=_shipping(data.get("shipping")),
            statement_descriptor=data.get("statement_descriptor"),
            statement_descriptor_suffix=data.get("statement_descriptor_suffix"),
        )
        intent["client_secret"] = f"{intent['id']}_secret_emulated"
        session["payment_intent"] = intent["id"]
        account.store.put(session)
    intent["amount"] = session["amount_total"]
    return account.store.put(intent)


def _shipping(data):
    if data is None:
        return None
    names = ("carrier", "name", "phone", "tracking_number")
    address = {**objects.NO_ADDRESS, **data["address"]}
    return {"address": address, **{name: data.get(name) for name in names}}


def _complete(account, session, payer, *, country):
    email = session["customer_email"] or payer.email
    session.update(
        status="complete",
        url=None,
        customer_details=customer_details(email=email, name=payer.name, country=country),
    )
    account.store.put(session)


def _charge(account, session, intent, details, **facts):
    """A charge for the whole intent, with the facts that both outcomes share."""
    customer = session["customer_details"] or customer_details(email=None)
    charge = objects.build(
        "charge",
        amount=intent["amount"],
        billing_details={
            "address": customer["address"],
            "email": customer["email"],
            "name": customer["name"],
            "phone": None,
            "tax_id": None,
        },
        created=account.clock.now(),
        currency=intent["currency"],
        description=intent["description"],
        metadata=dict(intent["metadata"]),
        payment_intent=intent["id"],
        payment_method=objects.new_id("payment_method"),
        payment_method_details=details,
        receipt_email=intent["receipt_email"],
        shipping=intent["shipping"],
        statement_descriptor=intent["statement_descriptor"],
        statement_descriptor_suffix=intent["statement_descriptor_suffix"],
        **facts,
    )
    return account.store.put(charge)


def _outcome(type, network_status, message, reason=None):
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network_status,
        "reason": reason,
        "seller_message": message,
        "type": type,
    }


def _succeed(account, session, intent, details):
    """Money arrived: charge, balance, intent and session all say so."""
    amount = intent["amount"]
    charge = _charge(
        account,
        session,
        intent,
        details,
        amount_captured=amount,
        balance_transaction=None,
        captured=True,
        outcome=_outcome("authorized", "approved_by_network", "Payment complete."),
        paid=True,
        status="succeeded",
    )
    charge["balance_transaction"] = record(
        account,
        charge,
        amount=amount,
        type="charge",
        category="charge",
        fee=charge_fee(amount),
        description=charge["description"],
    )
    intent.update(
        amount_received=amount,
        last_payment_error=None,
        latest_charge=charge["id"],
        payment_method=charge["payment_method"],
        status="succeeded",
    )
    session["payment_status"] = "paid"
    for thing in (charge, intent, session):
        account.store.put(thing)
    account.emit("charge.succeeded", charge)
    account.emit("payment_intent.succeeded", intent)


def _refuse(account, session, intent, card, payer):
    """The bank said no: a failed charge, and an intent that waits for another card."""
    code, decline_code, message = card.refusal
    charge = _charge(
        account,
        session,
        intent,
        objects.card_details(card, 0),
        balance_transaction=None,
        failure_code=code,
        failure_message=message,
        outcome=_outcome("issuer_declined", "declined_by_network", message, decline_code),
        paid=False,
        status="failed",
    )
    charge["billing_details"]["name"] = payer.name
    intent.update(
        last_payment_error={
            "type": "card_error",
            "charge": charge["id"],
            "code": code,
            "decline_code": decline_code,
            "message": message,
        },
        latest_charge=charge["id"],
        status="requires_payment_method",
    )
    account.store.put(intent)
    account.emit("charge.failed", charge)
    account.emit("payment_intent.payment_failed", intent)
