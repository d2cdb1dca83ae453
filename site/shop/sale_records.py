"""Price, stock and certificates of many products in one market, read in one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import FilteredRelation, Q, QuerySet

from home.prepared import Prepared
from shop.rules.certification import CertificateFacts

STOCK_COLUMNS = ("id", "product_id", "num_in_stock", "num_allocated")
CERTIFICATE_COLUMNS = (
    "pk",
    "kind__code",
    "body",
    "number",
    "issued",
    "expires",
    "verified_at",
    "revoked_at",
    "suspended_at",
    "is_demo",
)


@dataclass(frozen=True)
class Paper:
    """A certificate: what the gate needs of it, and what pages and orders say of it.

    `market_codes` are in the markets' order.
    """

    facts: CertificateFacts
    body: str
    number: str
    is_demo: bool
    market_codes: tuple[str, ...]

    def holds_in(self, market: str, today: date) -> bool:
        return market in self.facts.markets and self.facts.holds_on(today)


@dataclass(frozen=True)
class SaleRecords:
    """By product id: `prices` are in the market's currency, tax included; `papers` by their id.

    `stock` holds records with their counters alone.
    """

    prices: dict[int, Decimal] = field(default_factory=dict)
    stock: dict[int, object] = field(default_factory=dict)
    papers: dict[int, dict[int, Paper]] = field(default_factory=dict)

    def papers_of(self, product) -> tuple[Paper, ...]:
        """Give the certificates of a product and of its parent, the first to end first."""
        return tuple(self.papers_by_id(product).values())

    def papers_by_id(self, product) -> dict[int, Paper]:
        """Give what `papers_of` gives, by id and in the same order."""
        found = {**self.papers.get(product.pk, {}), **self.papers.get(product.parent_id, {})}
        return dict(sorted(found.items(), key=lambda p: (p[1].facts.expires or date.max, p[0])))


def read_sale_records(products: Iterable, *, market) -> SaleRecords:
    """Read what hangs on `products` and on their parents."""
    records = SaleRecords()
    ids = {product.pk for product in products} | {product.parent_id for product in products}
    ids.discard(None)
    if not ids:
        return records
    StockRecord = apps.get_model("partner", "StockRecord")
    certificates = defaultdict(dict)
    for product_id, price, stock_id, in_stock, allocated, *certificate in rows_of(
        ids=sorted(ids), market=market.pk
    ):
        if price is not None:
            records.prices[product_id] = price
        if stock_id is not None and product_id not in records.stock:
            values = (stock_id, product_id, in_stock, allocated)
            records.stock[product_id] = StockRecord.from_db(DEFAULT_DB_ALIAS, STOCK_COLUMNS, values)
        *columns, market_position, market_code = certificate
        if columns[0] is not None:
            markets = certificates[product_id].setdefault(tuple(columns), set())
            markets.add((market_position, market_code))
    for product_id, found in certificates.items():
        records.papers[product_id] = {
            columns[0]: paper_of(columns, markets) for columns, markets in found.items()
        }
    return records


@Prepared
def rows_of(ids: Sequence[int], market: int) -> QuerySet:
    """Give a row for each product × stock record × certificate × market of the certificate."""
    return (
        apps.get_model("catalogue", "Product")
        .objects.filter(pk__in=ids)
        .alias(
            price_here=FilteredRelation("market_prices", condition=Q(market_prices__market=market))
        )
        .order_by("stockrecords__pk")
        .values_list(
            "pk",
            "price_here__amount",
            *(f"stockrecords__{name}" for name in ("pk", "num_in_stock", "num_allocated")),
            *(f"certificates__{name}" for name in CERTIFICATE_COLUMNS),
            *(f"certificates__markets__{name}" for name in ("position", "code")),
        )
    )


def paper_of(columns: tuple, markets: set[tuple]) -> Paper:
    row = dict(zip(CERTIFICATE_COLUMNS, columns, strict=True))
    known = sorted(market for market in markets if market[1] is not None)
    return Paper(
        facts=CertificateFacts(
            kind=row["kind__code"],
            issued=row["issued"],
            expires=row["expires"],
            markets=frozenset(code for _, code in known),
            is_verified=row["verified_at"] is not None,
            is_revoked=row["revoked_at"] is not None,
            is_suspended=row["suspended_at"] is not None,
        ),
        body=row["body"],
        number=row["number"],
        is_demo=row["is_demo"],
        market_codes=tuple(code for _, code in known),
    )
