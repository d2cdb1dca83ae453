"""Stock held against the ledger and against the orders, each in one statement.

One statement sees one moment: a sale that happens meanwhile raises no alarm.
"""

from collections.abc import Iterator

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.ledger.models import StockEntry
from shop.order.counts import unsent
from shop.order.models import Line
from shop.partner.models import StockRecord
from shop.rules.payment_states import HOLDS_STOCK

from .disagreement import Check, Disagreement


def total(rows: QuerySet, expression) -> Coalesce:
    """Give the sum of an expression over rows that belong to the outer row, 0 for none."""
    summed = rows.order_by().annotate(total=Sum(expression)).values("total")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def stock_disagreements() -> Iterator[Disagreement]:
    entries = StockEntry.objects.filter(record=OuterRef("pk")).values("record")
    lines = Line.objects.filter(
        stockrecord=OuterRef("pk"), order__status__in=[state.value for state in HOLDS_STOCK]
    ).values("stockrecord")
    records = StockRecord.objects.select_related("product__parent").annotate(
        on_hand=Coalesce("num_in_stock", 0),
        promised=Coalesce("num_allocated", 0),
        ledger_shelf=total(entries, "on_hand"),
        ledger_promised=total(entries, "promised"),
        held=total(lines, unsent()),
    )
    for record in records.order_by("pk"):
        title = f"Stock of {record.product.get_title()}"
        counters = (record.on_hand, record.promised)
        booked = (record.ledger_shelf, record.ledger_promised)
        if counters != booked:
            yield Disagreement(
                Check.STOCK_LEDGER,
                title,
                f"The shelf says {counters[0]} there and {counters[1]} promised, "
                f"the ledger {booked[0]} and {booked[1]}. Count, and enter the count.",
            )
        if record.promised != record.held:
            yield Disagreement(
                Check.STOCK_ORDERS,
                title,
                f"{record.promised} are promised, open orders want {record.held}.",
            )
