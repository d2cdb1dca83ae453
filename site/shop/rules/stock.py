"""How many pieces may still be sold, and when that is worth a word."""

#: From this many pieces down, the page says how many are left.
FEW = 3

#: Pages tell of no more pieces than this: what comes on top changes nothing that is seen.
MOST_SHOWN = 20


def left_to_sell(in_stock: int | None, allocated: int | None) -> int:
    """Give the pieces neither sold nor promised; never below zero."""
    return max(0, (in_stock or 0) - (allocated or 0))


def is_few(left: int) -> bool:
    return 0 < left <= FEW
