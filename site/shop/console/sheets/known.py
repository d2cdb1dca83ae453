"""The things that a sheet is about, as they are now: what an export writes and a plan looks at."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from shop.catalogue.models import Product
from shop.markets.models import Market, MarketPrice
from shop.partner.models import StockRecord
from shop.rules.price_sheet import Thing


@dataclass(frozen=True)
class Allowed:
    """What somebody may change by a sheet."""

    stock: bool
    prices: bool

    @classmethod
    def for_user(cls, user) -> "Allowed":
        return cls(
            stock=user.has_perm("partner.change_stockrecord"),
            prices=user.has_perm("markets.change_marketprice"),
        )

    def __bool__(self) -> bool:
        return self.stock or self.prices


def currencies() -> dict[str, str]:
    """Give the markets' currencies by code, in the markets' order."""
    return dict(Market.objects.order_by("position", "pk").values_list("code", "currency"))


def sold_things() -> QuerySet:
    """Give what has a price and stock of its own: sizes, and things without sizes."""
    return Product.objects.filter(archived_at=None).exclude(structure=Product.PARENT)


def read_things(numbers: Iterable[int]) -> dict[int, Thing]:
    """Give the things of these numbers. Three queries, however many they are."""
    numbers = list(numbers)
    products = {p.pk: p for p in sold_things().filter(pk__in=numbers).select_related("parent")}
    stock: dict[int, tuple[int, int]] = {}
    records = StockRecord.objects.filter(product__in=products).order_by("-pk")
    for product, there, promised in records.values_list("product", "num_in_stock", "num_allocated"):
        stock[product] = (there or 0, promised or 0)
    prices: dict[int, dict[str, Decimal]] = {pk: {} for pk in products}
    rows = MarketPrice.objects.filter(product__in=products)
    for product, market, amount in rows.values_list("product", "market__code", "amount"):
        prices[product][market] = amount
    return {
        pk: Thing(pk, product.get_title(), *stock.get(pk, (0, 0)), prices[pk])
        for pk, product in products.items()
    }


def all_things() -> Iterator[tuple[Product, Thing]]:
    """Give all things by maker and title. Four queries."""
    products = sold_things().select_related("parent__producer", "producer")
    ordered = sorted(products, key=lambda p: (maker_of(p).casefold(), p.get_title(), p.pk))
    things = read_things(product.pk for product in ordered)
    for product in ordered:
        if product.pk in things:
            yield product, things[product.pk]


def maker_of(product: Product) -> str:
    producer = product.root.producer
    return producer.name if producer else ""
