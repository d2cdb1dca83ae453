"""The recipe that certificates were given for, and whether it is still the same."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """What is in a food: the ingredients as written, the heaviest first, and codes of allergens."""

    ingredients: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    may_contain: tuple[str, ...] = ()


#: By part of the recipe, what it `was` and what it `is`.
Change = dict[str, dict[str, list[str]]]


def recipe_change(before: Recipe, after: Recipe) -> Change:
    """Give the parts that differ; nothing where the recipe is the same.

    The order of ingredients tells their weight, so it counts. Spaces and the case of letters
    do not, nor does the order of allergens.
    """
    pairs = {
        "ingredients": (_lines(before.ingredients), _lines(after.ingredients)),
        "allergens": (set(before.allergens), set(after.allergens)),
        "may_contain": (set(before.may_contain), set(after.may_contain)),
    }
    return {
        part: {"was": list(getattr(before, part)), "is": list(getattr(after, part))}
        for part, (was, is_) in pairs.items()
        if was != is_
    }


def merge_changes(first: Change, second: Change) -> Change:
    """Give one change for two that followed each other: what it was first, what it is now."""
    return {
        part: {
            "was": (first.get(part) or second[part])["was"],
            "is": (second.get(part) or first[part])["is"],
        }
        for part in ("ingredients", "allergens", "may_contain")
        if part in first or part in second
    }


def _lines(ingredients: Iterable[str]) -> list[str]:
    plain = (" ".join(line.split()).casefold() for line in ingredients)
    return [line for line in plain if line]
