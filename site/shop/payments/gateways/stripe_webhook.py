"""Stripe's webhook: the signature over the raw body, and the version it was written in.

Source: Stripe documentation, "Receive events in your webhook endpoint" and "API versioning".
"""

import stripe
from django.conf import settings

from .base import ProviderEvent, WebhookRefused


def read_event(body: bytes, signature: str) -> ProviderEvent:
    """Give the event of a webhook's raw body.

    Raises: `WebhookRefused` for a forged, stale or broken one, and for one written in
    another major version than the `stripe` package here reads.
    """
    try:
        event = stripe.Webhook.construct_event(
            body, signature, settings.STRIPE_WEBHOOK_SECRET
        ).to_dict()
        named = event["data"]["object"]
        found = ProviderEvent(
            event_id=event["id"],
            type=event["type"],
            object_id=str(named.get("id") or ""),
            payment_reference=reference(named),
        )
    except stripe.SignatureVerificationError:
        raise WebhookRefused("The signature does not fit, or is too old.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WebhookRefused("This is no event.") from None
    check_version(event.get("api_version"))
    return found


def reference(named: dict) -> str:
    """Give the payment intent's id that a session, charge, refund or dispute names."""
    intent = named.get("payment_intent")
    return (intent.get("id") if isinstance(intent, dict) else intent) or ""


def check_version(version: str | None) -> None:
    """Releases of one name ("2026-10-28.endive") change nothing that breaks a reader."""
    if version is None or version.rpartition(".")[2] == stripe.api_version.rpartition(".")[2]:
        return
    raise WebhookRefused(
        f"This endpoint reads API version {stripe.api_version}; the event was written in "
        f"{version}. Set the endpoint's version in Stripe's dashboard."
    )
