"""What the frame of every page links to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

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


def section_of(path: str) -> tuple[str, bool]:
    """Name the part of the site that an address lies in, and say whether it lies deeper in it.

    "/en/producers/saule/" gives ("producers", True): all that the header depends on.
    """
    _, _, first, deeper = (path.split("/", 3) + ["", "", ""])[:4]
    return first, bool(deeper)
