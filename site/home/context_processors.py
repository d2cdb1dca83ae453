"""What the frame of every page links to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .routing import page_url, read_linked_pages


def links(request: HttpRequest) -> dict:
    """Give the addresses of the linked pages that are published, by slug.

    One query, or none where the page's own route has read them.
    """

    def read() -> dict[str, str]:
        pages = getattr(request, "linked_pages", None)
        if pages is None:
            pages = read_linked_pages()
        return {page.slug: page_url(page, request) for page in pages if page.live}

    return {"links": SimpleLazyObject(read)}
