"""Tracking numbers of the posts, whose last digit tells a wrong one.

Source: UPU S10, https://www.upu.int/en/postal-solutions/technical-solutions/standards
"""

import re

S10 = re.compile(r"[A-Z]{2}(?P<serial>[0-9]{8})(?P<check>[0-9])[A-Z]{2}")
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def is_misread(number: str) -> bool:
    """Say whether a number has the form of the posts' and a check digit that does not fit.

    Numbers of another form, such as a courier's, are not judged.
    """
    parts = S10.fullmatch(number)
    return parts is not None and int(parts["check"]) != check_digit(parts["serial"])


def check_digit(serial: str) -> int:
    """Give the ninth digit that belongs to eight others."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, WEIGHTS, strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
