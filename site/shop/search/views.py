"""One box for things, makers, stories and the journal, and what it suggests while one types."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.page_cache.public import public_page
from shop.cards import offer_book, product_cards
from shop.catalogue.listing import PRODUCTS_PER_PAGE
from shop.selectors import public_products

from .find import Found, cleaned, find
from .models import PAGE_KINDS, Kind
from .things import Filters, Thing, read_things, read_wish

#: While one types; fewer than are seen without scrolling on a phone.
SUGGESTED = {"products": 5, "pages": 2}
MOST_SUGGESTED = 8
#: What is shown in place of nothing.
POPULAR = 4
SHORTEST_QUERY = 2


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Show what a query finds, in groups; the things can be narrowed."""
    query = cleaned(request.GET.get("q", ""))
    language = get_language() or "en"
    found = find(query, language)
    wish = read_wish(request.GET)
    everything = read_found(request, found)
    things = wished_things(request, everything, wish)
    page = Paginator(things, PRODUCTS_PER_PAGE).get_page(request.GET.get("page"))
    texts = {kind: found.hits.get(kind.value, []) for kind in PAGE_KINDS}
    texts_total = sum(map(len, texts.values()))
    is_empty = bool(query) and not (everything or texts_total)
    popular = public_products().values_list("pk", flat=True)[:POPULAR] if is_empty else ()
    filters = Filters(everything, wish, request, query)
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "cards": product_cards(request, [thing.pk for thing in page.object_list]),
            "things_total": len(things),
            "page_obj": page,
            "page_query": urlencode([("q", query), *wish.pairs()]) + "&",
            "filters": filters.groups() if len(everything) > 1 else [],
            "is_narrowed": bool(wish) and bool(everything),
            "is_cut": found.is_cut,
            "widened_url": f"{request.path}?{urlencode({'q': query})}",
            "makers": texts[Kind.MAKER],
            "pages": texts[Kind.PAGE],
            "articles": texts[Kind.ARTICLE],
            "total": len(things) + texts_total,
            "is_empty": is_empty,
            "popular": product_cards(request, popular),
            "meant": found.did_you_mean,
            "meant_url": f"{request.path}?{urlencode({'q': found.did_you_mean})}",
        },
    )


def read_found(request: HttpRequest, found: Found) -> list[Thing]:
    """Give the things that were found and are shown, best first."""
    ids = [int(key) for key in found.keys(Kind.PRODUCT)]
    return read_things(ids, request.market) if ids else []


def wished_things(request: HttpRequest, things: list[Thing], wish) -> list[Thing]:
    """Leave out what is not wished for. Whether a thing can be bought costs two queries."""
    things = [thing for thing in things if wish.matches(thing)]
    if not (wish.here and things):
        return things
    book = offer_book(request, [thing.pk for thing in things])
    return [thing for thing in things if (offer := book[thing.pk]) and offer.is_buyable]


@require_safe
@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """Give the few best hits as options of a list, while somebody types. Two queries."""
    query = cleaned(request.GET.get("q", ""))
    language = get_language() or "en"
    found = find(query, language, named=tuple(Kind), **SUGGESTED) if is_enough(query) else Found()
    best = [hit for hits in found.hits.values() for hit in hits]
    best.sort(key=lambda hit: (-hit.matched, -hit.score))
    return render(request, "components/suggestions.html", {"results": best[:MOST_SUGGESTED]})


def is_enough(query: str) -> bool:
    """Say whether to answer: one letter tells nothing, one Chinese character does."""
    return len(query) >= SHORTEST_QUERY or not query.isascii()
