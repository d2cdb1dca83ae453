"""What the drills ask of the shop, beside its pages: the worker's acts, and how far it has come."""

from datetime import datetime

from shop.order.models import Order, OrderMessage
from shop.payments.models import PaymentEvent
from shop.rules.errors import GatewayUnavailable
from shop.services.event_receive import process_event
from shop.services.reconcile import reconcile

from .points import Leaves


def sweep(now: datetime) -> None:
    """Finish whatever was left behind."""
    reconcile(now=now)


def work_off_inbox(now: datetime) -> None:
    """Process the events that are stored and not yet processed."""
    for event in PaymentEvent.objects.filter(processed_at=None):
        try:
            process_event(event=event, now=now)
        except GatewayUnavailable:
            continue


def is_inbox_empty() -> bool:
    return not PaymentEvent.objects.filter(processed_at=None).exists()


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
    mail = order.mails.get(kind=OrderMessage.PAID)
    if mail.claimed_at is None:
        return Leaves.PAID
    return Leaves.SENT if mail.sent_at else Leaves.CLAIMED
