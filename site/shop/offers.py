"""Offers: a product as cards, pages and buy cards show it in one market."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.apps import apps
from django.db.models import QuerySet

from home.formats import quantity
from home.prepared import Prepared
from home.translated import without_other_words
from shop.rules.pricing import price_per_hundred
from shop.rules.sale import SaleState
from shop.rules.stock import MOST_SHOWN
from shop.selectors import OWN_FACTS, SaleFacts, public_products, sale_facts

#: As staff have put them; where nobody has, the smallest size first.
SIZE_ORDER = ("-priority", "net_weight_g", "net_volume_ml", "pk")

#: What a card says of a product with several sizes, the best state first.
STATE_ORDER = list(SaleState)


@dataclass(frozen=True)
class Offer:
    """`price` and `unit_price` (per 100 g or 100 ml) are tax included, in `currency`."""

    product_id: int
    title: str
    url: str
    producer_name: str
    district: str
    stage: int
    stage_name: str
    picture: object | None
    quantity_label: str
    price: Decimal | None
    currency: str
    unit_price: Decimal | None
    unit_label: str
    state: str
    is_buyable: bool
    left: int
    is_demo: bool
    is_from_price: bool = False
    has_sizes: bool = False
    #: What a food's label lacks in this market, as items of `shop.rules.food`.
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """Products with a page of their own, in the shop's order, and their public sizes.

    `sizes` are by parent id, the smallest first.
    """

    products: list
    sizes: dict[int, list]

    @property
    def everything(self) -> list:
        return self.products + [size for sizes in self.sizes.values() for size in sizes]

    def offers(self, facts: dict[int, SaleFacts]) -> list[Offer]:
        """Give the offers; a parent without a size has none."""
        offers = (self.offer(product, facts) for product in self.products)
        return [offer for offer in offers if offer is not None]

    def offer(self, product, facts: dict[int, SaleFacts]) -> Offer | None:
        if not product.is_parent:
            return offer_of(product, facts[product.pk])
        sizes = self.sizes[product.pk]
        return offer_of_sizes(product, sizes, facts) if sizes else None

    def size_offers(self, product, facts: dict[int, SaleFacts]) -> list[Offer]:
        return [offer_of(size, facts[size.pk]) for size in self.sizes[product.pk]]


def shelf_rows(rows: QuerySet, *related: str) -> QuerySet:
    """Give products with all that `as_shelf` looks at, and with what else hangs on them."""
    together = (*OWN_FACTS, *related)
    rows = rows.select_related(*together).order_by(*SIZE_ORDER)
    return without_other_words(rows, *together)


def with_sizes(products: QuerySet) -> QuerySet:
    """Give the products of a queryset (which may be sliced) together with their sizes, as rows
    for `as_shelf`."""
    Product = apps.get_model("catalogue", "Product")
    rows = Product.objects.filter(is_public=True).alias(root_id=Product.ROOT)
    return shelf_rows(rows.filter(root_id__in=products.values("pk")))


@Prepared
def rows_of_products(ids: Sequence[int]) -> QuerySet:
    return with_sizes(public_products().filter(pk__in=ids))


def as_shelf(rows: Iterable) -> Shelf:
    """Give the products of `shelf_rows`, in which the sizes stand beside their parents.

    Sizes take their parent from there: joined to each of them it would make the database
    read the whole catalogue before it picks the few.
    """
    rows = list(rows)
    products = {row.pk: row for row in rows if not row.is_child}
    sizes = defaultdict(list)
    for row in rows:
        if row.is_child and row.parent_id in products:
            row.parent = products[row.parent_id]
            sizes[row.parent_id].append(row)
    return Shelf(sorted(products.values(), key=shelf_order), sizes)


def shelf_order(product) -> tuple[int, int]:
    """Sort as `SHELF_ORDER` does in the database."""
    return (-product.priority, product.pk)


def offers_for(ids: Iterable[int], *, market, now: datetime) -> list[Offer]:
    """Give the offers of products with a page, in the shop's order. Two queries."""
    shelf = as_shelf(rows_of_products(ids=list(ids)))
    return shelf.offers(sale_facts(shelf.everything, market=market, now=now))


def offer_of(product, facts: SaleFacts) -> Offer:
    root = product.root
    producer = root.producer
    return Offer(
        product_id=product.pk,
        title=product.get_title(),
        url=root.get_absolute_url(),
        producer_name=producer.name if producer else "",
        district=producer.district_name if producer else "",
        stage=producer.stage if producer else 0,
        stage_name=producer.stage_name if producer else "",
        picture=product.picture or root.picture,
        quantity_label=product.quantity_label,
        price=facts.price,
        currency=facts.currency,
        unit_price=price_per_hundred(
            price=facts.price, content=product.content, currency=facts.currency
        )
        if facts.price is not None and product.get_product_class().is_food
        else None,
        unit_label=quantity(100, product.content_unit),
        state=facts.state.value,
        is_buyable=facts.state.is_buyable,
        left=min(facts.left, MOST_SHOWN),
        is_demo=product.is_demo,
        missing_items=facts.missing_items,
    )


def offer_of_sizes(parent, sizes: list, facts: dict[int, SaleFacts]) -> Offer:
    """Give the offer of a parent: the best state of its sizes, and the cheapest price in it."""

    def rank(size):
        fact = facts[size.pk]
        return (STATE_ORDER.index(fact.state), fact.price or Decimal(0))

    buyable = [size for size in sizes if facts[size.pk].state.is_buyable]
    best = min(buyable, key=lambda s: facts[s.pk].price) if buyable else min(sizes, key=rank)
    one = offer_of(best, facts[best.pk])
    return Offer(
        **{
            **vars(one),
            "product_id": parent.pk,
            "title": parent.title,
            "picture": parent.picture,
            "quantity_label": " · ".join(size.quantity_label for size in sizes),
            "is_from_price": len(buyable) > 1,
            "has_sizes": True,
            "is_demo": parent.is_demo,
        }
    )
