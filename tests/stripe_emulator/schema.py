"""Checkers for request parameters, with Stripe's words for what is wrong.

A checker is a function (value, name) -> the value in its own type. It raises
ApiError; the name is the one that goes into the error, such as
`line_items[0][quantity]`.
"""

import re
from urllib.parse import urlsplit

from .errors import invalid
from .money import CURRENCIES

INTEGER = re.compile(r"^-?[0-9]{1,18}$")
EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")


def text(max_length=5000):
    """A string that is not empty."""

    def check(value, name):
        if not isinstance(value, str):
            raise invalid("Invalid string", param=name)
        if value == "":
            raise invalid(
                f"You passed an empty string for '{name}'. We assume empty values are an attempt "
                "to unset a parameter; however this parameter cannot be unset.",
                code="parameter_invalid_empty",
                param=name,
            )
        if len(value) > max_length:
            raise invalid(
                f"Invalid string: {value[:8]}…; must be at most {max_length} characters",
                param=name,
            )
        return value

    return check


def integer(least=None, most=None):
    """A whole number between `least` and `most`."""

    def check(value, name):
        if not isinstance(value, str) or not INTEGER.match(value):
            raise invalid(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
        number = int(value)
        if least is not None and number < least:
            raise invalid(
                f"This value must be greater than or equal to {least}.",
                code="parameter_invalid_integer",
                param=name,
            )
        if most is not None and number > most:
            raise invalid(
                f"This value must be less than or equal to {most}.",
                code="parameter_invalid_integer",
                param=name,
            )
        return number

    return check


def one_of(*choices):
    """One of these words."""

    def check(value, name):
        if value not in choices:
            raise invalid(f"Invalid {name}: must be one of {', '.join(choices)}", param=name)
        return value

    return check


def url(value, name):
    """An absolute http or https address."""
    text()(value, name)
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid("Not a valid URL", code="url_invalid", param=name)
    return value


def email(value, name):
    """An e-mail address."""
    text(800)(value, name)
    if not EMAIL.match(value):
        raise invalid(f"Invalid email address: {value}", code="email_invalid", param=name)
    return value


def currency(value, name):
    """A currency code, given back in lower case."""
    code = text()(value, name).lower()
    if code not in CURRENCIES:
        raise invalid(f"Invalid currency: {code}.", param=name)
    return code


def metadata(value, name):
    """Up to 50 short names with values of up to 500 characters. Source: Stripe's "Metadata"."""
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise invalid("Invalid object", param=name)
    if len(value) > 50:
        raise invalid("Metadata can have at most 50 keys", param=name)
    for key, entry in value.items():
        if len(key) > 40:
            raise invalid(f"Metadata keys can be at most 40 characters long: {key}", param=name)
        if not isinstance(entry, str) or len(entry) > 500:
            raise invalid(
                f"Metadata values can be at most 500 characters long: {key}",
                param=f"{name}[{key}]",
            )
    return {key: entry for key, entry in value.items() if entry != ""}


def list_of(checker, *, most):
    """A list of at most so many."""

    def check(value, name):
        if not isinstance(value, list):
            raise invalid("Invalid array", param=name)
        if len(value) > most:
            raise invalid(f"Array must have at most {most} elements", param=name)
        return [checker(entry, f"{name}[{index}]") for index, entry in enumerate(value)]

    return check


class Hash:
    """A hash of known names; those in `required` must be there, any other name is refused."""

    def __init__(self, fields, *, required=()):
        self.fields = fields
        self.required = required

    def __call__(self, value, name=""):
        """The hash with each value checked.

        Raises: ApiError parameter_unknown, parameter_missing, or what a field's checker says.
        """
        if not isinstance(value, dict):
            raise invalid("Invalid object", param=name)
        for key in value:
            if key not in self.fields:
                path = _nested(name, key)
                raise invalid(
                    f"Received unknown parameter: {path}",
                    code="parameter_unknown",
                    param=path,
                )
        for key in self.required:
            if key not in value:
                path = _nested(name, key)
                raise invalid(
                    f"Missing required param: {path}.", code="parameter_missing", param=path
                )
        return {key: self.fields[key](entry, _nested(name, key)) for key, entry in value.items()}


def _nested(name, key):
    return f"{name}[{key}]" if name else key
