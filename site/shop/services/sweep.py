"""The sweep: finish whatever a dead process, a lost webhook or a closed browser left behind."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from home.page_cache.version import forget_old_changes
from shop.order.models import Order, OrderMessage
from shop.payments.gateways import gateways
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import GatewayUnavailable
from shop.rules.payment_states import OrderEvent, OrderState

from .event_process import process_inbox
from .mail_order import deliver_mail, write_mail
from .order_release import release_order
from .payment_settle import settle
from .refund_send import send_refund

logger = logging.getLogger(__name__)

#: Time past its end after which a session without an answer is given up.
GRACE = timedelta(minutes=2)
#: How often a payment that may take days is asked for.
PROMISE_PAUSE = timedelta(hours=1)
#: How long before its end a bank transfer is reminded of.
REMIND_BEFORE = timedelta(days=2)


def sweep(*, now: datetime) -> Counter:
    """Do each unfinished thing once; counts by kind what was done and what failed."""
    done = Counter()
    processed, failed = process_inbox(now=now)
    done["events processed"] += processed
    done["left for the next run"] += failed
    for session in sessions_to_ask(now):
        attempt(
            done, "sessions settled", lambda s=session: settle(provider_id=s.provider_id, now=now)
        )
    for order in overdue_orders(now):
        attempt(
            done,
            "orders given up",
            lambda o=order: release_order(order_id=o.pk, event=OrderEvent.TIME_RAN_OUT, now=now),
        )
    for order in orders_to_remind(now):
        attempt(
            done,
            "reminders written",
            lambda o=order: write_mail(order=o, kind=OrderMessage.Kind.REMINDER),
        )
    for refund in Refund.objects.filter(state=Refund.PENDING).exclude(
        session__gateway__in=by_hand_codes()
    ):
        attempt(done, "refunds sent", lambda r=refund: send_refund(refund_id=r.pk))
    for message in OrderMessage.objects.filter(sent_at=None):
        attempt(done, "mails sent", lambda m=message: deliver_mail(message_id=m.pk, now=now))
    attempt(done, "changes of the site forgotten", forget_old_changes)
    return done


def by_hand_codes() -> list[str]:
    return [code for code, gateway in gateways().items() if gateway.is_by_hand]


def sessions_to_ask(now: datetime):
    """Give the sessions that the provider may know something new of.

    What was given up here is asked about once more after its end: nobody can pay it then.
    """
    is_open = Q(state=PaymentSession.OPEN)
    is_awaited = Q(
        Q(checked_at=None) | Q(checked_at__lt=now - PROMISE_PAUSE) | Q(expires_at__lt=now),
        state=PaymentSession.PROMISED,
    )
    wants_last_look = Q(
        Q(checked_at=None) | Q(checked_at__lt=F("expires_at")),
        state=PaymentSession.EXPIRED,
        paid_minor=0,
        expires_at__lt=now - GRACE,
    )
    # Of what people watch over nobody knows more than the calendar.
    is_early = Q(gateway__in=by_hand_codes()) & (Q(expires_at=None) | Q(expires_at__gte=now))
    return PaymentSession.objects.filter(
        is_open | is_awaited | wants_last_look, provider_id__isnull=False
    ).exclude(is_early)


def overdue_orders(now: datetime):
    """Give the orders whose time is over and whose session nobody could be asked about."""
    answered = PaymentSession.objects.filter(
        order=OuterRef("pk"), state__in=PaymentSession.LIVE, provider_id__isnull=False
    )
    return Order.objects.filter(
        ~Exists(answered), status=OrderState.AWAITING_PAYMENT, pay_until__lt=now - GRACE
    )


def orders_to_remind(now: datetime):
    """Give the orders that wait for a transfer which is due soon, unless they were told."""
    told = OrderMessage.objects.filter(order=OuterRef("pk"), kind=OrderMessage.Kind.REMINDER)
    return Order.objects.filter(
        ~Exists(told),
        status=OrderState.AWAITING_PAYMENT,
        payment__in=by_hand_codes(),
        pay_until__gt=now,
        pay_until__lt=now + REMIND_BEFORE,
    )


def attempt(done: Counter, what: str, act) -> None:
    """Count one act; whatever keeps it from its end is for the next sweep, and stops no other."""
    try:
        result = act()
    except (GatewayUnavailable, OSError) as error:
        logger.warning("Not done yet: %s (%s)", what, type(error).__name__)
        done["left for the next run"] += 1
    except Exception:
        logger.exception("Not done: %s", what)
        done["left for the next run"] += 1
    else:
        done[what] += result is not False and result != 0
