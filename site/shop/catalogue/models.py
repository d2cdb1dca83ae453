"""Products with their maker, pictures and food record, on Oscar's catalogue."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Coalesce
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractProduct, AbstractProductClass

from home.formats import quantity
from shop.rules.allergens import unknown_codes
from shop.rules.food import Item
from shop.rules.recipe import Recipe


class ProductClass(AbstractProductClass):
    is_food = models.BooleanField(_("food"), default=True)


class Product(AbstractProduct):
    """A thing to buy. Sizes are child products; facts they share stand on the parent."""

    producer = models.ForeignKey(
        "producers.Producer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="products",
        verbose_name=_("producer"),
        help_text=_("Sizes take it from their parent."),
    )
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    picture = models.ForeignKey(
        "home.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    net_weight_g = models.PositiveIntegerField(_("net weight, g"), null=True, blank=True)
    net_volume_ml = models.PositiveIntegerField(_("net volume, ml"), null=True, blank=True)
    package_weight_g = models.PositiveIntegerField(
        _("weight in its package, g"),
        default=0,
        help_text=_("What the scales show when it is ready to send; delivery is priced by it."),
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    archived_at = models.DateTimeField(
        _("archived"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Off the shop for good, and kept because something refers to it."),
    )

    #: For queries: the id of the product that carries the shared facts, as `root` does.
    #: The cast lets SQLite use the index.
    ROOT = Cast(Coalesce("parent", "id"), models.BigIntegerField())

    class Meta(AbstractProduct.Meta):
        abstract = False
        permissions = [("translate_texts", _("Can translate what customers read"))]
        indexes = [
            # Holds all that a listing asks before it reads the few products of a page.
            models.Index(
                fields=["-priority", "id", "is_public", "structure"], name="catalogue_shelf"
            ),
            models.Index(
                Cast(Coalesce("parent", "id"), models.BigIntegerField()), name="catalogue_root"
            ),
        ]
        constraints = [
            # Whoever asks for public products need not ask for archived ones as well.
            models.CheckConstraint(
                condition=models.Q(archived_at=None) | models.Q(is_public=False),
                name="catalogue_archived_is_not_public",
            ),
        ]

    def _clean_parent(self) -> None:
        """Let a product in sizes keep the empty stock record of the days before it had any."""
        self._clean_standalone()

    @property
    def root(self) -> "Product":
        """The product that carries the shared facts: the parent of a size, else itself."""
        return self.parent if self.is_child else self

    @property
    def content(self) -> int | None:
        """Net content in g, or ml where it is sold by volume."""
        return self.net_weight_g or self.net_volume_ml

    @property
    def content_unit(self) -> str:
        return "g" if self.net_weight_g else "ml"

    @property
    def quantity_label(self) -> str:
        return quantity(self.content, self.content_unit) if self.content else ""

    @property
    def food_or_none(self) -> "FoodRecord | None":
        return getattr(self.root, "food", None)


class ProductPicture(models.Model):
    """A further view of a product, from the one picture library."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("home.CustomImage", on_delete=models.CASCADE, related_name="+")
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "image"], name="catalogue_picture_once")
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.image}"


class FoodRecord(models.Model):
    """What a label must say, typed in once for page, slip and customs form."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, related_name="food")
    ingredients = models.JSONField(
        _("ingredients"), default=list, blank=True, help_text=_("The heaviest first.")
    )
    allergens = models.JSONField(_("allergens"), default=list, blank=True)
    has_no_allergens = models.BooleanField(
        _("none of these"),
        default=False,
        help_text=_("Somebody looked, and there are none. An empty list alone says nothing."),
    )
    contains_honey = models.BooleanField(
        _("contains honey"),
        default=False,
        help_text=_("Then its page warns, in every language: not for infants under one year."),
    )
    may_contain = models.JSONField(_("may contain traces of"), default=list, blank=True)
    storage = models.CharField(_("storage"), max_length=300, blank=True)
    shelf_life_days = models.PositiveIntegerField(_("shelf life, days"), null=True, blank=True)
    origin_country = models.ForeignKey(
        "address.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country of origin"),
    )
    hs_code = models.CharField(_("HS code"), max_length=6, blank=True)
    nutrition = models.JSONField(_("nutrition per 100 g"), default=dict, blank=True)
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text=_("Goes up with each change, so that two people cannot overwrite each other."),
    )

    class Meta:
        verbose_name = _("food record")
        verbose_name_plural = _("food records")

    def __str__(self) -> str:
        return f"Food record of {self.product}"

    def clean(self) -> None:
        """Refuse allergens that stand on no list: nobody could tell what must be declared."""
        errors = {
            field: _("On no list of allergens: %(codes)s.") % {"codes": ", ".join(unknown)}
            for field in ("allergens", "may_contain")
            if (unknown := unknown_codes(getattr(self, field)))
        }
        if errors:
            raise ValidationError(errors)

    @property
    def recipe(self) -> Recipe:
        """Give what certificates are given for, as written in the shop's first language."""
        with translation.override(settings.LANGUAGE_CODE):
            ingredients = tuple(self.ingredients or ())
        return Recipe(
            ingredients=ingredients,
            allergens=tuple(self.allergens),
            may_contain=tuple(self.may_contain),
        )

    @property
    def label(self) -> dict[str, object]:
        """Give what the record answers, by item, as `missing_items` reads it.

        Texts count in the shop's first language: whether a food is on sale may not hang on the
        language of whoever looks.
        """
        with translation.override(settings.LANGUAGE_CODE):
            ingredients, storage = self.ingredients, self.storage
        return {
            Item.INGREDIENTS: ingredients,
            Item.ALLERGENS: self.allergens or self.has_no_allergens,
            Item.STORAGE: storage,
            Item.SHELF_LIFE: self.shelf_life_days,
            Item.ORIGIN: self.origin_country_id,
            Item.HS_CODE: self.hs_code,
            Item.NUTRITION: self.nutrition,
        }


from oscar.apps.catalogue.models import *  # noqa: E402, F401, F403
