"""A listing is shown page by page, and its address says which."""

import re

import pytest
from django.test import Client

from factories.catalogue import make_producer, make_product
from shop.catalogue.listing import PRODUCTS_PER_PAGE
from shop.catalogue.models import Category, Product, ProductCategory

NUMBER = 2 * PRODUCTS_PER_PAGE + 3


@pytest.fixture
def full_shop(site_tree):
    maker = make_producer()
    category = Category.add_root(name="Honey", slug="honey")
    for number in range(NUMBER):
        thing = make_product(f"Honey {number}", producer=maker, priority=NUMBER - number)
        ProductCategory.objects.create(product=thing, category=category)
    return category


def titles(url: str) -> list[str]:
    html = Client().get(url).content.decode()
    return re.findall(r'class="product-card__link" href="[^"]+">([^<]+)<', html)


def test_pages_follow_the_order_of_the_shop_and_hold_each_thing_once(full_shop):
    for address in ("/en/shop/", full_shop.get_absolute_url()):
        shown = [titles(f"{address}?page={number}") for number in (1, 2, 3)]

        assert [len(page) for page in shown] == [PRODUCTS_PER_PAGE, PRODUCTS_PER_PAGE, 3]
        assert sum(shown, []) == [f"Honey {number}" for number in range(NUMBER)]


def test_pages_link_to_their_neighbours(full_shop):
    html = Client().get("/en/shop/?page=2").content.decode()

    assert 'rel="prev" href="?page=1"' in html
    assert 'rel="next" href="?page=3"' in html
    assert "Page 2 of 3" in html


@pytest.mark.parametrize(
    ("number", "shown"),
    [("", 1), ("0", 1), ("-7", 1), ("text", 1), ("1.5", 1), ("4", 3), ("9" * 400, 3), ("٣", 3)],
)
def test_unknown_page_shows_the_nearest_there_is(full_shop, number, shown):
    page = Client().get("/en/shop/", {"page": number})

    assert page.status_code == 200
    assert page.context["page_obj"].number == shown


def test_category_says_how_much_it_holds_and_hidden_ones_are_not_found(full_shop):
    Product.objects.filter(title="Honey 0").update(is_public=False)
    address = full_shop.get_absolute_url()

    shown = Client().get(address).context
    Category.objects.update(is_public=False)

    assert shown["total"] == NUMBER - 1
    assert shown["categories"][0]["count"] == NUMBER - 1
    assert Client().get(address).status_code == 404


def test_category_with_a_new_name_leads_to_its_new_address(full_shop):
    old = full_shop.get_absolute_url()
    Category.objects.update(slug="sweet-things")

    answer = Client().get(old)

    assert (answer.status_code, answer.url) == (
        301,
        f"/en/shop/category/sweet-things_{full_shop.pk}/",
    )


def test_category_inside_another_has_an_address(full_shop):
    below = full_shop.add_child(name="Thistle", slug="thistle")
    ProductCategory.objects.create(product=Product.objects.first(), category=below)

    html = Client().get("/en/shop/").content.decode()

    assert f"/en/shop/category/thistle_{below.pk}/" in html
