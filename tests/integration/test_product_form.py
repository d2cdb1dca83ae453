"""The product form: everything that staff write of a product, in one place."""

from decimal import Decimal

import pytest
from django.utils import translation

from factories.catalogue import make_producer, make_product
from integration.product_form import errors, opened, send
from shop.catalogue.models import Category, Product, ProductClass
from shop.ledger.models import StockEntry
from shop.markets.models import Market, MarketPrice
from shop.partner.models import StockRecord

MANAGER = "Association managers"


@pytest.fixture
def manager(log_in):
    return log_in(MANAGER)


@pytest.fixture
def markets(db) -> dict[str, int]:
    return dict(Market.objects.values_list("code", "pk"))


@pytest.fixture
def honey(db) -> Product:
    return make_product("Licorice honey", stock=10)


def test_new_thing_comes_into_being_with_stock_prices_and_categories(manager, markets):
    category = Category.add_root(name="Sweet")
    data = opened(manager)

    page = send(
        manager,
        data,
        title="Caper honey",
        product_class=ProductClass.objects.get(slug="honey").pk,
        producer=make_producer("Gulnar").pk,
        categories=[category.pk],
        is_public="on",
        **{
            "own-content": "250",
            "own-unit": "g",
            "own-package_weight_g": "400",
            "own-upc": "A-1",
            "own-stock": "7",
            f"own-price_{markets['uz']}": "65 000",
            f"own-price_{markets['jp']}": "1,280",
        },
    )

    assert page.status_code == 302, errors(page)
    product = Product.objects.get()
    record = StockRecord.objects.get()
    assert (product.title, product.slug, product.upc) == ("Caper honey", "caper-honey", "A-1")
    assert (product.structure, product.net_weight_g, product.package_weight_g) == (
        Product.STANDALONE,
        250,
        400,
    )
    assert list(product.categories.all()) == [category]
    assert dict(product.market_prices.values_list("market__code", "amount")) == {
        "uz": Decimal(65000),
        "jp": Decimal(1280),
    }
    assert (record.num_in_stock, record.partner_sku) == (7, f"caper-honey-{product.pk}")
    entry = StockEntry.objects.get()
    assert (entry.kind, entry.on_hand, entry.by.email) == ("opened", 7, "association@ovop.example")


def test_new_thing_in_sizes_has_stock_and_prices_at_each_size_in_their_order(manager, markets):
    data = opened(manager)

    page = send(
        manager,
        data,
        title="Honey",
        product_class=ProductClass.objects.get(slug="honey").pk,
        is_public="on",
        **{
            "sizes-0-content": "250",
            "sizes-0-stock": "5",
            f"sizes-0-price_{markets['intl']}": "8.50",
            "sizes-0-ORDER": "2",
            "sizes-1-title": "The large jar",
            "sizes-1-content": "500",
            "sizes-1-stock": "3",
            "sizes-1-ORDER": "1",
        },
    )

    assert page.status_code == 302, errors(page)
    root = Product.objects.get(parent=None)
    large, small = root.children.order_by("-priority")
    assert root.is_parent
    assert not StockRecord.objects.filter(product=root).exists()
    assert (large.title, large.net_weight_g) == ("The large jar", 500)
    assert (small.net_weight_g, small.market_prices.get().amount) == (250, Decimal("8.50"))
    assert [each.stockrecords.get().num_in_stock for each in (large, small)] == [3, 5]


def test_form_that_is_sent_untouched_changes_nothing(manager, honey):
    size = make_product("Jar", parent=make_product("In sizes", stock=0), net_weight_g=500)
    for product in (honey, size.parent):
        if product == size.parent:
            Product.objects.filter(pk=product.pk).update(structure=Product.PARENT)
            MarketPrice.objects.filter(product=product).delete()
        before = list(Product.objects.order_by("pk").values("title", "slug", "upc", "net_weight_g"))
        entries = StockEntry.objects.count()

        page = send(manager, opened(manager, product), product)

        assert page.status_code == 302, errors(page)
        now = list(Product.objects.order_by("pk").values("title", "slug", "upc", "net_weight_g"))
        if product == honey:
            assert now == before
        assert StockEntry.objects.count() == entries


def test_stock_prices_and_words_are_changed_and_translations_stay(manager, honey, markets):
    Product.objects.filter(pk=honey.pk).update(title_ru="Мёд", title_en="Licorice honey")
    data = opened(manager, honey)

    page = send(
        manager,
        data,
        honey,
        title="Golden honey",
        **{
            "own-stock": "12",
            f"own-price_{markets['jp']}": "1 300",
            f"own-price_{markets['uz']}": "",
        },
    )

    assert page.status_code == 302, errors(page)
    honey = Product.objects.get()
    with translation.override("ru"):
        assert Product.objects.get().title == "Мёд"
    assert honey.title == "Golden honey"
    assert dict(honey.market_prices.values_list("market__code", "amount")) == {
        "jp": Decimal(1300),
        "intl": Decimal("8.50"),
    }
    assert StockRecord.objects.get().num_in_stock == 12
    assert StockEntry.objects.latest("pk").on_hand == 2


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"own-content": "-5"}, "own-content", "less than nothing"),
        ({"own-content": "9" * 30}, "own-content", "too large"),
        ({"own-content": ""}, "own-content", "How much is in it"),
        ({"own-unit": "kg"}, "own-unit", "not one of the available"),
        ({"own-stock": "many"}, "own-stock", "whole number"),
        ({"own-stock": "9" * 40}, "own-stock", "too large"),
        ({"own-price_jp": "12.50"}, "own-price_jp", "no decimals"),
        ({"own-price_intl": "8.505"}, "own-price_intl", "at most 2 decimals"),
        ({"own-price_intl": "9" * 12}, "own-price_intl", "more than"),
        ({"own-price_intl": "free"}, "own-price_intl", "Write an amount"),
        ({"own-price_uz": "-1"}, "own-price_uz", "Write an amount"),
        ({"own-upc": "taken"}, "own-upc", "“Other” has this number already"),
        ({"title": " "}, "title", "needs a title"),
        ({"title": "a\0b"}, "title", "Null characters"),
        ({"slug": "no spaces"}, "slug", "valid"),
        ({"product_class": "999999"}, "product_class", "valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    manager, honey, markets, changes, field, words
):
    def real(name: str) -> str:
        start, _, code = name.rpartition("_")
        return f"{start}_{markets[code]}" if code in markets else name

    make_product("Other")
    Product.objects.filter(title="Other").update(upc="taken")
    data = opened(manager, honey)
    changes = {real(name): value for name, value in changes.items()}

    page = send(manager, data, honey, **{"sizes-3-title": ""}, **changes)

    assert page.status_code == 200
    assert words in " ".join(errors(page)[real(field)])
    [(name, value)] = changes.items()
    form = page.context["form"]
    kept = form.own if name.startswith("own-") else form
    assert kept[name.removeprefix("own-")].value() == value
    assert Product.objects.get(pk=honey.pk).title == "Licorice honey"


def test_new_rows_stay_typed_when_something_else_is_wrong(manager, honey):
    data = opened(manager, honey) | {"title": ""}

    page = send(manager, data, honey, **{"sizes-2-title": "Barrel", "sizes-2-content": "9000"})

    assert 'value="Barrel"' in page.content.decode()
    assert 'value="9000"' in page.content.decode()


def test_two_sizes_do_not_share_a_number(manager):
    data = opened(manager)

    page = send(
        manager,
        data,
        title="Honey",
        product_class=ProductClass.objects.get(slug="honey").pk,
        **{
            "sizes-0-content": "1",
            "sizes-0-upc": "B",
            "sizes-1-content": "2",
            "sizes-1-upc": "B",
        },
    )

    assert "stands here twice" in errors(page)["sizes-1-upc"][0]
    assert not Product.objects.exists()


def test_thing_with_its_own_stock_is_not_sold_in_sizes_as_well(manager, honey):
    data = opened(manager, honey)

    page = send(manager, data, honey, **{"sizes-0-content": "500"})

    assert "neither stock nor prices of its own" in errors(page)["own-stock"][0]


def test_thing_goes_over_to_sizes_once_its_own_stock_and_prices_are_empty(manager, honey, markets):
    data = opened(manager, honey)
    empty = {f"own-price_{pk}": "" for pk in markets.values()} | {"own-stock": "0"}

    page = send(manager, data, honey, **empty, **{"sizes-0-content": "500", "sizes-0-stock": "4"})

    assert page.status_code == 302, errors(page)
    honey.refresh_from_db()
    assert honey.is_parent
    assert not honey.market_prices.exists()
    assert honey.stockrecords.get().num_in_stock == 0
    assert honey.children.get().stockrecords.get().num_in_stock == 4
    again = send(manager, opened(manager, honey), honey)
    assert again.status_code == 302, errors(again)


def test_foreign_size_and_broken_rows_change_nothing(manager, honey):
    other = make_product("Jar", parent=make_product("Other"))
    data = opened(manager, honey)

    stolen = send(manager, data, honey, **{"sizes-0-id": other.pk, "sizes-0-content": "1"})
    broken = send(manager, data, honey, **{"sizes-TOTAL_FORMS": "x"})
    huge = send(manager, data, honey, **{"sizes-TOTAL_FORMS": "99999999"})

    assert [page.status_code for page in (stolen, broken, huge)] == [200, 200, 200]
    other.refresh_from_db()
    assert other.parent.title == "Other"


def test_new_from_this_one_begins_with_its_facts_and_without_its_numbers(manager, honey, markets):
    data = opened(manager, query=f"?from={honey.pk}")

    assert data["title"] == "Licorice honey (copy)"
    assert data[f"own-price_{markets['jp']}"] == "1 280"
    assert "own-upc" not in data or not data["own-upc"]
    page = send(manager, data)
    assert page.status_code == 302, errors(page)
    copy = Product.objects.exclude(pk=honey.pk).get()
    assert (copy.is_public, copy.upc, copy.market_prices.count()) == (False, "", 3)
    for nonsense in ("x", "999999", "9" * 30, "\0"):
        assert manager.get("/admin/products/new/", {"from": nonsense}).status_code == 200


@pytest.mark.parametrize("role", ["Fulfilment officers", "Certification officers", "Editors"])
def test_who_only_looks_cannot_change_a_product(log_in, honey, role):
    client = log_in(role)

    for url in ("edit/{}/", "archive/{}/", "archive/{}/yes/", "archive/{}/delete/"):
        client.post(f"/admin/products/{url.format(honey.pk)}", {"title": "Mine"})
    client.post("/admin/products/new/", {"title": "Mine"})

    assert Product.objects.get().title == "Licorice honey"
    assert Product.objects.get().archived_at is None


def test_order_that_was_asked_for_stays_when_something_else_is_wrong(manager, honey):
    data = opened(manager, honey) | {"title": ""}

    page = send(
        manager,
        data,
        honey,
        **{
            "sizes-0-title": "Last",
            "sizes-0-ORDER": "2",
            "sizes-1-title": "First",
            "sizes-1-ORDER": "1",
            "sizes-2-title": "Nowhere",
            "sizes-2-ORDER": "x",
        },
    )

    shown = [row["title"].value() for row in page.context["form"].sizes.shown]
    assert shown[:3] == ["First", "Last", "Nowhere"]


def test_form_that_did_not_arrive_whole_takes_no_size_away(manager):
    parent = make_product("Honey", stock=0)
    Product.objects.filter(pk=parent.pk).update(structure=Product.PARENT)
    size = make_product("Jar", parent=parent)
    data = {name: value for name, value in opened(manager, parent).items() if "sizes-0" not in name}

    page = send(manager, data, parent, **{"sizes-0-content": "1"})
    twice = {"sizes-1-id": size.pk, "sizes-1-content": "3"}
    double = send(manager, opened(manager, parent), parent, **twice)

    assert [each.status_code for each in (page, double)] == [200, 200]
    assert list(parent.children.all()) == [size]
