"""Work off the inbox of provider events: each leads to `settle` of the session it names."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentEvent, PaymentSession
from shop.rules.errors import GatewayUnavailable

from .payment_settle import settle

logger = logging.getLogger(__name__)

#: The pause after the first failure; it doubles with each further one.
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def process_inbox(*, now: datetime) -> tuple[int, int]:
    """Process what is due, the oldest first; gives how many were done and how many failed.

    One that fails waits, and keeps nobody else from their turn.
    """
    is_due = Q(next_try_at=None) | Q(next_try_at__lte=now)
    done = failed = 0
    for event in PaymentEvent.objects.filter(is_due, processed_at=None).order_by("pk"):
        try:
            process_event(event=event, now=now)
        except Exception as error:
            put_off(event, now, error)
            failed += 1
        else:
            done += 1
    return done, failed


def process_event(*, event: PaymentEvent, now: datetime) -> None:
    """Settle the session that an event is about. Raises: `GatewayUnavailable`."""
    session = session_of(event)
    # A session that is not ours belongs to another use of the same account.
    if session is not None:
        settle(provider_id=session.provider_id, now=now)
    PaymentEvent.objects.filter(pk=event.pk).update(processed_at=now)


def session_of(event: PaymentEvent) -> PaymentSession | None:
    """Find our session by the session's id, or by the payment that the event names."""
    sessions = PaymentSession.objects.filter(gateway=event.gateway)
    found = sessions.filter(provider_id=event.object_id).first()
    if found is None and event.payment_reference:
        found = sessions.filter(
            payment_reference=event.payment_reference, provider_id__isnull=False
        ).first()
        if found is None:
            named = gateway_for(event.gateway).find_session(event.payment_reference)
            found = sessions.filter(provider_id=named).first() if named else None
    return found


def put_off(event: PaymentEvent, now: datetime, error: Exception) -> None:
    """Note the failure and when to try again."""
    attempts = event.attempts + 1
    pause = min(FIRST_PAUSE * 2 ** min(event.attempts, 12), LONGEST_PAUSE)
    PaymentEvent.objects.filter(pk=event.pk).update(attempts=attempts, next_try_at=now + pause)
    expected = isinstance(error, GatewayUnavailable)
    logger.log(
        logging.WARNING if expected else logging.ERROR,
        "Event %s not processed, attempt %d: %s",
        event.event_id,
        attempts,
        type(error).__name__,
        exc_info=None if expected else error,
    )
