"""What the frame of every page links to."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import get_language

from .page_cache.parts import kept_part
from .routing import page_url, read_linked_pages


def frame(request: HttpRequest) -> dict:
    """Give `links`, the addresses of the linked pages that are published, by slug, and `section`.

    One query, or none where the page's own route has read them.
    """

    def read() -> dict[str, str]:
        pages = getattr(request, "linked_pages", None)
        if pages is None:
            pages = read_linked_pages()
        return {page.slug: page_url(page, request) for page in pages if page.live}

    links = SimpleLazyObject(lambda: kept_part(request, "links", make=read))
    return {"links": links, "section": section_of(request.path)}


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language; `is_own` is false where it is not translated yet."""

    code: str
    name: str
    url: str
    is_own: bool
    is_current: bool


def languages(request: HttpRequest) -> dict:
    """Give `translations`, this page in all languages, `home_url` and `site_url`.

    `page_language` is what the page's own text is written in, where that is not the reader's,
    and `written_in` the attribute that says so.
    """
    current = get_language()
    found = {each.code: each for each in getattr(request, "page_translations", ())}
    written = getattr(request, "page_language", current)
    return {
        "translations": SimpleLazyObject(lambda: language_links(request, current, found)),
        "page_language": "" if written == current else written,
        "written_in": "" if written == current else format_html(' lang="{}"', written),
        "home_url": f"/{current}/",
        "site_url": settings.BASE_URL,
    }


def language_links(request: HttpRequest, current: str, found: dict) -> list[LanguageLink]:
    _, _, rest = (request.get_full_path().split("/", 2) + ["", ""])[:3]
    links = []
    for code, name in settings.LANGUAGES:
        page = found.get(code)
        url = page.url if page else f"/{code}/{rest}"
        links.append(LanguageLink(code, name, url, page is None or page.is_own, code == current))
    return links


def section_of(path: str) -> tuple[str, bool]:
    """Name the part of the site that an address lies in, and say whether it lies deeper in it.

    "/en/producers/saule/" gives ("producers", True): all that the header depends on.
    """
    _, _, first, deeper = (path.split("/", 3) + ["", "", ""])[:4]
    return first, bool(deeper)
