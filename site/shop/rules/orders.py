"""Order numbers and links that nobody can guess."""

import secrets

#: Without 0, O, 1, I, L: read over a telephone, nothing is taken for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_order_number() -> str:
    """Give a readable number such as "OA-7KQ2-M9XF" (31⁸ ≈ 8.5 × 10¹¹ of them)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"OA-{letters[:4]}-{letters[4:]}"


def new_order_token() -> str:
    """Give the secret part of an order's link, 192 random bits."""
    return secrets.token_urlsafe(24)
