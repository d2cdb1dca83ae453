"""The form of a product: itself, its sizes with stock and prices, and all that hangs on it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.widgets import AdminImageChooser

from home.images import CustomImage
from shop.catalogue.edition import edition_of
from shop.catalogue.models import Category, Product
from shop.console.choosers import product_chooser
from shop.markets.models import Market
from shop.selectors import public_products
from shop.services.product_save import Around, save_product

from .attributes import AttributesForm
from .checks import check_content, check_numbers, check_ways
from .description import DescriptionField
from .kept import read_family
from .rows import MOST_PICTURES, MOST_RECOMMENDED, MOST_SIZES, SPARE_SIZES, choosing
from .sold_form import SizeForm, SizesFormSet, SoldForm, initial_of

CHANGED_MEANWHILE = _(
    "Somebody else has changed this product since you opened it. Nothing was saved, and what you "
    "typed still stands here. Open the product in a second window, look at what they changed, and "
    "enter yours there."
)


class CategoriesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, category) -> str:
        return f"{'– ' * (category.depth - 1)}{category.name}"


class ProductForm(WagtailAdminModelForm):
    """Holds texts in the shop's first language, whatever the admin is read in.

    `copied` is the product whose facts a new one begins with, if there is one.
    """

    #: The edition that stood in the form when it was opened.
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    description = DescriptionField()
    categories = CategoriesField(
        Category.objects.order_by("path"), label=_("Categories"), required=False
    )

    def __init__(self, *args, copied: Product | None = None, **kwargs) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            super().__init__(*args, **kwargs)
            self.is_new = self.instance.pk is None
            self.copied = copied
            self.fields["product_class"].required = True
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("The end of its address. Empty: as the title.")
            if not self.is_new:
                self.initial["seen"] = edition_of(self.instance.pk)
            self.add_rows()
            if copied is not None:
                self.begin_with(copied)

    def add_rows(self) -> None:
        self.family = read_family(self.instance)
        source = read_family(self.copied) if self.copied else self.family
        markets = list(Market.objects.all())
        may = {
            "markets": markets,
            "may_count": self.for_user.has_perm("partner.change_stockrecord"),
            "may_price": self.for_user.has_perm("markets.change_marketprice"),
        }
        data = self.data if self.is_bound else None
        files = self.files if self.is_bound else None
        self.attributes = AttributesForm(data, files, prefix="attributes", product=self.instance)
        own = initial_of(source.own, markets)
        sizes = [initial_of(size, markets) for size in source.sizes]
        if self.copied:
            for row in (own, *sizes):
                forget_numbers(row)
        self.own = SoldForm(data, prefix="own", initial=own, **may)
        self.sizes = SizesRows(data, prefix="sizes", initial=sizes, form_kwargs=may)
        shown = self.copied or self.instance
        pictures, recommended = [], []
        if shown.pk:
            pictures = [picture.image for picture in shown.pictures.select_related("image")]
            links = shown.primary_recommendations.select_related("recommendation")
            recommended = [link.recommendation for link in links.order_by("-ranking", "pk")]
        self.pictures = PicturesRows(
            data, prefix="pictures", initial=[{"chosen": each} for each in pictures]
        )
        self.recommended = recommended_rows()(
            data, prefix="recommended", initial=[{"chosen": each} for each in recommended]
        )

    def begin_with(self, copied: Product) -> None:
        for name in ("product_class", "summary", "description", "producer", "picture"):
            self.initial[name] = getattr(copied, name)
        self.initial["title"] = _("%(title)s (copy)") % {"title": copied.title}
        self.initial["categories"] = list(copied.categories.all())
        self.initial["is_public"] = False
        self.initial["is_discountable"] = copied.is_discountable

    @property
    def parts(self) -> list:
        return [self.attributes, self.own, self.sizes, self.pictures, self.recommended]

    @property
    def media(self) -> forms.Media:
        return sum((part.media for part in self.parts), super().media)

    def has_changed(self) -> bool:
        return super().has_changed() or any(part.has_changed() for part in self.parts)

    def clean_title(self) -> str:
        title = self.cleaned_data["title"].strip()
        if not title:
            raise ValidationError(_("A product needs a title."))
        return title

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].strip()
        if slug:
            validate_slug(slug)
        return slug

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_new and cleaned.get("seen") != self.initial["seen"]:
            self.add_error(None, CHANGED_MEANWHILE)
        self.lay_out_kept()
        # Every part is asked, so that each says what is wrong with it.
        are_valid = [part.is_valid() for part in self.parts]
        if all(are_valid):
            sizes, kind = self.sizes.staying, cleaned.get("product_class")
            was_in_sizes = not self.is_new and self.instance.is_parent
            check_ways(self.own, sizes, was_in_sizes=was_in_sizes)
            check_content(sizes or [self.own], is_food=bool(kind and kind.is_food))
            check_numbers([self.own, *sizes])
        if not all(part.is_valid() for part in self.parts):
            self.add_error(None, _("Please look at what is marked below."))
        return cleaned

    def lay_out_kept(self) -> None:
        """Give each row what is kept of it: what a row says of itself is not believed."""
        self.own.kept = None if self.is_new else self.family.own
        known = {kept.product.pk: kept for kept in self.family.sizes}
        for form in self.sizes.forms:
            form.full_clean()
            wanted = getattr(form, "cleaned_data", {}).get("id")
            form.kept = known.pop(wanted, None)
            if wanted and form.kept is None:
                form.add_error(None, _("This size is not there any more."))
        if known:
            # A row that did not arrive is none that somebody took away.
            self.add_error(None, CHANGED_MEANWHILE)

    def is_multipart(self) -> bool:
        return super().is_multipart() or self.attributes.is_multipart()

    def _post_clean(self) -> None:
        for code, value in getattr(self.attributes, "cleaned_data", {}).items():
            setattr(self.instance.attr, code, value)
        with translation.override(settings.LANGUAGE_CODE):
            super()._post_clean()

    def save(self, commit=True) -> Product:
        """Raises: `ChangedMeanwhile`, `OutOfStock`, `IntegrityError` of a number just taken."""
        if not commit:
            return super().save(commit=False)
        with translation.override(settings.LANGUAGE_CODE):
            return self.write()

    def write(self) -> Product:
        columns = {column.name for column in Product._meta.concrete_fields}
        staying = self.sizes.staying
        sold = [form.sold(form.kept.product if form.kept else Product()) for form in staying]
        stays = {each.product.pk for each in sold}
        own = self.own.sold(self.instance)
        if sold:
            own.facts.update(net_weight_g=None, net_volume_ml=None, package_weight_g=0)
        return save_product(
            product=self.instance,
            columns=[name for name in self.changed_data if name in columns],
            seen=self.cleaned_data["seen"],
            own=own,
            sizes=sold,
            removed=[kept.product for kept in self.family.sizes if kept.product.pk not in stays],
            around=Around(
                categories=[each.pk for each in self.cleaned_data["categories"]],
                pictures=[each.pk for each in self.pictures.chosen],
                recommended=[each.pk for each in self.recommended.chosen],
            ),
            by=self.for_user,
            now=timezone.now(),
        )


SizesRows = forms.formset_factory(
    SizeForm,
    formset=SizesFormSet,
    extra=SPARE_SIZES,
    max_num=MOST_SIZES,
    absolute_max=MOST_SIZES * 2,
    validate_max=True,
    can_order=True,
    can_delete=True,
)
PicturesRows = choosing(
    CustomImage.objects.all(), AdminImageChooser, label=_("Picture"), most=MOST_PICTURES
)


def recommended_rows():
    """The chooser's widget is there once the admin has registered it."""
    return choosing(
        public_products(), product_chooser.widget_class, label=_("Product"), most=MOST_RECOMMENDED
    )


def forget_numbers(row: dict) -> None:
    """What belongs to one thing alone is not copied: who it is, its number, its stock."""
    for name in list(row):
        if name in ("id", "upc", "stock", "stock_seen") or name.startswith("seen_"):
            row[name] = None
