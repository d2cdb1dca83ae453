"""The first entries of what was there before the books were opened."""

from django.db import migrations
from django.utils import timezone


def open_books(apps, schema_editor):
    now = timezone.now()
    StockEntry = apps.get_model("ledger", "StockEntry")
    MoneyEntry = apps.get_model("ledger", "MoneyEntry")
    for record in apps.get_model("partner", "StockRecord").objects.all():
        on_hand, promised = record.num_in_stock or 0, record.num_allocated or 0
        if (on_hand or promised) and not StockEntry.objects.filter(record=record).exists():
            StockEntry.objects.create(
                record=record,
                kind="opened",
                on_hand=on_hand,
                promised=promised,
                cause="first count",
                at=now,
            )
    for session in apps.get_model("payments", "PaymentSession").objects.filter(paid_minor__gt=0):
        MoneyEntry.objects.get_or_create(
            gateway=session.gateway,
            kind="payment",
            reference=session.payment_reference or session.provider_id,
            defaults={**facts(session, now), "amount_minor": session.paid_minor},
        )
    for refund in apps.get_model("payments", "Refund").objects.filter(state="done"):
        MoneyEntry.objects.get_or_create(
            gateway=refund.session.gateway,
            kind="refund",
            reference=refund.provider_id or refund.key,
            defaults={**facts(refund.session, now), "amount_minor": -refund.amount_minor},
        )


def facts(session, now) -> dict:
    return {
        "order_id": session.order_id,
        "session": session,
        "currency": session.currency,
        "cause": "opening of the books",
        "at": now,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_money_and_stock"),
        ("payments", "0004_refund_key"),
        ("partner", "0008_stock_is_promised_once"),
    ]
    operations = [migrations.RunPython(open_books, migrations.RunPython.noop)]
