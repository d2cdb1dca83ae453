"""What a public page depends on besides its address: the market, and its calendar day.

The day is in the key, because certificates end at midnight in the market's own time.
"""

from django.http import HttpRequest
from django.utils import timezone

from .middleware import market_of_request
from .models import Market

#: The live markets as of a version of the site; replaced whole, so threads agree.
_known: tuple[tuple[int, int] | None, list[Market]] = (None, [])


def live_markets(version: tuple[int, int]) -> list[Market]:
    """Give the live markets; read once for each version of the site."""
    global _known
    if _known[0] != version:
        _known = (version, Market.objects.live().with_required_kinds())
    return _known[1]


def page_key(request: HttpRequest, version: tuple[int, int]) -> tuple | None:
    """Give (market, day); None where there is no market to show."""
    request.markets = live_markets(version)
    if not request.markets:
        return None
    market = market_of_request(request)
    return market.code, market.today(timezone.now())
