from django import template

from shop.console import words
from shop.order.presenter import size_of

register = template.Library()

#: `{{ session.paid_minor|minor:session.currency }}`: minor units as people write them.
register.filter("minor", words.money_words)
#: `{{ order.payment|way_to_pay }}`: the name of a gateway.
register.filter("way_to_pay", words.way_to_pay)
#: `{{ order|at_the_door }}`: what the carrier takes at the door, or "".
register.filter("at_the_door", words.at_the_door)
#: `{{ dispute.reason|dispute_words }}`: why the buyer's bank took the money back.
register.filter("dispute_words", words.dispute_words)
#: `{{ entry.on_hand|signed }}`: pieces with their sign.
register.filter("signed", words.signed)
#: `{{ line|size_of }}`: the size of a line whose title does not end with it, or "".
register.filter("size_of", size_of)


@register.filter
def sheet_words(sheet: str) -> str:
    """Name one of the papers of a parcel."""
    return str(words.SHEETS[sheet])


@register.filter
def gap_words(gap: str) -> str:
    """Name what a customs form lacks."""
    return str(words.GAPS[gap])
