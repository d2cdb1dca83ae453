"""Addresses as the post of each country wants them."""

import pytest
from django.utils import translation

from shop.order.models import ShippingAddress
from shop.postal import field_order, postal_lines, region_names


def address(country: str, **fields) -> ShippingAddress:
    return ShippingAddress(country_id=country, **fields)


JAPANESE = address(
    "JP",
    first_name="山田花子",
    postcode="104-0061",
    state="東京都",
    line4="中央区",
    line1="銀座1-2-3",
    line2="青空ビル101",
)
LATIN = address(
    "JP",
    first_name="Hanako Yamada",
    postcode="104-0061",
    state="東京都",
    line4="Chuo-ku",
    line1="1-2-3 Ginza",
)


@pytest.mark.parametrize(
    ("sent_to", "lines"),
    [
        (JAPANESE, ["〒104-0061", "東京都", "中央区銀座1-2-3", "青空ビル101", "山田花子", "Japan"]),
        (LATIN, ["Hanako Yamada", "1-2-3 Ginza", "Chuo-ku, TOKYO", "104-0061", "Japan"]),
        (
            address(
                "UZ", first_name="Aysulu", line1="Dosnazarov 1", line4="Nukus", postcode="230100"
            ),
            ["Aysulu", "Dosnazarov 1", "230100 NUKUS", "Uzbekistan"],
        ),
        (
            address("DE", first_name="Anna", line1="Weg 1", line4="Berlin", postcode="10115"),
            ["Anna", "Weg 1", "10115 BERLIN", "Germany"],
        ),
        (
            address(
                "US",
                first_name="Ann",
                line1="1 Main St",
                line2="Apt 2",
                line4="Salem",
                state="OR",
                postcode="97301",
            ),
            ["Ann", "1 Main St", "Apt 2", "SALEM, OR 97301", "United States"],
        ),
        (
            address("TR", first_name="Ali", line1="Yol 1", line4="Ankara", postcode="06101"),
            ["Ali", "Yol 1", "06101 ANKARA", "Türkiye"],
        ),
        (
            address("AE", first_name="Sara", line1="Street 1", state="أبو ظبي"),
            ["Sara", "Street 1", "Abu Dhabi", "United Arab Emirates"],
        ),
        (
            address(
                "KR",
                first_name="김민지",
                line1="세종대로 1",
                line4="중구",
                state="서울특별시",
                postcode="04524",
            ),
            ["서울특별시 중구", "세종대로 1", "김민지", "04524", "South Korea"],
        ),
        # Written in a script that its post does not read at home: as from abroad.
        (
            address("JP", first_name="Анна", line1="Гиндза 1", line4="Тюо", state="東京都"),
            ["Анна", "Гиндза 1", "Тюо, TOKYO", "Japan"],
        ),
    ],
)
def test_lines_are_those_of_the_country(sent_to, lines):
    with translation.override("en"):
        assert postal_lines(sent_to) == lines


def test_country_is_named_in_the_readers_language_and_the_rest_stays():
    with translation.override("ja"):
        assert postal_lines(LATIN)[-1] == "日本"
        assert postal_lines(LATIN)[:-1] == [
            "Hanako Yamada",
            "1-2-3 Ginza",
            "Chuo-ku, TOKYO",
            "104-0061",
        ]


@pytest.mark.parametrize(
    ("country", "language", "value", "shown"),
    [
        ("JP", "ja", "東京都", "東京都"),
        ("JP", "en", "東京都", "Tokyo"),
        ("JP", "ru", "東京都", "Tokyo"),
        ("JP", "kaa", "北海道", "Hokkaido"),
        ("RU", "ru", "Амурская область", "Амурская область"),
        ("RU", "uz", "Амурская область", "Amurskaya oblast'"),
        ("CA", "en", "BC", "British Columbia"),
        ("ES", "ru", "VI", "Álava"),
        ("US", "ja", "OR", "Oregon"),
    ],
)
def test_region_is_shown_to_its_readers_and_stored_the_same(country, language, value, shown):
    assert region_names(country, language)[value] == shown


def test_prefectures_stand_from_north_to_south_for_those_who_know_them():
    assert list(region_names("JP", "ja"))[:2] == ["北海道", "青森県"]
    assert list(region_names("JP", "ja"))[-1] == "沖縄県"
    assert list(region_names("JP", "en").values())[0] == "Aichi"
    assert set(region_names("JP", "ja")) == set(region_names("JP", "en"))


@pytest.mark.parametrize(
    ("country", "order"),
    [
        ("JP", ("postal_code", "country_area", "city", "street_address")),
        ("UZ", ("street_address", "postal_code", "city", "country_area")),
        ("DE", ("street_address", "postal_code", "city")),
        ("GB", ("street_address", "city", "postal_code")),
        ("KZ", ("postal_code", "country_area", "city", "street_address")),
    ],
)
def test_order_of_fields_is_the_countrys(country, order):
    known = set(order)

    assert tuple(name for name in field_order(country) if name in known) == order
