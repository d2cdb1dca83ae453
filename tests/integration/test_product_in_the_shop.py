"""What the product form saves stands on every public page at the first read."""

import pytest
from django.core.management import call_command
from django.test import Client

from factories.catalogue import make_product
from home.page_cache.middleware import store
from home.page_cache.parts import parts
from integration.product_form import errors, opened, send
from shop.catalogue.models import Product
from shop.markets.models import Market


@pytest.fixture(autouse=True)
def page_cache(settings):
    settings.PAGE_CACHE = settings.PART_CACHE = True
    store.clear()
    parts.clear()
    yield
    store.clear()
    parts.clear()


@pytest.fixture
def honey(site_tree) -> Product:
    honey = make_product("Licorice honey")
    make_product("Sesame oil", producer=honey.producer)
    call_command("rebuild_search", quiet=True)
    return honey


def read(url: str) -> str:
    client = Client()
    client.cookies["market"] = "intl"
    return client.get(url, follow=True).content.decode()


def test_saved_words_and_prices_are_read_at_once(log_in, honey, django_capture_on_commit_callbacks):
    manager, dollars = log_in("Association managers"), Market.objects.get(code="intl").pk
    pages = [honey.get_absolute_url(), "/en/shop/", "/en/search/?q=buckthorn"]
    before = [read(url) for url in pages]

    with django_capture_on_commit_callbacks(execute=True):
        page = send(
            manager,
            opened(manager, honey),
            honey,
            title="Buckthorn jam",
            **{f"own-price_{dollars}": "9.75"},
        )

    assert page.status_code == 302, errors(page)
    assert not any("Buckthorn jam" in text for text in before)
    for url in pages:
        text = read(url)
        assert "Buckthorn jam" in text, url
        assert "$9.75" in text, url


def test_order_of_sizes_is_that_of_the_form(log_in, honey, django_capture_on_commit_callbacks):
    manager = log_in("Association managers")
    Product.objects.filter(pk=honey.pk).update(structure=Product.PARENT)
    make_product("Small jar", parent=honey, net_weight_g=150)
    make_product("Large jar", parent=honey, net_weight_g=900)
    honey.refresh_from_db()
    text = read(honey.get_absolute_url())
    assert text.index("150\xa0g") < text.index("900\xa0g")

    orders = {"sizes-0-ORDER": "2", "sizes-1-ORDER": "1"}
    page = send(manager, opened(manager, honey), honey, **orders)

    assert page.status_code == 302, errors(page)
    text = read(honey.get_absolute_url())
    assert text.index("900\xa0g") < text.index("150\xa0g")


def test_hidden_by_the_form_is_gone_from_every_page(log_in, honey):
    manager = log_in("Association managers")
    assert honey.title in read("/en/shop/")
    data = opened(manager, honey)
    del data["is_public"]

    page = send(manager, data, honey)

    assert page.status_code == 302, errors(page)
    assert honey.title not in read("/en/shop/")
    assert honey.title not in read("/en/search/?q=licorice")


def test_what_staff_put_beside_a_thing_stands_on_its_page_first(log_in, honey):
    manager = log_in("Association managers")
    far = make_product("Toy camel", kind="toy")
    for number in range(4):
        make_product(f"Honey {number}", producer=honey.producer)
    before = read(honey.get_absolute_url())

    page = send(manager, opened(manager, honey), honey, **{"recommended-0-chosen": far.pk})

    assert page.status_code == 302, errors(page)
    text = read(honey.get_absolute_url())
    assert "Toy camel" not in before
    assert text.count('class="card') == before.count('class="card')
    assert text.index("Toy camel") < text.index("Sesame oil")
