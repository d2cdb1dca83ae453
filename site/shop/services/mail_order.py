"""Mails to customers: written in the transaction of what they tell, sent after it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shop.order.models import Order, OrderMessage
from shop.order.presenter import order_view

#: A worker that claimed a mail and is silent for so long is taken for dead.
CLAIM_LASTS = timedelta(minutes=10)
#: What a mail server is told.
MAILED = ("recipient", "subject", "text", "html", "order__token")


def write_mail(*, order: Order, kind: str, about: str = "", **facts) -> OrderMessage:
    """Write a mail in the order's language and send it once the transaction commits.

    `about` tells several of a kind apart; `facts` go to the template beside the order.
    """
    with translation.override(order.language):
        context = {
            "order": order_view(order),
            "order_url": order.get_full_url(),
            "base_url": settings.BASE_URL,
            **facts,
        }
        subject = render_to_string(f"shop/mails/order_{kind}_subject.txt", context)
        message, created = OrderMessage.objects.get_or_create(
            order=order,
            kind=kind,
            about=about,
            recipient=order.email,
            defaults={
                "subject": " ".join(subject.split()),
                "text": render_to_string(f"shop/mails/order_{kind}.txt", context),
                "html": render_to_string(f"shop/mails/order_{kind}.html", context),
            },
        )
    if created:
        deliver_after_commit(message)
    return message


def deliver_after_commit(message: OrderMessage) -> None:
    transaction.on_commit(
        lambda: deliver_mail(message_id=message.pk, now=timezone.now()), robust=True
    )


def deliver_mail(*, message_id: int, now: datetime) -> bool:
    """Send one mail, if nobody else is about to; says whether this call sent it."""
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    claimed = OrderMessage.objects.filter(unclaimed, pk=message_id, sent_at=None).update(
        claimed_at=now
    )
    if not claimed:
        return False
    message = OrderMessage.objects.select_related("order").only(*MAILED).get(pk=message_id)
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        # The same for every try: a mail server that saw it before can tell.
        headers={"Message-ID": f"<{message.order.token}.{message.pk}@{mail_domain()}>"},
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except OSError:
        OrderMessage.objects.filter(pk=message_id).update(claimed_at=None)
        raise
    OrderMessage.objects.filter(pk=message_id).update(sent_at=now)
    return True


def mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
