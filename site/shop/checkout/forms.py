"""The till's form: few fields, and the address as the country writes it."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shop.payments.selectors import Offered

from .address_form import AddressForm
from .payments import PaymentField
from .typed import EmailLineField, LinesField

#: So much of a field is shown again; nobody types more by hand.
MOST_ECHOED = 10_000


def within_reason(typed: QueryDict) -> dict[str, str]:
    return {name: value[:MOST_ECHOED] for name, value in typed.items()}


class CheckoutForm(AddressForm):
    """Fields for one country; `countries` are those that the market sends to, `payments`
    the ways to pay that it offers there."""

    email = EmailLineField(
        label=_("Email"),
        max_length=200,
        help_text=_("The confirmation and the way to your order go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    note = LinesField(
        label=_("A word for the packer"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    payment = PaymentField()
    expected_total = forms.DecimalField(
        required=False, max_digits=14, decimal_places=2, widget=forms.HiddenInput
    )
    basket_key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args, payments: list[Offered], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payment"].offer(payments)

    def echo(self, **hidden: str) -> None:
        """Show again what was typed, within reason, with new hidden values."""
        self.data = within_reason(self.data) | hidden
