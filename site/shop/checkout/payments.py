"""How to pay, as a field of the till."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.payments.selectors import Offered


@dataclass(frozen=True)
class PaymentLabel:
    """What stands beside a choice: its name, and a line of explanation."""

    label: str
    hint: str

    def __str__(self) -> str:
        return str(self.label)


class PaymentField(forms.ChoiceField):
    """The ways to pay that are offered; where there is one, nobody is asked."""

    widget = forms.RadioSelect
    default_error_messages = {
        "required": _("Please choose how to pay."),
        "invalid_choice": _("This way to pay is not offered for this country. Please choose."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(label=_("How would you like to pay?"), **kwargs)

    def offer(self, offered: list[Offered]) -> None:
        self.choices = [
            (each.gateway.code, PaymentLabel(each.gateway.label, each.gateway.hint))
            for each in offered
        ]
        self.only_choice = offered[0].gateway.code if len(offered) == 1 else ""
        self.initial = offered[0].gateway.code if offered else ""

    def clean(self, value) -> str:
        return super().clean(value or self.only_choice)
