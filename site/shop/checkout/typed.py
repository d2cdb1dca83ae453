"""What people typed, made fit to print on a label: nothing of it is lost, nothing is guessed."""

import re
from unicodedata import category, decimal, normalize

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

#: Longer than any field takes: such a text is refused, not worked over.
LONGEST = 10_000
#: Letters, digits and kana of another width, and the wide space.
OTHER_WIDTH = re.compile("[\u3000\uff01-\uffee]+")
#: Signs that turn the direction of what stands after them, zero-width spaces, byte order marks.
#: Those that names in Persian and pictures of families need (U+200C, U+200D) are not among them.
UNSEEN = frozenset("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\u301c~]")


#: Django's own are those of a form, and not in all languages of ours.
ERROR_MESSAGES = {
    "required": _("Please fill this in."),
    "max_length": ngettext_lazy(
        "There is room for %(limit_value)d character; these are %(show_value)d.",
        "There is room for %(limit_value)d characters; these are %(show_value)d.",
        "limit_value",
    ),
}


def of_one_width(text: str) -> str:
    """Give ＡＢ１２ as AB12 and ｶﾞ as ガ. № and ½ stay what they are."""
    return normalize("NFC", OTHER_WIDTH.sub(lambda found: normalize("NFKC", found[0]), text))


def without_controls(text: str) -> str:
    """Take out what cannot be seen or printed; white space of all kinds stays."""
    return "".join(
        sign
        for sign in text
        if sign.isspace() or (category(sign) not in {"Cc", "Cs"} and sign not in UNSEEN)
    )


def as_line(text: str) -> str:
    """Give one line, with single spaces."""
    if len(text) > LONGEST:
        return text
    return " ".join(without_controls(of_one_width(text)).split())


def as_lines(text: str) -> str:
    """Give a text of several lines."""
    if len(text) > LONGEST:
        return text
    return "\n".join(as_line(line) for line in text.splitlines()).strip()


def as_postcode(text: str, *, is_number: bool) -> str:
    """Give a postcode in capitals, with plain digits and hyphens and without the sign 〒.

    `is_number`: the country's postcodes are digits alone, so spaces between them mean nothing.
    """
    digits = "".join(str(decimal(sign, sign)) for sign in text.removeprefix("〒").strip())
    plain = DASHES.sub("-", digits).upper()
    return plain.replace(" ", "") if is_number else plain


class LineField(forms.CharField):
    default_error_messages = ERROR_MESSAGES

    def to_python(self, value) -> str:
        return as_line(super().to_python(value))


class LinesField(forms.CharField):
    default_error_messages = ERROR_MESSAGES

    def to_python(self, value) -> str:
        return as_lines(super().to_python(value))


class EmailLineField(forms.EmailField):
    default_error_messages = ERROR_MESSAGES | {
        "invalid": _("Please write the whole email address, such as anna@example.org."),
    }

    def to_python(self, value) -> str:
        return as_line(super().to_python(value))
