"""A listing is narrowed by links, each of which says how many things it would show."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.catalogue import make_producer, make_product
from shop.catalogue.listing import PRODUCTS_PER_PAGE
from shop.catalogue.models import Category, ProductCategory

LINK = re.compile(
    r'class="filters__link" href="([^"]+)"( aria-current="true")?>(.+?) '
    r'<span class="categories__count">(\d+)<'
)


@pytest.fixture
def shop(site_tree) -> dict:
    """Two makers in Chimbay, one in Nukus; the honey lies on a shelf of its own."""
    honey = Category.add_root(name="Honey", slug="honey")
    makers = {
        name: make_producer(name=name, district=district)
        for name, district in (("Aysulu", "chimbay"), ("Baxt", "chimbay"), ("Clara", "nukus"))
    }
    for maker, number in (("Aysulu", 2), ("Baxt", 1), ("Clara", PRODUCTS_PER_PAGE + 1)):
        for each in range(number):
            thing = make_product(f"{maker} {each}", producer=makers[maker])
            if maker == "Aysulu":
                ProductCategory.objects.create(product=thing, category=honey)
    return {"honey": honey.get_absolute_url(), **{n: m.pk for n, m in makers.items()}}


def read(url: str) -> str:
    answer = Client().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'class="product-card__link" href="[^"]+">([^<]+)<', page)


def choices(page: str) -> dict[str, tuple[int, bool, str]]:
    """Give name → (count, whether it is chosen, address)."""
    return {
        name: (int(count), bool(chosen), html.unescape(url))
        for url, chosen, name, count in LINK.findall(page)
    }


def test_every_choice_shows_as_many_things_as_it_says(shop):
    for name, (count, _, url) in choices(read("/en/shop/")).items():
        page = read(url)

        assert choices(page)[name][:2] == (count, True)
        assert len(titles(page)) == min(count, PRODUCTS_PER_PAGE)


def test_place_leaves_its_makers_and_the_link_takes_it_away_again(shop):
    page = read("/en/shop/?place=chimbay")

    assert titles(page) == ["Aysulu 0", "Aysulu 1", "Baxt 0"]
    assert set(choices(page)) == {"Chimbay", "Nukus", "Aysulu", "Baxt"}
    assert choices(page)["Chimbay"][2] == "/en/shop/"
    assert "3 things match." in page
    assert '<link rel="canonical" href="/en/shop/">' in page


def test_two_filters_narrow_together_and_each_goes_by_itself(shop):
    found = choices(read(f"/en/shop/?place=chimbay&maker={shop['Aysulu']}"))

    assert found["Aysulu"] == (2, True, "/en/shop/?place=chimbay")
    assert found["Chimbay"] == (2, True, f"/en/shop/?maker={shop['Aysulu']}")
    assert found["Baxt"][2] == f"/en/shop/?place=chimbay&maker={shop['Baxt']}"


def test_next_page_keeps_the_filter(shop):
    page = read("/en/shop/?place=nukus")
    [following] = re.findall(r'rel="next" href="([^"]+)"', page)

    assert html.unescape(following) == "?place=nukus&page=2"
    assert titles(read(f"/en/shop/{html.unescape(following)}")) == [f"Clara {PRODUCTS_PER_PAGE}"]


def test_filters_work_within_a_category(shop):
    assert choices(read(shop["honey"])) == {}  # one maker: nothing to choose
    assert titles(read(f"{shop['honey']}?maker={shop['Aysulu']}")) == ["Aysulu 0", "Aysulu 1"]


@pytest.mark.parametrize(
    "query",
    ["place=atlantis", "maker=999999", "maker=x", "maker=", "place=%00", "maker=" + "9" * 99],
)
def test_what_nobody_answers_to_is_not_asked_for(shop, query):
    page = read(f"/en/shop/?{query}")

    assert len(titles(page)) == PRODUCTS_PER_PAGE
    assert "things match" not in page


def test_maker_of_another_place_wins_over_the_place(shop):
    page = read(f"/en/shop/?place=nukus&maker={shop['Baxt']}")

    assert titles(page) == ["Baxt 0"]
    assert not choices(page)["Chimbay"][1]


def test_of_very_many_makers_those_with_most_are_named(shop, monkeypatch):
    monkeypatch.setattr("shop.catalogue.filters.MOST_MAKERS", 1)

    assert "Clara" in choices(read("/en/shop/"))
    assert "Baxt" not in choices(read("/en/shop/"))
    assert choices(read(f"/en/shop/?maker={shop['Baxt']}"))["Baxt"][1]


def test_narrowed_listing_costs_no_more_than_the_whole(shop):
    costs = {}
    for url in ("/en/shop/", "/en/shop/?place=chimbay", f"{shop['honey']}?maker={shop['Aysulu']}"):
        Client().get(url)
        with CaptureQueriesContext(connection) as captured:
            Client().get(url)
        costs[url] = len(captured)

    assert max(costs.values()) <= 8, costs


def test_thing_is_added_from_the_shelf_and_the_visitor_stays_there(shop, shopper):
    page = read("/en/shop/?place=chimbay")
    address = re.search(r'class="quick-add" method="post" action="([^"]+)"', page)[1]

    answer = shopper.post(address, {"quantity": "1"}, headers={"Accept": "application/json"})

    assert answer.json()["count"] == 1


def test_what_cannot_be_bought_or_comes_in_sizes_has_no_quick_way(site_tree):
    make_product("Sold out", stock=0)

    assert 'class="quick-add' not in read("/en/shop/")
