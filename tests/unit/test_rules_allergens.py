"""The lists of allergens, by table: list × code × day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.words import ALLERGENS
from shop.rules.allergens import (
    CODES,
    FAMILIES,
    AllergenList,
    Declared,
    declared,
    demanded_codes,
    recommended_codes,
    unknown_codes,
)

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
WALNUT = date(2023, 3, 9)
MACADAMIA = date(2024, 3, 28)


def test_european_list_has_fourteen_entries():
    families = [code for code in demanded_codes("eu", TODAY) if code in FAMILIES]
    members = {member for code in families for member in FAMILIES[code]}

    assert len(demanded_codes("eu", TODAY) - members) == 14


def test_japan_demands_eight_and_recommends_twenty():
    demanded = demanded_codes("japan", TODAY) - FAMILIES.keys()

    assert demanded == {
        *("egg", "milk", "wheat", "crab", "shrimp", "buckwheat", "peanut", "walnut"),
    }
    assert len(recommended_codes("japan", TODAY)) == 20


@pytest.mark.parametrize(
    ("allergen_list", "code", "day", "is_demanded", "is_recommended"),
    [
        ("eu", "sesame", TODAY, True, False),
        ("eu", "sesame", date(2014, 12, 13), True, False),
        ("eu", "sesame", date(2014, 12, 12), False, False),
        ("eu", "wheat", TODAY, True, False),
        ("eu", "rye", TODAY, True, False),
        ("eu", "walnut", TODAY, True, False),
        ("eu", "nuts", TODAY, True, False),
        ("eu", "shrimp", TODAY, True, False),
        ("eu", "squid", TODAY, True, False),
        ("eu", "buckwheat", TODAY, False, False),
        ("eu", "gelatin", TODAY, False, False),
        ("japan", "buckwheat", TODAY, True, False),
        ("japan", "buckwheat", date(2015, 4, 1), True, False),
        ("japan", "buckwheat", date(2015, 3, 31), False, False),
        ("japan", "walnut", WALNUT, True, False),
        ("japan", "walnut", WALNUT - DAY, False, True),
        ("japan", "nuts", WALNUT, True, False),
        ("japan", "nuts", WALNUT - DAY, False, False),
        ("japan", "crustaceans", TODAY, True, False),
        ("japan", "gluten", TODAY, True, False),
        ("japan", "rye", TODAY, False, False),
        ("japan", "sesame", TODAY, False, True),
        ("japan", "almond", TODAY, False, True),
        ("japan", "almond", date(2019, 9, 18), False, False),
        ("japan", "cashew", TODAY, False, True),
        ("japan", "macadamia", MACADAMIA, False, True),
        ("japan", "macadamia", MACADAMIA - DAY, False, False),
        ("japan", "matsutake", MACADAMIA - DAY, False, True),
        ("japan", "matsutake", MACADAMIA, False, False),
        ("japan", "celery", TODAY, False, False),
        ("japan", "fish", TODAY, False, False),
    ],
)
def test_each_list_asks_by_the_day(allergen_list, code, day, is_demanded, is_recommended):
    assert (code in demanded_codes(allergen_list, day)) is is_demanded
    assert (code in recommended_codes(allergen_list, day)) is is_recommended


def test_what_the_list_demands_stands_first_and_nothing_is_left_out():
    found = declared(["sesame", "wheat", "milk"], allergen_list="japan", day=TODAY)

    assert found == (Declared("wheat", True), Declared("milk", True), Declared("sesame", False))


@given(
    st.lists(st.sampled_from(sorted(CODES)) | st.text(max_size=5)),
    st.sampled_from(AllergenList),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
)
def test_declaring_never_loses_a_code(codes, allergen_list, day):
    found = declared(codes, allergen_list=allergen_list, day=day)

    assert sorted(each.code for each in found) == sorted(codes)


@given(st.sampled_from(AllergenList), st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_nothing_is_demanded_and_recommended_at_once(allergen_list, day):
    demanded = demanded_codes(allergen_list, day) - FAMILIES.keys()

    assert not demanded & recommended_codes(allergen_list, day)


def test_codes_on_no_list_are_named():
    assert unknown_codes(["wheat", "love", "Wheat"]) == ("Wheat", "love")


def test_every_code_has_a_name():
    assert ALLERGENS.keys() == CODES
