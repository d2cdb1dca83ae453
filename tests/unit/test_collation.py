"""Names in a list stand where the reader's alphabet has them."""

import pytest

from home.collation import READINGS, collation_key
from home.formats import country_name

LANGUAGES = ("en", "ru", "uz", "ja", "kaa")


def in_order(names: list[str], language: str) -> list[str]:
    return sorted(names, key=lambda name: collation_key(name, language))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Åland Islands", "Austria", "Türkiye", "Turkmenistan", "Zambia"]),
        ("ru", ["Австрия", "Ёлкино", "Жуково", "Россия", "Чехия", "Япония"]),
        ("uz", ["Germaniya", "Zambiya", "Oʻzbekiston", "Shvetsiya", "Chexiya"]),
        ("uz", ["Osiyo", "Polsha", "Serbiya", "Shveytsariya"]),
        ("kaa", ["Germaniya", "Italiya", "Qazaqstan", "Latviya", "Norvegiya", "Ózbekstan"]),
        (
            "ja",
            ["アメリカ合衆国", "韓国", "ジョージア", "スイス", "台湾", "日本", "香港"],
        ),
        ("ja", ["カナダ", "韓国", "ギリシャ", "ジョージア", "南アフリカ", "メキシコ"]),
    ],
)
def test_list_is_in_the_order_of_the_alphabet(language, names):
    assert in_order(names[::-1], language) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_come_out_the_same_whatever_order_they_came_in(language):
    names = [country_name(code, language) for code in ("UZ", "JP", "DE", "SE", "CZ", "ZA", "US")]

    assert in_order(names, language) == in_order(names[::-1], language)


def test_longer_beginnings_are_looked_for_before_shorter_ones():
    beginnings = list(READINGS)

    for place, beginning in enumerate(beginnings):
        assert not any(later.startswith(beginning) for later in beginnings[place + 1 :])
