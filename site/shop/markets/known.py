"""The live markets as of a version of the site: each request asks for them."""

from django.http import HttpRequest

from home.page_cache.parts import parts_of

from .models import Market

#: Replaced whole, so that threads agree.
_known: tuple[tuple[int, int] | None, list[Market]] = (None, [])


def live_markets(version: tuple[int, int]) -> list[Market]:
    """Give the live markets; read once for each version of the site."""
    global _known
    if _known[0] != version:
        _known = (version, Market.objects.live().with_required_kinds())
    return _known[1]


def read_markets(request: HttpRequest) -> list[Market]:
    """Give the live markets, in one query at most."""
    shelf = parts_of(request)
    return live_markets(shelf.version) if shelf else Market.objects.live().with_required_kinds()
