"""Checkout Sessions: made, looked up, expired.

What a session needs but does not show (its lines, its shipping rates, what
goes on to the payment) lies in the store's "baskets" note under its id.
"""

from . import objects
from .account import NO_REQUEST
from .errors import ApiError, invalid, no_such
from .money import check_chargeable

MIN_SECONDS = 30 * 60
MAX_SECONDS = 24 * 60 * 60
KONBINI_YEN = range(120, 300_000 + 1)
KONBINI_DAYS = 3


def create_session(account, params):
    """A new open session from checked parameters.

    Raises: ApiError for an expiry, a currency or an amount that Stripe would refuse.
    """
    now = account.clock.now()
    lines = params["line_items"]
    if not lines:
        raise invalid("You must pass at least one line item.", param="line_items")
    expires_at = _expiry(params.get("expires_at"), now)
    currency = _one_currency(params)
    items = [
        objects.build_item(
            name=line["price_data"]["product_data"]["name"],
            unit_amount=line["price_data"]["unit_amount"],
            currency=currency,
            quantity=line["quantity"],
            created=now,
            metadata=line.get("metadata", {}),
        )
        for line in lines
    ]
    rates = [_shipping_rate(option) for option in params.get("shipping_options", [])]
    subtotal = sum(item["amount_total"] for item in items)
    shipping = rates[0]["amount"] if rates else 0
    check_chargeable(subtotal + shipping, currency, account.minimums)
    wanted = _wanted_methods(account, params)
    methods = _eligible(wanted, currency, subtotal + shipping)
    if not methods:
        raise ApiError(
            "No valid payment method types for this Checkout Session. Please ensure that you have "
            "activated payment methods compatible with your chosen currency in your dashboard.",
            param="allowed_payment_method_types",
        )

    email = params.get("customer_email")
    session = objects.build(
        "checkout.session",
        amount_subtotal=subtotal,
        amount_total=subtotal + shipping,
        cancel_url=params.get("cancel_url"),
        client_reference_id=params.get("client_reference_id"),
        created=now,
        currency=currency,
        customer_details=customer_details(email=email) if email else None,
        customer_email=email,
        expires_at=expires_at,
        locale=params.get("locale"),
        metadata=params.get("metadata", {}),
        payment_method_options=params.get("payment_method_options", {}),
        payment_method_types=methods,
        shipping_cost=_shipping_cost(rates[0]) if rates else None,
        shipping_options=[
            {"shipping_amount": rate["amount"], "shipping_rate": rate["id"]} for rate in rates
        ],
        submit_type=params.get("submit_type"),
        success_url=params["success_url"],
        total_details={"amount_discount": 0, "amount_shipping": shipping, "amount_tax": 0},
    )
    session["url"] = f"{account.base_url}/pay/{session['id']}"
    account.store.note(
        "baskets",
        session["id"],
        {
            "items": items,
            "rates": rates,
            "payment": params.get("payment_intent_data", {}),
            "wanted_methods": wanted,
            "konbini_until": None,
        },
    )
    return account.store.put(session)


def basket(account, session_id):
    """The lines, shipping rates and payment data behind a session."""
    return account.store.notes("baskets")[session_id]


def find_session(account, session_id):
    """The session as it is now.

    Raises: ApiError resource_missing.
    """
    session = account.store.get("checkout.session", session_id)
    if session is None:
        raise no_such("checkout.session", session_id, param="session")
    return session


def expire_session(account, session_id, origin=NO_REQUEST):
    """Close an open session for good.

    Raises: ApiError when the session is not open.
    """
    session = find_session(account, session_id)
    if session["status"] != "open":
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of `{session['status']}`.",
            param="session",
        )
    session.update(status="expired", url=None)
    account.store.put(session)
    intent = account.store.get("payment_intent", session["payment_intent"])
    if intent is not None:
        intent.update(
            status="canceled",
            canceled_at=account.clock.now(),
            cancellation_reason="expired",
        )
        account.store.put(intent)
    account.emit("checkout.session.expired", session, origin)
    return session


def expire_due_sessions(account):
    """Expire every open session whose time has come."""
    now = account.clock.now()
    for session in account.store.all("checkout.session"):
        if session["status"] == "open" and session["expires_at"] <= now:
            expire_session(account, session["id"])


def choose_shipping(account, session, rate_id):
    """Give an open session another of its shipping rates and the total that follows.

    Raises: ApiError when the rate is not one of this session's.
    """
    details = basket(account, session["id"])
    rate = next((rate for rate in details["rates"] if rate["id"] == rate_id), None)
    if rate is None:
        raise no_such("shipping rate", rate_id, param="shipping_rate")
    total = session["amount_subtotal"] + rate["amount"]
    check_chargeable(total, session["currency"], account.minimums)
    session["shipping_cost"] = _shipping_cost(rate)
    session["total_details"]["amount_shipping"] = rate["amount"]
    session["amount_total"] = total
    session["payment_method_types"] = _eligible(
        details["wanted_methods"], session["currency"], total
    )
    account.store.put(session)


def customer_details(*, email, name=None, country=None):
    """`session.customer_details` for a guest."""
    return {
        "address": {**objects.NO_ADDRESS, "country": country},
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }


def return_url(session):
    """Where a customer who has paid is sent."""
    return session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])


def _expiry(wanted, now):
    if wanted is None:
        return now + MAX_SECONDS
    if wanted < now + MIN_SECONDS:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session "
            "creation.",
            param="expires_at",
        )
    if wanted > now + MAX_SECONDS:
        raise invalid(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return wanted


def _one_currency(params):
    """The one currency of all lines and shipping rates."""
    currencies = {line["price_data"]["currency"] for line in params["line_items"]}
    currencies |= {
        option["shipping_rate_data"]["fixed_amount"]["currency"]
        for option in params.get("shipping_options", [])
    }
    if "currency" in params:
        currencies.add(params["currency"])
    if len(currencies) > 1:
        raise invalid(
            "All prices on a Checkout Session must use the same currency, not "
            f"{', '.join(sorted(currencies))}.",
            param="line_items",
        )
    return currencies.pop()


def _shipping_rate(option):
    data = option["shipping_rate_data"]
    return {
        "id": objects.new_id("shipping_rate"),
        "name": data["display_name"],
        "amount": data["fixed_amount"]["amount"],
    }


def _shipping_cost(rate):
    return {
        "amount_subtotal": rate["amount"],
        "amount_tax": 0,
        "amount_total": rate["amount"],
        "shipping_rate": rate["id"],
    }


def _wanted_methods(account, params):
    """What the merchant switched on, less what this session does not want."""
    allowed = params.get("allowed_payment_method_types", account.payment_methods)
    excluded = params.get("excluded_payment_method_types", [])
    return [
        method for method in account.payment_methods if method in allowed and method not in excluded
    ]


def _eligible(methods, currency, total):
    """Those of `methods` with which this amount can be paid.

    Source: https://docs.stripe.com/payments/konbini
    """
    has_konbini = currency == "jpy" and total in KONBINI_YEN
    return [method for method in methods if method != "konbini" or has_konbini]
