"""What something refers to is archived, what nothing refers to may be deleted."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, pay, place
from home.models import ArticlePage
from integration.product_form import errors, opened, send
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.references import references_to
from shop.markets.models import Market
from shop.rules.errors import IllegalTransition, StillReferred
from shop.rules.sale import SaleState
from shop.selectors import sale_facts
from shop.services.product_archive import (
    archive_product,
    delete_product,
    take_back_product,
)

MANAGER = "Association managers"


def untouched(title: str = "Fresh idea", **fields) -> Product:
    """A product that nothing refers to: never counted, never certified."""
    product = make_product(title, stock=0, certified_for=(), **fields)
    return Product.objects.get(pk=product.pk)


@pytest.fixture
def somebody(db) -> User:
    return User.objects.create_user("somebody@ovop.example")


@pytest.fixture
def sold(site_tree) -> Product:
    make_zone()
    product = make_product(stock=5)
    pay(place(make_basket((product, 2)), total="31.50"))
    return Product.objects.get(pk=product.pk)


def labels(product: Product) -> set[str]:
    return {reference.label for reference in references_to(product)}


def test_orders_certificates_and_books_refer_to_what_was_sold(sold):
    assert {"Order Lines", "Certificates", "Movements of stock"} <= labels(sold)


def test_nothing_refers_to_a_fresh_idea(db):
    assert references_to(untouched()) == []


def test_story_that_shows_a_product_refers_to_it(site_tree):
    product = untouched()
    page = site_tree.journal.add_child(
        instance=ArticlePage(
            title="How honey sets",
            slug="honey",
            date=date(2026, 1, 1),
            body=[{"type": "buy", "value": {"product": product.pk}}],
        )
    )
    ReferenceIndex.create_or_update_for_object(page)

    [reference] = references_to(product)

    assert [record.pk for record in reference.records] == [page.pk]


def test_fresh_idea_is_deleted_with_all_that_is_its_own(db, somebody):
    product = untouched()

    delete_product(product_id=product.pk, by=somebody)
    delete_product(product_id=product.pk, by=somebody)

    assert not Product.objects.exists()


def test_what_was_sold_cannot_be_deleted(sold, somebody):
    with pytest.raises(StillReferred):
        delete_product(product_id=sold.pk, by=somebody)

    assert Product.objects.filter(pk=sold.pk).exists()


def test_archived_product_is_sold_nowhere_and_can_be_taken_back(sold, somebody):
    def state() -> SaleState:
        product = Product.objects.get(pk=sold.pk)
        market = Market.objects.get(code="intl")
        return sale_facts([product], market=market, now=timezone.now())[product.pk].state

    for _ in range(2):
        archive_product(product_id=sold.pk, by=somebody, now=timezone.now())
    assert state() is SaleState.NOT_SHOWN

    for _ in range(2):
        take_back_product(product_id=sold.pk, by=somebody)
    back = Product.objects.get(pk=sold.pk)
    assert (back.archived_at, back.is_public) == (None, False)


def test_database_keeps_archived_products_hidden(sold):
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=sold.pk).update(archived_at=timezone.now(), is_public=True)


def test_last_size_is_not_put_away_alone(db, somebody):
    parent = untouched("Honey")
    Product.objects.filter(pk=parent.pk).update(structure=Product.PARENT)
    only = make_product("Jar", parent=parent)

    with pytest.raises(IllegalTransition):
        archive_product(product_id=only.pk, by=somebody, now=timezone.now())
    with pytest.raises(IllegalTransition):
        delete_product(product_id=only.pk, by=somebody)


def test_size_that_was_sold_is_archived_by_the_form_and_an_unsold_one_deleted(log_in):
    make_zone()
    client = log_in(MANAGER)
    parent = untouched("Honey")
    Product.objects.filter(pk=parent.pk).update(structure=Product.PARENT)
    parent.refresh_from_db()
    kept, sold, fresh = (
        make_product(title, parent=parent, stock=stock, net_weight_g=100 * weight)
        for weight, (title, stock) in enumerate((("Kept", 3), ("Sold", 3), ("Fresh", 0)), 1)
    )

    data = opened(client, parent)
    page = send(client, data, parent, **{"sizes-1-DELETE": "on", "sizes-2-DELETE": "on"})

    assert page.status_code == 302, errors(page)
    left = {size.title: size.archived_at is None for size in parent.children.all()}
    assert left == {"Kept": True, "Sold": False}
    shown = client.get(f"/admin/products/edit/{parent.pk}/").content.decode()
    assert "1 size in the archive" in shown
    client.post(f"/admin/products/archive/{sold.pk}/take-back/")
    sold.refresh_from_db()
    assert (sold.archived_at, sold.is_public) == (None, True)


def test_screen_shows_what_refers_and_leads_there(log_in, sold):
    client = log_in(MANAGER)
    order = sold.line_set.get().order

    page = client.get(f"/admin/products/archive/{sold.pk}/").content.decode()

    assert f"/admin/orders/{order.pk}/" in page
    assert "Delete it" not in page
    assert client.get(f"/admin/products/delete/{sold.pk}/").status_code == 200
    assert client.get(f"/admin/products/archive/{sold.pk}/yes/").status_code == 405
    assert client.get("/admin/products/archive/999999/", follow=True).status_code == 404
    client.post(f"/admin/products/archive/{sold.pk}/delete/")
    assert Product.objects.filter(pk=sold.pk).exists()


def test_unreferred_product_is_deleted_by_its_button(log_in):
    client = log_in(MANAGER)
    product = untouched()
    assert "Delete it" in client.get(f"/admin/products/archive/{product.pk}/").content.decode()

    client.post(f"/admin/products/archive/{product.pk}/delete/")
    again = client.post(f"/admin/products/archive/{product.pk}/delete/", follow=True)

    assert "not there any more" in again.content.decode()
    assert not Product.objects.exists()


def test_archived_product_answers_gone_with_its_makers_other_things(
    sold, client, log_in, django_capture_on_commit_callbacks
):
    other = make_product("Sesame oil", producer=sold.producer)
    make_product("Foreign thing")
    call_command("rebuild_search", quiet=True)
    url = sold.get_absolute_url()
    assert client.get(url).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        log_in(MANAGER).post(f"/admin/products/archive/{sold.pk}/yes/")
    client.logout()

    page = client.get(url)
    assert page.status_code == 410
    assert "not in our shop any more" in page.content.decode()
    assert other.title in page.content.decode()
    assert "Foreign thing" not in page.content.decode()
    for listed in ("/en/shop/", "/en/search/?q=licorice"):
        assert f'href="{url}"' not in client.get(listed).content.decode(), listed


def test_hidden_product_that_is_not_archived_stays_unknown(sold, client):
    Product.objects.filter(pk=sold.pk).update(is_public=False)

    assert client.get(sold.get_absolute_url()).status_code == 404


def test_archived_products_are_out_of_lists_and_choosers(log_in, sold):
    client = log_in(MANAGER)
    archive_product(product_id=sold.pk, by=None, now=timezone.now())

    for url in (
        "/admin/products/",
        "/admin/product-chooser/",
        "/admin/coverage/",
        "/admin/food-records/",
        "/admin/prices/",
        "/admin/stock/",
        "/admin/certificates/new/",
    ):
        assert sold.title not in client.get(url).content.decode(), url
    assert sold.title in client.get("/admin/products/", {"shown": "archived"}).content.decode()
    assert sold.title in client.get("/admin/products/", {"shown": "all"}).content.decode()
