"""The shelf and the product page: the same for everybody in one market and language."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.page_cache.parts import kept_part
from home.page_cache.public import public_page
from shop.cards import product_cards
from shop.catalogue.models import Category, Product
from shop.selectors import public_products

from .filters import count_by_maker, filters, narrow, read_wish
from .listing import categories_with_counts, category_url, products_in, shelf_page
from .page import product_page, read_product

#: What the page of something archived shows of its maker's other things.
MOST_OTHERS = 6


@require_safe
@public_page
def listing(request: HttpRequest, category_slug: str = "", pk: int | None = None) -> HttpResponse:
    """Show a page of the whole shop, or of one category of it."""
    categories = kept_part(request, "categories", make=categories_with_counts)
    category = current(categories, pk) if pk else None
    if category and category.slug != category_slug:
        return HttpResponsePermanentRedirect(category_url(category))
    products = products_in(category)
    makers = kept_part(request, "makers", pk, make=lambda: count_by_maker(products))
    wish = read_wish(request, makers)
    shown = kept_part(
        request, "filters", pk, wish, make=lambda: filters(makers, wish, request.path)
    )
    page = shelf_page(narrow(products, wish), number=request.GET.get("page"), count=shown.total)
    return render(
        request,
        "shop/listing.html",
        {
            "title": category.name if category else _("The shop"),
            "description": category.description if category else "",
            "category": category,
            "cards": product_cards(
                request, page.object_list.values_list("pk", flat=True), heading="h2", eager=1
            ),
            "categories": [
                {
                    "name": each.name,
                    "url": category_url(each),
                    "count": each.count,
                    "is_current": each is category,
                }
                for each in categories
                if each.count
            ],
            "places": shown.places,
            "makers": shown.makers,
            "is_narrowed": bool(wish),
            "query": f"{wish.query}&" if wish else "",
            "page_obj": page,
            "total": page.paginator.count,
        },
    )


def current(categories: list[Category], pk: int) -> Category:
    for category in categories:
        if category.pk == pk:
            return category
    raise Http404


@require_safe
@public_page
def product(request: HttpRequest, product_slug: str, pk: str) -> HttpResponse:
    """Show one product; the address of a size leads to its parent's page."""
    shelf = read_product(int(pk))
    if not shelf.products:
        return elsewhere(request, int(pk))
    [found] = shelf.products
    if found.slug != product_slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    context = product_page(shelf, request=request, now=timezone.now())
    return render(request, "shop/product.html", context)


def elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a size to its product; where something was once, show what its maker has now."""
    found = get_object_or_404(
        Product.objects.select_related("parent__producer", "producer"),
        Q(is_public=True) | Q(archived_at__isnull=False),
        pk=pk,
    )
    root = found.root
    if root.archived_at is None and found.is_child:
        return HttpResponsePermanentRedirect(root.get_absolute_url())
    others = public_products().filter(producer=root.producer_id)
    shown = others if root.producer_id else public_products()
    keys = shown.values_list("pk", flat=True)[:MOST_OTHERS]
    context = {
        "product": root,
        "producer": root.producer,
        "cards": product_cards(request, keys, heading="h3"),
    }
    return render(request, "shop/product_gone.html", context, status=410)
