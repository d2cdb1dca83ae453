"""The codes of the harmonised system that our kinds of things usually go under.

Only suggestions: whoever signs the customs form answers for the code.
Source: World Customs Organization, HS 2022, by heading; six digits.
"""

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
