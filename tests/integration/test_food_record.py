"""What the label says in each market, and what it keeps off sale."""

from django.test import Client

from factories.catalogue import make_product


def page_of(product, market: str) -> str:
    client = Client()
    client.cookies["market"] = market
    return client.get(product.get_absolute_url()).content.decode()


def test_allergens_of_the_markets_list_stand_out_and_the_others_are_named(site_tree):
    product = make_product()
    product.food.allergens = ["sesame", "buckwheat"]
    product.food.may_contain = ["walnut"]
    product.food.save()

    japan, elsewhere = page_of(product, "jp"), page_of(product, "intl")

    assert '<strong class="allergens">buckwheat</strong>, sesame' in japan
    assert '<strong class="allergens">sesame</strong>, buckwheat' in elsewhere
    for page in (japan, elsewhere):
        assert "May contain traces of:" in page
        assert '<strong class="allergens">walnut</strong>' in page
