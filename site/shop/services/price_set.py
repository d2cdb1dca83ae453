"""Set what a product costs in a market: the one way in which staff change a price."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from shop.markets.models import MarketPrice
from shop.rules.errors import ChangedMeanwhile


@transaction.atomic
def set_price(
    *,
    product_id: int,
    market_id: int,
    amount: Decimal | None,
    seen: Decimal | None,
    by,
    now: datetime,
) -> None:
    """Write an amount (tax included, in the market's currency); None: it is not sold there.

    Raises: `ChangedMeanwhile` where the price is not what was `seen` any more.
    """
    here = MarketPrice.objects.filter(product=product_id, market=market_id)
    price = here.select_for_update().first()
    found = price.amount if price else None
    if found != seen:
        raise ChangedMeanwhile(product=product_id, market=market_id, seen=seen, found=found)
    if amount == found:
        return
    if amount is None:
        price.delete()
    elif price:
        price.amount = amount
        price.save(update_fields=["amount"])
    else:
        add_price(product_id=product_id, market_id=market_id, amount=amount)


def add_price(*, product_id: int, market_id: int, amount: Decimal) -> None:
    try:
        with transaction.atomic():
            MarketPrice.objects.create(product_id=product_id, market_id=market_id, amount=amount)
    except IntegrityError as error:
        raise ChangedMeanwhile(product=product_id, market=market_id, seen=None) from error
