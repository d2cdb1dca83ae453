from decimal import Decimal

import pytest

from shop.rules.customs import SUGGESTED_CODES, dotted
from shop.rules.nutrition import faults, most

HONEY = {
    "energy_kj": Decimal(1384),
    "energy_kcal": Decimal(326),
    "fat": Decimal(0),
    "saturates": Decimal(0),
    "carbohydrate": Decimal(81),
    "sugars": Decimal(80),
    "protein": Decimal("0.4"),
    "salt": Decimal("0.01"),
}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, {}),
        ({"sugars": 81}, {}),
        ({"sugars": Decimal("81.01")}, {"sugars": "part_exceeds_whole"}),
        ({"saturates": 1}, {"saturates": "part_exceeds_whole"}),
        ({"carbohydrate": Decimal("99.59")}, {}),
        ({"carbohydrate": Decimal("99.60")}, {"salt": "more_than_all"}),
        ({"energy_kcal": 1384}, {"energy_kcal": "energies_disagree"}),
        ({"energy_kcal": 340}, {}),
    ],
)
def test_amounts_that_cannot_be_are_told_beside_their_nutrient(changes, found):
    assert faults(HONEY | changes) == found


@pytest.mark.parametrize("nutrient", HONEY)
def test_missing_amount_is_no_fault(nutrient):
    assert faults({code: HONEY[code] for code in HONEY if code != nutrient}) == {}


def test_nothing_holds_more_than_pure_fat_or_than_itself():
    assert (most("energy_kj"), most("energy_kcal"), most("fat")) == (3700, 900, 100)


@pytest.mark.parametrize("code", SUGGESTED_CODES.values())
def test_suggested_codes_have_six_digits(code):
    assert len(code) == 6
    assert code.isdecimal()
    assert dotted(code) == f"{code[:4]}.{code[4:]}"
