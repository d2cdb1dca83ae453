"""A session is paid once, or never: what is complete or expired stays so.

Source: https://docs.stripe.com/api/checkout/sessions/expire
"""

import pytest
import stripe

from stripe_api import create, event_types
from stripe_emulator.payments import Declined, SessionClosed


def close_by_card(emulator, client, session_id):
    emulator.pay(session_id)


def close_by_konbini(emulator, client, session_id):
    emulator.promise_konbini(session_id)


def close_by_failed_konbini(emulator, client, session_id):
    emulator.promise_konbini(session_id)
    emulator.settle_konbini(session_id, is_paid=False)


def close_by_request(emulator, client, session_id):
    client.v1.checkout.sessions.expire(session_id)


def close_by_time(emulator, client, session_id):
    emulator.advance(24 * 60 * 60)


@pytest.mark.parametrize(
    "close",
    [close_by_card, close_by_konbini, close_by_failed_konbini, close_by_request, close_by_time],
)
def test_a_closed_session_can_be_neither_paid_nor_expired(emulator, client, close):
    session_id = create(client).id
    close(emulator, client, session_id)
    before = emulator.sessions, emulator.charges, emulator.events

    with pytest.raises(SessionClosed):
        emulator.pay(session_id)
    with pytest.raises(SessionClosed):
        emulator.promise_konbini(session_id)
    with pytest.raises(stripe.InvalidRequestError, match="can be expired"):
        client.v1.checkout.sessions.expire(session_id)

    assert (emulator.sessions, emulator.charges, emulator.events) == before
    assert before[0][0]["url"] is None


def test_a_session_expires_when_its_time_has_come_and_says_so_once(emulator, client):
    expires_at = emulator.clock.now() + 1860
    session = create(client, expires_at=expires_at)

    emulator.advance(1800)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    for _ in range(3):
        emulator.advance(60)

    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert event_types(emulator) == ["checkout.session.expired"]
    assert emulator.events[0]["created"] >= expires_at
    assert emulator.events[0]["request"] == {"id": None, "idempotency_key": None}


def test_a_declined_card_leaves_the_session_open_until_another_pays_it(emulator, client):
    session = create(client)
    with pytest.raises(Declined):
        emulator.pay(session.id, "4000000000000002")
    tried = client.v1.checkout.sessions.retrieve(session.id)

    emulator.pay(session.id)

    paid = client.v1.checkout.sessions.retrieve(session.id)
    assert (tried.status, paid.status) == ("open", "complete")
    assert paid.payment_intent == tried.payment_intent
    assert event_types(emulator).count("checkout.session.completed") == 1
