"""A price in a form of its own: written through the service, with its entry in the books."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from shop.markets.models import MarketPrice
from shop.rules.errors import ChangedMeanwhile, TooManyDecimals
from shop.services.price_set import set_price

from .base import ShopViewSet

CHANGED = _("Meanwhile this price became %(found)s. Please look, and write it again.")
GONE = _("Meanwhile somebody has taken this price away.")


class PriceForm(WagtailAdminModelForm):
    #: What stood in the form when it was opened.
    seen = forms.DecimalField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.amount
        if self.instance.pk:
            # What it is the price of is not changed: that would be another price.
            for name in ("product", "market"):
                self.fields[name].disabled = True

    def clean(self):
        """Refuse what was typed over another number than the one that stands there now."""
        cleaned = super().clean()
        if self.instance.pk and "seen" in cleaned and cleaned["seen"] != self.initial["amount"]:
            self.tell(self.initial["amount"])
            # Whoever has read this goes on from here.
            self.data = self.data.copy()
            self.data["seen"] = self.initial["amount"]
        return cleaned

    def tell(self, found) -> None:
        self.add_error("amount", GONE if found is None else CHANGED % {"found": found})

    def save(self, commit=True) -> MarketPrice:
        """Raises: `ChangedMeanwhile`, `TooManyDecimals`."""
        product, market = self.cleaned_data["product"], self.cleaned_data["market"]
        set_price(
            product_id=product.pk,
            market_id=market.pk,
            amount=self.cleaned_data["amount"],
            seen=self.cleaned_data["seen"] if self.instance.pk else None,
            by=self.for_user,
            now=timezone.now(),
        )
        self.instance = MarketPrice.objects.get(product=product, market=market)
        return self.instance


class TellsWhatChanged:
    """Answers in the form what the service refuses."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ChangedMeanwhile as error:
            form.tell(error.data.get("found"))
        except TooManyDecimals as error:
            words = _("At most %(decimals)d decimals in %(currency)s.")
            form.add_error("amount", words % error.data)
        # Lets the view find the message that stands above a form with errors.
        self.is_valid(form)
        return self.form_invalid(form)


class PriceCreateView(TellsWhatChanged, CreateView):
    pass


class PriceEditView(TellsWhatChanged, EditView):
    pass


class PriceDeleteView(DeleteView):
    def delete_action(self) -> None:
        """Take the price away with its entry in the books."""
        price = self.object
        set_price(
            product_id=price.product_id,
            market_id=price.market_id,
            amount=None,
            seen=price.amount,
            by=self.request.user,
            now=timezone.now(),
        )


class PriceViewSet(ShopViewSet):
    model = MarketPrice
    add_view_class = PriceCreateView
    edit_view_class = PriceEditView
    delete_view_class = PriceDeleteView
    list_select_related = ("product__parent", "market")
    archived = "product__archived_at"
    icon = "tag"
    menu_label = _("Prices")
    list_display = ["product", "market", "amount"]
    list_filter = ["market"]
    search_fields = ["product__title"]
    edit_handler = ObjectList(
        [FieldPanel("product"), FieldPanel("market"), FieldPanel("amount"), FieldPanel("seen")],
        base_form_class=PriceForm,
    )
