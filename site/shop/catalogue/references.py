"""What refers to a product from outside it: while anything does, it is archived, not deleted."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Model
from django.utils.text import capfirst
from wagtail.models import ReferenceIndex

from .models import Product

#: Parts of a product that go with it, and what is said of it elsewhere without being a record
#: of its own. Whatever else points at a product refers to it, and nobody has to list it here.
OWN_PARTS = {
    "catalogue.FoodRecord",
    "catalogue.Product",
    "catalogue.ProductAttributeValue",
    "catalogue.ProductCategory",
    "catalogue.ProductImage",
    "catalogue.ProductPicture",
    "catalogue.ProductRecommendation",
    "catalogue.Product_product_options",
    "analytics.ProductRecord",
    "analytics.UserProductView",
    "markets.MarketPrice",
    "partner.StockRecord",
    "search.SearchEntry",
}
MOST_NAMED = 10


@dataclass(frozen=True)
class Reference:
    """Records of one kind: how many there are, and the first of them."""

    label: str
    count: int
    records: list[Model] = field(default_factory=list)


def references_to(product: Product) -> list[Reference]:
    """Give what refers to a product, to its sizes, or to the stock of any of them."""
    ids = [product.pk, *Product.objects.filter(parent=product.pk).values_list("pk", flat=True)]
    StockRecord = apps.get_model("partner", "StockRecord")
    stock = list(StockRecord.objects.filter(product__in=ids).values_list("pk", flat=True))
    found = [*pointing_at(Product, ids), *pointing_at(StockRecord, stock)]
    stories = list(pages_showing(ids))
    if stories:
        label = str(stories[0]._meta.verbose_name_plural)
        found.append(Reference(capfirst(label), len(stories), stories[:MOST_NAMED]))
    # A line of an order points at the product and at its stock: it is one line all the same.
    return list({reference.label: reference for reference in reversed(found)}.values())[::-1]


def pointing_at(model: type[Model], ids: list[int]) -> Iterator[Reference]:
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model
        if not (relation.auto_created and not relation.concrete) or other._meta.auto_created:
            continue
        if other._meta.label in OWN_PARTS:
            continue
        rows = other._base_manager.filter(**{f"{relation.field.name}__in": ids}).distinct()
        if count := rows.count():
            label = capfirst(str(other._meta.verbose_name_plural))
            yield Reference(label, count, list(rows.order_by("-pk")[:MOST_NAMED]))


def pages_showing(ids: list[int]) -> Iterator[Model]:
    """Give the pages and other records whose blocks show one of these products."""
    seen = set()
    for pk in ids:
        for source, _rows in ReferenceIndex.get_grouped_references_to(Product(pk=pk)):
            key = (type(source), source.pk)
            if type(source)._meta.label not in OWN_PARTS and key not in seen:
                seen.add(key)
                if not isinstance(source, Product):
                    yield source
