"""One row of the product form: a size, or the product itself, with its stock and its prices."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shop.catalogue.models import Product
from shop.services.product_save import Counted, Priced, Sold

from .fields import (
    HEAVIEST_G,
    MOST_PIECES,
    PiecesField,
    PriceField,
    SeenPriceField,
    written_price,
)
from .kept import Kept
from .rows import RowsFormSet

GRAMS, MILLILITRES = "g", "ml"


class SoldForm(forms.Form):
    """Weight or volume, never both: a number and its unit.

    `markets` are all that have prices; `may_count` and `may_price` say what whoever looks may
    change besides the product itself.
    """

    content = PiecesField(largest=HEAVIEST_G, label=_("Net content"))
    unit = forms.ChoiceField(
        label=_("Unit"),
        choices=[(GRAMS, "g"), (MILLILITRES, "ml")],
        initial=GRAMS,
        required=False,
    )
    package_weight_g = PiecesField(
        largest=HEAVIEST_G,
        label=_("In its package, g"),
    )
    upc = forms.CharField(label=_("Article number"), max_length=64, required=False)
    stock = PiecesField(largest=MOST_PIECES, label=_("In stock"))
    stock_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, markets, may_count: bool, may_price: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.markets = markets
        #: What is kept of it; None for a new one. Given by the product's form.
        self.kept: Kept | None = None
        self.fields["stock"].disabled = not may_count
        for market in markets:
            self.fields[f"price_{market.pk}"] = PriceField(market=market)
            self.fields[f"price_{market.pk}"].disabled = not may_price
            self.fields[f"seen_{market.pk}"] = SeenPriceField(currency=market.currency)

    @property
    def price_fields(self) -> list:
        return [self[f"price_{market.pk}"] for market in self.markets]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but what stands in every empty row."""
        names = [name for name in self.fields if name not in ("unit", "ORDER", "DELETE", "id")]
        return not any(
            self.cleaned_data.get(name)
            for name in names
            if not name.startswith("seen_") and name != "stock_seen"
        )

    def clean_upc(self) -> str | None:
        return self.cleaned_data["upc"].strip() or None

    def clean_package_weight_g(self) -> int:
        return self.cleaned_data["package_weight_g"] or 0

    def check_stock(self) -> None:
        """Refuse a count taken before a parcel left, and one of fewer than are promised."""
        if self.kept is None or "stock" in self.errors or self.counted() is None:
            return
        if self.cleaned_data.get("stock_seen") != self.kept.stock:
            self.add_error(
                "stock",
                _("Meanwhile the number has become %(now)d. Please count again.")
                % {"now": self.kept.stock or 0},
            )
            # Whoever has read this counts from here.
            self.data = self.data.copy()
            self.data[self.add_prefix("stock_seen")] = self.kept.stock
        elif (self.cleaned_data["stock"] or 0) < self.kept.promised:
            self.add_error("stock", promised_words(self.kept.promised))

    def check_prices(self) -> None:
        """Refuse a price that was typed over another than the one which stands there now."""
        for price in self.priced():
            now = self.kept.prices.get(price.market_id) if self.kept else None
            if now == price.seen:
                continue
            [market] = [each for each in self.markets if each.pk == price.market_id]
            shown = written_price(now, market.currency)
            self.add_error(
                f"price_{price.market_id}",
                _("Meanwhile somebody has changed it to %(now)s. Please look again.")
                % {"now": shown}
                if shown
                else _("Meanwhile somebody has taken the price away. Please look again."),
            )
            self.data = self.data.copy()
            self.data[self.add_prefix(f"seen_{price.market_id}")] = "" if now is None else str(now)

    def counted(self) -> Counted | None:
        """Give the count, where somebody has entered another number than stood there."""
        number, seen = self.cleaned_data.get("stock"), self.cleaned_data.get("stock_seen")
        if self.fields["stock"].disabled or number == seen or (number is None and not seen):
            return None
        return Counted(number or 0, seen)

    def priced(self) -> tuple[Priced, ...]:
        """Give the prices that somebody has changed."""
        found = []
        for market in self.markets:
            name, data = f"price_{market.pk}", self.cleaned_data
            if name not in data or self.fields[name].disabled:
                continue
            amount, seen = data[name], data.get(f"seen_{market.pk}")
            if amount != seen:
                found.append(Priced(market.pk, amount, seen))
        return tuple(found)

    def facts(self) -> dict[str, object]:
        data = self.cleaned_data
        content = data["content"] or None
        return {
            "net_weight_g": None if data["unit"] == MILLILITRES else content,
            "net_volume_ml": content if data["unit"] == MILLILITRES else None,
            "package_weight_g": data["package_weight_g"],
            "upc": data["upc"],
        }

    def sold(self, product: Product) -> Sold:
        return Sold(product, self.facts(), self.counted(), self.priced())


class SizeForm(SoldForm):
    """A size besides has a name, where its content alone does not tell it."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Name of the size"), max_length=255, required=False)

    field_order = ["id", "title"]

    def facts(self) -> dict[str, object]:
        return super().facts() | {"title": self.cleaned_data["title"]}


class SizesFormSet(RowsFormSet):
    @property
    def staying(self) -> list[SizeForm]:
        """Give the rows that shall be there afterwards, in their order."""
        return [form for form in self.rows if form.cleaned_data.get("id") or not form.is_empty]


def initial_of(kept: Kept, markets) -> dict[str, object]:
    """Give what the row of something kept opens with."""
    product = kept.product
    prices = {
        f"price_{market.pk}": written_price(kept.prices.get(market.pk), market.currency)
        for market in markets
    }
    seen = {f"seen_{pk}": str(amount) for pk, amount in kept.prices.items()}
    return {
        "id": product.pk,
        "title": product.title,
        "content": product.content,
        "unit": GRAMS if product.net_weight_g or not product.net_volume_ml else MILLILITRES,
        "package_weight_g": product.package_weight_g or None,
        "upc": product.upc or "",
        "stock": kept.stock,
        "stock_seen": kept.stock,
        **prices,
        **seen,
    }


def promised_words(promised: int) -> str:
    return ngettext(
        "%(promised)d piece is promised to an order, so there cannot be fewer.",
        "%(promised)d pieces are promised to orders, so there cannot be fewer.",
        promised,
    ) % {"promised": promised}
