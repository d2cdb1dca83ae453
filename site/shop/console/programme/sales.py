"""What was sold in a quarter, by market and by producer, for the donor's report."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from home.formats import country_name
from producers.rules.programme import Quarter
from shop.console.order_filters import midnight
from shop.order.models import Line, Order

from .figures import OF_THE_REPORT, Table, figure, money


@dataclass(frozen=True)
class Sales:
    """What was paid in a quarter; `are_orders_open`: whether who asks may open lists of orders."""

    quarter: Quarter
    with_demo: bool
    are_orders_open: bool

    def lines(self) -> QuerySet:
        """Give what was paid in the quarter, with `kept`, what of it the customers kept."""
        lines = Line.objects.filter(self.is_paid("order__paid_at"))
        if not self.with_demo:
            lines = lines.exclude(Q(product__is_demo=True) | Q(product__parent__is_demo=True))
        pieces = F("quantity") - F("withdrawn")
        kept = F("line_price_incl_tax") * pieces / F("quantity")
        amount = DecimalField(max_digits=20, decimal_places=4)
        return lines.order_by().annotate(
            pieces=pieces, kept=ExpressionWrapper(kept, output_field=amount)
        )

    def is_paid(self, column: str) -> Q:
        first, after = midnight(self.quarter.first), midnight(self.quarter.next.first)
        return Q(**{f"{column}__gte": first, f"{column}__lt": after})

    def orders(self, count: int, listed: int | None, **narrowed: object) -> int:
        """Give a count of orders, with the list where it holds the same: `listed` are in it."""
        if count != listed:
            return count
        days = {"paid_since": self.quarter.first, "paid_until": self.quarter.last}
        return figure(count, "console:orders", **narrowed, **days)

    def of_markets(self) -> Table:
        by = ("order__market__name", "order__market__code", "order__currency")
        found = self.lines().values_list(*by)
        sums = found.annotate(Count("order", distinct=True), Sum("pieces"), Sum("kept"))
        countries: dict[tuple, set] = {}
        for *where, country in found.values_list(
            *by, "order__shipping_address__country"
        ).distinct():
            countries.setdefault(tuple(where), set()).add(country)
        listed = self.listed_by_market()
        rows = [
            [
                market,
                self.orders(orders, listed.get(code), market=code),
                pieces,
                money(kept, currency),
                names(countries[market, code, currency]),
            ]
            for market, code, currency, orders, pieces, kept in sorted(sums, key=str)
        ]
        head = [_("Market"), _("Orders"), _("Pieces"), _("Value"), _("Sent to")]
        note = _(
            "Paid in the quarter, tax included, without delivery; pieces that were refunded are "
            "taken out, whenever that was."
        )
        return Table(_("Sales by market"), head, rows, note)

    def listed_by_market(self) -> dict[str, int]:
        """Give how many orders the list shows of each market, by its code."""
        if not self.are_orders_open:
            return {}
        orders = Order.objects.filter(self.is_paid("paid_at")).order_by()
        return dict(orders.values_list("market__code").annotate(Count("pk")))

    def of_makers(self) -> Table:
        found = self.lines().values_list("partner_name", "order__currency")
        sums = found.annotate(Count("order", distinct=True), Sum("pieces"), Sum("kept"))
        makers, listed = self.makers_by_name(), self.listed_by_maker()
        rows = []
        for name, currency, orders, pieces, kept in sorted(sums, key=str):
            maker = makers.get(name)
            count = self.orders(orders, listed.get(maker), producer=maker)
            rows.append([name, count, pieces, money(kept, currency)])
        head = [_("Producer"), _("Orders"), _("Pieces"), _("Value")]
        return Table(_("Sales by producer"), head, rows)

    def makers_by_name(self) -> dict[str, int | None]:
        """Give the producer behind each name on the orders, where it is one alone."""
        found: dict[str, set] = {}
        for name, maker in self.lines().values_list("partner_name", maker_of()).distinct():
            found.setdefault(name, set()).add(maker)
        return {name: makers.pop() for name, makers in found.items() if len(makers) == 1}

    def listed_by_maker(self) -> dict[int | None, int]:
        """Give how many orders the list shows of each producer."""
        if not self.are_orders_open:
            return {}
        lines = Line.objects.filter(self.is_paid("order__paid_at")).order_by()
        found = lines.values_list(maker_of()).annotate(Count("order", distinct=True))
        return {maker: count for maker, count in found if maker}


def maker_of() -> Coalesce:
    return Coalesce("product__producer", "product__parent__producer")


def names(codes: Iterable[str | None]) -> str:
    return ", ".join(sorted(country_name(code, OF_THE_REPORT) for code in codes if code))
