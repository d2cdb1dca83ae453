"""Refunds: what they change, what they tell, and how they can end.

Source: https://docs.stripe.com/refunds, https://docs.stripe.com/testing#refunds
"""

from urllib.error import HTTPError

import pytest
import stripe

from stripe_api import control, create, event_types
from stripe_emulator.errors import ApiError

TOTAL = 2180
DAY = 24 * 60 * 60


def paid(emulator, client, number="4242424242424242"):
    """A session that was paid by this card, and its charge's id."""
    session = create(client)
    emulator.pay(session.id, number)
    return session.id, emulator.charges[-1]["id"]


def balance(emulator):
    return sum(entry["amount"] for entry in emulator.balance_transactions)


def new_events(emulator, count):
    """The last so many events, as (type, object)."""
    return [(event["type"], event["data"]["object"]) for event in emulator.events[-count:]]


def test_a_full_refund_changes_the_charge_and_nothing_of_the_session(emulator, client):
    session_id, charge_id = paid(emulator, client)
    before = emulator.sessions

    client.v1.refunds.create({"charge": charge_id})

    charge = client.v1.charges.retrieve(charge_id)
    assert (charge.refunded, charge.amount_refunded, charge.paid) == (True, TOTAL, True)
    assert emulator.sessions == before
    assert client.v1.checkout.sessions.retrieve(session_id).payment_status == "paid"
    assert emulator.payment_intents[0]["status"] == "succeeded"


def test_a_refund_tells_of_itself_and_of_the_charge_and_both_name_the_payment(emulator, client):
    _, charge_id = paid(emulator, client)

    refund = client.v1.refunds.create({"charge": charge_id, "amount": 100})

    (made, refund_now), (refunded, charge_now) = new_events(emulator, 2)
    assert (made, refunded) == ("refund.created", "charge.refunded")
    assert (refund_now["id"], charge_now["id"]) == (refund.id, charge_id)
    assert refund_now["payment_intent"] == charge_now["payment_intent"] == refund.payment_intent
    assert charge_now["amount_refunded"] == 100


@pytest.mark.parametrize("by", ["charge", "payment_intent"])
def test_a_refund_of_the_dashboard_has_no_key_and_no_metadata(emulator, client, by):
    _, charge_id = paid(emulator, client)
    charge = emulator.charges[-1]
    thing = charge_id if by == "charge" else charge["payment_intent"]

    refund = emulator.refund(thing, 100)

    assert (refund["amount"], refund["charge"], refund["metadata"]) == (100, charge_id, {})
    assert refund["status"] == "succeeded"
    assert event_types(emulator)[-2:] == ["refund.created", "charge.refunded"]
    assert [event["request"]["idempotency_key"] for event in emulator.events[-2:]] == [None, None]


def test_a_refund_of_the_dashboard_takes_all_that_is_left(emulator, client):
    _, charge_id = paid(emulator, client)
    control(emulator, "refunds", {"charge": charge_id, "amount": 180})

    rest = control(emulator, "refunds", {"payment_intent": emulator.charges[-1]["payment_intent"]})

    assert rest["amount"] == TOTAL - 180
    assert emulator.charges[-1]["refunded"]
    with pytest.raises(ApiError, match="already been refunded"):
        emulator.refund(charge_id)


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("refunds", {}, 400),
        ("refunds", {"charge": 7}, 400),
        ("refunds", {"charge": "ch_none"}, 404),
        ("refunds", {"payment_intent": "pi_none"}, 404),
        ("refunds/re_none/fail", {}, 404),
        ("events", {"object": "cs_none"}, 400),
        ("events", {"type": "charge.refunded", "object": "ch_none"}, 404),
    ],
)
def test_controls_refuse_what_makes_no_sense(emulator, path, data, status):
    with pytest.raises(HTTPError) as caught:
        control(emulator, path, data)

    assert caught.value.code == status


@pytest.mark.parametrize("amount", [0, -1, 1.5, TOTAL + 1])
def test_the_dashboard_cannot_refund_such_an_amount(emulator, client, amount):
    _, charge_id = paid(emulator, client)

    with pytest.raises(HTTPError) as caught:
        control(emulator, "refunds", {"charge": charge_id, "amount": amount})

    assert caught.value.code == 400
    assert not emulator.refunds


def test_a_held_refund_is_pending_until_it_arrives(emulator, client):
    _, charge_id = paid(emulator, client)
    control(emulator, "refunds/hold")
    refund = client.v1.refunds.create({"charge": charge_id})
    emulator.advance(30 * DAY)
    pending = client.v1.refunds.retrieve(refund.id)

    control(emulator, f"refunds/{refund.id}/pay")

    arrived = client.v1.refunds.retrieve(refund.id)
    assert (pending.status, pending.pending_reason) == ("pending", "processing")
    assert arrived.status == "succeeded"
    assert "pending_reason" not in arrived
    assert event_types(emulator)[-2:] == ["refund.updated", "charge.refund.updated"]
    with pytest.raises(ApiError, match="succeeded already"):
        emulator.settle_refund(refund.id, is_paid=True)


def test_a_pending_refund_that_fails_gives_the_money_back_to_the_merchant(emulator, client):
    _, charge_id = paid(emulator, client)
    emulator.hold_next_refund()
    refund = client.v1.refunds.create({"charge": charge_id})
    pending_charge = emulator.charges[-1]
    assert (pending_charge["amount_refunded"], balance(emulator)) == (TOTAL, 0)

    control(emulator, f"refunds/{refund.id}/fail")

    failed = client.v1.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
    charge = emulator.charges[-1]
    assert (failed.status, failed.failure_reason) == ("failed", "unknown")
    assert failed.failure_balance_transaction.amount == TOTAL
    assert (charge["amount_refunded"], charge["refunded"]) == (0, False)
    assert balance(emulator) == TOTAL
    (type, thing), _ = new_events(emulator, 2)
    assert type == "refund.failed"
    assert (thing["id"], thing["payment_intent"]) == (refund.id, charge["payment_intent"])


def test_what_failed_can_be_refunded_again_and_does_not_change_again(emulator, client):
    _, charge_id = paid(emulator, client)
    emulator.hold_next_refund()
    failed = emulator.refund(charge_id)["id"]
    emulator.settle_refund(failed, is_paid=False)

    again = client.v1.refunds.create({"charge": charge_id})

    assert (again.amount, again.status) == (TOTAL, "succeeded")
    for is_paid in (True, False):
        with pytest.raises(ApiError, match="failed already"):
            emulator.settle_refund(failed, is_paid=is_paid)


def test_only_the_next_refund_is_held(emulator, client):
    _, charge_id = paid(emulator, client)
    emulator.hold_next_refund()

    statuses = [emulator.refund(charge_id, 100)["status"] for _ in range(2)]

    assert statuses == ["pending", "succeeded"]


@pytest.mark.parametrize(
    ("number", "first", "last", "type"),
    [
        ("4000000000007726", "pending", "succeeded", "refund.updated"),
        ("4000000000005126", "succeeded", "failed", "refund.failed"),
    ],
)
def test_refunds_of_the_test_cards_for_it_change_by_themselves(
    emulator, client, number, first, last, type
):
    _, charge_id = paid(emulator, client, number)
    refund = client.v1.refunds.create({"charge": charge_id})

    emulator.advance(60)

    assert refund.status == first
    assert client.v1.refunds.retrieve(refund.id).status == last
    assert event_types(emulator)[-2:] == [type, "charge.refund.updated"]


def test_a_konbini_payment_is_refunded_once_the_customer_named_a_bank_account(emulator, client):
    session = create(client)
    emulator.promise_konbini(session.id)
    emulator.settle_konbini(session.id, is_paid=True)
    refund = client.v1.refunds.create({"charge": emulator.charges[-1]["id"]})
    asked = client.v1.refunds.retrieve(refund.id)

    emulator.settle_refund(refund.id, is_paid=True)

    assert asked.status == "requires_action"
    assert asked.instructions_email == "aisha@example.com"
    assert asked.next_action.display_details.email_sent.email_sent_to == "aisha@example.com"
    assert client.v1.refunds.retrieve(refund.id).status == "succeeded"


def test_a_konbini_refund_fails_when_nobody_named_a_bank_account_for_45_days(emulator, client):
    session = create(client)
    emulator.promise_konbini(session.id)
    emulator.settle_konbini(session.id, is_paid=True)
    refund = client.v1.refunds.create({"charge": emulator.charges[-1]["id"]})

    emulator.advance(45 * DAY)

    assert client.v1.refunds.retrieve(refund.id).status == "failed"
    assert "refund.failed" in event_types(emulator)
    assert balance(emulator) == TOTAL


def test_a_konbini_refund_needs_an_address_to_ask_at(emulator, client):
    session = create(client, customer_email=None)
    emulator.promise_konbini(session.id)
    emulator.settle_konbini(session.id, is_paid=True)
    charge_id = emulator.charges[-1]["id"]

    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.v1.refunds.create({"charge": charge_id})
    refund = client.v1.refunds.create({"charge": charge_id, "instructions_email": "a@b.example"})

    assert caught.value.param == "instructions_email"
    assert refund.instructions_email == "a@b.example"
    assert emulator.charges[-1]["amount_refunded"] == TOTAL
