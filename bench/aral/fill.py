"""`python -m bench.aral.fill SIZE`: put that many products on sale, with papers and ledger.

Prints the addresses of what was made.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402

from bench import goods  # noqa: E402
from producers.models import Producer  # noqa: E402
from shop.catalogue.models import (  # noqa: E402
    Category,
    FoodRecord,
    Product,
    ProductCategory,
    ProductClass,
)
from shop.certification.models import Certificate, CertificateKind, Requirement  # noqa: E402
from shop.ledger.models import StockEntry  # noqa: E402
from shop.markets.models import Market, MarketPrice  # noqa: E402
from shop.partner.models import Partner, StockRecord  # noqa: E402

BATCH = 2000
#: Per 100 g: all that any market asks for.
NUTRITION = {
    "energy_kj": 1384,
    "energy_kcal": 326,
    "fat": 0,
    "saturates": 0,
    "carbohydrate": 81,
    "sugars": 80,
    "protein": 0.4,
    "salt": 0.01,
}
#: What a US dollar is in each market, roughly.
RATES = {"uz": 12_000, "jp": 150, "intl": 1}

Pair = tuple[Product, goods.Thing]


@transaction.atomic
def fill(size: int) -> None:
    things = list(goods.things(size))
    makers = make_makers(things[-1].maker + 1)
    products = make_products(things, makers)
    pairs = list(zip(products, things, strict=True))
    make_categories(pairs)
    make_food_records(pairs)
    make_prices(pairs)
    make_stock(pairs, makers)
    make_certificates(pairs)


def insert(model, rows: list) -> list:
    return model.objects.bulk_create(rows, batch_size=BATCH)


def make_makers(count: int) -> list[Producer]:
    """Give the makers by number; those with a story are there already."""
    told = {maker.slug: maker for maker in Producer.objects.all()}
    slugs = [f"maker-{number}" for number in range(count)]
    insert(
        Producer,
        [
            Producer(name=f"Maker {slug[6:]}", slug=slug, craft="Food", district="nukus", stage=5)
            for slug in slugs
            if slug not in told
        ],
    )
    known = {maker.slug: maker for maker in Producer.objects.all()}
    return [known[slug] for slug in slugs]


def make_products(things: list[goods.Thing], makers: list[Producer]) -> list[Product]:
    classes = {kind.slug: kind for kind in ProductClass.objects.all()}
    picture = get_image_model().objects.get(title="portrait")
    return insert(
        Product,
        [
            Product(
                title=thing.title,
                slug=thing.slug,
                upc=thing.slug,
                summary=thing.summary,
                description=thing.description,
                product_class=classes[thing.product_class],
                producer=makers[thing.maker],
                picture=picture,
                net_weight_g=250,
                package_weight_g=400,
            )
            for thing in things
        ],
    )


def make_categories(pairs: list[Pair]) -> None:
    categories = {name: Category.add_root(name=name) for name in goods.categories()}
    insert(
        ProductCategory,
        [ProductCategory(product=p, category=categories[t.category]) for p, t in pairs],
    )


def make_food_records(pairs: list[Pair]) -> None:
    origin = get_model("address", "Country").objects.get(pk="UZ")
    insert(
        FoodRecord,
        [
            FoodRecord(
                product=product,
                ingredients=thing.ingredients.split(", "),
                allergens=["sesame"] if "sesame" in thing.ingredients else [],
                has_no_allergens="sesame" not in thing.ingredients,
                contains_honey="honey" in thing.ingredients,
                storage="Dry and cool.",
                shelf_life_days=700,
                origin_country=origin,
                hs_code="040900",
                nutrition=dict(NUTRITION),
            )
            for product, thing in pairs
        ],
    )


def make_prices(pairs: list[Pair]) -> None:
    for market in Market.objects.all():
        rate = RATES[market.code]
        decimals = 2 if rate == 1 else 0
        insert(
            MarketPrice,
            [
                MarketPrice(product=p, market=market, amount=round(t.price * rate, decimals))
                for p, t in pairs
            ],
        )


def make_stock(pairs: list[Pair], makers: list[Producer]) -> None:
    """Lay the pieces on the shelf, with the first entries of their ledger."""
    partners = insert(Partner, [Partner(code=maker.slug, name=maker.name) for maker in makers])
    records = insert(
        StockRecord,
        [
            StockRecord(
                product=product,
                partner=partners[thing.maker],
                partner_sku=thing.slug,
                num_in_stock=goods.STOCK,
            )
            for product, thing in pairs
        ],
    )
    now = timezone.now()
    insert(
        StockEntry,
        [
            StockEntry(record=r, kind="opened", on_hand=goods.STOCK, cause="first count", at=now)
            for r in records
        ],
    )


def make_certificates(pairs: list[Pair]) -> None:
    """Give each product every kind of paper that some market asks for, verified."""
    now = timezone.now()
    today = timezone.localdate(now)
    markets = list(Market.objects.all())
    kinds = {
        product_class.slug: list(
            CertificateKind.objects.filter(
                pk__in=Requirement.objects.filter(product_class=product_class).values("kind")
            )
        )
        for product_class in ProductClass.objects.all()
    }
    wanted = [(p, kind) for p, t in pairs for kind in kinds[t.product_class]]
    certificates = insert(
        Certificate,
        [
            Certificate(
                kind=kind,
                body="Body",
                number=f"BENCH-{product.pk}",
                issued=today - timedelta(days=200),
                expires=today + timedelta(days=895),
                verified_at=now,
            )
            for product, kind in wanted
        ],
    )
    of_product = Certificate.products.through
    insert(
        of_product,
        [
            of_product(certificate=certificate, product=product)
            for certificate, (product, _) in zip(certificates, wanted, strict=True)
        ],
    )
    in_market = Certificate.markets.through
    insert(
        in_market,
        [
            in_market(certificate=certificate, market=market)
            for certificate in certificates
            for market in markets
        ],
    )


def addresses() -> dict:
    """Give the pages' paths, and those of the first products with their ids."""
    first = list(Product.objects.order_by("pk")[: goods.ADDRESSES])
    return {
        "pages": {
            "home": "/en/",
            "story": "/en/producers/maker-0/",
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
    # Whatever the site keeps for searching, rows that were made in bulk are not in it yet.
    call_command("update_index", verbosity=0)
    call_command("rebuild_search", quiet=True)
    with translation.override("en"):
        print(json.dumps(addresses()))
