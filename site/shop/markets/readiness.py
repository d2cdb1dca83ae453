"""What markets have and lack: asked before one goes live, and shown in their list."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.catalogue.models import Product
from shop.certification.models import Requirement
from shop.payments.selectors import offered_among
from shop.rules.market import Missing, Readiness, missing_to_go_live
from shop.shipping.models import ShippingZone

from .models import Market, MarketPrice

OF_THE_MARKET = {"market": OuterRef("pk")}


def with_readiness(markets: QuerySet) -> QuerySet:
    """Select with markets what `what_is_missing` looks at. Two queries, however many."""
    zones = ShippingZone.objects.filter(**OF_THE_MARKET, countries__isnull=False)
    prices = MarketPrice.objects.filter(is_on_show("product__"), **OF_THE_MARKET)
    return markets.annotate(
        has_countries=Exists(zones),
        has_bands=Exists(zones.filter(bands__isnull=False)),
        has_price=Exists(prices),
        has_papers=Exists(Requirement.objects.filter(**OF_THE_MARKET)),
    ).prefetch_related("payment_options")


def what_is_missing(
    market: Market, *, languages: list[str] | None = None, is_fallback: bool | None = None
) -> tuple[Missing, ...]:
    """Name what a market from `with_readiness` lacks; the keywords stand for its own values."""
    languages = market.languages if languages is None else languages
    offered = offered_among(market.payment_options.all(), country_code="")
    return missing_to_go_live(
        Readiness(
            has_countries=market.has_countries,
            has_bands=market.has_bands,
            has_price=market.has_price,
            has_payment=bool(offered),
            has_papers=market.has_papers,
            has_language=bool(languages),
            is_fallback=market.is_fallback if is_fallback is None else is_fallback,
        )
    )


def is_on_show(prefix: str) -> Q:
    """Give the condition that a product, or the size of one, can be seen in the shop."""
    is_size = Q(**{f"{prefix}structure": Product.CHILD, f"{prefix}parent__is_public": True})
    has_page = Q(**{f"{prefix}structure": Product.STANDALONE})
    return Q(**{f"{prefix}is_public": True}) & (is_size | has_page)
