"""Take in what a provider tells us: store it once, settle what it names."""

from datetime import datetime

from shop.payments.models import PaymentEvent, PaymentSession

from .payment_settle import settle

SESSION_EVENTS = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
    }
)


def receive_event(*, event_id: str, event_type: str, object_id: str, now: datetime) -> None:
    """Handle an event whose signature is verified; a known one changes nothing.

    Raises: `GatewayUnavailable`; the event then stays unprocessed, and the provider
    or the sweep tries again.
    """
    event, _ = PaymentEvent.objects.get_or_create(
        event_id=event_id, defaults={"type": event_type, "object_id": object_id[:255]}
    )
    if event.processed_at is None:
        process_event(event=event, now=now)


def process_event(*, event: PaymentEvent, now: datetime) -> None:
    # A session that is not ours belongs to another use of the same account.
    is_ours = PaymentSession.objects.filter(provider_id=event.object_id).exists()
    if event.type in SESSION_EVENTS and is_ours:
        settle(provider_id=event.object_id, now=now)
    PaymentEvent.objects.filter(pk=event.pk).update(processed_at=now)
