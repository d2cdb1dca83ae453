"""What is kept of a product's sizes, as its form shows it. The queries do not grow with them."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from shop.catalogue.models import Product
from shop.markets.models import MarketPrice
from shop.offers import SIZE_ORDER
from shop.partner.models import StockRecord


@dataclass(frozen=True)
class Kept:
    """A size, or the product itself: `stock` is None where it has no record.

    `prices` are by market id, in the market's currency, tax included.
    """

    product: Product
    stock: int | None = None
    promised: int = 0
    prices: dict[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptFamily:
    """A product, the sizes it is sold in, in their order, and those that were put away."""

    own: Kept
    sizes: list[Kept]
    archived: list[Product]


def read_family(product: Product) -> KeptFamily:
    """Give what the form opens with. Three queries; none for a new product."""
    if product.pk is None:
        return KeptFamily(Kept(product), [], [])
    children = list(Product.objects.filter(parent=product.pk).order_by(*SIZE_ORDER))
    for child in children:
        child.parent = product
    ids = [product.pk, *(child.pk for child in children)]
    prices: dict[int, dict[int, Decimal]] = {}
    rows = MarketPrice.objects.filter(product__in=ids)
    for pk, market, amount in rows.values_list("product", "market", "amount"):
        prices.setdefault(pk, {})[market] = amount
    stock = {}
    records = StockRecord.objects.filter(product__in=ids).order_by(F("pk").desc())
    for record in records:
        stock[record.product_id] = (record.num_in_stock or 0, record.num_allocated or 0)

    def kept(each: Product) -> Kept:
        in_stock, promised = stock.get(each.pk, (None, 0))
        return Kept(each, in_stock, promised, prices.get(each.pk, {}))

    return KeptFamily(
        kept(product),
        [kept(child) for child in children if child.archived_at is None],
        [child for child in children if child.archived_at is not None],
    )
