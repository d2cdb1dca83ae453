"""Lists and forms of what the association keeps: papers, stock, prices, products, people.

Markets and what hangs on them: see `console.markets`.
"""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from producers.models import Producer
from shop.certification.models import CertificateKind
from shop.partner.models import StockRecord
from shop.rules.errors import OutOfStock

from .base import ShopViewSet
from .certificates import CertificateViewSet
from .food_records import FoodRecordViewSet
from .forms import StockForm
from .markets import (
    BandViewSet,
    MarketViewSet,
    PaymentOptionViewSet,
    RequirementViewSet,
    RestrictionViewSet,
    ZoneViewSet,
)
from .price_form import PriceViewSet
from .products.viewset import ProductViewSet
from .stock import low_stock


class StockFilterSet(WagtailFilterSet):
    low = django_filters.BooleanFilter(label=_("Sold out, or nearly"), method="filter_low")

    class Meta:
        model = StockRecord
        fields = ["low"]

    def filter_low(self, queryset, name, value):
        low = low_stock(queryset)
        return low if value else queryset.exclude(pk__in=low.values("pk"))


class StockEditView(EditView):
    def form_valid(self, form):
        """Answer in the form where orders were promised pieces between the check and the save."""
        try:
            return super().form_valid(form)
        except OutOfStock:
            form.add_error(
                "num_in_stock",
                _("Meanwhile more pieces were promised to orders. Please open this anew."),
            )
            self.is_valid(form)
            return self.form_invalid(form)


class StockViewSet(ShopViewSet):
    model = StockRecord
    edit_view_class = StockEditView
    list_select_related = ("product__parent", "partner")
    archived = "product__archived_at"
    filterset_class = StockFilterSet
    icon = "list-ol"
    menu_label = _("Stock")
    list_display = [
        "product",
        "num_in_stock",
        "num_allocated",
        "left",
        "shelf",
        "low_stock_threshold",
    ]
    search_fields = ["product__title", "partner_sku"]
    edit_handler = ObjectList(
        [
            FieldPanel("product", read_only=True),
            FieldPanel("num_in_stock"),
            FieldPanel("num_allocated", read_only=True, heading=_("Promised to orders")),
            FieldPanel("low_stock_threshold"),
            FieldPanel("shelf"),
        ],
        base_form_class=StockForm,
    )


class ProducerViewSet(ShopViewSet):
    model = Producer
    icon = "group"
    menu_label = _("Producers")
    list_display = ["name", "craft", "district", "stage", "is_vat_registered"]
    list_filter = ["district", "stage"]
    search_fields = ["name", "craft"]

    @property
    def exclude_form_fields(self) -> list[str]:
        """Leave the logins out: who gives logins says there for whom each speaks."""
        return [*super().exclude_form_fields, "users"]


class KindViewSet(ShopViewSet):
    model = CertificateKind
    icon = "doc-empty"
    menu_label = _("Kinds of certificate")
    list_display = ["name", "code"]


class ShopViewSetGroup(ModelViewSetGroup):
    menu_label = _("Shop")
    menu_icon = "tag"
    menu_order = 210
    submenu_hook = "register_shop_menu_item"
    items = (
        CertificateViewSet("certificates", url_prefix="certificates"),
        StockViewSet("stock", url_prefix="stock"),
        PriceViewSet("prices", url_prefix="prices"),
        ProductViewSet("products", url_prefix="products"),
        FoodRecordViewSet("food_records", url_prefix="food-records"),
        ProducerViewSet("producer_records", url_prefix="producer-records"),
        MarketViewSet("market_records", url_prefix="markets"),
        RequirementViewSet("requirements", url_prefix="requirements"),
        KindViewSet("certificate_kinds", url_prefix="certificate-kinds"),
        ZoneViewSet("delivery_zones", url_prefix="delivery-zones"),
        BandViewSet("delivery_prices", url_prefix="delivery-prices"),
        RestrictionViewSet("restrictions", url_prefix="destinations-not-allowed"),
        PaymentOptionViewSet("ways_to_pay", url_prefix="ways-to-pay"),
    )
