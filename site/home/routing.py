"""From an address to its page in three queries, however deep it lies, and in one the next time.

Wagtail walks down the tree with two queries a step, and then up again to ask for restrictions.
Here the pages on the way are read together, with those that header and footer name, and where
they led is kept for as long as nothing changes. Whatever is out of the ordinary (a missing
page, a page with routes of its own, a language without a home page) is left to Wagtail.
"""

from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Exists, Q, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .page_cache.parts import kept_part
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


@dataclass(frozen=True)
class Route:
    """Where an address leads: a published page, and those that its frame names."""

    site: Site
    page: Page
    linked_pages: list[Page]


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Give the published page at `path` ("producers/saule/"), or None where Wagtail must look."""
    place = (request.get_host(), path)
    route = kept_part(request, "route", *place, make=lambda: look_up(request, path))
    if route is None:
        return None
    request._wagtail_site = route.site
    request.linked_pages = route.linked_pages
    return RouteResult(read_page(route.page))


def look_up(request: HttpRequest, path: str) -> Route | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    steps = [f"{slug}/" for slug in path.split("/") if slug]
    pages = {page.url_path: page for page in read_pages(site.root_page, steps)}
    home = next((p for p in pages.values() if is_home(p, site)), None)
    if home is None:
        return None
    way = [pages.get(url) for url in accumulate(steps, initial=home.url_path)]
    if not all(page is not None and has_plain_route(page) for page in way) or not way[-1].live:
        return None
    linked = [pages[url] for slug in LINKED if (url := f"{home.url_path}{slug}/") in pages]
    return Route(site, way[-1], linked)


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
