"""The basket as its page shows it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shop.catalogue.models import Product
from shop.formats import format_money
from shop.services.basket_reprice import PriceChange

from .sending import Sending, parcel_note
from .thresholds import free_delivery_note, smallest_order_note

#: Where nobody asks where it goes.
NOWHERE = Sending()


@dataclass(frozen=True)
class BasketLineView:
    """Amounts are tax included; `problem` says why the line cannot be bought as it is.

    `warning` says that it cannot go where the parcel is likely to go, `note` where else.
    """

    id: int
    title: str
    url: str
    picture: object | None
    quantity: int
    quantity_label: str
    unit_price: Decimal | None
    line_total: Decimal | None
    max_quantity: int
    problem: str
    warning: str = ""
    note: str = ""


def line_view(line, sending: Sending = NOWHERE) -> BasketLineView:
    info = line.purchase_info
    may, reason = info.availability.is_purchase_permitted(line.quantity)
    problem = sending.problem(line.product) if may else str(reason)
    warning = "" if problem else sending.warning(line.product)
    return BasketLineView(
        id=line.pk,
        title=line.product.get_title(),
        url=line.product.root.get_absolute_url(),
        picture=line.product.picture or line.product.root.picture,
        quantity=line.quantity,
        quantity_label=line.product.quantity_label,
        unit_price=info.price.incl_tax,
        line_total=line.line_price_incl_tax_incl_discounts,
        max_quantity=info.availability.num_available,
        problem=problem,
        warning=warning,
        note="" if problem or warning else sending.note(line.product),
    )


def basket_page(basket, market, sending: Sending = NOWHERE) -> dict:
    lines = [line_view(line, sending) for line in basket.all_lines()]
    subtotal = sum((line.line_total for line in lines if line.line_total), Decimal(0))
    too_small = smallest_order_note(subtotal, market) if lines else ""
    return {
        "basket_lines": lines,
        "basket_is_empty": not lines,
        "subtotal": subtotal,
        "too_small": too_small,
        "free_delivery_note": "" if too_small else free_delivery_note(subtotal, market),
        "currency": market.currency,
        "shipping_note": parcel_note(sending, basket.all_lines(), market=market, things=subtotal),
        "may_check_out": bool(lines) and not too_small and not any(line.problem for line in lines),
    }


def has_moved(basket, market) -> bool:
    """Say whether the basket was last shown in another market than the visitor's."""
    return basket.market_id is not None and basket.market_id != market.pk


def closed_market_notice(basket, market) -> str:
    """Say that the basket's market was switched off; to be asked before it is repriced."""
    if not has_moved(basket, market) or basket.market.is_live:
        return ""
    return _("We do not sell to %(old)s just now. These are the prices of %(new)s.") % {
        "old": basket.market.name,
        "new": market.name,
    }


def price_notice(change: PriceChange) -> str:
    """Say what a change of market, or of the price list, did to a line."""
    language = get_language() or "en"
    if change.new is None:
        return _("“%(title)s” is not offered in the market you see.") % {"title": change.title}
    new = format_money(change.new, change.new_currency, language)
    if change.old is None:
        return _("“%(title)s” now costs %(new)s.") % {"title": change.title, "new": new}
    return _("“%(title)s” costs %(new)s now; it was %(old)s.") % {
        "title": change.title,
        "new": new,
        "old": format_money(change.old, change.old_currency, language),
    }


def removed_line(removed: dict | None) -> dict | None:
    """Give what was just taken out, so that it can be put back with one press."""
    if not removed:
        return None
    product = Product.objects.select_related("parent").filter(pk=removed["product"]).first()
    if product is None:
        return None
    return {
        "product_id": product.pk,
        "title": product.get_title(),
        "quantity": removed["quantity"],
    }
