"""Ways to talk to the emulator: the real Stripe client, and the emulator's own controls."""

import json
from urllib.request import Request, urlopen

import stripe


def client_for(emulator, retries=0):
    return stripe.StripeClient(
        "sk_test_emulated", base_addresses={"api": emulator.url}, max_network_retries=retries
    )


def session_params(**changes):
    """Parameters of a session to sell two jars."""
    line = {
        "price_data": {"currency": "jpy", "unit_amount": 1090, "product_data": {"name": "Honey"}},
        "quantity": 2,
    }
    return {
        "mode": "payment",
        "success_url": "https://shop.test/thanks?s={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.test/basket",
        "line_items": [line],
        "customer_email": "aisha@example.com",
        "metadata": {"order": "100001"},
    } | changes


def create(client, options=None, **changes):
    return client.v1.checkout.sessions.create(session_params(**changes), options)


def control(emulator, path, data=None, method="POST", headers=None):
    """The JSON answer of one of the emulator's own endpoints. Raises: HTTPError."""
    body = json.dumps(data or {}).encode() if method == "POST" else None
    request = Request(f"{emulator.url}/_control/{path}", body, headers or {}, method=method)
    with urlopen(request) as answer:
        return json.load(answer)


def event_types(emulator):
    """The types of all events so far, oldest first."""
    return [event["type"] for event in emulator.events]
