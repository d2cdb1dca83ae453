"""The books, to be read: nobody adds, changes or deletes an entry here."""

from decimal import Decimal

import django_filters
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView

from shop.console.words import money_words, signed, way_to_pay
from shop.formats import format_money
from shop.ledger.models import MoneyEntry, PriceEntry, StockEntry
from shop.payments.gateways import gateway_choices


def order_url(entry) -> str | None:
    return reverse("console:order", args=[entry.order_id]) if entry.order_id else None


def moment(entry) -> str:
    return date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT")


def at_filter() -> django_filters.Filter:
    return django_filters.DateFromToRangeFilter(
        field_name="at", label=_("Date"), widget=DateRangePickerWidget
    )


class MoneyFilterSet(WagtailFilterSet):
    at = at_filter()
    gateway = django_filters.ChoiceFilter(label=_("Way to pay"), choices=gateway_choices)

    class Meta:
        model = MoneyEntry
        fields = ["kind", "currency"]


def by_filter(model) -> django_filters.Filter:
    """Offer those who have made such an entry."""

    def people(request):
        return get_user_model().objects.filter(pk__in=model.objects.order_by().values("by"))

    return django_filters.ModelChoiceFilter(field_name="by", label=_("By"), queryset=people)


class StockFilterSet(WagtailFilterSet):
    at = at_filter()
    by = by_filter(StockEntry)

    class Meta:
        model = StockEntry
        fields = ["kind"]


class PriceFilterSet(WagtailFilterSet):
    at = at_filter()
    by = by_filter(PriceEntry)

    class Meta:
        model = PriceEntry
        fields = ["market"]


class MovementsView(IndexView):
    """Entries, the latest first. Without addresses to add, edit or delete there are no buttons."""

    any_permission_required = ["view"]
    template_name = "console/movements.html"
    table_classname = "listing console-movements"
    header_icon = "history"
    paginate_by = 50
    default_ordering = ("-at", "-pk")
    related: tuple[str, ...] = ()

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.related)


class MoneyView(MovementsView):
    model = MoneyEntry
    page_title = _("Movements of money")
    related = ("order", "by")
    index_url_name = "money:money"
    index_results_url_name = "money:money_results"
    filterset_class = MoneyFilterSet
    search_fields = ["order__number", "reference"]
    columns = [
        TitleColumn(
            "order",
            label=_("Order"),
            accessor=lambda entry: entry.order.number,
            get_url=order_url,
        ),
        Column("at", label=_("When"), accessor=moment, sort_key="at"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column(
            "amount",
            label=_("Amount"),
            accessor=lambda entry: money_words(entry.amount_minor, entry.currency),
        ),
        Column("gateway", label=_("Way to pay"), accessor=lambda entry: way_to_pay(entry.gateway)),
        Column("reference", label=_("Reference")),
        Column("cause", label=_("Cause")),
        Column("by", label=_("By"), accessor=lambda entry: entry.by or _("the shop")),
    ]
    list_export = ["at", "order", "kind", "amount", "currency", "gateway", "reference"]
    export_headings = {"amount": _("Amount")}
    export_filename = "movements-of-money"


class StockView(MovementsView):
    model = StockEntry
    page_title = _("Movements of stock")
    related = ("order", "by", "record__product__parent")
    index_url_name = "money:stock"
    index_results_url_name = "money:stock_results"
    filterset_class = StockFilterSet
    search_fields = ["order__number", "record__product__title", "record__partner_sku"]
    columns = [
        TitleColumn(
            "product",
            label=_("Product"),
            accessor=lambda entry: entry.record.product,
            get_url=order_url,
        ),
        Column("at", label=_("When"), accessor=moment, sort_key="at"),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("on_hand", label=_("On the shelf"), accessor=lambda entry: signed(entry.on_hand)),
        Column("promised", label=_("Promised"), accessor=lambda entry: signed(entry.promised)),
        Column(
            "order",
            label=_("Order"),
            accessor=lambda entry: entry.order.number if entry.order else "–",
        ),
        Column("cause", label=_("Cause")),
        Column("by", label=_("By"), accessor=lambda entry: entry.by or _("the shop")),
    ]
    list_export = ["at", "record.product", "kind", "on_hand", "promised", "order", "cause"]
    export_headings = {"record.product": _("Product")}
    export_filename = "movements-of-stock"


class PriceView(MovementsView):
    model = PriceEntry
    page_title = _("Changes of prices")
    related = ("market", "by", "product__parent")
    index_url_name = "money:prices"
    index_results_url_name = "money:prices_results"
    filterset_class = PriceFilterSet
    search_fields = ["product__title", "product__parent__title"]
    columns = [
        Column("product", label=_("Product")),
        Column("at", label=_("When"), accessor=moment, sort_key="at"),
        Column("market", label=_("Market")),
        Column("old", label=_("Before"), accessor=lambda entry: price_words(entry, entry.old)),
        Column("new", label=_("After"), accessor=lambda entry: price_words(entry, entry.new)),
        Column("cause", label=_("Cause")),
        Column("by", label=_("By"), accessor=lambda entry: entry.by or _("the shop")),
    ]
    list_export = ["at", "product", "market", "old", "new", "currency", "cause", "by"]
    export_filename = "changes-of-prices"


def price_words(entry: PriceEntry, amount: Decimal | None) -> str:
    return _("not sold") if amount is None else format_money(amount, entry.currency, "en")
