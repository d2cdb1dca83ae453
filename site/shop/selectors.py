"""What pages, baskets and services read about products. Nothing here writes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.apps import apps
from django.db.models import Q

from shop.rules.certification import Verdict, judge
from shop.rules.pricing import tax_rate
from shop.rules.sale import SaleState, sale_state

#: What hangs on a product and is looked at wherever it is priced or shown.
RELATED_FACTS = (
    "product_class",
    "producer__story__portrait",
    "food__origin_country",
    "picture",
    "parent__product_class",
    "parent__producer__story",
    "parent__food",
    "parent__picture",
)


@dataclass(frozen=True)
class SaleFacts:
    """All that decides whether and for how much one product is sold in one market.

    `price` is tax included, in `currency`; `certificates` are those that hold
    here today and that the market asks for.
    """

    product_id: int
    state: SaleState
    price: Decimal | None
    currency: str
    tax_rate: Decimal
    left: int
    verdict: Verdict
    stockrecord: object | None = None
    certificates: tuple = field(default_factory=tuple)


def sale_facts(products: Iterable, *, market, now: datetime) -> dict[int, SaleFacts]:
    """Give the sale facts of products that can be sold as they are (no parents), by id.

    `products` should come with `parent`, `product_class`, `producer` and `food`
    selected (see `with_facts`). Costs five queries however many there are.
    """
    products = list(products)
    ids = [product.pk for product in products]
    today = market.today(now)
    prices = dict(
        apps.get_model("markets", "MarketPrice")
        .objects.filter(market=market, product__in=ids)
        .values_list("product_id", "amount")
    )
    stock = {}
    for record in (
        apps.get_model("partner", "StockRecord").objects.filter(product__in=ids).order_by("-pk")
    ):
        stock[record.product_id] = record
    certificates = certificates_of(root_ids(products) | set(ids))
    required = required_kinds(market)

    facts = {}
    for product in products:
        root = product.root
        covering = {
            certificate.pk: certificate
            for certificate in certificates[product.pk] + certificates[root.pk]
        }.values()
        kinds = required[product.get_product_class().pk]
        verdict = judge(
            required=kinds,
            certificates=[certificate.facts() for certificate in covering],
            market=market.code,
            today=today,
        )
        record = stock.get(product.pk)
        price = prices.get(product.pk)
        left = record.left if record else 0
        state = sale_state(
            verdict=verdict, price=price, left=left, missing_food_items=missing_food_items(product)
        )
        facts[product.pk] = SaleFacts(
            product_id=product.pk,
            state=state,
            price=price,
            currency=market.currency,
            tax_rate=tax_rate(
                market_charges_vat=market.charges_vat,
                seller_is_vat_registered=bool(root.producer_id and root.producer.is_vat_registered),
            ),
            left=left,
            verdict=verdict,
            stockrecord=record,
            certificates=tuple(
                certificate
                for certificate in covering
                if certificate.kind.code in kinds
                and market.code in (facts_ := certificate.facts()).markets
                and facts_.holds_on(today)
            ),
        )
    return facts


def root_ids(products: Iterable) -> set[int]:
    return {product.parent_id or product.pk for product in products}


def missing_food_items(product) -> tuple[str, ...]:
    """Name what a food's record lacks; a food without a record lacks it all."""
    if not product.get_product_class().is_food:
        return ()
    record = product.food_or_none
    return record.missing if record is not None else ("food_record",)


def certificates_of(product_ids: Iterable[int]) -> dict[int, list]:
    """Give the certificates by product id, with kind and markets loaded. Two queries."""
    Certificate = apps.get_model("certification", "Certificate")
    links = Certificate.products.through.objects.filter(product__in=list(product_ids))
    pairs = list(links.values_list("certificate_id", "product_id"))
    loaded = {
        certificate.pk: certificate
        for certificate in Certificate.objects.filter(pk__in={pair[0] for pair in pairs})
        .select_related("kind")
        .prefetch_related("markets")
    }
    by_product = defaultdict(list)
    for certificate_id, product_id in pairs:
        by_product[product_id].append(loaded[certificate_id])
    return by_product


def required_kinds(market) -> dict[int, set[str]]:
    """Give the kinds of certificate that a market asks for, by product class id."""
    required = defaultdict(set)
    for class_id, kind in (
        apps.get_model("certification", "Requirement")
        .objects.filter(market=market)
        .values_list("product_class_id", "kind__code")
    ):
        required[class_id].add(kind)
    return required


def with_facts(products):
    """Select with a product queryset what `sale_facts` and the cards look at."""
    return products.select_related(*RELATED_FACTS)


def public_products():
    """Give the products that have a page: parents and stand-alone ones."""
    Product = apps.get_model("catalogue", "Product")
    return Product.objects.filter(is_public=True).filter(~Q(structure=Product.CHILD))
