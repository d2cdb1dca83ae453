"""The food record: what a label must say before the food may be sold, and where."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from .allergens import AllergenList

#: Foods with honey carry the warning. Source: Japan's Consumer Affairs Agency; EFSA.
HONEY = re.compile(r"\bhoney\b", re.IGNORECASE)


class Item(StrEnum):
    """What a label must say, in the form's order; most are fields of the food record."""

    INGREDIENTS = "ingredients"
    ALLERGENS = "allergens"
    NET_CONTENT = "net_content"
    STORAGE = "storage"
    SHELF_LIFE = "shelf_life_days"
    ORIGIN = "origin_country"
    HS_CODE = "hs_code"
    NUTRITION = "nutrition"


#: Asked for in every market, at home too.
#: Source: Regulation (EU) No 1169/2011, article 9(1) b, c, e, f, g, i; Japan's Food Labelling
#: Standards, article 3, ask for the same. Maker and name stand on the product.
EVERYWHERE = (
    Item.INGREDIENTS,
    Item.ALLERGENS,
    Item.NET_CONTENT,
    Item.STORAGE,
    Item.SHELF_LIFE,
    Item.ORIGIN,
)

#: What crosses a border is declared by its code. Source: Universal Postal Union, CN22 and CN23.
ABROAD = (Item.HS_CODE,)

#: The nutrients that a label abroad must give, by the list that the market follows.
#: Source, EU: Regulation (EU) No 1169/2011, article 30(1); the exemptions of annex V are not
#: used, since article 31(4) lets a maker take the values from established tables.
#: Source, Japan: Food Labelling Standards, article 3: energy, protein, fat, carbohydrate and
#: the equivalent in salt.
#: What Uzbekistan asks for at home could not be confirmed, so nothing is.
NUTRIENTS_ABROAD: dict[AllergenList, tuple[str, ...]] = {
    AllergenList.EU: (
        "energy_kj",
        "energy_kcal",
        "fat",
        "saturates",
        "carbohydrate",
        "sugars",
        "protein",
        "salt",
    ),
    AllergenList.JAPAN: ("energy_kcal", "protein", "fat", "carbohydrate", "salt"),
}


@lru_cache(maxsize=16)
def demanded_items(*, is_abroad: bool) -> tuple[Item, ...]:
    """Give what a label must say, in the form's order."""
    asked = {*EVERYWHERE, *((*ABROAD, Item.NUTRITION) if is_abroad else ())}
    return tuple(item for item in Item if item in asked)


def missing_items(
    label: Mapping[str, object], *, allergen_list: str, is_abroad: bool
) -> tuple[Item, ...]:
    """Name what a label lacks in a market, in the form's order.

    `label` is by item. Its allergens are the codes, or anything true where somebody said that
    there are none; its nutrition is an amount by nutrient, of which 0 is one too.
    `is_abroad` where the market lies beyond the border.
    """
    nutrients = NUTRIENTS_ABROAD[AllergenList(allergen_list)]
    return tuple(
        item
        for item in demanded_items(is_abroad=is_abroad)
        if (
            missing_nutrients(label.get(item), nutrients)
            if item is Item.NUTRITION
            else _is_blank(label.get(item))
        )
    )


def missing_nutrients(nutrition: object, asked: Iterable[str]) -> tuple[str, ...]:
    """Give the nutrients without an amount; whatever is no mapping has none at all."""
    known = nutrition if isinstance(nutrition, Mapping) else {}
    return tuple(code for code in asked if known.get(code) in (None, ""))


def _is_blank(value: object) -> bool:
    """Nothing, no days, only spaces, or a list of such."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple):
        return all(_is_blank(part) for part in value)
    return not value


def names_honey(ingredients: Iterable[str]) -> bool:
    """Whether honey stands among ingredients written in English: a hint for the form alone.

    The label's warning hangs on the record's own field and on no word.
    """
    return any(HONEY.search(ingredient) for ingredient in ingredients)
