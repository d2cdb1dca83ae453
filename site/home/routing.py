"""From an address to its page in four queries, however deep it lies, and in one the next time.

Wagtail walks down the tree with two queries a step, and then up again to ask for restrictions.
Here the pages on the way are read together, with those that header and footer name, and where
they led is kept for as long as nothing changes. Whatever is out of the ordinary (a missing
page, a page with routes of its own, a language without a home page) is left to Wagtail.
"""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from django.db.models import Exists, F, Q, Subquery, Value
from django.db.models.functions import Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .page_cache.parts import kept_part
from .prepared import Prepared
from .shown_page import ShownPageMixin
from .translated import reading_order, without_other_words

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
class Translation:
    """The page in one language. `is_own` is false where it is shown in another's words."""

    code: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class Route:
    """Where an address leads: a published page, and those that its frame names.

    Where nobody has translated the page yet, it is the one that the reader understands best;
    `language` is the one it is written in.
    """

    site: Site
    page: Page
    language: str
    linked_pages: list[Page]
    translations: list[Translation]


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Give the published page at `path` ("producers/saule/"), or None where Wagtail must look."""
    place = (request.get_host(), path)
    route = kept_part(request, "route", *place, make=lambda: look_up(request, path))
    if route is None:
        return None
    request._wagtail_site = route.site
    request.linked_pages = route.linked_pages
    request.page_translations = route.translations
    request.page_language = route.language
    return RouteResult(read_page(route.page))


def look_up(request: HttpRequest, path: str) -> Route | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    steps = [f"{slug}/" for slug in path.split("/") if slug]
    pages = {page.url_path: page for page in read_pages(site.root_page, steps)}
    homes = [page for page in pages.values() if is_home(page, site)]
    home = next((page for page in homes if page.language == get_language()), None)
    if home is None:
        return None
    way = [pages.get(url) for url in accumulate(steps, initial=home.url_path)]
    if not all(page is not None and has_plain_route(page) for page in way) or not way[-1].live:
        return None
    linked = [pages[url] for slug in LINKED if (url := f"{home.url_path}{slug}/") in pages]
    versions = homes if way[-1] is home else read_versions(way[-1])
    page = best_version(way[-1], versions)
    page.has_restrictions = home.has_restrictions
    return Route(site, page, page.language, linked, [as_translation(each) for each in versions])


def read_versions(page: Page) -> list[Page]:
    """Give the published page in all languages, each knowing its `language`. One query."""
    versions = Page.objects.filter(translation_key=page.translation_key, live=True)
    return list(versions.annotate(language=F("locale__language_code")))


def best_version(page: Page, versions: list[Page]) -> Page:
    """Give the page itself, or where it only stands in, the version that is read best."""
    own = {version.language: version for version in versions if version.alias_of_id is None}
    itself = next(version for version in versions if version.pk == page.pk)
    if itself.alias_of_id is None:
        return itself
    readable = (own[code] for code in reading_order(itself.language) if code in own)
    return next(readable, None) or next(iter(own.values()), itself)


def as_translation(version: Page) -> Translation:
    address = address_of(version.url_path, version.language)
    return Translation(version.language, address, version.alias_of_id is None)


def address_of(url_path: str, language: str) -> str:
    """Give the address of a page from its path in the tree: "/home-ru/about/" is "/ru/about/"."""
    _, _, path = url_path.split("/", 2)
    return f"/{language}/{path}"


def is_home(page: Page, site: Site) -> bool:
    return page.translation_key == site.root_page.translation_key


def has_plain_route(page: Page) -> bool:
    model = page.specific_class
    return model is not None and issubclass(model, ShownPageMixin) and model.route is Page.route


def read_pages(root: Page, steps: list[str]) -> list[Page]:
    """Read the home page in all languages, and in the active one the pages on the way and those
    that are linked.

    Each knows its `language`, and as `has_restrictions` whether any page is restricted.
    """
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        return []
    translations = Page.objects.filter(translation_key=root.translation_key)
    home = translations.filter(locale__language_code=language, live=True).values("url_path")[:1]
    below = [*accumulate(steps, initial=""), *(f"{slug}/" for slug in LINKED)]
    slugs = {step.rstrip("/") for step in steps} | set(LINKED)
    below_home = Q(
        slug__in=slugs, url_path__in=[Concat(Subquery(home), Value(url)) for url in below]
    )
    return list(
        Page.objects.annotate(
            has_restrictions=Exists(PageViewRestriction.objects.all()),
            language=F("locale__language_code"),
        ).filter(below_home | Q(translation_key=root.translation_key, live=True))
    )


def read_page(page: Page) -> Page:
    """Give the page in full, in one query. Raises: `Http404` where it went meanwhile."""
    found = whole(page.specific_class)(pk=page.pk)
    if not found:
        raise Http404
    found[0].is_open_to_all = not page.has_restrictions
    return found[0]


@cache
def whole(model: type[Page]) -> Prepared:
    """Give what reads pages of a kind with what is read together with them."""
    pages = model._default_manager.select_related(*model.read_together)
    return Prepared(lambda pk: without_other_words(pages.filter(pk=pk), *model.read_together))


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
