"""The donor's report of a quarter: counted from records as they were on its last day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import (
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.utils.translation import gettext as _

from home.formats import country_name, format_day
from producers.models import Evidence, Producer, StageStep
from producers.rules.programme import Quarter
from producers.rules.stages import TARGET_PRODUCERS
from producers.words import DISTRICT_NAMES, STAGE_NAMES
from shop.certification.models import Certificate
from shop.console.order_filters import midnight
from shop.formats import format_money
from shop.order.models import Line
from shop.rules.money import round_amount

from .forms import GROUPS

OF_THE_REPORT = "en"


@dataclass
class Table:
    """A part of the report. Cells are text or numbers; `note` stands below."""

    title: str
    head: list[str]
    rows: list[list] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Report:
    """Reckons the parts of one quarter, with the demonstration data or without."""

    quarter: Quarter
    with_demo: bool = True

    def tables(self) -> list[Table]:
        """Give all parts. A fixed number of queries, however much was sold."""
        then, before = self.participants(self.quarter.last), self.participants(self.day_before)
        return [
            self.of_stages(then, before),
            self.of_places_and_groups(then, before),
            self.of_steps(),
            self.of_evidence(),
            self.of_sums(),
            self.of_certificates(),
            self.of_markets(),
            self.of_makers(),
        ]

    @property
    def day_before(self) -> date:
        return self.quarter.first - timedelta(days=1)

    def own(self, rows: QuerySet, path: str = "is_demo") -> QuerySet:
        return rows if self.with_demo else rows.exclude(**{path: True})

    def within(self, column: str) -> Q:
        return Q(**{f"{column}__range": (self.quarter.first, self.quarter.last)})

    def participants(self, day: date) -> list[Producer]:
        """Give who took part on a day, each with `stage_then`: None where no step is dated."""
        steps = StageStep.objects.filter(producer=OuterRef("pk"), reached_on__lte=day)
        latest = steps.order_by("-reached_on", "-pk").values("stage")[:1]
        rows = self.own(Producer.objects.all()).annotate(stage_then=Subquery(latest))
        was_there = Q(joined_on=None) | Q(joined_on__lte=day)
        return list(rows.filter(was_there & (Q(left_on=None) | Q(left_on__gt=day))))

    def of_stages(self, then: list[Producer], before: list[Producer]) -> Table:
        now, old = (Counter(each.stage_then for each in found) for found in (then, before))
        rows = [
            [f"{stage.value}. {name}", now[stage], old[stage], signed(now[stage] - old[stage])]
            for stage, name in STAGE_NAMES.items()
        ]
        rows.append([_("No dated step yet"), now[None], old[None], signed(now[None] - old[None])])
        rows.append([_("All"), len(then), len(before), signed(len(then) - len(before))])
        return Table(
            _("Participants by stage"),
            [_("Stage"), format_day(self.quarter.last), format_day(self.day_before), _("Change")],
            rows,
            _("%(count)d of the %(target)d that the programme means to reach.")
            % {"count": len(then), "target": TARGET_PRODUCERS},
        )

    def of_places_and_groups(self, then: list[Producer], before: list[Producer]) -> Table:
        def row(name, is_one) -> list:
            now, old = sum(map(is_one, then)), sum(map(is_one, before))
            return [str(name), now, old, signed(now - old)]

        rows = [
            row(name, lambda each, code=code: each.district == code)
            for code, name in DISTRICT_NAMES.items()
        ]
        rows += [
            row(name, lambda each, column=column: getattr(each, column) is True)
            for name, column in GROUPS.values()
        ]
        return Table(
            _("Participants by district and group"),
            [_("Which"), format_day(self.quarter.last), format_day(self.day_before), _("Change")],
            rows,
            _("A group counts only who said so. Who belongs to several is counted in each."),
        )

    def of_steps(self) -> Table:
        steps = self.own(StageStep.objects.filter(self.within("reached_on")), "producer__is_demo")
        rows = [
            [format_day(each.reached_on), marked(each.producer), stage_words(each), each.note]
            for each in steps.select_related("producer")
        ]
        return Table(_("Stages reached"), [_("Date"), _("Who"), _("Stage"), _("Note")], rows)

    def evidence(self) -> QuerySet:
        return self.own(Evidence.objects.filter(self.within("on")), "producer__is_demo")

    def of_evidence(self) -> Table:
        rows = [
            [
                format_day(each.on),
                marked(each.producer),
                each.get_kind_display(),
                each.title,
                each.source,
                money(each.amount, each.currency),
            ]
            for each in self.evidence().select_related("producer").order_by("on", "pk")
        ]
        head = [_("Date"), _("Who"), _("Kind"), _("What"), _("From whom"), _("Value")]
        return Table(_("Trainings, equipment, grants, documents, exhibitions"), head, rows)

    def of_sums(self) -> Table:
        found = self.evidence().order_by("kind", "currency").values_list("kind", "currency")
        kinds = dict(Evidence.Kind.choices)
        rows = [
            [str(kinds[kind]), count, money(amount, currency)]
            for kind, currency, count, amount in found.annotate(Count("pk"), Sum("amount"))
        ]
        note = _("Currencies are never added to each other.")
        return Table(_("Sums"), [_("Kind"), _("How many"), _("Value")], rows, note)

    def of_certificates(self) -> Table:
        all_of_them = self.own(Certificate.objects.exclude(verified_at=None)).filter(
            self.within("issued") | self.within("expires")
        )
        first, last = self.quarter.first, self.quarter.last
        rows = []
        for each in all_of_them.select_related("kind").order_by("issued", "pk"):
            facts = [each.kind.name, each.number, each.body]
            if first <= each.issued <= last:
                rows.append([_("obtained"), format_day(each.issued), *facts])
            if each.expires and first <= each.expires <= last:
                rows.append([_("ran out"), format_day(each.expires), *facts])
        head = [_("What"), _("Date"), _("Kind"), _("Number"), _("Body")]
        return Table(_("Certificates obtained and run out"), head, rows)

    def lines(self) -> QuerySet:
        """Give what was paid in the quarter, with `kept`, what of it the customers kept."""
        first, after = midnight(self.quarter.first), midnight(self.quarter.next.first)
        lines = Line.objects.filter(order__paid_at__gte=first, order__paid_at__lt=after)
        if not self.with_demo:
            lines = lines.exclude(Q(product__is_demo=True) | Q(product__parent__is_demo=True))
        pieces = F("quantity") - F("withdrawn")
        kept = F("line_price_incl_tax") * pieces / F("quantity")
        amount = DecimalField(max_digits=20, decimal_places=4)
        return lines.order_by().annotate(
            pieces=pieces, kept=ExpressionWrapper(kept, output_field=amount)
        )

    def of_markets(self) -> Table:
        found = self.lines().values_list("order__market__name", "order__currency")
        sums = found.annotate(Count("order", distinct=True), Sum("pieces"), Sum("kept"))
        countries: dict[tuple, set] = {}
        where = "order__shipping_address__country"
        for market, currency, country in found.values_list(
            "order__market__name", "order__currency", where
        ).distinct():
            countries.setdefault((market, currency), set()).add(country)
        rows = [
            [market, orders, pieces, money(kept, currency), names(countries[market, currency])]
            for market, currency, orders, pieces, kept in sorted(sums, key=str)
        ]
        head = [_("Market"), _("Orders"), _("Pieces"), _("Value"), _("Sent to")]
        note = _(
            "Paid in the quarter, tax included, without delivery; pieces that were refunded are "
            "taken out, whenever that was."
        )
        return Table(_("Sales by market"), head, rows, note)

    def of_makers(self) -> Table:
        found = self.lines().values_list("partner_name", "order__currency")
        sums = found.annotate(Count("order", distinct=True), Sum("pieces"), Sum("kept"))
        rows = [
            [maker, orders, pieces, money(kept, currency)]
            for maker, currency, orders, pieces, kept in sorted(sums, key=str)
        ]
        return Table(
            _("Sales by producer"), [_("Producer"), _("Orders"), _("Pieces"), _("Value")], rows
        )


def signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def marked(producer: Producer) -> str:
    return f"{producer.name} ({_('demonstration')})" if producer.is_demo else producer.name


def stage_words(step: StageStep) -> str:
    return f"{step.stage}. {step.get_stage_display()}"


def money(amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return ""
    return format_money(round_amount(Decimal(amount), currency), currency, OF_THE_REPORT)


def names(codes: Iterable[str | None]) -> str:
    return ", ".join(sorted(country_name(code, OF_THE_REPORT) for code in codes if code))
