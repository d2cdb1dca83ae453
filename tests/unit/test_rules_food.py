"""What a label must say, by table: market × item."""

import pytest

from shop.rules.allergens import AllergenList
from shop.rules.food import (
    NUTRIENTS_ABROAD,
    Item,
    demanded_items,
    missing_items,
    names_honey,
)

NUTRITION = dict.fromkeys(NUTRIENTS_ABROAD[AllergenList.EU], 0)
FULL = {
    "ingredients": ["honey", "licorice"],
    "allergens": ["sesame"],
    "net_content": 250,
    "storage": "Cool and dry",
    "shelf_life_days": 365,
    "origin_country": "UZ",
    "hs_code": "040900",
    "nutrition": NUTRITION,
}
#: As the three markets are: the list that they follow, and whether they lie abroad.
UZ = {"allergen_list": "eu", "is_abroad": False}
JP = {"allergen_list": "japan", "is_abroad": True}
INTL = {"allergen_list": "eu", "is_abroad": True}
MARKETS = {"uz": UZ, "jp": JP, "intl": INTL}


def lacking(label: dict) -> dict[str, tuple[str, ...]]:
    return {code: missing_items(label, **market) for code, market in MARKETS.items()}


def test_full_label_lacks_nothing_anywhere():
    assert lacking(FULL) == {"uz": (), "jp": (), "intl": ()}


@pytest.mark.parametrize("blank", [None, "", "  ", 0, [], (), [""], [" ", None]])
@pytest.mark.parametrize(
    ("item", "markets"),
    [
        ("ingredients", {"uz", "jp", "intl"}),
        ("allergens", {"uz", "jp", "intl"}),
        ("net_content", {"uz", "jp", "intl"}),
        ("storage", {"uz", "jp", "intl"}),
        ("shelf_life_days", {"uz", "jp", "intl"}),
        ("origin_country", {"uz", "jp", "intl"}),
        ("hs_code", {"jp", "intl"}),
        ("nutrition", {"jp", "intl"}),
    ],
)
def test_each_market_names_the_item_that_it_lacks(item, markets, blank):
    found = lacking(FULL | {item: blank})

    assert found == {code: (item,) if code in markets else () for code in MARKETS}


@pytest.mark.parametrize(
    ("nutrient", "markets"),
    [
        ("energy_kj", {"intl"}),
        ("energy_kcal", {"jp", "intl"}),
        ("fat", {"jp", "intl"}),
        ("saturates", {"intl"}),
        ("carbohydrate", {"jp", "intl"}),
        ("sugars", {"intl"}),
        ("protein", {"jp", "intl"}),
        ("salt", {"jp", "intl"}),
    ],
)
@pytest.mark.parametrize("blank", [None, ""])
def test_one_missing_nutrient_is_missing_nutrition_where_it_is_asked_for(nutrient, markets, blank):
    found = lacking(FULL | {"nutrition": NUTRITION | {nutrient: blank}})

    assert {code for code, missing in found.items() if missing == ("nutrition",)} == markets
    assert {code for code, missing in found.items() if missing == ()} == MARKETS.keys() - markets


def test_that_there_are_no_allergens_is_an_answer_and_silence_is_none():
    assert missing_items(FULL | {"allergens": True}, **JP) == ()
    assert missing_items(FULL | {"allergens": False}, **JP) == ("allergens",)


def test_nothing_of_a_nutrient_is_an_amount():
    assert missing_items(FULL | {"nutrition": dict.fromkeys(NUTRITION, 0)}, **INTL) == ()


@pytest.mark.parametrize("item", FULL)
def test_absent_item_is_named(item):
    assert missing_items({key: FULL[key] for key in FULL if key != item}, **INTL) == (item,)


def test_missing_items_are_named_in_the_forms_order():
    assert missing_items({}, **INTL) == tuple(Item) == demanded_items(is_abroad=True)
    assert missing_items(FULL | {"hs_code": "", "storage": None}, **JP) == ("storage", "hs_code")


def test_one_written_ingredient_is_enough():
    assert missing_items(FULL | {"ingredients": ["", "sesame"]}, **UZ) == ()


@pytest.mark.parametrize(
    ("ingredients", "found"),
    [
        (("honey",), True),
        (("pumpkin seeds", "Licorice Honey"), True),
        (("sugar", "sesame"), False),
        (("honeydew melon",), False),
        ((), False),
    ],
)
def test_honey_is_found_in_any_ingredient(ingredients, found):
    assert names_honey(ingredients) is found
