"""What the drills ask of the shop, beside its pages: the worker's acts, and how far it has come."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from shop.order.models import Order, OrderMessage
from shop.payments.models import PaymentEvent
from shop.rules.payment_states import FULFILS
from shop.services.event_process import process_inbox
from shop.services.sweep import sweep as sweep_all

from .points import Leaves

#: What a purchase shows that nobody has seen before it; loaded once for all servers.
TEMPLATES = (
    "shop/order.html",
    "shop/mails/order_paid_subject.txt",
    "shop/mails/order_paid.txt",
    "shop/mails/order_paid.html",
)


def sweep(now: datetime) -> None:
    """Finish whatever was left behind."""
    sweep_all(now=now)


def work_off_inbox(now: datetime) -> None:
    """Process the events that are stored and due."""
    process_inbox(now=now)


def is_inbox_idle() -> bool:
    """Say whether nothing is due; what failed waits for its next turn."""
    is_due = Q(next_try_at=None) | Q(next_try_at__lte=timezone.now())
    return not PaymentEvent.objects.filter(is_due, processed_at=None).exists()


def is_at_rest(paid: int) -> bool:
    """Say whether so many orders are paid and no mail is on its way."""
    is_mail_waiting = OrderMessage.objects.filter(sent_at=None).exists()
    return Order.objects.filter(status__in=FULFILS).count() == paid and not is_mail_waiting


def how_far() -> Leaves:
    """Say how far the database has come with its newest order."""
    order = Order.objects.order_by("-pk").first()
    if order is None:
        return Leaves.NOTHING
    attempt = order.payment_sessions.order_by("-attempt").first()
    if attempt is None:
        return Leaves.ORDER
    if order.paid_at is None:
        return Leaves.SESSION if attempt.provider_id else Leaves.ATTEMPT
    mail = order.mails.get(kind=OrderMessage.Kind.PAID)
    if mail.claimed_at is None:
        return Leaves.PAID
    return Leaves.SENT if mail.sent_at else Leaves.CLAIMED
