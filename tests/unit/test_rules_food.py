import pytest

from shop.rules.food import contains_honey, missing_items

FULL = {
    "ingredients": ["honey", "licorice"],
    "storage": "Cool and dry",
    "shelf_life_days": 365,
    "origin_country": "UZ",
    "hs_code": "040900",
}


def test_full_record_lacks_nothing():
    assert missing_items(FULL) == ()


@pytest.mark.parametrize("item", FULL)
@pytest.mark.parametrize("blank", [None, "", "  ", 0, [], (), [""], [" ", None]])
def test_blank_item_is_named(item, blank):
    assert missing_items(FULL | {item: blank}) == (item,)


@pytest.mark.parametrize("item", FULL)
def test_absent_item_is_named(item):
    assert missing_items({key: value for key, value in FULL.items() if key != item}) == (item,)


def test_missing_items_are_named_in_the_forms_order():
    assert missing_items({}) == tuple(FULL)
    assert missing_items(FULL | {"hs_code": "", "storage": None}) == ("storage", "hs_code")


def test_one_written_ingredient_is_enough():
    assert missing_items(FULL | {"ingredients": ["", "sesame"]}) == ()


@pytest.mark.parametrize(
    ("ingredients", "found"),
    [
        (("honey",), True),
        (("pumpkin seeds", "Licorice Honey"), True),
        (("sugar", "sesame"), False),
        ((), False),
    ],
)
def test_honey_is_found_in_any_ingredient(ingredients, found):
    assert contains_honey(ingredients) is found
