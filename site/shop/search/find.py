"""What a query finds, on every database alike."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from producers.models import Producer
from shop.catalogue.models import ProductCategory
from shop.selectors import public_products

MOST_PRODUCTS = 24
MOST_PAGES = 12
MOST_WORDS = 6

#: What stands under a page's title, whichever kind of page it is.
PAGE_LEADS = (
    "producerpage__lead",
    "articlepage__lead",
    "standardpage__lead",
    "producersindexpage__intro",
    "journalindexpage__intro",
)

PRODUCT_FIELDS = ("title", "summary", "description")


def words_of(query: str) -> list[str]:
    return query.split()[:MOST_WORDS]


def find_products(query: str) -> QuerySet:
    """Give products that hold every word somewhere, at most `MOST_PRODUCTS`."""
    return public_products().filter(reduce(and_, map(holds, words_of(query))))[:MOST_PRODUCTS]


def holds(word: str) -> Q:
    """Say of a product that the word stands in it, in its maker's name or in a category's."""
    own = reduce(or_, (Q(**{f"{name}__icontains": word}) for name in PRODUCT_FIELDS))
    # Subqueries, not joins: the database stops once it has found enough.
    makers = Producer.objects.filter(name__icontains=word).order_by().values("pk")
    links = ProductCategory.objects.filter(category__name__icontains=word).order_by()
    return own | Q(producer__in=makers) | Q(pk__in=links.values("product"))


def find_pages(query: str) -> list[Page]:
    """Give live pages that Wagtail's index finds, best first, each with its `lead`. Two queries."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    pages = pages.annotate(lead=Coalesce(*PAGE_LEADS, Value(""), output_field=TextField()))
    return list(pages.search(query, operator="and")[:MOST_PAGES])
