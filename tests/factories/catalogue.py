"""Products that can be sold, in as many words as a test needs."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone
from oscar.core.loading import get_model

from producers.models import Producer
from shop.catalogue.models import FoodRecord, Product, ProductClass
from shop.certification.models import Certificate, CertificateKind, Requirement
from shop.markets.models import Market, MarketPrice
from shop.partner.models import Partner, StockRecord
from shop.shipping.models import ShippingBand, ShippingRestriction, ShippingZone

PRICES = {"uz": "65000", "jp": "1280", "intl": "8.50"}
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
numbers = count(1)


def make_producer(name: str = "Maker", **fields) -> Producer:
    number = next(numbers)
    defaults = {"craft": "Honey", "district": "chimbay", "stage": 5}
    return Producer.objects.create(name=name, slug=f"maker-{number}", **(defaults | fields))


def make_product(
    title: str = "Licorice honey",
    *,
    kind: str = "honey",
    stock: int = 10,
    prices: dict | None = None,
    certified_for: tuple[str, ...] = ("uz", "jp", "intl"),
    expires: date | None = None,
    producer: Producer | None = None,
    parent: Product | None = None,
    **fields,
) -> Product:
    """Give a product with price, stock, food record and the certificates it needs."""
    number = next(numbers)
    producer = producer or (parent.producer if parent else make_producer())
    shared = {"net_weight_g": 250, "package_weight_g": 400}
    product = Product.objects.create(
        title=title,
        upc=f"thing-{number}",
        slug=f"thing-{number}",
        parent=parent,
        structure=Product.CHILD if parent else Product.STANDALONE,
        product_class=None if parent else ProductClass.objects.get(slug=kind),
        producer=None if parent else producer,
        **(shared | fields),
    )
    give_stock(product, producer, stock)
    for code, amount in (PRICES if prices is None else prices).items():
        MarketPrice.objects.create(
            product=product, market=Market.objects.get(code=code), amount=Decimal(amount)
        )
    if not parent:
        give_food_record(product)
        give_certificates(product, certified_for, expires)
    return product


def give_stock(product: Product, producer: Producer, stock: int) -> StockRecord:
    partner, _ = Partner.objects.get_or_create(code=producer.slug, defaults={"name": producer.name})
    return StockRecord.objects.create(
        product=product, partner=partner, partner_sku=product.upc, num_in_stock=stock
    )


def give_food_record(product: Product) -> None:
    if product.product_class.is_food:
        FoodRecord.objects.create(
            product=product,
            ingredients=["honey"],
            has_no_allergens=True,
            contains_honey=True,
            storage="Dry.",
            shelf_life_days=700,
            origin_country=get_model("address", "Country").objects.get(pk="UZ"),
            hs_code="040900",
            nutrition=dict(NUTRITION),
        )


def give_certificates(
    product: Product, markets: tuple[str, ...], expires: date | None = None
) -> list[Certificate]:
    """Give every kind that these markets ask of the product, verified."""
    kinds = CertificateKind.objects.filter(
        pk__in=Requirement.objects.filter(
            market__code__in=markets, product_class=product.product_class
        ).values("kind")
    )
    today = timezone.localdate()
    made = []
    for kind in kinds:
        certificate = Certificate.objects.create(
            kind=kind,
            body="Body",
            number=f"DEMO-{next(numbers)}",
            issued=today - timedelta(days=400),
            expires=expires or today + timedelta(days=365),
            verified_at=timezone.now(),
        )
        certificate.markets.set(Market.objects.filter(code__in=markets))
        certificate.products.set([product])
        made.append(certificate)
    return made


def make_zone(
    market: str = "intl",
    countries: tuple[str, ...] = ("DE",),
    price="14.50",
    *,
    lets_everything_in: bool = True,
):
    """Give a zone of one weight band. Our honey may go there, unless a test asks what may not."""
    if lets_everything_in:
        for restriction in ShippingRestriction.objects.all():
            restriction.countries.remove(*countries)
    zone = ShippingZone.objects.create(
        market=Market.objects.get(code=market),
        name=f"Zone of {market}",
        carrier="EMS",
        days_min=7,
        days_max=14,
    )
    zone.countries.set(countries)
    ShippingBand.objects.create(zone=zone, up_to_grams=5000, price=Decimal(price))
    return zone
