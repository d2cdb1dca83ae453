"""What pages, baskets and services read about products. Nothing here writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.apps import apps
from django.db.models import QuerySet

from home.prepared import Prepared
from home.translated import without_other_words
from shop.rules.certification import Verdict, judge
from shop.rules.food import Item, missing_items
from shop.rules.pricing import tax_rate
from shop.rules.sale import SaleState, sale_state
from shop.sale_records import Paper, read_sale_records

#: How the shop lies on its shelves: what it puts first, then what it had first.
#: An index of the products follows it.
SHELF_ORDER = ("-priority", "pk")

#: What hangs on a product and is looked at wherever it is priced or shown.
OWN_FACTS = ("product_class", "producer", "food", "picture")
RELATED_FACTS = (*OWN_FACTS, *(f"parent__{name}" for name in OWN_FACTS))


@dataclass(frozen=True)
class SaleFacts:
    """All that decides whether and for how much one product is sold in one market.

    `price` is tax included, in `currency`; `missing_items` is what a food's label lacks here;
    `papers` are all certificates that cover the
    product, `certificates` those that hold here today and that the market asks for.
    """

    product_id: int
    state: SaleState
    price: Decimal | None
    currency: str
    tax_rate: Decimal
    left: int
    verdict: Verdict
    missing_items: tuple[Item, ...] = ()
    stockrecord: object | None = None
    papers: tuple[Paper, ...] = field(default_factory=tuple)
    certificates: tuple[Paper, ...] = field(default_factory=tuple)


def sale_facts(products: Iterable, *, market, now: datetime) -> dict[int, SaleFacts]:
    """Give the sale facts of products, by id.

    `products` should come through `with_facts`. Costs one query however many there are,
    and one more where the market does not know yet what it asks for.
    """
    products = list(products)
    records = read_sale_records(products, market=market)
    return {product.pk: facts_of(product, records, market=market, now=now) for product in products}


def facts_of(product, records, *, market, now: datetime) -> SaleFacts:
    root, today = product.root, market.today(now)
    papers = records.papers_of(product)
    kinds = market.required_kinds.get(product.get_product_class().pk, {})
    verdict = judge(
        required=kinds,
        certificates=[paper.facts for paper in papers],
        market=market.code,
        today=today,
    )
    record = records.stock.get(product.pk)
    price = records.prices.get(product.pk)
    left = record.left if record else 0
    missing = missing_food_items(product, market=market)
    return SaleFacts(
        product_id=product.pk,
        state=sale_state(
            verdict=verdict,
            price=price,
            left=left,
            missing_food_items=missing,
            is_shown=product.is_public and root.is_public,
        ),
        price=price,
        currency=market.currency,
        tax_rate=tax_rate(
            market_charges_vat=market.charges_vat,
            seller_is_vat_registered=bool(root.producer_id and root.producer.is_vat_registered),
        ),
        left=left,
        verdict=verdict,
        missing_items=missing,
        stockrecord=record,
        papers=papers,
        certificates=tuple(
            paper
            for paper in papers
            if paper.facts.kind in kinds and paper.holds_in(market.code, today)
        ),
    )


def missing_food_items(product, *, market) -> tuple[Item, ...]:
    """Name what a food's label lacks in a market; a food without a record lacks almost all.

    The net content stands on what is sold: on each size, not on their parent.
    """
    if not product.get_product_class().is_food:
        return ()
    record = product.food_or_none
    label = record.label if record is not None else {}
    return missing_items(
        {**label, Item.NET_CONTENT: product.content or product.is_parent},
        allergen_list=market.allergen_list,
        is_abroad=market.is_abroad,
    )


@Prepared
def with_facts(ids: Sequence[int]) -> QuerySet:
    """Give few products with what `sale_facts` looks at."""
    Product = apps.get_model("catalogue", "Product")
    products = Product.objects.filter(pk__in=ids).select_related(*RELATED_FACTS)
    return without_other_words(products, "parent", *RELATED_FACTS)


def public_products():
    """Give the products that have a page, parents and stand-alone ones, in the shop's order."""
    Product = apps.get_model("catalogue", "Product")
    shown = Product.objects.filter(is_public=True).exclude(structure=Product.CHILD)
    return shown.order_by(*SHELF_ORDER)
