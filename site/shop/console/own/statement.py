"""What was sold of a producer's things in a period, and what of it went back.

A sale counts on the day on which its money came, a refund on the day on which it was asked for.
Amounts of different currencies are never added. It is no bill: what the association keeps of a
sale is agreed nowhere in the shop.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shop.console.order_filters import midnight
from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.payments.models import Dispute, Refund, RefundLine
from shop.rules.money import from_minor, to_minor

from .selectors import own_lines


@dataclass
class Sold:
    """Pieces of one thing in one currency; `gross` with tax and after offers."""

    title: str
    currency: str
    pieces: int = 0
    gross: Decimal = Decimal(0)
    pieces_back: int = 0
    back: Decimal = Decimal(0)

    @property
    def rest(self) -> Decimal:
        return self.gross - self.back


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted."""

    since: date
    until: date

    def within(self, column: str) -> Q:
        first, after = midnight(self.since), midnight(self.until + timedelta(days=1))
        return Q(**{f"{column}__gte": first, f"{column}__lt": after})


class Statement:
    """Five queries, however much was sold."""

    def __init__(self, user, period: Period) -> None:
        self.user, self.period = user, period

    def sales(self) -> QuerySet:
        return own_lines(self.user).filter(self.period.within("order__paid_at"))

    def refunds(self) -> QuerySet:
        """Give pieces that went back; money that a provider refused to send did not."""
        rows = RefundLine.objects.filter(line__in=own_lines(self.user).values("pk"))
        rows = rows.filter(self.period.within("refund__created_at"))
        return rows.exclude(refund__state=Refund.FAILED)

    def rows(self) -> list[Sold]:
        """Give a row for each thing in each currency, by title."""
        found: dict[tuple[str, str], Sold] = {}

        def row(title: str, currency: str) -> Sold:
            return found.setdefault((title, currency), Sold(title, currency))

        sold = self.sales().order_by().values_list("title", "order__currency")
        for title, currency, pieces, gross in sold.annotate(
            Sum("quantity"), Sum("line_price_incl_tax")
        ):
            each = row(title, currency)
            each.pieces, each.gross = pieces, gross
        back = self.refunds().order_by().values_list("line__title", "refund__session__currency")
        for title, currency, pieces, minor in back.annotate(Sum("quantity"), Sum("amount_minor")):
            each = row(title, currency)
            each.pieces_back, each.back = pieces, from_minor(minor, currency)
        return sorted(found.values(), key=lambda each: (each.title, each.currency))

    def not_divided(self) -> list[str]:
        """Name the orders of which money went back, or is held, that belongs to no pieces.

        Whose share that is no rule says: the association decides. What the shop sends back by
        itself (a second payment) was never part of a sale.
        """
        own = own_lines(self.user).filter(order=OuterRef("session__order"))
        here = Q(Exists(own), session__order__paid_at__isnull=False)
        number = "session__order__number"
        back = Refund.objects.filter(here, self.period.within("created_at"))
        back = back.exclude(state=Refund.FAILED).exclude(origin=Refund.SHOP)
        of_pieces = Coalesce(Sum("lines__amount_minor"), 0)
        held = Dispute.objects.filter(here, self.period.within("opened_at")).exclude(is_won=True)
        numbers = set(held.values_list(number, flat=True))
        for refund in back.annotate(of_pieces=of_pieces).select_related("session__order"):
            order = refund.session.order
            delivery = to_minor(order.shipping_incl_tax, order.currency)
            explained = {refund.of_pieces}
            if refund.includes_delivery:
                explained.add(refund.of_pieces + delivery)
            if refund.amount_minor not in explained:
                numbers.add(order.number)
        return sorted(numbers)

    def not_in_books(self) -> list[str]:
        """Name the orders of these sales for which the ledger holds less than they cost."""
        orders = Order.objects.filter(pk__in=self.sales().values("order"))
        came = Sum(
            "money_entries__amount_minor", filter=Q(money_entries__kind=MoneyEntry.Kind.PAYMENT)
        )
        facts = orders.order_by("number").values_list("number", "currency", "total_incl_tax")
        return [
            number
            for number, currency, total, minor in facts.annotate(came=Coalesce(came, 0))
            if minor < to_minor(total, currency)
        ]

    def entries(self) -> Iterator[tuple]:
        """Give each sale and refund: moment, order, what, title, pieces, amount, currency.

        What went back is negative; read in batches.
        """
        sales = self.sales().order_by("order__paid_at", "pk")
        for line in sales.select_related("order").iterator(chunk_size=1000):
            order = line.order
            yield (
                order.paid_at,
                order.number,
                "sale",
                line.title,
                line.quantity,
                line.line_price_incl_tax,
                order.currency,
            )
        refunds = self.refunds().order_by("refund__created_at", "pk")
        refunds = refunds.select_related("line__order", "refund__session")
        for row in refunds.iterator(chunk_size=1000):
            currency = row.refund.session.currency
            yield (
                row.refund.created_at,
                row.line.order.number,
                "refund",
                row.line.title,
                -row.quantity,
                -from_minor(row.amount_minor, currency),
                currency,
            )


def totals(rows: list[Sold]) -> list[Sold]:
    """Give one row for each currency."""
    sums = defaultdict(lambda: Sold("", ""))
    for row in rows:
        total = sums[row.currency]
        total.currency = row.currency
        total.pieces += row.pieces
        total.gross += row.gross
        total.pieces_back += row.pieces_back
        total.back += row.back
    return [sums[currency] for currency in sorted(sums)]


def month_of(day: date) -> Period:
    """Give the calendar month of a day, as far as it has come."""
    return Period(day.replace(day=1), day)


def month_before(day: date) -> Period:
    last = day.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def year_of(day: date) -> Period:
    return Period(day.replace(month=1, day=1), day)
