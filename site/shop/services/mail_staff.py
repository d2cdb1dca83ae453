"""Mails to the association's staff; what is about an order goes through its outbox."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from shop.catalogue.models import FoodRecord
from shop.catalogue.words import change_in_words
from shop.certification.models import Certificate
from shop.formats import format_money
from shop.order.models import Order, OrderMessage
from shop.payments.models import Dispute
from shop.rules.recipe import Change

from .mail_order import deliver_after_commit

#: Who hears of a new recipe: those who may confirm that the certificates still stand.
MAY_CONFIRM = "certification.change_certificate"

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


def tell_staff_of_recipe(*, record: FoodRecord, certificates: list, change: Change, by) -> None:
    """Write to everybody who may confirm certificates, once the transaction commits.

    A mail that is lost leaves the work where it is: on the console's first page.
    """
    if not certificates:
        return
    with translation.override(settings.LANGUAGE_CODE):
        title = record.product.get_title()
        text = "\n\n".join(
            [
                f"{by or 'Somebody'} changed the recipe of {title}.",
                "\n".join(change_in_words(change)),
                "These certificates are suspended until somebody has compared them with the new "
                "recipe and verified them; what needs them is off sale:",
                "\n".join(f"{paper}: {address_of(paper)}" for paper in certificates),
            ]
        )
    subject = f"Recipe changed: {' '.join(title.split())}"
    recipients = staff_emails(MAY_CONFIRM)
    mails = [EmailMessage(subject, text, to=[address]) for address in recipients]
    transaction.on_commit(lambda: get_connection().send_messages(mails), robust=True)


def tell_staff_of_end(*, certificate: Certificate, days_left: int) -> bool:
    """Send one mail to all who may certify; says whether there was anybody to tell.

    Raises: `OSError` where the mail server does not take it.
    """
    recipients = staff_emails(MAY_CONFIRM)
    if not recipients:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        products = sorted(product.get_title() for product in certificate.products.all())
        markets = [str(market) for market in certificate.markets.all()]
        left = "today" if not days_left else f"in {days_left} day{'s' * (days_left > 1)}"
        text = "\n\n".join(
            [
                f"{certificate} ends {left}: {certificate.expires:%Y-%m-%d} is its last good day.",
                "It covers:\n" + "\n".join(products),
                f"It is good in: {', '.join(markets)}.",
                "Please see to its renewal. What goes off sale without it stands on its page:",
                address_of(certificate),
            ]
        )
        subject = " ".join(f"Ends {left}: {certificate}".split())
    EmailMessage(subject, text, to=recipients).send()
    return True


def address_of(certificate: Certificate) -> str:
    return settings.BASE_URL + reverse("certificates:inspect", args=[certificate.pk])


def staff_emails(permission: str) -> list[str]:
    """Give the addresses of active staff who hold a permission."""
    return sorted(staff_with(permission).exclude(email="").values_list("email", flat=True))


def staff_with(permission: str):
    """Give the active staff who hold a permission, themselves or by their group."""
    app, codename = permission.split(".")
    held = Permission.objects.filter(content_type__app_label=app, codename=codename)
    may = Q(is_superuser=True) | Q(user_permissions__in=held) | Q(groups__permissions__in=held)
    return get_user_model().objects.filter(may, is_active=True).distinct()
