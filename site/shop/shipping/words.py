"""Countries that something may not be sent to, in a kind shopkeeper's words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.rules.shipping import Barred

#: More names than this nobody reads in one sentence.
MOST_NAMED = 3


def names_in_words(names: Iterable[str]) -> str:
    """Give "Austria, Belgium, Bulgaria and 24 more countries"."""
    names = list(names)
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return ", ".join(names)
    return ngettext(
        "%(names)s and %(rest)d more country", "%(names)s and %(rest)d more countries", rest
    ) % {"names": ", ".join(names[:MOST_NAMED]), "rest": rest}


def barred_in_words(barred: dict[str, Barred]) -> str:
    """Say where something may not be sent, and why."""
    found = list(barred.values())
    return _("We can't send this to %(countries)s. %(reason)s") % {
        "countries": names_in_words(each.name for each in found),
        "reason": " ".join(dict.fromkeys(each.reason for each in found)),
    }
