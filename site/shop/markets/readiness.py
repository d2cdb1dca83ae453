"""What a market has and lacks, asked before it goes live."""

from django.db.models import Q

from shop.catalogue.models import Product
from shop.payments.selectors import offered_payments
from shop.rules.market import Readiness

from .models import Market


def readiness_of(market: Market) -> Readiness:
    """Read what hangs on a market; languages and fallback are those of the object given."""
    zones = market.zones.filter(countries__isnull=False) if market.pk else None
    return Readiness(
        has_countries=bool(market.pk) and zones.exists(),
        has_bands=bool(market.pk) and zones.filter(bands__isnull=False).exists(),
        has_price=bool(market.pk) and market.prices.filter(is_on_show("product__")).exists(),
        has_payment=bool(market.pk) and bool(offered_payments(market=market, country_code="")),
        has_papers=bool(market.pk) and market.requirements.exists(),
        has_language=bool(market.languages),
        is_fallback=market.is_fallback,
    )


def is_on_show(prefix: str) -> Q:
    """Give the condition that a product, or the size of one, can be seen in the shop."""
    is_size = Q(**{f"{prefix}structure": Product.CHILD, f"{prefix}parent__is_public": True})
    has_page = Q(**{f"{prefix}structure": Product.STANDALONE})
    return Q(**{f"{prefix}is_public": True}) & (is_size | has_page)
