"""Fields of the food record's form: lines, check boxes, amounts and the customs code."""

import re
from decimal import Decimal

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shop.catalogue.words import ALLERGENS, NUTRIENTS
from shop.rules.nutrition import most

#: What people put between the digits of a customs code.
BETWEEN_DIGITS = re.compile(r"[.\s]")


class LinesField(forms.CharField):
    """A list of words, written one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]

    def has_changed(self, initial, data) -> bool:
        return (initial or []) != self.clean(data or "")


class AllergensField(forms.MultipleChoiceField):
    """Codes of the known lists; nothing else can be ticked."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "console-ticks"})

    def __init__(self, **kwargs) -> None:
        super().__init__(choices=allergens_by_name, required=False, **kwargs)


def allergens_by_name() -> list[tuple[str, str]]:
    names = [(code, str(name)) for code, name in ALLERGENS.items()]
    return sorted(names, key=lambda choice: choice[1].casefold())


class NutrientField(forms.DecimalField):
    """An amount in 100 g or 100 ml, or nothing."""

    def __init__(self, code: str) -> None:
        label, unit = next((label, unit) for known, label, unit in NUTRIENTS if known == code)
        super().__init__(
            label=format_lazy("{label}, {unit}", label=label, unit=unit),
            required=False,
            min_value=0,
            max_value=most(code),
            max_digits=6,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def to_python(self, value) -> Decimal | None:
        """Read a decimal comma as well."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class CustomsCodeField(forms.RegexField):
    """Six digits, kept without the dots and spaces that people write between them."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            r"^[0-9]{6}$",
            required=False,
            error_messages={"invalid": _("An HS code has six digits, for example 0409.00.")},
            **kwargs,
        )

    def to_python(self, value) -> str:
        return BETWEEN_DIGITS.sub("", super().to_python(value))
