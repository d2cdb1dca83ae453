"""Inputs of the console's forms."""

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from shop.rules.countries import EUROPEAN_UNION


class CountryChoices(forms.CheckboxSelectMultiple):
    """Countries by name, found by typing, with known groups that are ticked at once."""

    template_name = "console/widgets/choices.html"
    groups = [(_("the European Union"), EUROPEAN_UNION)]

    class Media:
        js = [Script("console/js/choices.js", defer=True)]
        css = {"all": ["console/css/choices.css"]}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["groups"] = [
            {"label": label, "codes": " ".join(sorted(codes))} for label, codes in self.groups
        ]
        return context
