"""What customs ask of a parcel: its form, and the codes of the harmonised system.

The codes are suggestions only: whoever signs the form answers for them.
Source: World Customs Organization, HS 2022, by heading, six digits; Universal Postal Convention,
regulations on customs declarations, for the forms.
"""

from decimal import Decimal
from enum import StrEnum

#: By the slug of the product class.
SUGGESTED_CODES = {
    "honey": "040900",
    "cookies": "190531",
    "oil": "151550",
    "preserve": "200190",
    "dried_fruit": "081340",
    "confectionery": "170490",
    "cereal": "190420",
    "toy": "950300",
}


def dotted(code: str) -> str:
    """Give a code as people write it: 0409.00."""
    return f"{code[:4]}.{code[4:]}" if code else ""


#: Up to so much, in the IMF's special drawing rights and in grams, the small form does.
MOST_SDR = Decimal(300)
MOST_GRAMS = 2000


class Form(StrEnum):
    """The post's customs declarations."""

    NONE = "none"
    CN22 = "cn22"
    CN23 = "cn23"


def customs_form(*, is_abroad: bool, value_sdr: Decimal | None, weight_g: int) -> Form:
    """Give the form that a parcel needs; where its value is not known, the one that always does."""
    if not is_abroad:
        return Form.NONE
    if value_sdr is None or value_sdr > MOST_SDR or weight_g > MOST_GRAMS:
        return Form.CN23
    return Form.CN22


def value_of_pieces(line_total: Decimal, *, ordered: int, sent: int) -> Decimal:
    """Give what some pieces of a line cost, not rounded: all of it where all are sent."""
    return line_total if sent == ordered else line_total * sent / ordered
