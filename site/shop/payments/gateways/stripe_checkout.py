"""Stripe Checkout: the customer pays on Stripe's page.

Source: Stripe API reference, Checkout Sessions and Refunds.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import stripe
from django.conf import settings

from shop.rules.errors import GatewayUnavailable
from shop.rules.money import to_minor

from .base import OpenedSession, SessionReport

logger = logging.getLogger(__name__)

#: Languages of ours that Stripe's page speaks; for the others the browser's is asked.
STRIPE_LOCALES = {"en", "ja", "ru"}


@contextmanager
def stripe_errors(act: str) -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        # The type and code, never the message: it may quote what a person typed.
        logger.error(
            "Stripe did not %s: %s %s %s",
            act,
            type(error).__name__,
            getattr(error, "code", ""),
            getattr(error, "request_id", ""),
        )
        raise GatewayUnavailable(act=act) from error


class StripeCheckout:
    shortest_session = timedelta(minutes=30)

    def __init__(self) -> None:
        self.client = stripe.StripeClient(
            settings.STRIPE_SECRET_KEY,
            base_addresses={"api": settings.STRIPE_API_BASE},
            http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT_SECONDS),
            max_network_retries=2,
        )

    def open_session(self, order, session) -> OpenedSession:
        with stripe_errors("open a session"):
            answer = self.client.v1.checkout.sessions.create(
                params=session_params(order, session),
                options={"idempotency_key": session.idempotency_key},
            )
        return OpenedSession(answer.id, answer.url)

    def read_session(self, provider_id: str) -> SessionReport:
        with stripe_errors("read a session"):
            answer = self.client.v1.checkout.sessions.retrieve(provider_id)
        return SessionReport(
            is_paid=answer.payment_status == "paid",
            is_over=answer.status == "expired",
            amount_minor=answer.amount_total,
            currency=answer.currency.upper(),
            payment_reference=payment_intent_id(answer.payment_intent),
        )

    def expire_session(self, provider_id: str) -> None:
        try:
            self.client.v1.checkout.sessions.expire(provider_id)
        except stripe.InvalidRequestError:
            # Already paid or over; whoever settles it next reads which.
            return
        except stripe.StripeError as error:
            raise GatewayUnavailable(act="expire a session") from error

    def refund(self, refund) -> str:
        with stripe_errors("refund"):
            answer = self.client.v1.refunds.create(
                params={
                    "payment_intent": refund.session.payment_reference,
                    "amount": refund.amount_minor,
                    "metadata": {"order": refund.session.order.number},
                },
                options={"idempotency_key": refund.idempotency_key},
            )
        return answer.id


def payment_intent_id(payment_intent) -> str:
    """Give the id, whether Stripe sent the id alone or the whole object."""
    if payment_intent is None:
        return ""
    return payment_intent if isinstance(payment_intent, str) else payment_intent.id


def session_params(order, session) -> dict:
    """Say what is sold. The same order and attempt always give the same parameters."""
    return {
        "mode": "payment",
        "client_reference_id": order.number,
        "customer_email": order.email,
        "metadata": {"order": order.number},
        "payment_intent_data": {"metadata": {"order": order.number}},
        "line_items": line_items(order),
        "expires_at": int(session.expires_at.timestamp()),
        "success_url": f"{order.get_full_url()}paid/?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{order.get_full_url()}back/",
        "locale": order.language if order.language in STRIPE_LOCALES else "auto",
    }


def line_items(order) -> list[dict]:
    """Give each line whole, discounts in, so that the sum is the order's total to the unit."""
    items = [
        (
            f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title,
            line.line_price_incl_tax,
        )
        for line in order.lines.order_by("pk")
    ]
    if order.shipping_incl_tax:
        items.append((order.shipping_method, order.shipping_incl_tax))
    return [
        {
            "quantity": 1,
            "price_data": {
                "currency": order.currency.lower(),
                "unit_amount": to_minor(amount, order.currency),
                "product_data": {"name": name[:250]},
            },
        }
        for name, amount in items
    ]


def verified_event(payload: bytes, signature: str) -> dict:
    """Give the event of a webhook's raw body. Raises: `ValueError` for a forged or broken one."""
    try:
        event = stripe.Webhook.construct_event(payload, signature, settings.STRIPE_WEBHOOK_SECRET)
    except stripe.SignatureVerificationError as error:
        raise ValueError("signature") from error
    return {
        "id": event.id,
        "type": event.type,
        "object_id": event.data.object.get("id", "")
        if hasattr(event.data.object, "get")
        else event.data.object.id,
    }
