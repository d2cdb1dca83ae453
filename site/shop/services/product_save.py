"""Write a product with its sizes, pictures, stock and prices, all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import translation

from shop.catalogue.edition import edition_of
from shop.catalogue.models import Product, ProductCategory, ProductPicture, ProductRecommendation
from shop.rules.errors import ChangedMeanwhile

from .price_set import BY_FORM, PriceChange, set_prices
from .product_archive import archive_or_delete
from .stock_count import count_stock


@dataclass(frozen=True)
class Counted:
    """A count of pieces, and the number that stood there before (None: no record)."""

    number: int
    seen: int | None


@dataclass(frozen=True)
class Priced:
    """A price in the market's currency, and what stood there before; None: not sold there."""

    market_id: int
    amount: Decimal | None
    seen: Decimal | None


@dataclass(frozen=True)
class Sold:
    """A size, or the product itself where it has none: what can be put into a basket.

    `facts` are columns of `product`; `counted` is None and `prices` lacks what nobody touched.
    """

    product: Product
    facts: dict[str, object]
    counted: Counted | None = None
    prices: tuple[Priced, ...] = ()


@dataclass(frozen=True)
class Around:
    """What hangs on a product, each in its order; all of it by id."""

    categories: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    recommended: list[int] = field(default_factory=list)


@transaction.atomic
def save_product(
    *,
    product: Product,
    columns: Iterable[str],
    seen: str,
    own: Sold,
    sizes: list[Sold],
    removed: list[Product],
    around: Around,
    by,
    now: datetime,
) -> Product:
    """Write a new product, or the changes to the edition of it that somebody had `seen`.

    `columns` are those of the product that were changed. With `sizes` it is sold in them alone.
    The product is locked first, then stock by primary key, as orders do; neither so that an order
    which is being written down has to wait for the other half of it.

    Raises: `ChangedMeanwhile` where somebody else was quicker, `OutOfStock` where orders were
    promised more than was counted. Nothing is written then.
    """
    is_new = product.pk is None
    if not is_new:
        locked = Product.objects.select_for_update(no_key=True).filter(pk=product.pk)
        if locked.first() is None or edition_of(product.pk) != seen:
            raise ChangedMeanwhile(product=product.pk, seen=seen)
    product.structure = Product.PARENT if sizes else Product.STANDALONE
    for name, value in own.facts.items():
        setattr(product, name, value)
    with translation.override(settings.LANGUAGE_CODE):
        if is_new:
            product.save()
        else:
            names = [*columns, *own.facts, "structure", "date_updated"]
            product.save(update_fields=with_languages(names))
        for size in removed:
            archive_or_delete(product=size, by=by, now=now)
        for place, size in enumerate(sizes):
            save_size(size, parent=product, priority=len(sizes) - place)
    write_counts([own, *sizes], by=by, now=now)
    changes = [
        PriceChange(thing.product.pk, price.market_id, seen=price.seen, amount=price.amount)
        for thing in (own, *sizes)
        for price in thing.prices
    ]
    set_prices(changes=changes, by=by, now=now, cause=BY_FORM)
    hang(product, around)
    return product


def write_counts(things: Iterable[Sold], *, by, now: datetime) -> None:
    """Enter the counts, records by primary key; what has no record yet comes last."""
    counted = [thing for thing in things if thing.counted is not None]
    first = Product.objects.filter(pk__in=[thing.product.pk for thing in counted])
    places = dict(first.exclude(stockrecords=None).values_list("pk", "stockrecords__pk"))
    last = max(places.values(), default=0) + 1
    for thing in sorted(counted, key=lambda each: places.get(each.product.pk, last)):
        count = thing.counted
        count_stock(product=thing.product, counted=count.number, seen=count.seen, by=by, now=now)


def save_size(size: Sold, *, parent: Product, priority: int) -> None:
    product = size.product
    is_new = product.pk is None
    product.parent, product.structure, product.priority = parent, Product.CHILD, priority
    for name, value in size.facts.items():
        setattr(product, name, value)
    if is_new:
        product.is_demo = parent.is_demo
        product.save()
    else:
        product.save(update_fields=with_languages([*size.facts, "priority", "date_updated"]))


def hang(product: Product, around: Around) -> None:
    """Bring categories, pictures and recommendations to what they shall be."""
    links = ProductCategory.objects.filter(product=product)
    links.exclude(category__in=around.categories).delete()
    for pk in set(around.categories) - set(links.values_list("category", flat=True)):
        ProductCategory.objects.create(product=product, category_id=pk)
    pictures = ProductPicture.objects.filter(product=product)
    if list(pictures.values_list("image", flat=True)) != around.pictures:
        pictures.delete()
        ProductPicture.objects.bulk_create(
            ProductPicture(product=product, image_id=pk, sort_order=place)
            for place, pk in enumerate(around.pictures)
        )
    kept = ProductRecommendation.objects.filter(primary=product).order_by("-ranking", "pk")
    if list(kept.values_list("recommendation", flat=True)) != around.recommended:
        kept.delete()
        ProductRecommendation.objects.bulk_create(
            ProductRecommendation(
                primary=product, recommendation_id=pk, ranking=len(around.recommended) - place
            )
            for place, pk in enumerate(around.recommended)
        )


def with_languages(names: Iterable[str]) -> list[str]:
    """Add the column of the shop's first language to each text that has one."""
    known = {column.attname for column in Product._meta.concrete_fields}
    texts = [f"{name}_{settings.LANGUAGE_CODE}" for name in names]
    return [*names, *(name for name in texts if name in known)]
