"""Money in the emulator: expiry, refunds, disputes, konbini and who wins a race."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from stripe_api import client_for, control, create, event_types


def paid_charge(emulator, client, **changes):
    session = create(client, **changes)
    emulator.pay(session.id)
    return client.v1.charges.list({"limit": 1}).data[0]


def test_only_open_sessions_can_be_expired(emulator, client):
    session = create(client)

    expired = client.v1.checkout.sessions.expire(session.id)

    assert (expired.status, expired.url) == ("expired", None)
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        client.v1.checkout.sessions.expire(session.id)
    assert event_types(emulator) == ["checkout.session.expired"]
    assert emulator.events[0]["request"]["id"].startswith("req_")


def test_of_simultaneous_payments_and_an_expiry_only_one_wins(emulator, client):
    session = create(client)
    start = threading.Barrier(8)

    def attempt(number):
        start.wait()
        try:
            if number == 0:
                client.v1.checkout.sessions.expire(session.id)
            else:
                emulator.pay(session.id)
        except Exception as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(8) as pool:
        outcomes = Counter(pool.map(attempt, range(8)))

    assert outcomes["done"] == 1
    assert len(emulator.charges) == (emulator.sessions[0]["status"] == "complete")


def test_refunds_update_the_charge_and_tell_about_it(emulator, client):
    charge = paid_charge(emulator, client)

    client.v1.refunds.create({"payment_intent": charge.payment_intent, "amount": 180})
    half = client.v1.charges.retrieve(charge.id, {"expand": ["refunds"]})
    client.v1.refunds.create({"charge": charge.id, "reason": "requested_by_customer"})
    whole = client.v1.charges.retrieve(charge.id)

    assert (half.amount_refunded, half.refunded, len(half.refunds.data)) == (180, False, 1)
    assert (whole.amount_refunded, whole.refunded) == (2180, True)
    assert len(client.v1.refunds.list({"charge": charge.id}).data) == 2
    assert event_types(emulator).count("charge.refunded") == 2
    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.v1.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_already_refunded"


@settings(max_examples=15, deadline=None)
@given(amounts=st.lists(st.integers(1, 2500), min_size=1, max_size=5))
def test_refunds_are_never_above_what_was_paid(running, amounts):
    client = client_for(running)
    charge = paid_charge(running, client)
    expected = 0
    for amount in amounts:
        if expected + amount <= charge.amount:
            client.v1.refunds.create({"charge": charge.id, "amount": amount})
            expected += amount
        else:
            with pytest.raises(stripe.InvalidRequestError):
                client.v1.refunds.create({"charge": charge.id, "amount": amount})

    assert client.v1.charges.retrieve(charge.id).amount_refunded == expected <= charge.amount


def test_simultaneous_refunds_are_never_above_what_was_paid(emulator, client):
    charge = paid_charge(emulator, client)

    def refund(_):
        try:
            client.v1.refunds.create({"charge": charge.id, "amount": 1000})
        except stripe.InvalidRequestError:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        done = sum(pool.map(refund, range(6)))

    assert done == 2
    assert sum(refund["amount"] for refund in emulator.refunds) == 2000


def test_balance_holds_what_was_charged_less_refunds_fees_and_disputes(emulator, client):
    charge = paid_charge(emulator, client)
    client.v1.refunds.create({"charge": charge.id, "amount": 180})
    dispute = control(emulator, "disputes", {"charge": charge.id})
    control(emulator, f"disputes/{dispute['id']}/lost")

    entries = list(client.v1.balance_transactions.list().auto_paging_iter())

    assert sum(entry.amount for entry in entries) == 2180 - 180 - 2000
    assert all(entry.amount - entry.fee == entry.net for entry in entries)
    assert "charge.dispute.created" in event_types(emulator)
    assert event_types(emulator)[-1] == "charge.dispute.closed"
    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.v1.refunds.create({"charge": charge.id})
    assert caught.value.code == "charge_disputed"


def test_konbini_is_paid_or_fails_later(emulator, client):
    methods = ["card", "konbini"]
    paid, failed, late = [create(client, allowed_payment_method_types=methods).id for _ in range(3)]
    for session_id in (paid, failed, late):
        promised = emulator.promise_konbini(session_id)
        assert (promised["status"], promised["payment_status"]) == ("complete", "unpaid")

    control(emulator, f"konbini/{paid}/pay")
    control(emulator, f"konbini/{failed}/fail")
    control(emulator, "clock/advance", {"seconds": 4 * 24 * 60 * 60})

    statuses = {session["id"]: session["payment_status"] for session in emulator.sessions}
    assert statuses == {paid: "paid", failed: "unpaid", late: "unpaid"}
    assert len(emulator.charges) == 1
    types = Counter(event_types(emulator))
    assert types["checkout.session.async_payment_succeeded"] == 1
    assert types["checkout.session.async_payment_failed"] == 2


@pytest.mark.parametrize(
    ("currency", "amount", "changes", "methods"),
    [
        ("jpy", 120, {}, ["card", "konbini"]),
        ("jpy", 119, {}, ["card"]),
        ("jpy", 300_001, {}, ["card"]),
        ("usd", 750, {}, ["card"]),
        ("jpy", 900, {"allowed_payment_method_types": ["card"]}, ["card"]),
        ("jpy", 900, {"excluded_payment_method_types": ["card"]}, ["konbini"]),
        ("usd", 900, {"allowed_payment_method_types": ["konbini"]}, None),
    ],
)
def test_methods_are_those_wanted_that_suit_currency_and_amount(
    client, currency, amount, changes, methods
):
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Honey"}}
    changes = {"line_items": [{"price_data": price, "quantity": 1}], **changes}

    if methods:
        assert create(client, **changes).payment_method_types == methods
    else:
        with pytest.raises(stripe.InvalidRequestError, match="No valid payment method"):
            create(client, **changes)


def test_payment_method_types_is_refused_as_by_the_pinned_api_version(client):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        create(client, payment_method_types=["card"])

    assert (caught.value.code, caught.value.param) == ("parameter_unknown", "payment_method_types")
