"""Which allergens a label must declare: by list, and by the day on which it is asked.

A code names one substance (`walnut`) or a family where the maker knows no more (`nuts`).

Source, EU: Regulation (EU) No 1169/2011, annex II; it applies from 13 December 2014.
Source, Japan: Food Labelling Standards, appended table 14, in force from 1 April 2015, and the
Consumer Affairs Agency's notice on what should be declared beside it. Walnut moved into the
table on 9 March 2023, almond came into the notice on 19 September 2019, macadamia on
28 March 2024, when matsutake left it. Moving cashew into the table and adding pistachio to the
notice was proposed for spring 2026; enter each with its day once that is confirmed.
Uzbekistan: no list of its own was found; its market follows the EU's, the wider of the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class AllergenList(StrEnum):
    EU = "eu"
    JAPAN = "japan"


@dataclass(frozen=True)
class Demand:
    """`code` stands on a list from `since`, up to and with `until` (None: to this day)."""

    code: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


#: What belongs to a family: a code of its own that stands for any of them.
FAMILIES = {
    "gluten": ("barley", "oats", "rye", "wheat"),
    "crustaceans": ("crab", "shrimp"),
    "fish": ("mackerel", "salmon", "salmon_roe"),
    "molluscs": ("abalone", "squid"),
    "nuts": (
        "almond",
        "brazil_nut",
        "cashew",
        "hazelnut",
        "macadamia",
        "pecan",
        "pistachio",
        "walnut",
    ),
}

_EU = date(2014, 12, 13)
_JAPAN = date(2015, 4, 1)
_ALMOND = date(2019, 9, 19)
_WALNUT = date(2023, 3, 9)
_BEFORE_WALNUT = date(2023, 3, 8)
_MACADAMIA = date(2024, 3, 28)
_BEFORE_MACADAMIA = date(2024, 3, 27)


def _since(day: date, *codes: str) -> tuple[Demand, ...]:
    return tuple(Demand(code, day) for code in codes)


#: What must be declared. A family stands for all that belongs to it.
MANDATORY: dict[AllergenList, tuple[Demand, ...]] = {
    AllergenList.EU: _since(
        _EU,
        "gluten",
        "crustaceans",
        "egg",
        "fish",
        "peanut",
        "soy",
        "milk",
        "nuts",
        "celery",
        "mustard",
        "sesame",
        "sulphites",
        "lupin",
        "molluscs",
    ),
    AllergenList.JAPAN: (
        *_since(_JAPAN, "egg", "milk", "wheat", "crab", "shrimp", "buckwheat", "peanut"),
        Demand("walnut", _WALNUT),
    ),
}

#: What should be declared, though no law demands it.
RECOMMENDED: dict[AllergenList, tuple[Demand, ...]] = {
    AllergenList.EU: (),
    AllergenList.JAPAN: (
        *_since(_JAPAN, "abalone", "squid", "salmon_roe", "orange", "cashew", "kiwi", "beef"),
        *_since(_JAPAN, "sesame", "salmon", "mackerel", "soy", "chicken", "banana", "pork"),
        *_since(_JAPAN, "peach", "yam", "apple", "gelatin"),
        Demand("almond", _ALMOND),
        Demand("walnut", _JAPAN, _BEFORE_WALNUT),
        Demand("matsutake", _JAPAN, _BEFORE_MACADAMIA),
        Demand("macadamia", _MACADAMIA),
    ),
}

#: Every code that a record may hold: all that ever stood on a list, and the families' members.
CODES = frozenset(
    [
        demand.code
        for lists in (MANDATORY, RECOMMENDED)
        for each in lists.values()
        for demand in each
    ]
    + [member for members in FAMILIES.values() for member in members]
)


@dataclass(frozen=True)
class Declared:
    """An allergen that a record names; `is_demanded` where the market's list demands it."""

    code: str
    is_demanded: bool


@lru_cache(maxsize=64)
def demanded_codes(allergen_list: str, day: date) -> frozenset[str]:
    """Give all codes that the list demands on a day.

    A family on the list brings its members. A member on the list brings its family too:
    who declares "nuts" may mean walnuts.
    """
    listed = _codes_on(MANDATORY, allergen_list, day)
    members = {member for family in listed & FAMILIES.keys() for member in FAMILIES[family]}
    families = {family for family, members in FAMILIES.items() if listed & set(members)}
    return listed | members | families


def recommended_codes(allergen_list: str, day: date) -> frozenset[str]:
    """Give the codes that the list recommends on a day, beside those that it demands."""
    return _codes_on(RECOMMENDED, allergen_list, day)


def declared(codes: Iterable[str], *, allergen_list: str, day: date) -> tuple[Declared, ...]:
    """Give what a record names as the label must show it: what is demanded stands first."""
    demanded = demanded_codes(allergen_list, day)
    found = [Declared(code, code in demanded) for code in codes]
    return tuple(sorted(found, key=lambda each: not each.is_demanded))


def unknown_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Give what stands on no list, sorted."""
    return tuple(sorted(str(code) for code in codes if code not in CODES))


def _codes_on(lists: dict, allergen_list: str, day: date) -> frozenset[str]:
    demands = lists[AllergenList(allergen_list)]
    return frozenset(demand.code for demand in demands if demand.holds_on(day))
