"""Races of people who change products, among themselves and with those who buy them."""

from django.utils import timezone
from race_runner import RUNNERS, stock, together

from factories.catalogue import make_product
from factories.orders import make_basket, place
from shop.catalogue.edition import edition_of
from shop.catalogue.models import Product
from shop.ledger.models import StockEntry
from shop.markets.models import Market
from shop.services.product_archive import archive_product, delete_product
from shop.services.product_save import Around, Counted, Priced, Sold, save_product


def saving(product: Product, number: int):
    """Give the act of somebody who opened a product now: a title, a count and a price of theirs."""
    seen = edition_of(product.pk)
    opened = Product.objects.get(pk=product.pk)
    opened.title = opened.title_en = f"Honey {number}"
    market = Market.objects.get(code="intl")
    price = opened.market_prices.get(market=market).amount
    counted = Counted(
        opened.stockrecords.get().num_in_stock + 10, opened.stockrecords.get().num_in_stock
    )

    def act():
        save_product(
            product=opened,
            columns=["title"],
            seen=seen,
            own=Sold(opened, {}, counted, (Priced(market.pk, price + 1, price),)),
            sizes=[],
            removed=[],
            around=Around(),
            by=None,
            now=timezone.now(),
        )

    return act


def one_product() -> dict:
    """Eight people save the product that all of them opened."""
    honey = make_product(stock=5)
    outcomes = together([saving(honey, number) for number in range(RUNNERS)])
    return {
        "outcomes": outcomes,
        "in_stock": stock(honey).num_in_stock,
        "counts": StockEntry.objects.filter(record__product=honey, kind="counted").count(),
    }


def products_saved_and_bought() -> dict:
    """Buyers of two things in opposite orders, while others change both."""
    left, right = make_product(stock=30), make_product(stock=30)
    pairs = [((left, 1), (right, 1)) if i % 2 else ((right, 1), (left, 1)) for i in range(RUNNERS)]
    baskets = [make_basket(*pair) for pair in pairs]
    outcomes = together(
        [lambda b=basket: place(b, total="31.50") for basket in baskets]
        + [saving((left, right)[number % 2], number) for number in range(RUNNERS)]
    )
    return {
        "outcomes": outcomes,
        "in_stock": [stock(left).num_in_stock, stock(right).num_in_stock],
        "allocated": [stock(left).num_allocated, stock(right).num_allocated],
        "orders": left.line_set.count(),
    }


def archived_and_deleted() -> dict:
    """Some archive and some delete what nothing refers to, at the same moment."""
    fresh = make_product(stock=0, certified_for=())
    now = timezone.now()
    outcomes = together(
        [lambda: archive_product(product_id=fresh.pk, by=None, now=now) for _ in range(4)]
        + [lambda: delete_product(product_id=fresh.pk, by=None) for _ in range(4)]
    )
    return {"outcomes": outcomes, "left": Product.objects.filter(pk=fresh.pk).count()}


RACES = (one_product, products_saved_and_bought, archived_and_deleted)
