"""Fields of the product form, with prices as people write them."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.console.money_forms import AmountField, written_amount
from shop.rules.money import currency_of, from_minor, round_amount, to_minor

#: What a table of prices can hold: ten digits before the point.
DEAREST = Decimal(10) ** 10
HEAVIEST_G = 1_000_000
MOST_PIECES = 1_000_000


def written_price(amount: Decimal | None, currency: str) -> str:
    """Give a price as it can be typed: "31.50", "1 090", "125 000"; "" where there is none."""
    return "" if amount is None else written_amount(to_minor(amount, currency), currency)


class PriceField(AmountField):
    """What a thing costs in a market; empty where it is not sold there. Cleans to a Decimal."""

    def __init__(self, *, market) -> None:
        super().__init__(
            currency=market.currency,
            required=False,
            label=_("%(market)s, %(currency)s")
            % {"market": market.name, "currency": market.currency},
            error_messages={"max_length": gettext_lazy("This is more than anything costs.")},
        )

    def clean(self, value) -> Decimal | None:
        minor = super().clean(value)
        if minor is None:
            return None
        amount = from_minor(minor, self.currency)
        if amount >= DEAREST:
            raise ValidationError(_("This is more than anything costs."))
        return amount


class SeenPriceField(forms.CharField):
    """The price that stood in the form when it was opened; what cannot be read was none."""

    widget = forms.HiddenInput

    def __init__(self, *, currency: str) -> None:
        super().__init__(required=False, max_length=40)
        self.currency = currency

    def clean(self, value) -> Decimal | None:
        try:
            amount = Decimal(super().clean(value))
            decimals = currency_of(self.currency).minor_units
            return round_amount(amount, self.currency) if not decimals else amount
        except (InvalidOperation, ValidationError):
            return None


class PiecesField(forms.IntegerField):
    """A whole number from 0 to `largest`."""

    def __init__(self, *, largest: int, **kwargs) -> None:
        super().__init__(
            min_value=0,
            max_value=largest,
            required=False,
            error_messages={
                "min_value": gettext_lazy("A number cannot be less than nothing here."),
                "max_value": gettext_lazy("This number is too large."),
                "invalid": gettext_lazy("Write a whole number."),
            },
            **kwargs,
        )
