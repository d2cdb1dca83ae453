"""Mails to the association's staff, through the same outbox as the customers'."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import reverse

from shop.formats import format_money
from shop.order.models import Order, OrderMessage
from shop.payments.models import Dispute

from .mail_order import deliver_after_commit

#: Who hears of a dispute: those who may send money back.
MAY_REFUND = "payments.add_refund"


def tell_staff_of_dispute(*, order: Order, dispute: Dispute) -> None:
    """Write to everybody who may answer for money; call it in the dispute's transaction."""
    amount = format_money(dispute.amount, dispute.session.currency, "en")
    text = "\n\n".join(
        [
            f"The buyer's bank has taken back {amount} of order {order.number}.",
            f"Reason given: {dispute.reason}.",
            "Please answer in the provider's own page"
            + (f" until {dispute.due_by:%Y-%m-%d}." if dispute.due_by else "."),
            "Nothing of this order can be packed or sent until then.",
            settings.BASE_URL + reverse("console:order", args=[order.pk]),
        ]
    )
    for recipient in staff_emails(MAY_REFUND):
        message, created = OrderMessage.objects.get_or_create(
            order=order,
            kind=OrderMessage.Kind.DISPUTED,
            about=dispute.provider_id[:64],
            recipient=recipient,
            defaults={"subject": f"Disputed: order {order.number}", "text": text, "html": ""},
        )
        if created:
            deliver_after_commit(message)


def staff_emails(permission: str) -> list[str]:
    """Give the addresses of active staff who hold a permission, themselves or by their group."""
    app, codename = permission.split(".")
    held = Permission.objects.filter(content_type__app_label=app, codename=codename)
    may = Q(is_superuser=True) | Q(user_permissions__in=held) | Q(groups__permissions__in=held)
    users = get_user_model().objects.filter(may, is_active=True).distinct()
    return sorted(users.exclude(email="").values_list("email", flat=True))
