"""The sweep: finish whatever a dead process, a lost webhook or a closed browser left behind."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from shop.order.models import Order, OrderMessage
from shop.payments.models import PaymentEvent, PaymentSession, Refund
from shop.rules.errors import GatewayUnavailable
from shop.rules.payment_states import OrderEvent, OrderState

from .event_receive import process_event
from .mail_order import deliver_mail
from .order_release import release_order
from .payment_settle import settle
from .refund import send_refund

logger = logging.getLogger(__name__)

#: Time past its end after which a session without an answer is given up.
GRACE = timedelta(minutes=2)


def reconcile(*, now: datetime) -> Counter:
    """Do each unfinished thing once; counts by kind what was done and what failed."""
    done = Counter()
    for session in PaymentSession.objects.filter(
        state=PaymentSession.OPEN, provider_id__isnull=False
    ):
        attempt(
            done, "sessions settled", lambda s=session: settle(provider_id=s.provider_id, now=now)
        )
    answered = PaymentSession.objects.filter(
        order=OuterRef("pk"), state=PaymentSession.OPEN, provider_id__isnull=False
    )
    for order in Order.objects.filter(
        ~Exists(answered), status=OrderState.AWAITING_PAYMENT, pay_until__lt=now - GRACE
    ):
        attempt(
            done,
            "orders given up",
            lambda o=order: release_order(order_id=o.pk, event=OrderEvent.TIME_RAN_OUT, now=now),
        )
    for event in PaymentEvent.objects.filter(processed_at=None):
        attempt(done, "events processed", lambda e=event: process_event(event=e, now=now))
    for refund in Refund.objects.filter(state=Refund.PENDING):
        attempt(done, "refunds sent", lambda r=refund: send_refund(refund_id=r.pk))
    for message in OrderMessage.objects.filter(sent_at=None):
        attempt(done, "mails sent", lambda m=message: deliver_mail(message_id=m.pk, now=now))
    return done


def attempt(done: Counter, what: str, act) -> None:
    """Count one act; a provider or mail server that does not answer is for the next sweep."""
    try:
        result = act()
    except (GatewayUnavailable, OSError) as error:
        logger.warning("Not done yet: %s (%s)", what, type(error).__name__)
        done["left for the next run"] += 1
    else:
        done[what] += result is not False
