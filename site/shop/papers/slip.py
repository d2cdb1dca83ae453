"""The packing slip: what lies in the box, in the language of whoever opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from home.formats import format_day, joined
from shop.catalogue.words import ALLERGENS
from shop.order.presenter import size_of
from shop.rules.allergens import declared

from .barcodes import square

if TYPE_CHECKING:
    from .parcel import Item, ParcelPapers


def slip_data(papers: ParcelPapers) -> dict:
    order = papers.order
    with translation.override(order.language):
        return {
            "language": order.language,
            "order": _("Order %(number)s") % {"number": order.number},
            "date": format_day(order.date_placed),
            "title": _("In this parcel"),
            "part": _("A part of your order: the other things come in a parcel of their own.")
            if papers.is_part
            else "",
            "head": [_("Thing"), _("Pieces")],
            "items": [item_data(item, papers) for item in papers.items],
            "thanks": _("Thank you for your order!"),
            "help": _(
                "Is something missing or broken? Keep the parcel, scan this code or write to us, "
                "and we put it right."
            ),
            "square": square(order.get_full_url()),
            "note_head": _("Your note to us"),
            "note": order.note,
            "demo": _("Demonstration: nothing of this was really sold."),
        }


def item_data(item: Item, papers: ParcelPapers) -> dict:
    return {
        "title": item.line.title,
        "size": size_of(item.line),
        "pieces": item.pieces,
        "facts": facts_of(item, papers),
    }


def facts_of(item: Item, papers: ParcelPapers) -> list[str]:
    """Give what the label says that whoever unpacks must know: allergens, honey, how to keep it."""
    product = item.line.product
    record = product.food_or_none if product else None
    if record is None:
        return []
    market = papers.order.market
    facts = []
    if codes := record.allergens:
        found = declared(
            codes, allergen_list=market.allergen_list, day=market.today(timezone.now())
        )
        names = joined(ALLERGENS.get(each.code, each.code) for each in found)
        facts.append(_("Contains: %(allergens)s") % {"allergens": names})
    if codes := record.may_contain:
        names = joined(ALLERGENS.get(code, code) for code in codes)
        facts.append(_("May contain traces of: %(allergens)s") % {"allergens": names})
    if record.contains_honey:
        facts.append(_("Contains honey: not for infants under one year."))
    if record.storage:
        facts.append(record.storage)
    return facts
