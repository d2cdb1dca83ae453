"""Payment at a convenience store: promised at once, paid or not some days later.

Source: https://docs.stripe.com/payments/konbini/accept-a-payment
"""

import pytest

from stripe_api import create, event_types


@pytest.fixture
def promised(emulator, client):
    session = create(client)
    emulator.promise_konbini(session.id)
    return session.id


def read(client, session_id):
    return client.v1.checkout.sessions.retrieve(session_id, {"expand": ["payment_intent"]})


def test_a_promise_completes_the_session_unpaid(emulator, client, promised):
    session = read(client, promised)

    assert (session.status, session.payment_status) == ("complete", "unpaid")
    assert session.payment_intent.status == "requires_action"
    details = session.payment_intent.next_action.konbini_display_details
    assert details.hosted_voucher_url == f"{emulator.url}/pay/{promised}"
    assert details.expires_at > emulator.clock.now()
    assert event_types(emulator) == [
        "payment_intent.requires_action",
        "checkout.session.completed",
    ]
    assert emulator.events[-1]["data"]["object"]["payment_status"] == "unpaid"


def test_payment_at_the_store_makes_the_session_paid(emulator, client, promised):
    already = len(emulator.events)
    emulator.settle_konbini(promised, is_paid=True)

    session = read(client, promised)

    assert (session.status, session.payment_status) == ("complete", "paid")
    assert (session.payment_intent.status, session.payment_intent.next_action) == (
        "succeeded",
        None,
    )
    assert event_types(emulator)[already:] == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
    ]


def test_a_promise_that_is_not_kept_leaves_the_session_complete_and_unpaid(
    emulator, client, promised
):
    already = len(emulator.events)
    emulator.settle_konbini(promised, is_paid=False)

    session = read(client, promised)

    assert (session.status, session.payment_status) == ("complete", "unpaid")
    assert session.payment_intent.status == "requires_payment_method"
    assert session.payment_intent.last_payment_error is not None
    assert event_types(emulator)[already:] == [
        "payment_intent.payment_failed",
        "checkout.session.async_payment_failed",
    ]


def test_a_promise_fails_by_itself_after_its_last_day_in_japan(emulator, client, promised):
    until = read(client, promised).payment_intent.next_action.konbini_display_details.expires_at
    assert (until + 1 + 9 * 60 * 60) % (24 * 60 * 60) == 0

    emulator.advance(until - emulator.clock.now() - 30)
    waiting = read(client, promised).payment_intent.status
    emulator.advance(30)

    assert waiting == "requires_action"
    assert read(client, promised).payment_intent.status == "requires_payment_method"
