"""Sets `request.market`: the visitor's choice, else the language that they read, else the
languages of their browser, else the fallback.

The choice lives in a cookie of its own and not in the session, so that a page
that shows prices needs no session. The language is read from the address, because the
key of a kept page is made before Django has found the language.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from shop.markets.known import read_markets
from shop.markets.models import Market
from shop.rules.market import language_of_path

MARKET_COOKIE = "market"
MARKET_COOKIE_SECONDS = 60 * 60 * 24 * 365


def chosen_market(request: HttpRequest) -> str | None:
    """Give the market that the visitor chose; other cookies are not even read."""
    if MARKET_COOKIE not in request.META.get("HTTP_COOKIE", ""):
        return None
    return request.COOKIES.get(MARKET_COOKIE)


def remember_market(response: HttpResponse, request: HttpRequest, code: str) -> None:
    """Let the visitor see this market from now on, whichever language they read."""
    response.set_cookie(
        MARKET_COOKIE,
        code,
        max_age=MARKET_COOKIE_SECONDS,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )


def market_of_request(request: HttpRequest) -> Market:
    """Give the live market that this visitor sees; raises `Market.DoesNotExist` without any."""
    return request.markets.choose(
        chosen_market(request),
        language_of_path(request.path_info),
        request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
    )


class MarketMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hasattr(request, "markets"):
            request.markets = SimpleLazyObject(lambda: read_markets(request))
        request.market = SimpleLazyObject(lambda: market_of_request(request))
        response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response
