"""Which change of a record is a change of recipe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.rules.recipe import Recipe, merge_changes, recipe_change

BEFORE = Recipe(("Honey", "pumpkin seeds"), ("sesame", "milk"), ("walnut",))

recipes = st.builds(
    Recipe,
    ingredients=st.lists(st.sampled_from(["honey", "Honey ", "salt", "seeds"])).map(tuple),
    allergens=st.lists(st.sampled_from(["sesame", "milk"]), unique=True).map(tuple),
    may_contain=st.lists(st.sampled_from(["walnut", "almond"]), unique=True).map(tuple),
)


@pytest.mark.parametrize(
    ("ingredients", "allergens", "may_contain", "parts"),
    [
        pytest.param(("Honey", "pumpkin seeds"), ("sesame", "milk"), ("walnut",), set(), id="same"),
        pytest.param(
            (" honey", "Pumpkin  SEEDS ", ""),
            ("milk", "sesame"),
            ("walnut",),
            set(),
            id="spaces, case, and the order of allergens",
        ),
        pytest.param(
            ("pumpkin seeds", "Honey"),
            ("sesame", "milk"),
            ("walnut",),
            {"ingredients"},
            id="order of ingredients",
        ),
        pytest.param(
            ("Honey",), ("sesame", "milk"), ("walnut",), {"ingredients"}, id="one ingredient less"
        ),
        pytest.param(
            ("Honey", "pumpkinseeds"),
            ("sesame", "milk"),
            ("walnut",),
            {"ingredients"},
            id="other word",
        ),
        pytest.param(
            ("Honey", "pumpkin seeds", "salt"),
            ("sesame", "milk"),
            ("walnut",),
            {"ingredients"},
            id="one ingredient more",
        ),
        pytest.param(
            ("Honey", "pumpkin seeds"), ("sesame",), ("walnut",), {"allergens"}, id="allergen less"
        ),
        pytest.param(
            ("Honey", "pumpkin seeds"),
            ("sesame", "milk", "egg"),
            ("walnut",),
            {"allergens"},
            id="allergen more",
        ),
        pytest.param(
            ("Honey", "pumpkin seeds"), ("sesame", "milk"), (), {"may_contain"}, id="no trace"
        ),
        pytest.param(
            ("Honey",),
            (),
            ("almond",),
            {"ingredients", "allergens", "may_contain"},
            id="everything",
        ),
    ],
)
def test_change_names_the_parts_that_differ(ingredients, allergens, may_contain, parts):
    change = recipe_change(BEFORE, Recipe(ingredients, allergens, may_contain))

    assert change.keys() == parts


def test_change_tells_what_was_and_what_is():
    change = recipe_change(BEFORE, Recipe(("Honey",), ("sesame", "milk"), ("walnut",)))

    assert change == {"ingredients": {"was": ["Honey", "pumpkin seeds"], "is": ["Honey"]}}


@given(recipes)
def test_recipe_never_differs_from_itself(recipe):
    assert recipe_change(recipe, recipe) == {}


@given(recipes, recipes, recipes)
def test_two_changes_tell_the_first_was_and_the_last_is(first, second, third):
    merged = merge_changes(recipe_change(first, second), recipe_change(second, third))

    for part, change in recipe_change(first, third).items():
        assert (
            recipe_change(
                Recipe(**{part: tuple(change["was"])}), Recipe(**{part: tuple(merged[part]["was"])})
            )
            == {}
        )
        assert (
            recipe_change(
                Recipe(**{part: tuple(change["is"])}), Recipe(**{part: tuple(merged[part]["is"])})
            )
            == {}
        )
