"""The food record: what a label must say before the food may be sold."""

from collections.abc import Mapping

#: Order as on the form; each is a field of the food record.
MANDATORY_ITEMS = (
    "ingredients",
    "storage",
    "shelf_life_days",
    "origin_country",
    "hs_code",
)

#: Foods with honey carry the warning. Source: Japan's Consumer Affairs Agency; EFSA.
HONEY_WORDS = ("honey",)


def missing_items(record: Mapping[str, object]) -> tuple[str, ...]:
    """Name the mandatory items that a food record lacks, in the form's order."""
    return tuple(item for item in MANDATORY_ITEMS if _is_blank(record.get(item)))


def _is_blank(value: object) -> bool:
    """Nothing, no days, only spaces, or a list of such."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple):
        return all(_is_blank(part) for part in value)
    return not value


def contains_honey(ingredients: tuple[str, ...]) -> bool:
    return any(word in ingredient.lower() for ingredient in ingredients for word in HONEY_WORDS)
