"""Test cards: what a typed card is, and what the bank says to it.

Source: https://docs.stripe.com/testing
"""

import hashlib
import re
from dataclasses import dataclass

APPROVED = {
    "4242424242424242": ("visa", "US"),
    "5555555555554444": ("mastercard", "US"),
    "3566002020360505": ("jcb", "JP"),
    # A refund of the first is pending for a while, one of the second fails after a while.
    "4000000000007726": ("visa", "US"),
    "4000000000005126": ("visa", "US"),
}
DECLINED = {
    "4000000000000002": ("card_declined", "generic_decline", "Your card was declined."),
    "4000000000009995": (
        "card_declined",
        "insufficient_funds",
        "Your card has insufficient funds.",
    ),
    "4000000000000069": ("expired_card", "expired_card", "Your card has expired."),
    "4000000000000127": (
        "incorrect_cvc",
        "incorrect_cvc",
        "Your card's security code is incorrect.",
    ),
    "4000000000000119": (
        "processing_error",
        "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
    ),
}
OTHER = (
    "card_declined",
    "test_mode_live_card",
    "Your card was declined: this is an emulator and takes test cards only.",
)


@dataclass(frozen=True)
class Card:
    """A card whose number, date and code are well-formed."""

    number: str
    exp_month: int
    exp_year: int

    @property
    def brand(self):
        """The network, for the test cards known here; else visa."""
        return APPROVED.get(self.number, ("visa", "US"))[0]

    @property
    def country(self):
        """Where the card was issued."""
        return APPROVED.get(self.number, ("visa", "US"))[1]

    @property
    def fingerprint(self):
        """The card's number, in words that do not tell it."""
        return fingerprint_of(self.number)

    @property
    def refusal(self):
        """(code, decline code, message) when the bank says no, else None."""
        if self.number in APPROVED:
            return None
        return DECLINED.get(self.number, OTHER)


def fingerprint_of(number):
    """What Stripe shows in the place of a card's number: the same for the same number."""
    return hashlib.sha256(number.encode()).hexdigest()[:16]


def read_card(fields, *, now_year_month):
    """The card in a form's fields, and what is wrong with them.

    `fields` has number, expiry (MM/YY) and cvc. Gives (card, {}) or
    (None, {field: message}).
    """
    problems = {}
    number = re.sub(r"[\s-]", "", fields.get("number", ""))
    if not re.fullmatch(r"[0-9]{12,19}", number):
        problems["number"] = "Your card number is incomplete."
    elif not passes_luhn(number):
        problems["number"] = "Your card number is invalid."

    expiry = re.fullmatch(
        r"\s*(0[1-9]|1[0-2])\s*/?\s*(?:20)?(\d\d)\s*", fields.get("expiry", ""), re.A
    )
    month, year = (int(expiry[1]), 2000 + int(expiry[2])) if expiry else (0, 0)
    if not expiry:
        problems["expiry"] = "Write the expiry date as MM/YY, for example 12/34."
    elif (year, month) < now_year_month:
        problems["expiry"] = "Your card's expiry date is in the past."

    if not re.fullmatch(r"\s*[0-9]{3,4}\s*", fields.get("cvc", "")):
        problems["cvc"] = "Your card's security code has 3 or 4 digits."
    return (None, problems) if problems else (Card(number, month, year), {})


def passes_luhn(number):
    """Whether the last digit checks the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
