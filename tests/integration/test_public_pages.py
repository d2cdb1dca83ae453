"""Public pages hold nothing personal, write nothing, and cost a fixed number of queries."""

import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from factories.catalogue import make_product, make_zone
from home.models import ArticlePage
from producers.models import ProducerPage
from shop.catalogue.models import Category, Product, ProductCategory
from shop.markets.models import Market, MarketPrice

#: Pages × queries, the same with 14 products as with 500.
MOST_QUERIES = {"home": 40, "producers": 18, "story": 42, "shop": 22, "product": 36, "category": 22}


def fill_shop(site_tree, number: int) -> dict[str, str]:
    """Give the addresses of public pages, with `number` products in one category."""
    category = Category.objects.filter(slug="honey").first() or Category.add_root(
        name="Honey", slug="honey"
    )
    first = Product.objects.filter(upc__startswith="thing-").first()
    if first is None:
        first = make_product("Licorice honey")
        ProductCategory.objects.create(product=first, category=category)
        story = ProducerPage(
            title="Maker",
            slug="maker",
            producer=first.producer,
            body=[
                ("heading", {"text": "A chapter"}),
                ("buy", {"product": first}),
                ("buy", {"product": make_product("Second")}),
            ],
        )
        site_tree.producers.add_child(instance=story)
        make_zone("intl")
    for position in range(number - Product.objects.count()):
        product = make_product(f"Honey {position}", producer=first.producer)
        ProductCategory.objects.create(product=product, category=category)
    return {
        "home": "/en/",
        "producers": "/en/producers/",
        "story": "/en/producers/maker/",
        "shop": "/en/shop/",
        "category": category.get_absolute_url(),
        "product": first.get_absolute_url(),
    }


def count_queries(urls: dict[str, str]) -> dict[str, int]:
    counts = {}
    for name, url in urls.items():
        Client().get(url)  # what Django itself remembers between requests
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert Client().get(url).status_code == 200
        counts[name] = len(captured)
    return counts


def test_number_of_queries_does_not_grow_with_the_catalogue(site_tree):
    with_few = count_queries(fill_shop(site_tree, 14))

    with_many = count_queries(fill_shop(site_tree, 500))

    assert with_many == with_few
    assert {name: n for name, n in with_many.items() if n > MOST_QUERIES[name]} == {}


def test_plain_get_sets_no_cookie_and_writes_nothing(site_tree):
    urls = fill_shop(site_tree, 3)

    for url in urls.values():
        with CaptureQueriesContext(connection) as captured:
            answer = Client().get(url)

        writes = [q["sql"] for q in captured if not q["sql"].startswith("SELECT")]
        assert answer.cookies == {}, url
        assert writes == [], url
        assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_pages_are_the_same_with_a_full_basket(site_tree, shopper):
    urls = fill_shop(site_tree, 3)
    product = Product.objects.first()
    plain = {url: Client().get(url).content for url in urls.values()}

    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 2})

    assert {url: shopper.get(url).content for url in urls.values()} == plain
    assert shopper.get("/en/basket/badge/").json()["count"] == 2


def test_root_sends_to_a_language():
    answer = Client().get("/", headers={"Accept-Language": "en-GB,en;q=0.8"})

    assert (answer.status_code, answer.url) == (302, "/en/")


@pytest.mark.parametrize(
    ("market", "price", "currency"),
    [("uz", "65000", "UZS"), ("jp", "1280", "JPY"), ("intl", "8.50", "USD")],
)
def test_product_page_carries_the_offer_of_the_market_shown(site_tree, market, price, currency):
    product = make_product()
    client = Client()
    client.cookies["market"] = market

    html = client.get(product.get_absolute_url()).content.decode()

    data = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]
    )
    [offer] = data["offers"]
    assert data["@type"] == "Product"
    assert (offer["price"], offer["priceCurrency"]) == (price, currency)
    assert offer["availability"] == "https://schema.org/InStock"


def test_language_of_the_browser_chooses_the_market(site_tree):
    make_product()

    html = Client().get("/en/shop/", headers={"Accept-Language": "ja,en;q=0.5"}).content.decode()

    assert "¥1,280" in html


def test_price_change_shows_at_the_next_read(site_tree):
    product = make_product()
    Client().get(product.get_absolute_url())

    MarketPrice.objects.filter(product=product, market__code="intl").update(amount="9.75")

    assert "$9.75" in Client().get(product.get_absolute_url()).content.decode()


def test_unknown_market_cookie_falls_back(site_tree):
    make_product()
    client = Client()
    client.cookies["market"] = "atlantis"

    assert "$8.50" in client.get("/en/shop/").content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "/en/shop/nothing_999999/",
        "/en/shop/category/nothing_999999/",
        "/en/orders/not-a-token/",
        "/en/nowhere/",
        "/en/producers/nobody/",
    ],
)
def test_unknown_addresses_are_404_in_our_words(site_tree, url):
    answer = Client().get(url)

    assert answer.status_code == 404
    assert "OVOP Aral" in answer.content.decode()


def test_search_finds_products_and_pages(site_tree):
    fill_shop(site_tree, 3)
    site_tree.journal.add_child(
        instance=ArticlePage(title="How honey sets", slug="honey", date="2026-01-01")
    )
    call_command("rebuild_search", quiet=True)

    page = Client().get("/en/search/?q=honey")

    assert page.status_code == 200
    assert "Licorice honey" in page.content.decode()
    assert "How honey sets" in page.content.decode()


def test_search_takes_any_input(site_tree):
    for query in ["", "%", "' OR 1=1 --", "\0", "a" * 10_000, "  ", "мёд", "🍯"]:
        assert Client().get("/en/search/", {"q": query}).status_code == 200


def test_health_sitemap_and_robots_answer(site_tree):
    product = make_product()

    assert Client().get("/health/live").status_code == 200
    assert Client().get("/health/ready").status_code == 200
    assert product.get_absolute_url() in Client().get("/sitemap.xml").content.decode()
    assert "Disallow: /admin/" in Client().get("/robots.txt").content.decode()


def test_our_words_are_not_replaced_by_oscars(site_tree):
    html = Client().get("/en/").content.decode()

    assert "Basket" in html
    assert ">Cart<" not in html


def test_every_language_of_the_site_has_a_catalogue(settings):
    from django.utils.translation import check_for_language

    assert all(check_for_language(code) for code, _ in settings.LANGUAGES)


def test_markets_are_there_from_the_first_migration(db):
    assert set(Market.objects.live().values_list("code", flat=True)) == {"uz", "jp", "intl"}
    assert get_model("address", "Country").objects.filter(pk="JP").exists()
