"""The shelf and the product page: the same for everybody in one market and language."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.page_cache.public import public_page
from shop.catalogue.models import Category, Product
from shop.offers import offers_for
from shop.selectors import public_products, with_facts

from .page import product_page

PRODUCTS_PER_PAGE = 24


@require_safe
@public_page
def listing(request: HttpRequest, category_slug: str = "", pk: int | None = None) -> HttpResponse:
    """Show the whole shop, or one category of it."""
    category = get_object_or_404(Category, pk=pk, is_public=True) if pk else None
    products = public_products().order_by("-priority", "pk")
    if category:
        if category.slug != category_slug:
            return HttpResponsePermanentRedirect(category.get_absolute_url())
        products = products.filter(categories=category)
    page = Paginator(products, PRODUCTS_PER_PAGE).get_page(request.GET.get("page"))
    ids = [product.pk for product in page.object_list.only("pk")]
    shown = with_facts(Product.objects.filter(pk__in=ids)).order_by("-priority", "pk")
    return render(
        request,
        "shop/listing.html",
        {
            "title": category.name if category else _("The shop"),
            "description": category.description if category else "",
            "category": category,
            "offers": offers_for(shown, market=request.market, now=timezone.now()),
            "categories": categories(category),
            "page_obj": page,
            "total": page.paginator.count,
        },
    )


def categories(current: Category | None) -> list[dict]:
    """Give the categories that hold something, with how much."""
    is_shown = Q(product__is_public=True) & ~Q(product__structure=Product.CHILD)
    counted = (
        Category.objects.filter(is_public=True)
        .annotate(count=Count("product", filter=is_shown))
        .filter(count__gt=0)
        .order_by("path")
    )
    return [
        {
            "name": category.name,
            "url": category.get_absolute_url(),
            "count": category.count,
            "is_current": current is not None and category.pk == current.pk,
        }
        for category in counted
    ]


@require_safe
@public_page
def product(request: HttpRequest, product_slug: str, pk: int) -> HttpResponse:
    """Show one product; the address of a size leads to its parent's page."""
    found = get_object_or_404(with_facts(Product.objects.filter(is_public=True)), pk=pk)
    if found.is_child or found.slug != product_slug:
        return HttpResponsePermanentRedirect(found.root.get_absolute_url())
    context = product_page(found, request=request, now=timezone.now())
    return render(request, "shop/product.html", context)
