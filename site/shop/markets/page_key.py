"""What a public page depends on besides its address: the market, and its calendar day.

The day is in the key, because certificates end at midnight in the market's own time.
"""

from django.http import HttpRequest
from django.utils import timezone

from .known import live_markets
from .middleware import market_of_request


def page_key(request: HttpRequest, version: tuple[int, int]) -> tuple | None:
    """Give (market, day); None where there is no market to show."""
    request.markets = live_markets(version)
    if not request.markets:
        return None
    market = market_of_request(request)
    return market.code, market.today(timezone.now())
