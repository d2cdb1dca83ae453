"""The live markets as of a version of the site: each request asks for them."""

from django.http import HttpRequest

from home.page_cache.parts import parts_of
from shop.rules.market import choose_market, languages_wanted

from .models import Market

#: Browsers ask for languages in a few hundred ways; what nobody sends twice must not pile up.
MOST_CHOICES = 500


class LiveMarkets(list[Market]):
    """Markets in their order, with what was chosen among them before."""

    def __init__(self, markets: list[Market]) -> None:
        super().__init__(markets)
        self._choices: dict[tuple, Market] = {}

    def choose(self, chosen: str | None, page_language: str, accept_language: str) -> Market:
        """Give the market that a visitor sees. Raises: `Market.DoesNotExist`."""
        asked = (chosen, page_language, accept_language)
        market = self._choices.get(asked)
        if market is None:
            if len(self._choices) >= MOST_CHOICES:
                self._choices.clear()
            market = self._choices[asked] = self._choose(*asked)
        return market

    def _choose(self, chosen: str | None, page_language: str, accept_language: str) -> Market:
        if not self:
            raise Market.DoesNotExist("No live market: run the migrations or make one live.")
        markets = {market.code: market for market in self}
        code = choose_market(
            chosen=chosen,
            page_language=page_language,
            languages=languages_wanted(accept_language),
            live_markets=markets,
            market_of_language={lang: m.code for m in self for lang in m.languages},
            fallback=next((m for m in self if m.is_fallback), self[0]).code,
        )
        return markets[code]


#: Replaced whole, so that threads agree.
_known: tuple[tuple[int, int] | None, LiveMarkets] = (None, LiveMarkets([]))


def live_markets(version: tuple[int, int]) -> LiveMarkets:
    """Give the live markets; read once for each version of the site."""
    global _known
    known = _known
    if known[0] != version:
        known = _known = (version, LiveMarkets(Market.objects.live().with_required_kinds()))
    return known[1]


def read_markets(request: HttpRequest) -> LiveMarkets:
    """Give the live markets, in one query at most."""
    shelf = parts_of(request)
    if shelf:
        return live_markets(shelf.version)
    return LiveMarkets(Market.objects.live().with_required_kinds())
