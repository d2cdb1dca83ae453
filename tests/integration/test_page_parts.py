"""What pages share is kept in parts, and a page made of them is the page made without."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.content import add_products, make_content
from home.models import ArticlePage
from home.page_cache.parts import parts
from integration.test_page_cache import CHANGES
from integration.test_query_ceilings import urls
from producers.models import Producer, ProducerPage
from shop.catalogue.models import Product

#: Beside what is changed in `test_page_cache`: what only frame, cards and routes are made of.
#: Nothing here is asked for by a requirement.
MORE_CHANGES = {
    "renamed page": lambda: publish(ArticlePage, title="Another title"),
    "moved page": lambda: publish(ProducerPage, slug="somewhere-else"),
    "picture": lambda: Product.objects.filter(picture__isnull=False).update(picture=None),
    "district": lambda: Producer.objects.update(district="muynak"),
    "hidden": lambda: Product.objects.filter(title__startswith="Licorice").update(is_public=False),
    "gone": lambda: Product.objects.filter(structure="standalone").first().delete(),
}


def publish(model, **changes) -> None:
    page = model.objects.live().first()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def addresses(site_tree, settings) -> dict[str, str]:
    settings.PAGE_CACHE = False
    make_content(site_tree)
    add_products(14)
    parts.clear()
    yield urls()
    parts.clear()


def read_all(addresses, settings, *, with_parts: bool, market: str = "intl") -> dict:
    settings.PART_CACHE = with_parts
    client = Client()
    client.cookies["market"] = market
    answers = {name: client.get(url) for name, url in addresses.items()}
    return {name: (answer.status_code, answer.content) for name, answer in answers.items()}


@pytest.mark.parametrize("market", ["intl", "jp", "uz"])
def test_page_made_of_parts_is_the_page(addresses, settings, market):
    read_all(addresses, settings, with_parts=True, market="intl")

    of_parts = [read_all(addresses, settings, with_parts=True, market=market) for _ in range(2)][-1]

    assert len(parts) > 20
    assert of_parts == read_all(addresses, settings, with_parts=False, market=market)


ALL_CHANGES = {name: change for name, change in CHANGES.items() if name != "requirement"}
ALL_CHANGES |= MORE_CHANGES


@pytest.mark.parametrize("change", ALL_CHANGES.values(), ids=list(ALL_CHANGES))
def test_no_part_outlives_a_change(addresses, settings, change):
    before = read_all(addresses, settings, with_parts=True)

    change()

    after = read_all(addresses, settings, with_parts=True)
    assert after != before
    assert after == read_all(addresses, settings, with_parts=False)


def test_page_made_of_parts_costs_few_queries(addresses, settings):
    for _ in range(2):  # the first makes the pictures' sizes, which is a change
        read_all(addresses, settings, with_parts=True)
    costs = {}
    for name, url in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            Client().get(url)
        costs[name] = len(captured)

    # The version, then what is this page's alone.
    assert costs["listing"] == costs["category"] == 2
    assert costs["story"] <= 3
    assert costs["product"] <= 5
    assert max(costs.values()) <= 8, costs


def test_page_of_one_visitor_shares_the_frame_and_nothing_of_theirs(addresses, settings, shopper):
    settings.PART_CACHE = True
    product = Product.objects.filter(structure="standalone", is_public=True).first()
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    pages = ("/en/basket/", "/en/checkout/", "/en/account/login/")
    answers = {url: shopper.get(url).content for url in pages}

    kept = [str(part.value) for part in parts._kept.values()]
    settings.PART_CACHE = False

    frame = {"header", "way to basket", "foot of the page", "fonts and script", "links"}
    assert {name for name, *_ in parts._kept} <= frame | {"picture", "ways", "countries"}
    assert not any(product.title in html for html in kept)
    assert b"site-header" in answers["/en/basket/"]


def test_parts_make_room_for_each_other(addresses, settings, monkeypatch):
    monkeypatch.setattr(parts, "most_bytes", 30_000)

    read_all(addresses, settings, with_parts=True)

    assert 0 < parts.size <= 30_000
