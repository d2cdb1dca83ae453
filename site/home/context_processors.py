"""What the frame of every page links to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

#: Slugs of pages below the home page that header and footer name.
LINKED = ("producers", "journal", "delivery", "about", "contact", "privacy", "terms")
BELOW_HOME = 3


def links(request: HttpRequest) -> dict:
    """Give the addresses of the linked pages that are published, by slug, in one query."""

    def read() -> dict[str, str]:
        pages = Page.objects.live().filter(slug__in=LINKED, depth=BELOW_HOME)
        return {page.slug: page.get_url(request) for page in pages}

    return {"links": SimpleLazyObject(read)}
