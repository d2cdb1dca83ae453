"""What of a basket can no longer be bought, in words that name it."""

from django.utils.translation import gettext as _

from home.formats import joined
from shop.basket.presenter import line_view
from shop.rules.errors import NotForSale, OutOfStock


def titles_in_the_way(basket) -> list[str]:
    """Give the titles of the lines that cannot be bought as they are."""
    return [view.title for view in map(line_view, basket.all_lines()) if view.problem]


def titles_refused(basket, error: NotForSale | OutOfStock) -> list[str]:
    """Give the titles of the lines that the placing of the order stumbled over."""
    refused = error.data["problems" if isinstance(error, NotForSale) else "product_ids"]
    return [line.product.get_title() for line in basket.all_lines() if line.product_id in refused]


def gone_notice(titles: list[str]) -> str:
    things = joined(_("“%(title)s”") % {"title": title} for title in titles)
    return _("No longer to be had as you wanted: %(things)s.") % {"things": things}


def not_charged_notice(titles: list[str]) -> str:
    return f"{gone_notice(titles)} {_('You have not been charged.')}"
