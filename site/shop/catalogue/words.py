"""Allergens and nutrients by code, in words.

Source: Regulation (EU) No 1169/2011, annex II, and Japan's Food Labelling Standards.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from home.formats import joined
from shop.rules.food import Item
from shop.rules.recipe import Change

ALLERGENS = {
    "abalone": _("abalone"),
    "almond": _("almond"),
    "apple": _("apple"),
    "banana": _("banana"),
    "barley": _("barley"),
    "beef": _("beef"),
    "brazil_nut": _("Brazil nut"),
    "buckwheat": _("buckwheat"),
    "cashew": _("cashew"),
    "celery": _("celery"),
    "chicken": _("chicken"),
    "crab": _("crab"),
    "crustaceans": _("crustaceans"),
    "egg": _("egg"),
    "fish": _("fish"),
    "gelatin": _("gelatine"),
    "gluten": _("gluten"),
    "hazelnut": _("hazelnut"),
    "kiwi": _("kiwi fruit"),
    "lupin": _("lupin"),
    "macadamia": _("macadamia nut"),
    "mackerel": _("mackerel"),
    "matsutake": _("matsutake mushroom"),
    "milk": _("milk"),
    "molluscs": _("molluscs"),
    "mustard": _("mustard"),
    "nuts": _("nuts"),
    "oats": _("oats"),
    "orange": _("orange"),
    "peach": _("peach"),
    "peanut": _("peanut"),
    "pecan": _("pecan"),
    "pistachio": _("pistachio"),
    "pork": _("pork"),
    "rye": _("rye"),
    "salmon": _("salmon"),
    "salmon_roe": _("salmon roe"),
    "sesame": _("sesame"),
    "shrimp": _("shrimp"),
    "soy": _("soy"),
    "squid": _("squid"),
    "sulphites": _("sulphites"),
    "walnut": _("walnut"),
    "wheat": _("wheat"),
    "yam": _("yam"),
}

#: What a label lacks, in the middle of a sentence.
ITEMS = {
    Item.INGREDIENTS: _("the ingredients"),
    Item.ALLERGENS: _("the allergens"),
    Item.NET_CONTENT: _("the net weight"),
    Item.STORAGE: _("how to keep it"),
    Item.SHELF_LIFE: _("how long it keeps"),
    Item.ORIGIN: _("the country of origin"),
    Item.HS_CODE: _("the customs code"),
    Item.NUTRITION: _("the nutrition values"),
}

#: What of a recipe changed, as staff read it.
RECIPE_PARTS = {
    "ingredients": "Ingredients",
    "allergens": "Allergens",
    "may_contain": "Traces",
}

#: code, label, unit; in the order of the label.
NUTRIENTS = [
    ("energy_kj", _("Energy"), "kJ"),
    ("energy_kcal", _("Energy"), "kcal"),
    ("fat", _("Fat"), "g"),
    ("saturates", _("of which saturates"), "g"),
    ("carbohydrate", _("Carbohydrate"), "g"),
    ("sugars", _("of which sugars"), "g"),
    ("protein", _("Protein"), "g"),
    ("salt", _("Salt"), "g"),
]


def items_in_words(items: Iterable[str]) -> str:
    return joined(ITEMS[item] for item in items)


def change_in_words(change: Change) -> list[str]:
    """Give a line for each part of a recipe that changed: what it was, what it is."""
    return [
        f"{label}: {part_in_words(part, change[part]['was'])}"
        f" → {part_in_words(part, change[part]['is'])}"
        for part, label in RECIPE_PARTS.items()
        if part in change
    ]


def part_in_words(part: str, entries: Iterable[str]) -> str:
    """Ingredients stand as they were written; allergens have names."""
    names = {} if part == "ingredients" else ALLERGENS
    return ", ".join(str(names.get(entry, entry)) for entry in entries) or "–"
