"""Countries that something may not be sent to, in a kind shopkeeper's words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.formats import country_name, joined

#: More names than this nobody reads in one sentence.
MOST_NAMED = 3


def names_of(codes: Iterable[str]) -> list[str]:
    """Give the countries by name in the reader's language."""
    return sorted(country_name(code) for code in codes)


def names_in_words(codes: Iterable[str]) -> str:
    """Give "Austria, Belgium, Bulgaria and 24 more countries"."""
    names = names_of(codes)
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return joined(names)
    return ngettext(
        "%(names)s and %(rest)d more country", "%(names)s and %(rest)d more countries", rest
    ) % {"names": joined(names[:MOST_NAMED]), "rest": rest}


def barred_in_words(barred: dict[str, str]) -> str:
    """Say where something may not be sent, and why; `barred` are reasons by country code."""
    return _("We can't send this to %(countries)s. %(reason)s") % {
        "countries": names_in_words(barred),
        "reason": " ".join(dict.fromkeys(barred.values())),
    }
