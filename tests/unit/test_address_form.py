"""The till's address fields, country by country."""

import pycountry
import pytest
from django.utils import translation

from home.formats import country_name
from shop.checkout.address_shape import rows_of
from shop.checkout.forms import CheckoutForm
from shop.order.models import ShippingAddress
from shop.postal import postal_lines

COUNTRIES = [(code, code) for code in ("UZ", "JP", "DE", "US", "GB", "SG", "CN", "AE", "KZ")]
TYPED = {
    "UZ": {
        "name": "Aysulu",
        "line1": "Dosnazarov 1",
        "city": "Nukus",
        "postcode": "230100",
        "phone": "91 234 56 78",
    },
    "JP": {
        "name": "山田花子",
        "line1": "銀座1-2-3",
        "city": "中央区",
        "region": "東京都",
        "postcode": "104-0061",
        "phone": "090-1234-5678",
    },
    "CN": {
        "name": "Li",
        "line1": "Road 1",
        "city": "Some village",
        "region": "安徽省",
        "postcode": "230000",
        "phone": "+86 131 2345 6789",
    },
}


def form(country: str, **changes) -> CheckoutForm:
    typed = {"email": "a@example.org", "country": country} | TYPED[country] | changes
    return CheckoutForm(typed, countries=COUNTRIES, country=country, payments=[])


def faults(country: str, **changes) -> dict:
    """Give the errors but for that of the payment, which is not offered here."""
    return {name: e for name, e in form(country, **changes).errors.items() if name != "payment"}


def cleaned(country: str, **changes) -> dict:
    filled = form(country, **changes)
    assert set(filled.errors) == {"payment"}
    return filled.cleaned_data


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("JP", ["postcode", "region", "city", "line1", "line2", "phone"]),
        ("UZ", ["line1", "line2", "postcode", "city", "region", "phone"]),
        ("DE", ["line1", "line2", "postcode", "city", "phone"]),
        ("US", ["line1", "line2", "city", "region", "postcode", "phone"]),
        ("GB", ["line1", "line2", "city", "postcode", "phone"]),
        ("AE", ["line1", "line2", "region", "phone"]),
        ("SG", ["line1", "line2", "postcode", "phone"]),
        ("", ["line1", "line2", "city", "region", "postcode", "phone"]),
    ],
)
def test_fields_stand_in_the_countrys_order(country, names):
    shaped = CheckoutForm(countries=COUNTRIES, country=country, payments=[])

    shown = [field.name for row in shaped.address_rows() for field in row]
    assert shown == names
    assert [name for name in shaped.fields if name in names] == names


def test_short_fields_stand_two_in_a_row():
    assert rows_of(["postcode", "region", "city", "line1", "line2", "phone"]) == [
        ["postcode", "region"],
        ["city"],
        ["line1"],
        ["line2"],
        ["phone"],
    ]


@pytest.mark.parametrize(
    ("country", "typed", "stored"),
    [
        ("UZ", "91 234 56 78", "+998912345678"),
        ("UZ", "+998 (91) 234-56-78", "+998912345678"),
        ("UZ", "＋９９８９１２３４５６７８", "+998912345678"),
        ("JP", "090-1234-5678", "+819012345678"),
        ("JP", "０９０ー１２３４ー５６７８", "+819012345678"),
        ("JP", "+998 91 234 56 78", "+998912345678"),
    ],
)
def test_phone_is_taken_as_people_there_write_it(country, typed, stored):
    assert cleaned(country, phone=typed)["phone"] == stored


@pytest.mark.parametrize(
    ("country", "typed", "stored"),
    [
        ("UZ", "２３０１００", "230100"),
        ("UZ", "230 100", "230100"),
        ("UZ", "", ""),
        ("JP", "１０４ー００６１", "104-0061"),
        ("JP", "1040061", "104-0061"),
        ("JP", "〒104-0061", "104-0061"),
    ],
)
def test_postcode_is_taken_as_people_there_write_it(country, typed, stored):
    assert cleaned(country, postcode=typed)["postcode"] == stored


@pytest.mark.parametrize(
    ("country", "changes", "field"),
    [
        ("UZ", {"postcode": "23010"}, "postcode"),
        ("UZ", {"postcode": "2301000"}, "postcode"),
        ("UZ", {"city": ""}, "city"),
        ("UZ", {"line1": "\x00\u200b"}, "line1"),
        ("UZ", {"phone": "12"}, "phone"),
        ("UZ", {"name": "x" * 10_000}, "name"),
        ("UZ", {"email": "x" * 10_000}, "email"),
        ("JP", {"city": ""}, "city"),
        ("JP", {"region": ""}, "region"),
        ("JP", {"region": "x" * 10_000}, "region"),
        ("JP", {"postcode": ""}, "postcode"),
        ("JP", {"postcode": "104-006"}, "postcode"),
    ],
)
def test_fault_is_told_beside_its_field_in_few_words(country, changes, field):
    found = faults(country, **changes)

    assert set(found) == {field}
    assert len(" ".join(found[field])) < 200


def test_nobody_is_told_in_the_words_of_a_machine():
    with translation.override("en"):
        asked = [
            CheckoutForm({}, countries=COUNTRIES, country=country, payments=[])
            for country in ("", "UZ", "JP")
        ]
        words = str([empty.errors for empty in asked]) + str(form("UZ", email="x").errors)

    assert "This field is required" not in words
    assert "Enter a valid" not in words
    assert "Please fill this in" in words


def test_postcode_of_another_prefecture_is_not_called_misspelt():
    [problem] = faults("JP", postcode="060-0001")["postcode"]

    assert "another region" in problem


def test_town_that_no_list_has_is_believed():
    assert cleaned("CN")["city"] == "Some village"


def test_what_was_typed_is_stored_as_typed():
    data = cleaned("UZ", name="Gʻani 👩\u200d👧 محمد", city="Nókis", line1="Dosnazarov\r\n№ 1")

    assert data["name"] == "Gʻani 👩\u200d👧 محمد"
    assert data["city"] == "Nókis"
    assert data["line1"] == "Dosnazarov № 1"


@pytest.mark.parametrize(
    ("country", "name", "part"),
    [
        ("UZ", "postcode", "Six digits"),
        ("JP", "postcode", "104-0061"),
        ("DE", "postcode", "26133"),
        ("UZ", "phone", "+998 91 234 56 78"),
        ("JP", "phone", "+81 90-1234-5678"),
        ("DE", "phone", "+49"),
    ],
)
def test_help_beside_a_field_shows_how_it_looks_there(country, name, part):
    with translation.override("en"):
        shaped = CheckoutForm(countries=COUNTRIES, country=country, payments=[])

    assert part in str(shaped.fields[name].help_text)


def test_prefectures_are_shown_to_their_readers_and_stored_the_same():
    shown = {}
    for language in ("ja", "en"):
        with translation.override(language):
            shaped = CheckoutForm(countries=COUNTRIES, country="JP", payments=[])
        shown[language] = dict(shaped.fields["region"].choices)["東京都"]

    assert shown == {"ja": "東京都", "en": "Tokyo"}


def test_label_has_the_town_of_a_japanese_address():
    sent_to = form("JP")
    sent_to.is_valid()

    assert sent_to.address().line4 == "中央区"


@pytest.mark.parametrize("country", [country.alpha_2 for country in pycountry.countries])
def test_every_country_has_a_form_and_a_label(country):
    choice = [(country, country)]
    shaped = CheckoutForm(countries=choice, country=country, payments=[])
    asked = CheckoutForm({"country": country}, countries=choice, country=country, payments=[])
    sent_to = ShippingAddress(country_id=country, first_name="Anna", line1="Street 1", line4="Town")

    lines = postal_lines(sent_to)

    assert {"name", "line1", "line2", "phone"} <= set(shaped.fields)
    assert {"name", "line1", "phone"} <= set(asked.errors)
    assert "anna" in [line.lower() for line in lines]
    assert lines[-1] == country_name(country)
