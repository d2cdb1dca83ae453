"""A shop in which something can be looked for, and eyes for what is found."""

import re
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.utils import translation
from wagtail.rich_text import RichText

from factories.catalogue import make_producer, make_product
from home.models import ArticlePage, StandardPage
from producers.models import ProducerPage
from shop.catalogue.models import Category, FoodRecord, ProductCategory

OPTION = re.compile(r'role="option"[^>]*data-url="([^"]+)">([^<]+?) <span')


def rebuilt() -> None:
    call_command("rebuild_search", quiet=True)


def read(url: str, **data) -> str:
    answer = Client().get(url, data)
    assert answer.status_code == 200
    return answer.content.decode()


def context(query: str, url: str = "/en/search/", **data) -> dict:
    return Client().get(url, {"q": query, **data}).context


def titles(page: str) -> list[str]:
    return re.findall(r'class="product-card__link" href="[^"]+">([^<]+)<', page)


def things(query: str, url: str = "/en/search/", **data) -> list[str]:
    """Give the titles of the things that were found, best first."""
    return titles("".join(context(query, url, **data)["cards"]))


@contextmanager
def committed():
    """Do what a commit does, whose like never comes in a test."""
    connection.run_on_commit.clear()
    with TestCase.captureOnCommitCallbacks(execute=True) as callbacks:
        yield callbacks
    connection.run_on_commit.clear()


@pytest.fixture(autouse=True)
def staff_language():
    """A request leaves its language behind, and records are written in the active one."""
    translation.activate("en")
    yield
    translation.deactivate()


@pytest.fixture
def shop(site_tree) -> dict:
    """Honey, cookies and capers of two makers, one story, a plain page and an article."""
    bakhtiyar = make_producer("Bakhtiyar Dzhubaev", craft="Beekeeping", district="chimbay")
    gulnar = make_producer("Gulnar Akylbekova", craft="Baking", district="nukus")
    things = {
        "honey": make_product(
            "Licorice honey", producer=bakhtiyar, summary="From salty fields.", prices={"intl": "8"}
        ),
        "cookies": make_product(
            "Sesame cookies", producer=gulnar, summary="With honey.", prices={"intl": "20"}
        ),
        "oil": make_product("Sesame oil", producer=gulnar, prices={"intl": "40"}),
        "capers": make_product("Capers", producer=bakhtiyar, stock=0, prices={"intl": "5"}),
    }
    FoodRecord.objects.filter(product=things["cookies"]).update(
        allergens=["wheat", "sesame"], ingredients=["flour", "sesame"]
    )
    FoodRecord.objects.filter(product=things["oil"]).update(
        allergens=["sesame"], may_contain=["peanut"], ingredients=["sesame"]
    )
    FoodRecord.objects.filter(product=things["capers"]).update(ingredients=["buds"])
    for name in ("Honey", "Bakery"):
        Category.add_root(name=name, slug=name.lower())
    for thing, slug in (("honey", "honey"), ("cookies", "bakery"), ("oil", "bakery")):
        category = Category.objects.get(slug=slug)
        ProductCategory.objects.create(product=things[thing], category=category)
    site_tree.producers.add_child(
        instance=ProducerPage(
            title="Bakhtiyar Dzhubaev", slug="bakhtiyar", producer=bakhtiyar, lead="A keeper."
        )
    )
    site_tree.home.add_child(instance=StandardPage(title="Delivery", slug="delivery"))
    site_tree.journal.add_child(
        instance=ArticlePage(
            title="How honey sets",
            slug="honey-sets",
            date="2026-01-01",
            body=[("paragraph", RichText("<p>Glucose makes <b>crystals</b>.</p>"))],
        )
    )
    rebuilt()
    return things
