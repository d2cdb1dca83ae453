"""One box for things and pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.page_cache.public import public_page
from home.routing import page_url
from shop.cards import product_cards

from .find import find_pages, find_products

LONGEST_QUERY = 100


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST_QUERY]
    cards, pages = [], []
    if query:
        cards = product_cards(request, find_products(query).values_list("pk", flat=True))
        pages = [found_page(page, request) for page in find_pages(query)]
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "groups": {"products": cards, "pages": pages},
            "total": len(cards) + len(pages),
        },
    )


def found_page(page: Page, request: HttpRequest) -> dict:
    kinds = {"ProducerPage": _("Producer"), "ArticlePage": _("Journal")}
    return {
        "title": page.title,
        "url": page_url(page, request),
        "kind": kinds.get(page.specific_class.__name__, _("Page")),
        "lead": page.lead,
    }
