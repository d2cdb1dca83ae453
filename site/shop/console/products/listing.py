"""The list of products: how each stands in every market, without asking for each one."""

from collections import defaultdict

import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from producers.models import Producer
from shop.catalogue.models import Product, ProductClass
from shop.offers import SIZE_ORDER
from shop.partner.models import StockRecord
from shop.rules.sale import SaleState
from shop.selectors import sale_facts

from .states import WORDS, size_name

PUBLIC, HIDDEN, ARCHIVED, EVERYTHING = "public", "hidden", "archived", "all"
#: What a product with several sizes shows: the state that lies first here.
BEST_FIRST = list(SaleState)


class ProductFilterSet(WagtailFilterSet):
    """What is archived is shown to those alone who ask for it."""

    shown = django_filters.ChoiceFilter(
        label=_("Shown"),
        choices=[
            (PUBLIC, _("Public")),
            (HIDDEN, _("Hidden")),
            (ARCHIVED, _("In the archive")),
            (EVERYTHING, _("All, with the archive")),
        ],
        method="filter_shown",
        empty_label=_("All but the archive"),
    )
    product_class = django_filters.ModelChoiceFilter(
        label=_("Kind"), queryset=ProductClass.objects.order_by("name")
    )
    producer = django_filters.ModelChoiceFilter(
        label=_("Producer"), queryset=Producer.objects.order_by("name")
    )

    class Meta:
        model = Product
        fields = ["shown", "product_class", "producer"]

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("shown") else found.filter(archived_at=None)

    def filter_shown(self, queryset, name, value):
        if value == EVERYTHING:
            return queryset
        if value == ARCHIVED:
            return queryset.exclude(archived_at=None)
        return queryset.filter(archived_at=None, is_public=value == PUBLIC)


def listed_products() -> QuerySet:
    """Give what has a page or may get one, with the pieces `left` of it and its sizes."""
    free = Coalesce(F("num_in_stock"), 0) - Coalesce(F("num_allocated"), 0)
    own = Q(product=OuterRef("pk")) & ~Q(product__structure=Product.PARENT)
    of_sizes = Q(product__parent=OuterRef("pk"), product__archived_at=None)
    records = StockRecord.objects.order_by()

    def pieces(which: Q) -> Coalesce:
        total = records.filter(which).annotate(one=F("pk") * 0).values("one")
        return Coalesce(Subquery(total.annotate(sum=Sum(free)).values("sum")), 0)

    rows = Product.objects.exclude(structure=Product.CHILD)
    return rows.select_related("product_class", "producer", "food", "picture").annotate(
        left=pieces(own) + pieces(of_sizes)
    )


def found_products(products: QuerySet, words: str) -> QuerySet:
    """Find by title, producer, or article number, that of a size too; all words in any order."""
    for word in words.replace("\0", " ").split():
        sizes = Product.objects.filter(parent=OuterRef("pk"))
        in_size = sizes.filter(Q(upc__icontains=word) | Q(title__icontains=word))
        products = products.filter(
            Q(title__icontains=word)
            | Q(upc__icontains=word)
            | Q(producer__name__icontains=word)
            | Exists(in_size)
        )
    return products


class StatesColumn(Column):
    cell_template_name = "console/products/_states_cell.html"


class PictureColumn(Column):
    cell_template_name = "console/products/_picture_cell.html"


class ShownColumn(Column):
    cell_template_name = "console/products/_shown_cell.html"


class ProductIndexView(IndexView):
    def search_queryset(self, queryset):
        return found_products(queryset, self.search_query) if self.is_searching else queryset

    def paginate_queryset(self, queryset, page_size):
        paginator, page, rows, has_more = super().paginate_queryset(queryset, page_size)
        rows = list(rows)
        give_states(rows, markets=self.request.markets, now=timezone.now())
        return paginator, page, rows, has_more


def give_states(products: list[Product], *, markets, now) -> None:
    """Give each its `states`: one a market, the best of its sizes. A query, and one a market."""
    by_id = {product.pk: product for product in products}
    sizes = defaultdict(list)
    for size in Product.objects.filter(parent__in=by_id, archived_at=None).order_by(*SIZE_ORDER):
        size.parent = by_id[size.parent_id]
        sizes[size.parent_id].append(size)
    sold = {
        pk: sizes[pk] if product.is_parent and sizes[pk] else [product]
        for pk, product in by_id.items()
    }
    everything = [each for found in sold.values() for each in found]
    for product in products:
        product.states = []
    for market in markets:
        facts = sale_facts(everything, market=market, now=now)
        for product in products:
            product.states.append(state_in(market, sold[product.pk], facts))


def state_in(market, sold: list[Product], facts: dict) -> dict:
    states = {size: facts[size.pk].state for size in sold}
    best = min(states.values(), key=BEST_FIRST.index)
    words = str(WORDS[best])
    if len(set(states.values())) > 1:
        words = "; ".join(f"{size_name(size)}: {WORDS[state]}" for size, state in states.items())
    some = best.is_buyable and not all(state.is_buyable for state in states.values())
    return {
        "market": market.name,
        "code": market.code,
        "words": words,
        "colour": "red"
        if not best.is_buyable
        else "amber"
        if some or best is SaleState.LAST_FEW
        else "green",
    }
