"""Short words for what tests of payment do over and over, against the emulator."""

import json
import time

from django.utils import timezone

from factories.orders import make_basket, place
from shop.order.models import Order
from shop.payments.models import PaymentSession
from shop.services.payment_settle import settle
from shop.services.payment_start import start_payment
from stripe_emulator.signing import signature_header

WEBHOOK_SECRET = "whsec_tests"


def open_session(*lines: tuple, total: str, **options) -> PaymentSession:
    """Place an order of (product, quantity) pairs and open its session at the emulator."""
    order = place(make_basket(*lines, **options), total=total)
    start_payment(order_id=order.pk, now=timezone.now())
    return order.payment_sessions.get()


def settled(session: PaymentSession, now=None) -> Order:
    return settle(provider_id=session.provider_id, now=now or timezone.now())


def paid_order(emulator, *lines: tuple, total: str) -> Order:
    session = open_session(*lines, total=total)
    emulator.pay(session.provider_id)
    return settled(session)


def signed(event: dict, secret: str = WEBHOOK_SECRET, at: int | None = None) -> tuple[bytes, str]:
    """Give the raw body of an event and its signature header."""
    body = json.dumps(event).encode()
    return body, signature_header(body, secret, at or int(time.time()))


def deliver(client, event: dict, **signing):
    body, signature = signed(event, **signing)
    return client.post(
        "/stripe/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )


def events_of(emulator, event_type: str) -> list[dict]:
    return [event for event in emulator.events if event["type"] == event_type]
