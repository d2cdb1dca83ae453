"""Take in what a provider tells: stored once, in one statement, and worked off afterwards."""

from django.utils import timezone

from shop.payments.gateways.base import Gateway, ProviderEvent
from shop.payments.models import PaymentEvent


def receive_event(*, gateway: Gateway, event: ProviderEvent) -> None:
    """Store an event whose signature is verified; a known one changes nothing.

    What means nothing here is stored as done, so that nobody looks at it again.
    """
    PaymentEvent.objects.bulk_create(
        [
            PaymentEvent(
                gateway=gateway.code,
                event_id=event.event_id[:255],
                type=event.type[:100],
                object_id=event.object_id[:255],
                payment_reference=event.payment_reference[:255],
                processed_at=None if event.type in gateway.events else timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
