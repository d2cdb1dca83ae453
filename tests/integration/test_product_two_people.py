"""Two people at one product: the later is told, and nothing of either is lost."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, place
from home.images import CustomImage
from integration.product_form import errors, opened, send
from shop.catalogue.edition import edition_of
from shop.catalogue.models import Category, Product, ProductCategory
from shop.ledger.models import StockEntry
from shop.markets.models import Market, MarketPrice
from shop.partner.models import Partner, StockRecord
from shop.rules.errors import ChangedMeanwhile, OutOfStock
from shop.services.price_set import set_price
from shop.services.product_save import Around, Counted, Priced, Sold, save_product
from shop.services.stock_count import count_stock

MANAGER = "Association managers"


@pytest.fixture
def manager(log_in):
    return log_in(MANAGER)


@pytest.fixture
def honey(db) -> Product:
    return make_product("Licorice honey", stock=10)


@pytest.fixture
def yen(db) -> Market:
    return Market.objects.get(code="jp")


def test_later_of_two_is_told_and_what_they_typed_stands_there(manager, honey):
    mine, theirs = opened(manager, honey), opened(manager, honey)
    send(manager, theirs, honey, summary="Theirs")

    page = send(manager, mine, honey, summary="Mine", **{"own-stock": "3"})

    honey.refresh_from_db()
    assert "Somebody else has changed this product" in " ".join(errors(page)["__all__"])
    assert 'value="Mine"' in page.content.decode()
    assert page.context["form"].own["stock"].value() == "3"
    assert honey.summary == "Theirs"
    assert StockRecord.objects.get().num_in_stock == 10


@pytest.mark.parametrize(
    "change",
    [
        lambda honey: Product.objects.filter(pk=honey.pk).update(title_en="Other"),
        lambda honey: make_product("Jar", parent=honey),
        lambda honey: honey.pictures.model.objects.create(product=honey, image=picture()),
        lambda honey: ProductCategory.objects.create(
            product=honey, category=Category.add_root(name="A")
        ),
    ],
    ids=["title", "size", "picture", "category"],
)
def test_whatever_somebody_changes_makes_another_edition(honey, change):
    before = edition_of(honey.pk)
    assert edition_of(honey.pk) == before

    change(honey)

    assert edition_of(honey.pk) != before


def picture():
    return CustomImage.objects.create(title="Jar", file=get_test_image_file())


def test_sale_between_opening_and_saving_is_no_change_of_the_product(manager, honey):
    make_zone()
    data = opened(manager, honey)
    place(make_basket((honey, 2)), total="31.50")

    page = send(manager, data, honey, summary="Mine")

    assert page.status_code == 302, errors(page)
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (10, 2)


def test_count_taken_before_stock_moved_is_refused_and_then_taken(manager, honey):
    data = opened(manager, honey)
    count_stock(product=honey, counted=6, seen=10, by=None, now=timezone.now())

    page = send(manager, data, honey, **{"own-stock": "9"})
    assert "has become 6" in errors(page)["own-stock"][0]
    assert StockRecord.objects.get().num_in_stock == 6

    seen = page.context["form"].own["stock_seen"].value()
    again = {**data, "own-stock": "9", "own-stock_seen": seen}
    page = send(manager, again, honey)
    assert page.status_code == 302, errors(page)
    assert StockRecord.objects.get().num_in_stock == 9


def test_price_that_somebody_changed_meanwhile_is_not_overwritten(manager, honey, yen):
    data = opened(manager, honey)
    name = f"own-price_{yen.pk}"
    MarketPrice.objects.filter(market=yen).update(amount=1500)

    untouched = send(manager, data, honey, summary="No word of prices")
    assert untouched.status_code == 302, errors(untouched)
    assert MarketPrice.objects.get(market=yen).amount == 1500

    data = opened(manager, honey) | {f"own-seen_{yen.pk}": "1280.00"}
    page = send(manager, data, honey, **{name: "1 400"})
    assert "changed it to 1 500" in errors(page)[name][0]
    assert MarketPrice.objects.get(market=yen).amount == 1500


def test_fewer_than_are_promised_cannot_be_counted(manager, honey):
    make_zone()
    place(make_basket((honey, 2)), total="31.50")

    page = send(manager, opened(manager, honey), honey, **{"own-stock": "1"})

    assert "2 pieces are promised" in errors(page)["own-stock"][0]
    with pytest.raises(OutOfStock):
        count_stock(product=honey, counted=1, seen=10, by=None, now=timezone.now())


def test_form_is_answered_where_somebody_was_quicker_between_check_and_save(
    manager, honey, monkeypatch
):
    def too_late(**kwargs):
        raise ChangedMeanwhile(product=honey.pk)

    monkeypatch.setattr("shop.console.products.form.save_product", too_late)

    page = send(manager, opened(manager, honey), honey, summary="Mine")

    assert page.status_code == 200
    assert "Somebody else has changed this product" in page.content.decode()
    assert 'value="Mine"' in page.content.decode()


def test_save_of_an_old_edition_writes_nothing(honey):
    honey.title = "Mine"

    with pytest.raises(ChangedMeanwhile):
        save_product(
            product=honey,
            columns=["title"],
            seen="old",
            own=Sold(honey, {}),
            sizes=[],
            removed=[],
            around=Around(),
            by=None,
            now=timezone.now(),
        )

    assert Product.objects.get().title == "Licorice honey"


def test_save_that_fails_in_the_middle_leaves_nothing_behind(honey, yen):
    entries = StockEntry.objects.count()
    seen = edition_of(honey.pk)
    wrong = Priced(yen.pk, Decimal(5), Decimal(99))
    honey.title = "Mine"
    with pytest.raises(ChangedMeanwhile):
        save_product(
            product=honey,
            columns=["title"],
            seen=seen,
            own=Sold(honey, {}, Counted(3, 10), (wrong,)),
            sizes=[],
            removed=[],
            around=Around(),
            by=None,
            now=timezone.now(),
        )

    assert Product.objects.get().title == "Licorice honey"
    assert StockEntry.objects.count() == entries
    assert StockRecord.objects.get().num_in_stock == 10


def test_price_is_set_changed_and_taken_away_by_what_was_seen(honey, yen):
    def change(amount, seen):
        set_price(
            product_id=honey.pk,
            market_id=yen.pk,
            amount=amount,
            seen=seen,
            by=None,
            now=timezone.now(),
        )

    change(None, Decimal(1280))
    change(None, None)
    change(Decimal(1400), None)
    with pytest.raises(ChangedMeanwhile):
        change(Decimal(1), Decimal(1280))

    assert MarketPrice.objects.get(market=yen).amount == 1400


def test_everything_lies_on_one_shelf(manager):
    products = [make_product(f"Thing {number}", stock=0) for number in range(2)]
    StockRecord.objects.all().delete()

    for product in products:
        count_stock(product=product, counted=0, seen=None, by=None, now=timezone.now())
        count_stock(product=product, counted=4, seen=0, by=None, now=timezone.now())

    records = StockRecord.objects.all()
    assert {record.partner.code for record in records} == {"ovop-aral"}
    assert len({record.partner_sku for record in records}) == 2
    assert Partner.objects.filter(code="ovop-aral").count() == 1


def test_number_of_queries_of_the_form_does_not_grow_with_the_sizes(manager, honey):
    Product.objects.filter(pk=honey.pk).update(structure=Product.PARENT)

    def cost() -> int:
        manager.get(f"/admin/products/edit/{honey.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(f"/admin/products/edit/{honey.pk}/").status_code == 200
        return len(queries)

    make_product("Jar 1", parent=honey)
    few = cost()
    for number in range(2, 8):
        make_product(f"Jar {number}", parent=honey)

    assert cost() == few
