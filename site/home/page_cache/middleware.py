"""Answers GETs of public pages from memory, at the price of one small query."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string

from .parts import Shelf, offer_parts
from .public import is_public
from .store import CheckedHeaders, KeptPage, Store, kept_page
from .version import Version, read_version

#: Longer queries come from nobody who reads.
LONGEST_QUERY = 200
#: Browsers keep the page and ask each time whether it is still the same.
CACHE_CONTROL = "no-cache"

store: Store[KeptPage] = Store(settings.PAGE_CACHE_BYTES)


class PageCacheMiddleware:
    """Stands before everything that asks for sessions, languages or markets.

    `PAGE_CACHE_KEY` names a function of (request, version) that gives what a page depends
    on besides its address; None leaves the request alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not (settings.PAGE_CACHE or settings.PART_CACHE):
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.depends_on = import_string(settings.PAGE_CACHE_KEY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not may_be_kept(request):
            if settings.PART_CACHE and request.path_info.startswith(settings.PAGE_CACHE_PREFIXES):
                offer_parts(request, lambda: self.shelf(request, read_version()))
            return self.get_response(request)
        # Read before anything the page is made of: what changes meanwhile makes it old.
        version = read_version()
        depends_on = self.depends_on(request, version)
        key = self.key(request, depends_on)
        if key is None:
            return self.get_response(request)
        page = store.get(key, version) if settings.PAGE_CACHE else None
        if page is None:
            if settings.PART_CACHE:
                offer_parts(request, lambda: Shelf(version, depends_on))
            response = self.get_response(request)
            if not settings.PAGE_CACHE or not is_keepable(request, response):
                return response
            page = kept_page(version, response.content, kept_headers(response))
            store.put(key, page)
        return answer(request, page)

    def shelf(self, request: HttpRequest, version: Version) -> Shelf | None:
        depends_on = self.depends_on(request, version)
        return None if depends_on is None else Shelf(version, depends_on)

    def key(self, request: HttpRequest, depends_on: tuple | None) -> tuple | None:
        if depends_on is None:
            return None
        try:
            host = request.get_host()
        except DisallowedHost:
            return None
        address = (request.scheme, host, request.path_info, request.META.get("QUERY_STRING", ""))
        return (*address, *depends_on)


def may_be_kept(request: HttpRequest) -> bool:
    if request.method not in ("GET", "HEAD"):
        return False
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return False
    path = request.path_info
    is_personal = path.split("/", 3)[2:3] and path.split("/", 3)[2] in settings.PAGE_CACHE_EXCEPT
    return path.startswith(settings.PAGE_CACHE_PREFIXES) and not is_personal


def is_keepable(request: HttpRequest, response: HttpResponse) -> bool:
    """Deny first: a whole page that says it is public, sets nothing and forbids nothing."""
    return (
        is_public(request)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not response.has_header("Cache-Control")
    )


def kept_headers(response: HttpResponse) -> ResponseHeaders:
    patch_vary_headers(response, ["Accept-Language", "Cookie", "Accept-Encoding"])
    own = {"content-length", "etag"}
    kept = {name: value for name, value in response.items() if name.lower() not in own}
    return ResponseHeaders({**kept, "Cache-Control": CACHE_CONTROL})


def answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    """Send the page, compressed where that is understood, or say that it has not changed."""
    accepts_zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    form = page.zipped if accepts_zipped else page.plain
    if form.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response = HttpResponseNotModified()
        for name in ("Vary", "Cache-Control", "ETag"):
            response.headers[name] = form.headers[name]
    else:
        response = HttpResponse(form.body, content_type=form.headers["Content-Type"])
        response.headers = CheckedHeaders(form.headers)
    return response
