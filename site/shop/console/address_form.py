"""The address of an order, to be put right by staff."""

from django import forms

from home.formats import country_name
from shop.checkout.address_form import AddressForm
from shop.checkout.forms import within_reason
from shop.order.models import ShippingAddress
from shop.services.order_address import mark_of


class OrderAddressForm(AddressForm):
    """The till's fields for the country of the order, which stays.

    `seen` is the mark of the address as it was shown: the later of two people is told.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data=None, *, stored: ShippingAddress) -> None:
        country = stored.country_id
        typed = None if data is None else within_reason(data) | {"country": country}
        super().__init__(
            typed,
            countries=[(country, country_name(country))],
            country=country,
            auto_id="address_%s",
            initial={
                "name": stored.first_name,
                "country": country,
                "line1": stored.line1,
                "line2": stored.line2,
                "city": stored.line4,
                "region": stored.state,
                "postcode": stored.postcode,
                "phone": str(stored.phone_number or ""),
                "seen": mark_of(stored),
            },
        )
        self.fields["country"].widget = forms.HiddenInput()
        for field in self.fields.values():
            # These are somebody else's: the browser must not offer those of the staff.
            field.widget.attrs["autocomplete"] = "off"

    def show_again(self, stored: ShippingAddress) -> None:
        """Keep what was typed, now that the address that came between has been seen."""
        self.data = {**self.data, "seen": mark_of(stored)}
