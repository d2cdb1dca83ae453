"""`python -m bench.plain_oscar.fill SIZE`: put that many products on sale, and index them.

Prints the addresses of what was made.
"""

import json
import shutil
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from oscar.apps.search.search_indexes import ProductIndex  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

from bench import goods, story  # noqa: E402

BATCH = 2000
PICTURE = "images/products/shared.jpg"

Category = get_model("catalogue", "Category")
Product = get_model("catalogue", "Product")
ProductCategory = get_model("catalogue", "ProductCategory")
ProductClass = get_model("catalogue", "ProductClass")
ProductImage = get_model("catalogue", "ProductImage")
Partner = get_model("partner", "Partner")
StockRecord = get_model("partner", "StockRecord")


@transaction.atomic
def fill(size: int) -> None:
    """Make products with category, stock, price and the shared picture."""
    call_command("oscar_populate_countries", "--initial-only", stdout=sys.stderr)
    if not default_storage.exists(PICTURE):
        default_storage.save(PICTURE, story.draw("portrait"))
    product_class = ProductClass.objects.create(name="Food", slug="food")
    category_of = {name: Category.add_root(name=name) for name in goods.categories()}
    things = list(goods.things(size))
    partners = Partner.objects.bulk_create(
        Partner(name=f"Maker {n}", code=f"maker-{n}") for n in range(things[-1].maker + 1)
    )
    products = Product.objects.bulk_create(
        [
            Product(
                product_class=product_class,
                title=thing.title,
                slug=thing.slug,
                upc=thing.slug,
                description=thing.description,
            )
            for thing in things
        ],
        batch_size=BATCH,
    )
    pairs = list(zip(products, things, strict=True))
    ProductCategory.objects.bulk_create(
        [ProductCategory(product=p, category=category_of[t.category]) for p, t in pairs],
        batch_size=BATCH,
    )
    ProductImage.objects.bulk_create(
        [ProductImage(product=p, original=PICTURE) for p, _ in pairs], batch_size=BATCH
    )
    StockRecord.objects.bulk_create(
        [
            StockRecord(
                product=p,
                partner=partners[t.maker],
                partner_sku=t.slug,
                price=t.price,
                num_in_stock=goods.STOCK,
            )
            for p, t in pairs
        ],
        batch_size=BATCH,
    )


def index(size: int) -> None:
    """Write the search index, in one piece. What goes into it is read ahead, to save time."""
    shutil.rmtree(settings.HAYSTACK_CONNECTIONS["default"]["PATH"], ignore_errors=True)
    products = ProductIndex.index_queryset

    def read_ahead(self, using=None):
        related = products(self, using).select_related("product_class")
        return related.prefetch_related("stockrecords")

    ProductIndex.index_queryset = read_ahead
    call_command("update_index", batchsize=size, verbosity=0)


def addresses() -> dict:
    """Give the pages' paths, and those of the first products with their ids."""
    first = list(Product.objects.order_by("pk")[: goods.ADDRESSES])
    return {
        "pages": {
            "listing": reverse("catalogue:index"),
            "category": Category.objects.order_by("path").first().get_absolute_url(),
            "product": first[0].get_absolute_url(),
            "search": f"{reverse('search:search')}?q={goods.QUERY}",
            "basket": reverse("basket:summary"),
        },
        "products": [product.get_absolute_url() for product in first],
        "ids": [product.pk for product in first],
    }


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    index(int(sys.argv[1]))
    print(json.dumps(addresses()))
