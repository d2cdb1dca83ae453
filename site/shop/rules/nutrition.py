"""What 100 g or 100 ml of a food can hold, and which amounts cannot be true together.

Amounts are grams, energy in kJ and kcal, as Decimal.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum


class Fault(StrEnum):
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    MORE_THAN_ALL = "more_than_all"
    ENERGIES_DISAGREE = "energies_disagree"


#: The most of each. Pure fat holds 3700 kJ or 900 kcal.
#: Source: Regulation (EU) No 1169/2011, annex XIV: 37 kJ or 9 kcal in a gram.
MOST = {"energy_kj": 3700, "energy_kcal": 900}
MOST_GRAMS = 100

#: What is part of what.
PARTS = {"saturates": "fat", "sugars": "carbohydrate"}
WHOLES = ("fat", "carbohydrate", "protein", "salt")

#: A kilocalorie in kJ, and by which part the two may differ: each is rounded by itself and
#: worked out by its own factors.
KJ = Decimal("4.184")
TOLERANCE = Decimal("0.10")


def most(nutrient: str) -> int:
    return MOST.get(nutrient, MOST_GRAMS)


def faults(amounts: Mapping[str, Decimal]) -> dict[str, Fault]:
    """Give what cannot be, by the nutrient that it is best told beside."""
    found: dict[str, Fault] = {}
    if sum(amounts.get(code, 0) for code in WHOLES) > MOST_GRAMS:
        found[next(code for code in reversed(WHOLES) if amounts.get(code))] = Fault.MORE_THAN_ALL
    for part, whole in PARTS.items():
        if part in amounts and whole in amounts and amounts[part] > amounts[whole]:
            found[part] = Fault.PART_EXCEEDS_WHOLE
    kj, kcal = amounts.get("energy_kj"), amounts.get("energy_kcal")
    if kj is not None and kcal is not None and abs(kj - kcal * KJ) > max(kj * TOLERANCE, 20):
        found["energy_kcal"] = Fault.ENERGIES_DISAGREE
    return found
