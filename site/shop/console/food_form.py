"""The food record's form."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from shop.catalogue.models import Product
from shop.catalogue.words import ALLERGENS, NUTRIENTS
from shop.rules.customs import SUGGESTED_CODES, dotted
from shop.rules.food import names_honey
from shop.rules.nutrition import Fault, faults
from shop.services.food_record_save import add_food_record, save_food_record

from .food_fields import AllergensField, CustomsCodeField, LinesField, NutrientField

FAULTS = {
    Fault.PART_EXCEEDS_WHOLE: _(
        "This is only a part of the amount before it, so it cannot be more."
    ),
    Fault.MORE_THAN_ALL: _("Fat, carbohydrate, protein and salt come to more than 100 g."),
    Fault.ENERGIES_DISAGREE: _("This does not agree with the kJ: 1 kcal is 4.184 kJ."),
}
CHANGED_MEANWHILE = _(
    "Somebody else has changed this record since you opened it. Nothing was saved, and what you "
    "typed still stands here. Please open the record anew, look at what they changed, and enter "
    "yours again."
)
HAS_ONE_MEANWHILE = _("Somebody else has just made the record of this product. Please open theirs.")


class FoodRecordForm(WagtailAdminModelForm):
    """Holds texts in the shop's first language, whatever the admin is read in.

    The recipe that certificates are given for is written there; see `FoodRecord.recipe`.
    """

    #: The version of the record when the form was opened.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Whether the person has been asked about the honey among the ingredients.
    asked_of_honey = forms.BooleanField(required=False, widget=forms.HiddenInput)
    #: Asked for a new record alone: a record never moves to another product.
    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("Product"),
        help_text=_("Foods that have no record yet."),
        error_messages={"invalid_choice": _("Please choose a food that has no record yet.")},
    )
    ingredients = LinesField(
        label=_("Ingredients"),
        required=False,
        help_text=_(
            "One a line, the heaviest first, in English. A change of recipe suspends the "
            "product's certificates until they are verified again."
        ),
    )
    allergens = AllergensField(label=_("Allergens"))
    may_contain = AllergensField(label=_("May contain traces of"))
    hs_code = CustomsCodeField(label=_("HS code"))
    nutrition_energy_kj = NutrientField("energy_kj")
    nutrition_energy_kcal = NutrientField("energy_kcal")
    nutrition_fat = NutrientField("fat")
    nutrition_saturates = NutrientField("saturates")
    nutrition_carbohydrate = NutrientField("carbohydrate")
    nutrition_sugars = NutrientField("sugars")
    nutrition_protein = NutrientField("protein")
    nutrition_salt = NutrientField("salt")

    def __init__(self, *args, **kwargs) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self.initial["seen"] = self.instance.version
        for code, _label, _unit in NUTRIENTS:
            self.initial[f"nutrition_{code}"] = self.instance.nutrition.get(code)
        if self.is_new:
            self.fields["product"].queryset = foods_without_record()
        else:
            del self.fields["product"]
            self.suggest_code()

    def _post_clean(self) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            super()._post_clean()

    def suggest_code(self) -> None:
        product_class = self.instance.product.get_product_class()
        code = SUGGESTED_CODES.get(product_class.slug)
        if code:
            self.fields["hs_code"].help_text = _(
                "For this kind, %(kind)s, usually %(code)s. Please make sure that it fits."
            ) % {"kind": product_class.name, "code": dotted(code)}

    def clean_allergens(self) -> list[str]:
        return in_known_order(self.cleaned_data["allergens"], self.initial.get("allergens"))

    def clean_may_contain(self) -> list[str]:
        return in_known_order(self.cleaned_data["may_contain"], self.initial.get("may_contain"))

    def clean(self):
        cleaned = super().clean()
        seen = cleaned.get("seen")
        if seen is not None and not self.is_new and seen != self.instance.version:
            self.add_error(None, CHANGED_MEANWHILE)
        self.check_allergens(cleaned)
        self.check_honey(cleaned)
        self.check_nutrition(cleaned)
        return cleaned

    def check_allergens(self, cleaned: dict) -> None:
        allergens = cleaned.get("allergens", [])
        if allergens and cleaned.get("has_no_allergens"):
            self.add_error(
                "has_no_allergens",
                _("Allergens are ticked above. Please untick either this or them."),
            )
        twice = [code for code in cleaned.get("may_contain", []) if code in allergens]
        if twice:
            names = ", ".join(str(ALLERGENS[code]) for code in twice)
            self.add_error(
                "may_contain",
                _("Already among the allergens, so not a trace: %(names)s.") % {"names": names},
            )

    def check_honey(self, cleaned: dict) -> None:
        """Suggest the tick where honey stands among the ingredients; the person decides."""
        is_touched = self.is_new or {"ingredients", "contains_honey"} & set(self.changed_data)
        is_answered = cleaned.get("contains_honey") or cleaned.get("asked_of_honey")
        if is_answered or not is_touched or not names_honey(cleaned.get("ingredients", [])):
            return
        self.add_error(
            "contains_honey",
            _(
                "Honey stands among the ingredients, so we ticked this. Untick it if that is "
                "no honey, and save once more."
            ),
        )
        self.data = self.data.copy()
        self.data["contains_honey"] = self.data["asked_of_honey"] = "on"

    def check_nutrition(self, cleaned: dict) -> None:
        for code, fault in faults(self.amounts(cleaned)).items():
            self.add_error(f"nutrition_{code}", FAULTS[fault])

    def amounts(self, cleaned: dict) -> dict[str, Decimal]:
        found = {code: cleaned.get(f"nutrition_{code}") for code, _label, _unit in NUTRIENTS}
        return {code: amount for code, amount in found.items() if amount is not None}

    def save(self, commit=True):
        record = super().save(commit=False)
        record.nutrition = {
            code: plain_number(amount) for code, amount in self.amounts(self.cleaned_data).items()
        }
        if not commit:
            return record
        if self.is_new:
            return add_food_record(record=record)
        seen = self.cleaned_data["seen"]
        return save_food_record(
            record=record,
            seen=record.version if seen is None else seen,
            by=self.for_user,
            now=timezone.now(),
        )


def foods_without_record():
    """Give foods that have a page of their own, whether it is public yet or not."""
    foods = Product.objects.filter(archived_at=None).exclude(structure=Product.CHILD)
    return foods.filter(product_class__is_food=True, food=None).order_by("title", "pk")


def in_known_order(ticked: list[str], known: list[str] | None) -> list[str]:
    """Keep the order that the record has: to tick the same again changes nothing."""
    known = known or []
    kept = [code for code in known if code in ticked]
    return kept + [code for code in ticked if code not in kept]


def plain_number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
