"""How sales go: this week and the four before it, by market and by currency.

Amounts of different currencies are never added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils.timezone import localdate

from shop.console.order_filters import midnight
from shop.console.own.selectors import own_lines
from shop.console.selectors import SOLD, looked_for
from shop.markets.models import Market
from shop.order.models import Order
from shop.rules.bars import Bar, bars

from .tasks import orders_url

WEEKS = 5
CHART_WIDTH, CHART_HEIGHT = 150, 48


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday. `count`: orders, or pieces; `amounts` by currency, tax included."""

    monday: date
    url: str
    count: int
    amounts: tuple[tuple[Decimal, str], ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Sales:
    """Five weeks of one thing, the last of them the one that is running."""

    name: str
    weeks: tuple[Week, ...]

    @property
    def this_week(self) -> Week:
        return self.weeks[-1]

    @property
    def width(self) -> int:
        return CHART_WIDTH

    @property
    def height(self) -> int:
        return CHART_HEIGHT

    @property
    def bars(self) -> list[tuple[Bar, Week]]:
        values = [week.count for week in self.weeks]
        drawn = bars(values, width=CHART_WIDTH, height=CHART_HEIGHT, gap=6)
        return list(zip(drawn, self.weeks, strict=True))


def mondays(now: datetime) -> list[date]:
    """Give where the weeks begin, where the reader is."""
    today = localdate(now)
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def weeks_of(rows: Iterable[tuple], begins: list[date], url) -> tuple[Week, ...]:
    """Lay rows of (week, currency, count, amount) into weeks; `url` gives a week's list."""
    by_week = {monday: [] for monday in begins}
    for when, currency, count, amount in rows:
        by_week[localdate(when)].append((currency, count, amount))
    return tuple(
        Week(
            monday,
            url(monday, monday + timedelta(days=6)),
            sum(count for _, count, _ in found),
            tuple((amount, currency) for currency, _, amount in sorted(found)),
        )
        for monday, found in by_week.items()
    )


def sales_by_market(now: datetime) -> list[Sales]:
    """Give the sales of each live market, by when the orders were placed. Two queries."""
    begins = mondays(now)
    sold = looked_for(Order.objects.all(), SOLD, now).filter(date_placed__gte=midnight(begins[0]))
    sold = sold.annotate(week=TruncWeek("date_placed")).order_by()
    rows = list(
        sold.values_list("market", "week", "currency").annotate(Count("pk"), Sum("total_incl_tax"))
    )

    def list_of(market: Market):
        return lambda since, until: orders_url(
            look=SOLD, market=market.code, since=since.isoformat(), until=until.isoformat()
        )

    return [
        Sales(
            market.name,
            weeks_of((row[1:] for row in rows if row[0] == market.pk), begins, list_of(market)),
        )
        for market in Market.objects.live()
    ]


def own_sales(user, now: datetime) -> list[Sales]:
    """Give the sales of somebody's own things in each currency, by when they were paid.

    One query.
    """
    begins = mondays(now)
    lines = own_lines(user).filter(order__paid_at__gte=midnight(begins[0]))
    lines = lines.annotate(week=TruncWeek("order__paid_at"), currency=F("order__currency"))
    rows = list(
        lines.order_by()
        .values_list("week", "currency")
        .annotate(Sum("quantity"), Sum("line_price_incl_tax"))
    )

    def statement(since: date, until: date) -> str:
        return f"{reverse('own:statement')}?since={since}&until={until}"

    currencies = sorted({row[1] for row in rows})
    return [
        Sales(currency, weeks_of((r for r in rows if r[1] == currency), begins, statement))
        for currency in currencies
    ]
