"""Markets in the admin, with all that hangs on them: zones, destinations, papers, ways to pay."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from shop.certification.models import Requirement
from shop.markets.models import Market
from shop.markets.readiness import what_is_missing, with_readiness
from shop.payments.models import PaymentOption
from shop.rules.errors import NoFallbackMarket
from shop.shipping.models import ShippingBand, ShippingRestriction, ShippingZone

from .base import ShopViewSet
from .market_forms import MarketForm, RestrictionForm, ZoneForm, in_words


class MarketPolicy(ModelPermissionPolicy):
    """A market that was there once is switched off, never deleted: orders speak of it."""

    def user_has_permission(self, user, action) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)


register_permission_policy(Market, MarketPolicy(Market))


class KeepsOneFallback:
    def form_valid(self, form):
        """Answer in the form where somebody else moved the fallback between check and save."""
        try:
            return super().form_valid(form)
        except NoFallbackMarket:
            form.add_error(
                "is_fallback", _("Meanwhile the fallback was changed. Please open this anew.")
            )
            self.is_valid(form)
            return self.form_invalid(form)


class MarketCreateView(KeepsOneFallback, CreateView):
    pass


class MarketEditView(KeepsOneFallback, EditView):
    pass


def lacks(market: Market) -> str:
    return in_words(what_is_missing(market)) or "–"


class MarketViewSet(ShopViewSet):
    model = Market
    add_view_class = MarketCreateView
    edit_view_class = MarketEditView
    icon = "site"
    menu_label = _("Markets")
    list_display = [
        "name",
        "currency",
        "time_zone",
        BooleanColumn("is_live", label=_("Live"), sort_key="is_live"),
        BooleanColumn("is_fallback", label=_("For everybody else")),
        Column("missing", label=_("It lacks"), accessor=lacks),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
                    FieldRowPanel([FieldPanel("currency"), FieldPanel("time_zone")]),
                    FieldPanel("languages"),
                    FieldPanel("position"),
                ],
                heading=_("The market"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("minimum_order"), FieldPanel("free_delivery_from")]),
                    FieldPanel("charges_vat"),
                    FieldPanel("allergen_list"),
                ],
                heading=_("Orders"),
            ),
            MultiFieldPanel(
                [
                    HelpPanel(
                        _(
                            "Before a market goes live it needs a delivery zone with countries "
                            "and weight bands, prices, a way to pay, and the kinds of certificate "
                            "that it asks for. Baskets of a market that is switched off move to "
                            "the next one that fits; its orders stay as they are."
                        )
                    ),
                    FieldPanel("is_live"),
                    FieldPanel("is_fallback"),
                ],
                heading=_("Who sees it"),
            ),
        ],
        base_form_class=MarketForm,
    )

    def get_index_view_kwargs(self, **kwargs):
        kwargs = super().get_index_view_kwargs(**kwargs)
        return kwargs | {"queryset": with_readiness(kwargs["queryset"])}


class ZoneViewSet(ShopViewSet):
    model = ShippingZone
    list_select_related = ("market",)
    icon = "globe"
    menu_label = _("Delivery zones")
    list_display = ["name", "market", "carrier", "days_min", "days_max"]
    list_filter = ["market"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("market"), FieldPanel("name"), FieldPanel("carrier")]),
            FieldRowPanel([FieldPanel("days_min"), FieldPanel("days_max")]),
            InlinePanel(
                "bands",
                heading=_("Weight bands"),
                label=_("Weight band"),
                help_text=_("A parcel costs what the lightest band costs that carries it."),
                panels=[FieldRowPanel([FieldPanel("up_to_grams"), FieldPanel("price")])],
            ),
            FieldPanel("countries"),
        ],
        base_form_class=ZoneForm,
    )


class BandViewSet(ShopViewSet):
    model = ShippingBand
    list_select_related = ("zone__market",)
    icon = "order"
    menu_label = _("Delivery prices")
    list_display = ["zone", "up_to_grams", "price"]
    list_filter = ["zone"]


class RestrictionViewSet(ShopViewSet):
    model = ShippingRestriction
    list_select_related = ("product__parent", "product_class")
    icon = "warning"
    menu_label = _("Destinations not allowed")
    list_display = ["product_class", "product", "reason"]
    list_filter = ["product_class"]
    edit_handler = ObjectList(
        [
            HelpPanel(_("Choose a kind of product, or one product with all its sizes.")),
            FieldRowPanel([FieldPanel("product_class"), FieldPanel("product")]),
            FieldPanel("reason"),
            FieldPanel("countries"),
        ],
        base_form_class=RestrictionForm,
    )


class RequirementViewSet(ShopViewSet):
    model = Requirement
    list_select_related = ("market", "product_class", "kind")
    icon = "tasks"
    menu_label = _("Requirements")
    list_display = ["market", "product_class", "kind"]
    list_filter = ["market", "product_class", "kind"]


class PaymentOptionViewSet(ShopViewSet):
    model = PaymentOption
    list_select_related = ("market",)
    icon = "form"
    menu_label = _("Ways to pay")
    list_display = ["gateway", "market", "is_offered", "smallest", "largest", "days_to_pay"]
    list_filter = ["market", "gateway", "is_offered"]
    panels = [
        FieldRowPanel([FieldPanel("market"), FieldPanel("gateway")]),
        FieldRowPanel([FieldPanel("is_offered"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("smallest"), FieldPanel("largest")]),
        FieldPanel("days_to_pay"),
        FieldPanel("instructions"),
    ]
