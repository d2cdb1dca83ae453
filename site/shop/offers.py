"""Offers: a product as cards, pages and buy cards show it in one market."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.apps import apps
from django.db.models import prefetch_related_objects

from shop.rules.pricing import price_per_hundred
from shop.rules.sale import SaleState
from shop.rules.stock import MOST_SHOWN
from shop.selectors import SaleFacts, sale_facts, with_facts

#: What a card says of a product with several sizes, the best state first.
STATE_ORDER = list(SaleState)


@dataclass(frozen=True)
class Offer:
    """`price` and `unit_price` (per 100 g or 100 ml) are tax included, in `currency`."""

    product_id: int
    title: str
    url: str
    producer_name: str
    producer_url: str
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


def offers_for(products: Iterable, *, market, now: datetime) -> list[Offer]:
    """Give the offers of products with a page of their own, in the order given.

    The products should come through `with_facts`. Costs at most nine queries.
    """
    products = list(products)
    sizes = sizes_of(products)
    sellable = [p for p in products if not p.is_parent] + [c for cs in sizes.values() for c in cs]
    facts = sale_facts(sellable, market=market, now=now)
    pictures = [p.picture for p in products if p.picture]
    prefetch_related_objects(pictures, "renditions")
    offers = []
    for product in products:
        if not product.is_parent:
            offers.append(offer_of(product, facts[product.pk]))
        elif sizes[product.pk]:
            offers.append(offer_of_sizes(product, sizes[product.pk], facts))
    return offers


def size_offers(product, *, market, now: datetime) -> list[Offer]:
    """Give the offers of a parent's sizes, the smallest first."""
    sizes = sizes_of([product])[product.pk]
    facts = sale_facts(sizes, market=market, now=now)
    return [offer_of(size, facts[size.pk]) for size in sizes]


def sizes_of(products: Iterable) -> dict[int, list]:
    """Give the public sizes of parents by parent id, the smallest first. One query or none."""
    parent_ids = [product.pk for product in products if product.is_parent]
    sizes = defaultdict(list)
    if parent_ids:
        Product = apps.get_model("catalogue", "Product")
        children = Product.objects.filter(parent__in=parent_ids, is_public=True)
        for child in with_facts(children).order_by("net_weight_g", "net_volume_ml", "pk"):
            sizes[child.parent_id].append(child)
    return sizes


def offer_of(product, facts: SaleFacts) -> Offer:
    root = product.root
    producer = root.producer
    return Offer(
        product_id=product.pk,
        title=product.get_title(),
        url=root.get_absolute_url(),
        producer_name=producer.name if producer else "",
        producer_url=producer.url if producer else "",
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
        unit_label=f"100 {product.content_unit}",
        state=facts.state.value,
        is_buyable=facts.state.is_buyable,
        left=min(facts.left, MOST_SHOWN),
        is_demo=product.is_demo,
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
