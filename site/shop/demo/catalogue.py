"""Products, prices, stock and the papers that let them be sold, or do not."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_model

from producers.models import Producer
from shop.catalogue.models import (
    Category,
    FoodRecord,
    Product,
    ProductCategory,
    ProductClass,
    ProductPicture,
)
from shop.certification.models import Certificate, CertificateKind, Requirement
from shop.markets.models import Market, MarketPrice
from shop.partner.models import Partner, StockRecord

from .pictures import picture

#: Which markets a product's certificates count for, by the scenario it plays.
SCENARIO_MARKETS = {
    "certified_all": ["uz", "jp", "intl"],
    "certified_uz_only": ["uz"],
    "expired": ["uz", "jp", "intl"],
    "not_certified": [],
}


def load(goods: dict, *, today: date) -> Iterator[str]:
    categories = load_categories(goods["category"])
    for position, facts in enumerate(goods["product"]):
        with transaction.atomic():
            if not Product.objects.filter(upc=facts["slug"]).exists():
                load_product(facts, categories, today=today, priority=1000 - position)
        yield facts["title"]


def load_categories(categories: list[dict]) -> dict[str, Category]:
    found = {}
    for facts in categories:
        category = Category.objects.filter(slug=facts["slug"]).first()
        found[facts["slug"]] = category or Category.add_root(
            name=facts["name"], slug=facts["slug"], description=facts["description"]
        )
    return found


def load_product(facts: dict, categories: dict, *, today: date, priority: int) -> Product:
    sizes = facts.get("size", [])
    producer = Producer.objects.get(slug=facts["producer"])
    product = Product.objects.create(
        structure=Product.PARENT if sizes else Product.STANDALONE,
        upc=facts["slug"],
        slug=facts["slug"],
        title=facts["title"],
        summary=facts["summary"],
        description=facts["description"],
        product_class=ProductClass.objects.get(slug=facts["kind"]),
        producer=producer,
        picture=picture(facts["picture"]),
        priority=priority,
        is_demo=True,
        **({} if sizes else weights(facts)),
    )
    ProductCategory.objects.create(product=product, category=categories[facts["category"]])
    for order, name in enumerate(name for name in facts["gallery"] if name != facts["picture"]):
        ProductPicture.objects.create(product=product, image=picture(name), sort_order=order)
    if "ingredients" in facts:
        load_food_record(product, facts)
    for size in sizes:
        child = Product.objects.create(
            structure=Product.CHILD,
            parent=product,
            upc=f"{facts['slug']}-{size['slug']}",
            slug=f"{facts['slug']}-{size['slug']}",
            title=f"{facts['title']}, {size['title']}",
            picture=picture(size["picture"]),
            is_demo=True,
            **weights(size),
        )
        load_offer(child, size, producer)
    if not sizes:
        load_offer(product, facts, producer)
    load_certificates(product, facts["scenario"], today)
    return product


def weights(facts: dict) -> dict:
    return {
        "net_weight_g": facts.get("net_weight_g"),
        "net_volume_ml": facts.get("net_volume_ml"),
        "package_weight_g": facts["package_weight_g"],
    }


def load_food_record(product: Product, facts: dict) -> None:
    FoodRecord.objects.create(
        product=product,
        ingredients=facts["ingredients"],
        allergens=facts["allergens"],
        has_no_allergens=facts.get("has_no_allergens", False),
        contains_honey=facts.get("contains_honey", False),
        may_contain=facts["may_contain"],
        storage=facts["storage"],
        shelf_life_days=facts["shelf_life_days"],
        origin_country=get_model("address", "Country").objects.get(pk="UZ"),
        hs_code=facts["hs_code"],
        nutrition=facts.get("nutrition", {}),
    )


def load_offer(product: Product, facts: dict, producer: Producer) -> None:
    """Give a sellable product its price in each market and its stock."""
    partner, _ = Partner.objects.get_or_create(code=producer.slug, defaults={"name": producer.name})
    StockRecord.objects.create(
        product=product, partner=partner, partner_sku=product.upc, num_in_stock=facts["stock"]
    )
    for market in Market.objects.all():
        if market.code in facts["prices"]:
            amount = Decimal(str(facts["prices"][market.code]))
            MarketPrice.objects.create(product=product, market=market, amount=amount)


def load_certificates(product: Product, scenario: str, today: date) -> None:
    """Give the product each kind of paper that a market asks for, good or lapsed."""
    markets = Market.objects.filter(code__in=SCENARIO_MARKETS[scenario])
    kinds = CertificateKind.objects.filter(
        pk__in=Requirement.objects.filter(
            product_class=product.product_class, market__in=markets
        ).values("kind")
    )
    if scenario == "expired":
        issued, expires = today - timedelta(days=1110), today - timedelta(days=15)
    else:
        issued, expires = today - timedelta(days=200), today + timedelta(days=895)
    for kind in kinds:
        certificate = Certificate.objects.create(
            kind=kind,
            body="Demonstration body",
            number=f"DEMO-{kind.code[:3].upper()}-{product.pk:04d}",
            issued=issued,
            expires=expires,
            verified_at=timezone.now(),
            is_demo=True,
        )
        certificate.markets.set(markets)
        certificate.products.set([product])
