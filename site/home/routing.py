"""From an address to its page in three queries, however deep it lies.

Wagtail walks down the tree with two queries a step, and then up again to ask for restrictions.
Here the pages on the way are read together, with those that header and footer name. Whatever
is out of the ordinary (a missing page, a page with routes of its own, a language without a
home page) is left to Wagtail.
"""

from itertools import accumulate

from django.db.models import Exists, Q, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .shown_page import ShownPageMixin

#: The depth of the pages below the home page, in Wagtail's tree.
BELOW_HOME = 3

#: Slugs of pages below the home page that header and footer name.
LINKED = ("producers", "journal", "delivery", "about", "contact", "privacy", "terms")


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer like Wagtail's own view, which finds the route here already."""
    route = find_route(request, path)
    if route is not None:
        request._wagtail_route_for_request = route
    return serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Give the published page at `path` ("producers/saule/"), or None where Wagtail must look."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    steps = [f"{slug}/" for slug in path.split("/") if slug]
    pages = {page.url_path: page for page in read_pages(site.root_page, steps)}
    home = next((p for p in pages.values() if is_home(p, site)), None)
    if home is None:
        return None
    request.linked_pages = [
        pages[url] for slug in LINKED if (url := f"{home.url_path}{slug}/") in pages
    ]
    way = [pages.get(url) for url in accumulate(steps, initial=home.url_path)]
    if not all(page is not None and has_plain_route(page) for page in way):
        return None
    return RouteResult(read_page(way[-1])) if way[-1].live else None


def is_home(page: Page, site: Site) -> bool:
    return page.translation_key == site.root_page.translation_key


def has_plain_route(page: Page) -> bool:
    model = page.specific_class
    return model is not None and issubclass(model, ShownPageMixin) and model.route is Page.route


def read_pages(root: Page, steps: list[str]) -> list[Page]:
    """Read the home page in the active language, those on the way, and those that are linked.

    Each knows, as `has_restrictions`, whether any page of the site is restricted.
    """
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        return []
    translations = Page.objects.filter(translation_key=root.translation_key)
    home = translations.filter(locale__language_code=language, live=True).values("url_path")[:1]
    below = [*accumulate(steps, initial=""), *(f"{slug}/" for slug in LINKED)]
    slugs = {step.rstrip("/") for step in steps} | set(LINKED)
    return list(
        Page.objects.annotate(has_restrictions=Exists(PageViewRestriction.objects.all())).filter(
            # The first condition is the one with indexes.
            Q(slug__in=slugs) | Q(translation_key=root.translation_key),
            url_path__in=[Concat(Subquery(home), Value(url)) for url in below],
        )
    )


def read_page(page: Page) -> Page:
    """Give the page in full, in one query."""
    model = page.specific_class
    found = model._default_manager.select_related(*model.read_together).get(pk=page.pk)
    found.is_open_to_all = not page.has_restrictions
    return found


def read_linked_pages() -> list[Page]:
    """Give the linked pages in the active language, for pages that are not Wagtail's."""
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        return []
    pages = Page.objects.filter(locale__language_code=language, depth=BELOW_HOME)
    return list(pages.filter(slug__in=LINKED))


class UnknownSite:
    """Stands where the site was not looked up: while there is one, all addresses are local."""

    id = None


def page_url(page: Page, request: HttpRequest) -> str | None:
    """Give a page's address without a query."""
    return page.get_url(request, getattr(request, "_wagtail_site", None) or UnknownSite)
