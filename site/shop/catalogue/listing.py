"""Which products a listing shows, page by page. See docs/adr/0009-listing.md."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from shop.catalogue.models import Category, Product, ProductCategory
from shop.selectors import public_products

PRODUCTS_PER_PAGE = 24


def products_in(category: Category | None) -> QuerySet:
    """Give the products of a category, or of the whole shop, in the shop's order."""
    products = public_products()
    if category is None:
        return products
    # Asked of each product in the order of the shelf, until the page is full.
    is_here = ProductCategory.objects.filter(category=category.pk, product=OuterRef("pk"))
    return products.filter(Exists(is_here))


class CountedPaginator(Paginator):
    """A paginator that is told how many there are."""

    def __init__(self, *args, count: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.count = count


def shelf_page(products: QuerySet, *, number: str | None, count: int) -> Page:
    """Give the page of that number (as it stands in the address), or the nearest there is.

    Its products are a sliced queryset.
    """
    paginator = CountedPaginator(products, PRODUCTS_PER_PAGE, count=count)
    try:
        wanted = paginator.validate_number(number or 1)
    except InvalidPage:
        is_beyond = str(number).isdecimal() and int(str(number)[:9]) > 1
        wanted = paginator.num_pages if is_beyond else 1
    return paginator.page(wanted)


def categories_with_counts() -> list:
    """Give the public categories in order, with the `count` of products shown. One query."""
    # The few that are hidden are looked up once, not each product that is shown.
    hidden = Product.objects.filter(Q(is_public=False) | Q(structure=Product.CHILD))
    is_shown = ~Q(productcategory__product__in=hidden.order_by().values("pk"))
    return list(
        Category.objects.filter(is_public=True)
        .annotate(count=Count("productcategory", filter=is_shown))
        .order_by("path")
    )


def category_url(category: Category) -> str:
    """Give a category's address. Oscar's own way asks a cache that may be of yesterday."""
    return reverse("catalogue:category", args=[category.slug, category.pk])
