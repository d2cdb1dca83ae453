"""Order numbers and links that nobody can guess, and the words by which staff find an order."""

import re
import secrets

from .search_words import squeezed

#: Without 0, O, 1, I, L: read over a telephone, nothing is taken for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NUMBERED = re.compile(r"\s*(?P<order>OA-?[0-9A-Z]{4}-?[0-9A-Z]{4})-[0-9]{1,3}\s*", re.IGNORECASE)
#: More words than that narrow nothing down that fewer would not.
MOST_WORDS = 8


def new_order_number() -> str:
    """Give a readable number such as "OA-7KQ2-M9XF" (31⁸ ≈ 8.5 × 10¹¹ of them)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"OA-{letters[:4]}-{letters[4:]}"


def parcel_number(order_number: str, position: int) -> str:
    """Give "OA-7KQ2-M9XF" for an order's first parcel, "OA-7KQ2-M9XF-2" for its second."""
    return order_number if position == 1 else f"{order_number}-{position}"


def without_position(asked: str) -> str:
    """Give the order's number where a parcel's was scanned; everything else as it is."""
    found = NUMBERED.fullmatch(asked)
    return found["order"] if found else asked


def new_order_token() -> str:
    """Give the secret part of an order's link, 192 random bits."""
    return secrets.token_urlsafe(24)


def found_by(*facts: str) -> str:
    """Give one text in which an order is found by a piece of any of its facts."""
    return " ".join(filter(None, map(squeezed, facts)))


def asked_words(query: str) -> list[str]:
    """Give the words that all have to be in `found_by`; none where no letter or digit is asked."""
    return list(filter(None, map(squeezed, query.split())))[:MOST_WORDS]
