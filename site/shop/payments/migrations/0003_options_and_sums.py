"""The ways to pay that each market starts with, and the sums of sessions that were paid before."""

from decimal import Decimal

from django.db import migrations
from django.db.models import F, Sum

#: market, gateway, offered, smallest, largest. A transfer is offered once staff have
#: written where the money goes.
OPTIONS = [
    ("uz", "stripe", True, None, None),
    ("uz", "bank_transfer", False, None, None),
    ("uz", "cash_on_delivery", True, None, Decimal(2_000_000)),
    ("jp", "stripe", True, None, None),
    ("jp", "bank_transfer", False, None, None),
    ("intl", "stripe", True, None, None),
    ("intl", "bank_transfer", False, None, None),
]


def add_options(apps, schema_editor):
    Market = apps.get_model("markets", "Market")
    PaymentOption = apps.get_model("payments", "PaymentOption")
    for position, (code, gateway, is_offered, smallest, largest) in enumerate(OPTIONS):
        market = Market.objects.filter(code=code).first()
        if market is not None:
            PaymentOption.objects.get_or_create(
                market=market,
                gateway=gateway,
                defaults={
                    "is_offered": is_offered,
                    "position": position,
                    "smallest": smallest,
                    "largest": largest,
                },
            )


def fill_sums(apps, schema_editor):
    PaymentSession = apps.get_model("payments", "PaymentSession")
    Refund = apps.get_model("payments", "Refund")
    PaymentSession.objects.filter(state="paid", paid_minor=0).update(paid_minor=F("amount_minor"))
    for session in PaymentSession.objects.filter(refunds__isnull=False).distinct():
        total = session.refunds.aggregate(total=Sum("amount_minor"))["total"]
        PaymentSession.objects.filter(pk=session.pk).update(sent_back_minor=total)
    for refund in Refund.objects.filter(key=None):
        refund.key = f"refund-{refund.pk}"
        refund.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0002_options_refunds_disputes"),
        ("markets", "0002_three_markets"),
    ]
    operations = [
        migrations.RunPython(add_options, migrations.RunPython.noop),
        migrations.RunPython(fill_sums, migrations.RunPython.noop),
    ]
