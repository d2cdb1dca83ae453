"""What a query finds, on every database alike."""

from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet
from wagtail.models import Page

from shop.selectors import public_products

MOST_PRODUCTS = 24
MOST_PAGES = 12
MOST_WORDS = 6

PRODUCT_FIELDS = ("title", "summary", "description", "producer__name", "categories__name")


def words_of(query: str) -> list[str]:
    return query.split()[:MOST_WORDS]


def find_products(query: str) -> QuerySet:
    """Give products that hold every word somewhere, at most `MOST_PRODUCTS`."""
    conditions = [
        reduce(lambda found, name: found | Q(**{f"{name}__icontains": word}), PRODUCT_FIELDS, Q())
        for word in words_of(query)
    ]
    found = public_products().filter(reduce(and_, conditions)).values("pk").distinct()
    return public_products().filter(pk__in=found).order_by("-priority", "pk")[:MOST_PRODUCTS]


def find_pages(query: str) -> list[Page]:
    """Give live pages that Wagtail's index finds, best first."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    return [page.specific for page in pages.search(query, operator="and")[:MOST_PAGES]]
