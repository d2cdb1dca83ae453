"""Save a market so that exactly one live market is there for everybody else."""

from django.db import transaction

from shop.markets.models import Market
from shop.rules.errors import NoFallbackMarket


@transaction.atomic
def save_market(*, market: Market) -> Market:
    """Store a new or changed market; one that becomes the fallback takes over from the other.

    Raises: `NoFallbackMarket` where no live fallback would be left. Nothing is stored then.
    """
    # All of them in one order: two changes at a time take turns.
    others = [
        other
        for other in Market.objects.select_for_update().order_by("pk")
        if other.pk != market.pk
    ]
    if market.is_fallback:
        if not market.is_live:
            raise NoFallbackMarket(market=market.code)
        Market.objects.filter(pk__in=[other.pk for other in others], is_fallback=True).update(
            is_fallback=False
        )
    elif not any(other.is_fallback for other in others):
        raise NoFallbackMarket(market=market.code)
    market.save()
    return market
