"""Forms for money that staff saw: each says in words what is wrong, and keeps what was typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shop.rules.errors import AmountUnreadable, TooManyDecimals
from shop.rules.money import currency_of, from_minor, read_amount, to_minor

#: No order costs more, in minor units; and the database can hold it.
LARGEST = 10**12
EXAMPLES = {"USD": "15.50", "JPY": "1 500", "UZS": "125 000"}


def written_amount(minor: int, currency: str) -> str:
    """Give an amount as it can be typed: "31.50", "1 090", "125 000"."""
    amount = from_minor(minor, currency)
    facts = currency_of(currency)
    is_whole = amount == amount.to_integral_value()
    decimals = 0 if is_whole and not facts.shown_decimals else facts.minor_units
    return f"{amount:,.{decimals}f}".replace(",", " ")


class AmountField(forms.CharField):
    """An amount as people write it; cleans to minor units of its `currency`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 14})

    def __init__(self, *, currency: str = "USD", **kwargs) -> None:
        super().__init__(max_length=40, **kwargs)
        self.currency = currency

    def clean(self, value) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text, self.currency)
        except AmountUnreadable:
            raise ValidationError(
                _("Write an amount such as %(example)s.")
                % {"example": EXAMPLES.get(self.currency, "15.50")}
            ) from None
        except TooManyDecimals as error:
            raise ValidationError(decimals_words(**error.data)) from None
        if amount > from_minor(LARGEST, self.currency):
            raise ValidationError(_("This is more than any order costs."))
        if not amount:
            raise ValidationError(_("Write an amount that is more than nothing."))
        return to_minor(amount, self.currency)


def decimals_words(currency: str, decimals: int) -> str:
    if not decimals:
        return _("%(currency)s has no decimals: write whole numbers.") % {"currency": currency}
    return ngettext(
        "%(currency)s has at most %(decimals)d decimal.",
        "%(currency)s has at most %(decimals)d decimals.",
        decimals,
    ) % {"currency": currency, "decimals": decimals}


class ReferenceField(forms.CharField):
    """The bank's or the carrier's own name of a movement, on one line."""

    def __init__(self, **kwargs) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(max_length=100, widget=widget, **kwargs)

    def clean(self, value) -> str:
        return " ".join(super().clean(value).split())


class ReceiptForm(forms.Form):
    amount = AmountField(label=gettext_lazy("Amount that arrived"))
    reference = ReferenceField(
        label=gettext_lazy("Reference"),
        help_text=gettext_lazy("The number on the bank statement, or on the carrier's list."),
    )

    def __init__(self, data=None, *, due) -> None:
        super().__init__(data, prefix="receipt")
        self.fields["amount"].currency = due.currency
        if due.missing_minor:
            self.initial["amount"] = written_amount(due.missing_minor, due.currency)


class SentByHandForm(forms.Form):
    reference = ReferenceField(label=gettext_lazy("The bank's reference"))

    def __init__(self, data=None, *, refund_id: int) -> None:
        super().__init__(data, prefix=f"sent-{refund_id}")


class CameBackForm(forms.Form):
    restock = forms.ChoiceField(
        label=gettext_lazy("What becomes of the things"),
        choices=[
            ("yes", gettext_lazy("They are whole: put them back on sale")),
            ("no", gettext_lazy("They cannot be sold again")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether they can be sold again.")},
    )

    def __init__(self, data=None) -> None:
        super().__init__(data, prefix="back")
