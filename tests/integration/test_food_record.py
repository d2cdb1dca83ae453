"""What the label says in each market, and what it keeps off sale."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from factories.catalogue import NUTRITION, make_product, make_zone
from factories.orders import german_address, make_basket, place
from shop.catalogue import migrations
from shop.catalogue.models import FoodRecord, Product
from shop.markets.models import Market
from shop.order.models import Order
from shop.rules.errors import NotForSale
from shop.rules.food import Item
from shop.rules.sale import SaleState
from shop.selectors import sale_facts


def states_of(products, market: str) -> dict[int, SaleState]:
    record = Market.objects.get(code=market)
    facts = sale_facts(products, market=record, now=timezone.now())
    return {pk: fact.state for pk, fact in facts.items()}


def migration_named(name: str) -> str:
    [path] = Path(migrations.__file__).parent.glob(f"*_{name}.py")
    return path.stem


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


#: What may be missing: the change to the record, the words, and the markets that ask for it.
MISSING = [
    ({"ingredients": []}, "the ingredients", {"uz", "jp", "intl"}),
    ({"has_no_allergens": False}, "the allergens", {"uz", "jp", "intl"}),
    ({"storage": " "}, "how to keep it", {"uz", "jp", "intl"}),
    ({"shelf_life_days": None}, "how long it keeps", {"uz", "jp", "intl"}),
    ({"origin_country": None}, "the country of origin", {"uz", "jp", "intl"}),
    ({"hs_code": ""}, "the customs code", {"jp", "intl"}),
    ({"nutrition": {}}, "the nutrition values", {"jp", "intl"}),
    ({"nutrition": {**NUTRITION, "sugars": None}}, "the nutrition values", {"intl"}),
]


@pytest.mark.parametrize(("changes", "words", "markets"), MISSING)
def test_page_names_what_the_label_lacks_where_it_is_asked_for(site_tree, changes, words, markets):
    product = make_product()
    FoodRecord.objects.update(**changes)

    pages = {code: page_of(product, code) for code in ("uz", "jp", "intl")}

    assert {code for code, page in pages.items() if f"Still missing: {words}." in page} == markets
    assert {code for code, page in pages.items() if "Put in basket" not in page} == markets


def test_shelf_says_that_the_label_is_being_completed(site_tree):
    make_product()
    FoodRecord.objects.update(storage="")

    shelf = Client().get("/en/shop/").content.decode()

    assert "Its label is being completed" in shelf
    assert "Still missing" not in shelf


def test_size_without_a_net_weight_is_not_sold_and_the_other_is(site_tree):
    parent = make_product(prices={})
    Product.objects.filter(pk=parent.pk).update(structure=Product.PARENT)
    parent.refresh_from_db()
    small = make_product("Small", parent=parent, net_weight_g=None)
    large = make_product("Large", parent=parent)

    states = states_of([small, large], "jp")

    assert states == {small.pk: SaleState.INCOMPLETE, large.pk: SaleState.ON_SALE}


def test_food_without_a_record_lacks_all_but_its_weight(db):
    product = make_product()
    FoodRecord.objects.all().delete()
    market = Market.objects.get(code="intl")

    [facts] = sale_facts(
        [Product.objects.get(pk=product.pk)], market=market, now=timezone.now()
    ).values()

    assert facts.state is SaleState.INCOMPLETE
    assert facts.missing_items == tuple(item for item in Item if item != "net_content")


def test_what_is_no_food_needs_no_label(db):
    toy = make_product(kind="toy", net_weight_g=None)

    assert states_of([toy], "jp") == {toy.pk: SaleState.ON_SALE}


def test_basket_names_what_the_label_lacks(site_tree, shopper):
    product = make_product()
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    FoodRecord.objects.update(storage="")

    page = shopper.get("/en/basket/")

    assert not page.context["may_check_out"]
    assert "we do not sell it yet: how to keep it." in page.content.decode()


def test_silence_on_allergens_is_not_taken_for_none(site_tree):
    product = make_product()
    stated = page_of(product, "uz")
    FoodRecord.objects.update(has_no_allergens=False)
    unstated = page_of(product, "uz")

    assert "None of those that must be named" in stated
    assert "None of those that must be named" not in unstated
    assert "Not stated yet" in unstated


def test_honey_warns_by_its_field_and_by_no_word(site_tree):
    product = make_product()
    FoodRecord.objects.update(ingredients=["asal"], contains_honey=True)
    with_honey = page_of(product, "uz")
    FoodRecord.objects.update(ingredients=["honey aroma"], contains_honey=False)
    without = page_of(product, "uz")

    assert "not for infants under one year" in with_honey
    assert "not for infants under one year" not in without


@pytest.mark.parametrize(
    ("ingredients", "allergens", "is_demo", "contains_honey", "has_no_allergens"),
    [
        (["pumpkin seeds", "Honey"], [], True, True, True),
        (["pumpkin seeds", "Honey"], [], False, True, False),
        (["sesame"], ["sesame"], True, False, False),
        (["sugar"], [], True, False, True),
        ([], [], False, False, False),
    ],
)
def test_known_records_answer_from_their_ingredients(
    db, ingredients, allergens, is_demo, contains_honey, has_no_allergens
):
    make_product(is_demo=is_demo)
    FoodRecord.objects.update(
        ingredients=ingredients, allergens=allergens, contains_honey=False, has_no_allergens=False
    )

    import_module(f"shop.catalogue.migrations.{migration_named('food_record_answers')}").answer(
        apps, None
    )

    record = FoodRecord.objects.get()
    assert record.contains_honey is contains_honey
    assert record.has_no_allergens is has_no_allergens


def test_order_is_not_placed_where_the_label_lacks_something(db):
    make_zone("jp", ("JP",), "1650")
    make_zone("uz", ("UZ",), "18000")
    product = make_product()
    FoodRecord.objects.update(hs_code="")
    abroad, at_home = make_basket((product, 1), market="jp"), make_basket((product, 1), market="uz")

    with pytest.raises(NotForSale) as refused:
        place(abroad, total="2930", address=german_address(country_id="JP"))
    order = place(at_home, total="83000", address=german_address(country_id="UZ"))

    assert refused.value.data["problems"] == {product.pk: SaleState.INCOMPLETE}
    assert list(Order.objects.all()) == [order]


@pytest.mark.parametrize("field", ["allergens", "may_contain"])
def test_allergen_on_no_list_is_refused_by_the_record_itself(db, field):
    record = make_product().food
    setattr(record, field, ["wheat", "love"])

    with pytest.raises(ValidationError) as refused:
        record.full_clean()

    assert refused.value.message_dict == {field: ["On no list of allergens: love."]}


def test_incomplete_label_comes_back_on_sale_with_the_last_item(site_tree):
    product = make_product()
    FoodRecord.objects.update(storage="")
    before = page_of(product, "uz")
    FoodRecord.objects.update(storage="Dry.")
    after = page_of(product, "uz")

    assert "Put in basket" not in before
    assert "Put in basket" in after
