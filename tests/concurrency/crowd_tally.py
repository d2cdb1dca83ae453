"""Counts in the database of DATABASE_URL what the crowd left behind, and prints it as JSON."""

import json
import time
from collections import defaultdict

import django

django.setup()

from django.db import connection  # noqa: E402

from shop.order.models import Line, Order  # noqa: E402
from shop.partner.models import StockRecord  # noqa: E402
from shop.payments.models import PaymentSession  # noqa: E402

COUNTED_WITHIN_SECONDS = 20


def ordered() -> dict[str, dict[str, int]]:
    """Give the pieces of each title by the buyer's address."""
    pieces = defaultdict(dict)
    for line in Line.objects.select_related("order"):
        pieces[line.order.guest_email][line.title] = line.quantity
    return pieces


def deadlocks() -> int | None:
    """Give how many the server has broken in this database; SQLite does not count.

    Each connection adds its own count at the latest when it ends, so all others must be gone.
    """
    if connection.vendor != "postgresql":
        return None
    deadline = time.monotonic() + COUNTED_WITHIN_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                break
            assert time.monotonic() < deadline, "Somebody is still connected"
            time.sleep(0.05)
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


if __name__ == "__main__":
    records = StockRecord.objects.select_related("product")
    tally = {
        "orders": Order.objects.count(),
        "ordered": ordered(),
        "allocated": {record.product.title: record.num_allocated for record in records},
        "payment_sessions": list(PaymentSession.objects.values_list("provider_id", flat=True)),
        "deadlocks": deadlocks(),
    }
    print(json.dumps(tally))
