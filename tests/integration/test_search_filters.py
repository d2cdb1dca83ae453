"""What was found is narrowed down, and each filter shows as many things as it says."""

import html
import re

import pytest
from django.test import Client

from integration.searching import (  # noqa: F401
    read,
    rebuilt,
    shop,
    staff_language,
    things,
    titles,
)
from shop.catalogue.models import FoodRecord, Product


def links(page: str) -> dict[str, tuple[str, str]]:
    """Give name → (count, address) of the filters' links."""
    pattern = (
        r'class="filters__link" href="([^"]+)"[^>]*>([^<]+)'
        r'(?:<span class="categories__count">(\d+)</span>)?'
    )
    found = re.findall(pattern, page)
    return {name.strip(): (count, html.unescape(url)) for url, name, count in found}


def test_every_filter_shows_as_many_things_as_it_says(shop):
    assert len(links(read("/en/search/", q="honey"))) > 5

    for query in ("honey", "sesame", "maker dzhubaev", "chimbay"):
        for name, (count, url) in links(read("/en/search/", q=query)).items():
            if count:
                assert len(titles(read(url))) == int(count), name


def test_filters_narrow_by_kind_maker_place_allergen_and_price(shop):
    found = links(read("/en/search/", q="honey"))

    assert {"Honey", "Bakery", "Bakhtiyar Dzhubaev", "Gulnar Akylbekova", "no wheat"} <= set(found)
    assert {"Chimbay", "Nukus", "no sesame", "Can be bought here today"} <= set(found)
    assert titles(read(found["Bakery"][1])) == ["Sesame cookies"]
    assert titles(read(found["Nukus"][1])) == ["Sesame cookies"]
    assert titles(read(found["no wheat"][1])) == ["Licorice honey"]


def test_price_ranges_are_in_the_markets_money(shop):
    Product.objects.update(summary="Sweet")
    rebuilt()
    found = links(read("/en/search/", q="sweet"))

    assert "up to $8.00" in found
    assert sorted(titles(read(found["up to $8.00"][1]))) == ["Capers", "Licorice honey"]


def test_what_cannot_be_bought_here_can_be_left_out(shop):
    assert things("dzhubaev") == ["Licorice honey", "Capers"]
    assert things("dzhubaev", here="1") == ["Licorice honey"]


def test_unstated_allergens_are_not_taken_for_none(shop):
    FoodRecord.objects.filter(product=shop["honey"]).delete()

    assert things("honey", without="wheat") == []


@pytest.mark.parametrize(
    "asked",
    ["kind=x", "kind=" + "9" * 30, "place=%00", "maker=-1", "without=gold", "price=", "price=-"]
    + ["price=a-b", "price=1", "price=NaN-1", "price=1-Infinity", "price=" + "9" * 39 + "-"]
    + ["page=x", "page=999", "page=-1", "here=maybe", "kind=٣"],
)
def test_senseless_filters_are_answered(shop, asked):
    assert Client().get(f"/en/search/?q=honey&{asked}").status_code == 200
