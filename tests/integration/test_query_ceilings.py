"""How many statements a request may cost, with everything on the page and whatever the catalogue.

Counted with cold caches: what one worker remembers must not be what makes a page quick.
"""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.content import add_products, make_content
from integration.test_purchase import ADDRESS
from shop.catalogue.models import Category, Product
from shop.order.models import Order

#: Wagtail asks once an hour for the roots of its sites.
SITE_ROOTS = 2

CEILINGS = {
    "home": 12,
    "story": 12,
    "producers": 8,
    "journal": 8,
    "article": 8,
    "plain page": 8,
    "listing": 8,
    "second page": 8,
    "category": 8,
    "product": 8,
    "product in sizes": 8,
    "search": 8,
    "suggestions": 3,
}


@pytest.fixture
def content(site_tree):
    make_content(site_tree)
    call_command("rebuild_search", quiet=True)


def urls() -> dict[str, str]:
    honey = Product.objects.get(title="Licorice honey of Maker0")
    return {
        "home": "/en/",
        "story": "/en/producers/maker0/",
        "producers": "/en/producers/",
        "journal": "/en/journal/",
        "article": "/en/journal/honey-0/",
        "plain page": "/en/about/",
        "listing": "/en/shop/",
        "second page": "/en/shop/?page=2",
        "category": Category.objects.get(slug="honey-0").get_absolute_url(),
        "product": honey.get_absolute_url(),
        "product in sizes": Product.objects.filter(structure="parent").first().get_absolute_url(),
        "search": "/en/search/?q=honey",
        "suggestions": "/en/search/suggest/?q=hon",
    }


def cost(act) -> tuple[int, object]:
    """Give the number of statements, and what `act` gives."""
    with CaptureQueriesContext(connection) as captured:
        result = act()
    return len(captured), result


def costs_of_pages() -> dict[str, int]:
    costs = {}
    call_command("rebuild_search", quiet=True)
    for name, url in urls().items():
        Client().get(url)  # content types and templates, which change with the code alone
        cache.clear()
        costs[name], page = cost(lambda url=url: Client().get(url))
        assert page.status_code == 200, name
    return costs


def test_pages_keep_their_ceilings_whatever_the_catalogue(content):
    add_products(14)
    with_few = costs_of_pages()
    add_products(500)
    with_many = costs_of_pages()

    too_many = {
        name: number for name, number in with_many.items() if number > CEILINGS[name] + SITE_ROOTS
    }
    assert too_many == {}
    assert {name for name in with_many if with_many[name] > with_few[name]} == set()


def test_pages_keep_their_ceilings_without_remembering_sites(content):
    for name, url in urls().items():
        Client().get(url)
        number, _ = cost(lambda url=url: Client().get(url))

        assert number <= CEILINGS[name], name


def test_guest_buys_three_things_in_few_requests_and_statements(content, shopper, emulator):
    things = Product.objects.filter(title__startswith="Licorice honey")[:3]
    statements = []

    def ask(act, most: int):
        number, answer = cost(act)
        statements.append(number)
        assert number <= most
        return answer

    for thing in things:
        url = f"/en/basket/add/{thing.pk}/"
        ask(lambda url=url: shopper.post(url, {"quantity": 1}), most=15)
    ask(lambda: shopper.get("/en/checkout/"), most=20)
    page = ask(lambda: shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"}), most=20)
    form = page.context["form"]
    hidden = {name: form.initial[name] for name in ("expected_total", "basket_key")}
    answer = ask(lambda: shopper.post("/en/checkout/", ADDRESS | hidden), most=60)

    assert answer.url.startswith(f"{emulator.url}/pay/")
    assert Order.objects.get().lines.count() == 3
    assert len(statements) <= 8
    assert sum(statements) <= 150


def test_basket_of_three_lines(content, shopper):
    for thing in Product.objects.filter(title__startswith="Licorice honey")[:3]:
        shopper.post(f"/en/basket/add/{thing.pk}/", {"quantity": 1})
    shopper.get("/en/basket/")  # shows the messages, which leave the session

    number, page = cost(lambda: shopper.get("/en/basket/"))

    assert len(page.context["basket_lines"]) == 3
    assert number <= 10


def test_adding_from_a_script_shows_the_basket_within_the_same_ceiling(content, shopper):
    for thing in Product.objects.filter(title__startswith="Licorice honey")[:3]:
        url = f"/en/basket/add/{thing.pk}/"
        as_script = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
        number, answer = cost(
            lambda url=url, headers=as_script: shopper.post(url, {"quantity": 1}, headers=headers)
        )

        assert answer.json()["ok"]
        assert number <= 15


def test_badge_prices_nothing(content, shopper):
    thing = Product.objects.get(title="Licorice honey of Maker0")
    shopper.post(f"/en/basket/add/{thing.pk}/", {"quantity": 2})

    number, answer = cost(lambda: shopper.get("/en/basket/badge/"))

    assert answer.json()["count"] == 2
    assert number <= 2
