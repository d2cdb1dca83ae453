"""The smallest order and free delivery, in words that name what is missing."""

from decimal import Decimal

from django.utils.translation import gettext as _

from home.formats import reader_language
from shop.formats import format_money
from shop.rules.thresholds import still_missing


def smallest_order_note(things: Decimal, market) -> str:
    """Say what the smallest order is where `things` (after offers) come to less, else ""."""
    missing = still_missing(things, market.minimum_order)
    if not missing:
        return ""
    return _("The smallest order is %(limit)s. Add %(missing)s more, and it can go on its way.") % {
        "limit": money(market.minimum_order, market),
        "missing": money(missing, market),
    }


def free_delivery_note(things: Decimal, market) -> str:
    """Say what is missing for free delivery, or that it is free; "" where it never is."""
    if market.free_delivery_from is None:
        return ""
    missing = still_missing(things, market.free_delivery_from)
    if not missing:
        return _("Delivery is free.")
    return _("Add %(missing)s more and delivery is free.") % {"missing": money(missing, market)}


def money(amount: Decimal, market) -> str:
    return format_money(amount, market.currency, reader_language())
