"""The list of products: found, narrowed down, sorted, and never slower for being long."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.catalogue import make_producer, make_product
from shop.catalogue.models import Product

MANAGER = "Association managers"
URL = "/admin/products/"


def titles(client, **query) -> list[str]:
    return [product.title for product in client.get(URL, query).context["object_list"]]


def test_list_costs_the_same_for_two_thousand_products(log_in):
    client = log_in(MANAGER)
    made = [make_product(f"Thing {number}") for number in range(3)]
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    first = made[0]
    Product.objects.bulk_create(
        Product(
            title=f"More {number}",
            title_en=f"More {number}",
            slug="more",
            structure=Product.STANDALONE,
            product_class=first.product_class,
            producer=first.producer,
        )
        for number in range(2000)
    )

    with CaptureQueriesContext(connection) as many:
        page = client.get(URL)

    assert len(many) == len(few)
    assert len(many) <= 25
    assert len(page.context["object_list"]) == 50


def test_things_are_found_by_title_number_of_a_size_and_maker(log_in):
    client = log_in(MANAGER)
    honey = make_product("Licorice honey", producer=make_producer("Gulnar"))
    make_product("Sesame oil")
    Product.objects.filter(pk=honey.pk).update(structure=Product.PARENT)
    make_product("Half a kilo", parent=honey)
    Product.objects.filter(title="Half a kilo").update(upc="HK-500")

    for words in ("honey", "gulnar", "hk-5", "honey gulnar", "kilo"):
        assert titles(client, q=words) == ["Licorice honey"], words
    nonsense = {"q": "a\0b", "ordering": "x", "p": "z", "shown": "?"}
    assert client.get(URL, nonsense).status_code == 200


def test_things_are_narrowed_down_and_sorted(log_in):
    client = log_in(MANAGER)
    make_product("A", stock=1, producer=make_producer("Zukhra"))
    make_product("B", stock=9, producer=make_producer("Anna"))
    make_product("C", stock=5, producer=make_producer("Klara"), is_public=False)

    assert titles(client, shown="public") == ["A", "B"]
    assert titles(client, shown="hidden") == ["C"]
    assert titles(client, ordering="left") == ["A", "C", "B"]
    assert titles(client, ordering="-left") == ["B", "C", "A"]
    assert titles(client, ordering="producer__name") == ["B", "C", "A"]


def test_each_market_says_in_words_how_a_thing_stands(log_in):
    client = log_in(MANAGER)
    honey = make_product("Licorice honey", certified_for=("uz",), prices={"uz": "1"})
    Product.objects.filter(pk=honey.pk).update(structure=Product.PARENT)
    make_product("Small", parent=honey, stock=9, prices={"uz": "65000"})
    make_product("Large", parent=honey, stock=0, prices={"uz": "65000"})

    [listed] = client.get(URL).context["object_list"]

    states = {state["code"]: (state["colour"], state["words"]) for state in listed.states}
    assert states["uz"] == ("amber", "Small: On sale; Large: Sold out")
    assert states["jp"][0] == "red"
    assert listed.left == 9
    assert "Small: On sale" in client.get(URL).content.decode()


@pytest.mark.parametrize("role", ["Fulfilment officers", "Certification officers"])
def test_who_may_only_look_sees_the_list_and_no_way_into_the_form(log_in, role):
    product = make_product()

    page = log_in(role).get(URL)

    assert page.status_code == 200
    assert f"/admin/products/edit/{product.pk}/" not in page.content.decode()
