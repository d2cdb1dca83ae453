"""The signature scheme, held against our own reckoning and the package's.

Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac
import json
import re
import time

import pytest
import stripe

from stripe_api import client_for, create
from stripe_emulator import Emulator
from stripe_emulator.receiver import Receiver
from stripe_emulator.signing import signature_header

SECRET = "whsec_contract"
BODY = b'{"object": "event", "id": "evt_1", "type": "charge.refunded", "data": {"object": {}}}'


@pytest.fixture(scope="module")
def delivery():
    """Body and headers of one webhook as it arrived, and the event it tells of."""
    with (
        Receiver() as receiver,
        Emulator(webhook_url=receiver.url, webhook_secret=SECRET) as emulator,
    ):
        emulator.webhooks.set_policy(enabled_events=["checkout.session.expired"])
        client = client_for(emulator)
        client.v1.checkout.sessions.expire(create(client).id)
        assert emulator.webhooks.flush()
        body, headers = receiver.requests[0]
        yield body, headers["Stripe-Signature"], emulator.events[0]


def test_signature_is_an_hmac_over_time_dot_body(delivery):
    body, signature, _ = delivery

    timestamp, digest = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", signature).groups()

    signed = timestamp.encode() + b"." + body
    assert digest == hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert abs(time.time() - int(timestamp)) < 60


def test_body_is_the_event_as_the_api_gives_it(delivery):
    body, _, event = delivery

    assert json.loads(body) == event | {"pending_webhooks": 1}


def test_the_package_takes_a_true_signature(delivery):
    body, signature, event = delivery

    assert stripe.Webhook.construct_event(body, signature, SECRET).id == event["id"]


@pytest.mark.parametrize(
    ("body", "secret", "age"),
    [(BODY + b" ", SECRET, 0), (BODY, "whsec_other", 0), (BODY, SECRET, 301)],
    ids=["changed body", "wrong secret", "older than the tolerance"],
)
def test_the_package_refuses_a_false_or_an_old_signature(body, secret, age):
    signature = signature_header(BODY, SECRET, int(time.time()) - age)

    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, signature, secret)


def test_the_package_takes_a_signature_within_its_tolerance():
    signature = signature_header(BODY, SECRET, int(time.time()) - 240)

    assert stripe.Webhook.construct_event(BODY, signature, SECRET).id == "evt_1"
