"""The donor's report of a quarter: counted from records as they were on its last day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from home.formats import format_day
from producers.models import Evidence, Producer, StageStep
from producers.rules.programme import Quarter
from producers.rules.stages import TARGET_PRODUCERS
from producers.words import DISTRICT_NAMES, STAGE_NAMES
from shop.certification.models import Certificate

from .figures import Figure, Table, figure, money, signed
from .forms import GROUPS, NO_STEP, WITHOUT
from .participants import standing_on
from .sales import Sales


@dataclass(frozen=True)
class Report:
    """Reckons the parts of one quarter, with the demonstration data or without.

    `are_orders_open`: whether who asks may open lists of orders.
    """

    quarter: Quarter
    with_demo: bool = True
    are_orders_open: bool = False

    def tables(self) -> list[Table]:
        """Give all parts. A fixed number of queries, however much was sold."""
        then, before = self.participants(self.quarter.last), self.participants(self.day_before)
        sales = Sales(self.quarter, self.with_demo, self.are_orders_open)
        return [
            self.of_stages(then, before),
            self.of_places_and_groups(then, before),
            self.of_steps(),
            self.of_evidence(),
            self.of_sums(),
            self.of_certificates(),
            sales.of_markets(),
            sales.of_makers(),
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
        return list(self.own(standing_on(day)))

    def on_board(self, count: int, day: date, **narrowed: object) -> Figure:
        """Give a count of participants with the board as it was on that day."""
        if not self.with_demo:
            narrowed["demo"] = WITHOUT
        return figure(count, "programme:board", day=day, **narrowed)

    def compared(self, name: str, now: int, old: int, **narrowed: object) -> list:
        """Give a row: a count at the quarter's end, the one before the quarter, the change."""
        return [
            name,
            self.on_board(now, self.quarter.last, **narrowed),
            self.on_board(old, self.day_before, **narrowed),
            signed(now - old),
        ]

    def heading(self, name: str) -> list[str]:
        return [name, format_day(self.quarter.last), format_day(self.day_before), _("Change")]

    def of_stages(self, then: list[Producer], before: list[Producer]) -> Table:
        now, old = (Counter(each.stage_then for each in found) for found in (then, before))
        rows = [
            self.compared(f"{stage.value}. {name}", now[stage], old[stage], stage=stage.value)
            for stage, name in STAGE_NAMES.items()
        ]
        rows.append(self.compared(_("No dated step yet"), now[None], old[None], stage=NO_STEP))
        rows.append(self.compared(_("All"), len(then), len(before)))
        return Table(
            _("Participants by stage"),
            self.heading(_("Stage")),
            rows,
            _("%(count)d of the %(target)d that the programme means to reach.")
            % {"count": len(then), "target": TARGET_PRODUCERS},
        )

    def of_places_and_groups(self, then: list[Producer], before: list[Producer]) -> Table:
        def row(name, is_one, **narrowed) -> list:
            now, old = sum(map(is_one, then)), sum(map(is_one, before))
            return self.compared(str(name), now, old, **narrowed)

        rows = [
            row(name, lambda each, code=code: each.district == code, district=code)
            for code, name in DISTRICT_NAMES.items()
        ]
        rows += [
            row(name, lambda each, column=column: getattr(each, column) is True, group=code)
            for code, (name, column) in GROUPS.items()
        ]
        return Table(
            _("Participants by district and group"),
            self.heading(_("Which")),
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


def marked(producer: Producer) -> str:
    return f"{producer.name} ({_('demonstration')})" if producer.is_demo else producer.name


def stage_words(step: StageStep) -> str:
    return f"{step.stage}. {step.get_stage_display()}"
