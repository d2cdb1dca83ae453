"""The console's forms, with the rules that a table cannot hold."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from shop.fulfilment.models import CARRIERS


class SendForm(forms.Form):
    carrier = forms.ChoiceField(
        label=_("Carrier"), choices=[(code, name) for code, (name, _url) in CARRIERS.items()]
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        validators=[
            RegexValidator(r"^[A-Z0-9-]+$", _("Letters, digits and hyphens only, please."))
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, data=None, **kwargs):
        if data is not None:
            data = data.copy()
            number = "".join(data.get("tracking_number", "").split()).upper()
            data["tracking_number"] = number
        super().__init__(data, **kwargs)


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Reason for revoking"), max_length=300)


class StockForm(WagtailAdminModelForm):
    def clean_num_in_stock(self):
        """Keep at least what is promised to orders."""
        number = self.cleaned_data["num_in_stock"] or 0
        promised = self.instance.num_allocated or 0
        if number < promised:
            raise ValidationError(
                _("%(promised)d pieces are promised to orders, so there cannot be fewer.")
                % {"promised": promised}
            )
        return number

    def save(self, commit=True):
        """Write the edited columns alone: an order may promise a piece at this moment."""
        if commit:
            self.instance.save(update_fields=["num_in_stock", "low_stock_threshold"])
        return self.instance
