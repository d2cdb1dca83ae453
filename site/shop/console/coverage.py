"""Which product may be sold in which market: the gate's own answers, laid out in rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.catalogue.models import Product
from shop.markets.models import Market
from shop.rules.certification import gate_closes_after, judge
from shop.sale_records import SaleRecords, read_sale_records

from .papers import WARN_DAYS


class Colour(models.TextChoices):
    GREEN = "green", _("May be sold")
    AMBER = "amber", _("Ends soon")
    RED = "red", _("Not certified")


SIGNS = {Colour.GREEN: "✓", Colour.AMBER: "!", Colour.RED: "✗"}


@dataclass(frozen=True)
class Cell:
    """One product in one market. `ends`: the last day on sale of what is amber.

    `missing` names kinds; `paper_id` is the certificate that ends first of those relied on.
    """

    product: Product
    market: Market
    colour: Colour
    ends: date | None = None
    missing: tuple[str, ...] = ()
    paper_id: int | None = None

    @property
    def sign(self) -> str:
        return SIGNS[self.colour]

    @property
    def url(self) -> str:
        """The certificate that decides; what is missing where there is none."""
        if self.colour is Colour.RED or self.paper_id is None:
            return reverse("coverage:cell", args=[self.product.pk, self.market.code])
        return reverse("certificates:inspect", args=[self.paper_id])


@dataclass(frozen=True)
class Row:
    product: Product
    cells: tuple[Cell, ...]

    def has(self, colour: str) -> bool:
        return any(cell.colour == colour for cell in self.cells)


def rows_of(roots: Iterable[Product], *, markets: list[Market], now: datetime) -> list[list[Row]]:
    """Give for each product its row and, after it, those of its sizes. Two queries.

    `roots` come with their class; `markets` know what they ask for.
    """
    groups = with_sizes(roots)
    if not markets:
        return []
    # Certificates are the same whichever market's prices are read beside them.
    records = read_sale_records(
        [product for group in groups for product in group], market=markets[0]
    )
    return [
        [
            Row(product, tuple(cell_of(product, records, market=m, now=now) for m in markets))
            for product in group
        ]
        for group in groups
    ]


def with_sizes(roots: Iterable[Product]) -> list[list[Product]]:
    roots = list(roots)
    by_id = {root.pk: root for root in roots}
    sizes = defaultdict(list)
    for size in Product.objects.filter(parent__in=by_id, archived_at=None).order_by("title", "pk"):
        size.parent = by_id[size.parent_id]
        sizes[size.parent_id].append(size)
    return [[root, *sizes[root.pk]] for root in roots]


def cell_of(product: Product, records: SaleRecords, *, market: Market, now: datetime) -> Cell:
    today = market.today(now)
    papers = records.papers_by_id(product)
    kinds = market.required_kinds.get(product.get_product_class().pk, {})
    asked = {
        "required": kinds,
        "certificates": [paper.facts for paper in papers.values()],
        "market": market.code,
        "today": today,
    }
    verdict = judge(**asked)
    if not verdict.may_sell:
        names = tuple(kinds[code].name for code in verdict.missing)
        return Cell(product, market, Colour.RED, missing=names)
    ends = gate_closes_after(**asked, until=today + timedelta(days=WARN_DAYS))
    relied_on = [
        pk
        for pk, paper in papers.items()
        if paper.facts.kind in kinds
        and paper.holds_in(market.code, today)
        and (ends is None or paper.facts.expires == ends)
    ]
    return Cell(
        product,
        market,
        Colour.GREEN if ends is None else Colour.AMBER,
        ends=ends,
        paper_id=next(iter(relied_on), None),
    )
