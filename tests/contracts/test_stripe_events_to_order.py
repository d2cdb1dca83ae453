"""Events that a test may send though Stripe would not: of other versions and unknown types."""

import json

import pytest
import stripe

from stripe_api import client_for, control, create
from stripe_emulator import Emulator
from stripe_emulator.receiver import Receiver

SECRET = "whsec_contract"


@pytest.fixture
def receiver():
    with Receiver() as receiver:
        yield receiver


@pytest.fixture
def emulator(receiver):
    with Emulator(webhook_url=receiver.url, webhook_secret=SECRET) as emulator:
        yield emulator


def test_an_event_of_another_api_version_is_delivered_and_signed(emulator, receiver):
    session = create(client_for(emulator))

    event = emulator.emit("checkout.session.completed", session.id, api_version="2024-06-20")

    assert emulator.webhooks.flush()
    body, headers = receiver.requests[0]
    stripe.WebhookSignature.verify_header(body.decode(), headers["Stripe-Signature"], SECRET, 300)
    told = json.loads(body)
    assert (told["id"], told["api_version"]) == (event["id"], "2024-06-20")
    assert told["data"]["object"]["id"] == session.id
    assert told["data"]["object"]["status"] == "open"


def test_an_event_of_an_unknown_type_is_delivered_though_nobody_subscribed(emulator, receiver):
    session = create(client_for(emulator))

    control(emulator, "events", {"type": "checkout.moon.landed", "object": session.id})

    assert emulator.webhooks.flush()
    told = json.loads(receiver.requests[0][0])
    assert (told["type"], told["api_version"]) == ("checkout.moon.landed", stripe.api_version)


def test_nothing_of_that_changes_what_happens_by_itself(emulator, receiver):
    session = create(client_for(emulator))
    emulator.emit("checkout.moon.landed", session.id, api_version="2024-06-20")
    emulator.pay(session.id)

    assert emulator.webhooks.flush()

    told = [json.loads(body) for body, _ in receiver.requests]
    assert [event["type"] for event in told][1:] == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]
    assert {event["api_version"] for event in told[1:]} == {stripe.api_version}
