"""The real Stripe client, and parameters of a session to sell two jars."""

import stripe


def client_for(emulator):
    return stripe.StripeClient(
        "sk_test_emulated", base_addresses={"api": emulator.url}, max_network_retries=0
    )


def session_params(**changes):
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
