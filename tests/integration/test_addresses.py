"""Addresses from the till to the letter and the staff's screen."""

import re

import pytest
from django.utils import translation

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, pay, place
from shop.checkout.forms import MOST_ECHOED
from shop.order.models import Order
from shop.services.mail_order import write_mail

GINZA = {
    "name": "ﾔﾏﾀﾞ 花子 👩\u200d👧",
    "email": "ｈａｎａｋｏ@example.org",
    "country": "JP",
    "line1": "銀座１−２−３",
    "line2": "青空ビル101\r\n",
    "city": "中央区",
    "region": "東京都",
    "postcode": "１０４ー００６１",
    "phone": "０９０ー１２３４ー５６７８",
}


@pytest.fixture
def till(site_tree, shopper):
    """A till of the Japanese market, with something in the basket."""
    shopper.cookies["market"] = "jp"
    make_zone("jp", ("JP",), price="2300")
    shopper.post(f"/en/basket/add/{make_product(stock=5).pk}/", {"quantity": 1})
    return shopper


def names_of_fields(page) -> list[str]:
    found = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', page.content.decode())
    return [name for name in found if name in GINZA]


def press_pay(till, **changes):
    page = till.post("/en/checkout/", GINZA | {"action": "refresh"})
    form = page.context["form"]
    hidden = {name: form.initial[name] for name in ("expected_total", "basket_key")}
    return till.post("/en/checkout/", GINZA | hidden | changes)


def test_japanese_address_is_asked_for_from_the_postcode_down(till):
    page = till.get("/en/checkout/")

    assert names_of_fields(page) == [
        "name",
        "email",
        "country",
        "postcode",
        "region",
        "city",
        "line1",
        "line2",
        "phone",
    ]
    assert "104-0061" in page.content.decode()
    assert "+81 90-1234-5678" in page.content.decode()


@pytest.mark.parametrize(("language", "shown"), [("en", "Tokyo"), ("ja", "東京都")])
def test_prefecture_is_shown_in_the_readers_script(till, language, shown):
    with translation.override(language):
        page = till.get(f"/{language}/checkout/")

    assert f'<option value="東京都">{shown}</option>' in page.content.decode()


def test_japanese_order_reaches_letter_page_and_staff_in_the_order_of_its_post(
    till, emulator, log_in
):
    press_pay(till)
    order = Order.objects.get()

    letter = write_mail(order=order, kind="accepted").text
    page = till.get(order.get_absolute_url()).content.decode()
    screen = log_in("Fulfilment officers").get(f"/admin/orders/{order.pk}/").content.decode()

    assert order.email == "hanako@example.org"
    assert order.shipping_address.phone_number.as_e164 == "+819012345678"
    lines = ["〒104-0061", "東京都", "中央区銀座1−2−3", "青空ビル101", "ヤマダ 花子 👩\u200d👧"]
    assert "\n".join([*lines, "Japan"]) in letter
    for shown in (page, screen):
        assert "<br>".join([*lines, "Japan"]) in shown


def test_country_on_the_label_is_named_in_the_language_of_the_page(db):
    make_zone()
    order = pay(place(make_basket((make_product(), 1)), total="23.00", address=german_address()))

    Order.objects.filter(pk=order.pk).update(language="ru")
    order.refresh_from_db()

    assert "10115 BERLIN\nГермания" in write_mail(order=order, kind="sent").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line1": "x" * 10_000}, "line1"),
        ({"city": "x" * 10_000}, "city"),
        ({"postcode": "x" * 10_000}, "postcode"),
        ({"region": "x" * 10_000}, "region"),
        ({"phone": "x" * 10_000}, "phone"),
        ({"note": "x" * 10_000}, "note"),
        ({"postcode": "104-006"}, "postcode"),
        ({"city": ""}, "city"),
    ],
)
def test_faulty_address_is_explained_beside_the_field_and_kept(till, changes, field):
    page = press_pay(till, **changes)

    form, text = page.context["form"], page.content.decode()
    assert page.status_code == 422
    assert list(form.errors) == [field]
    assert f'href="#id_{field}"' in text
    assert f'id="id_{field}_error"' in text
    assert form["name"].value() == GINZA["name"]
    assert form[field].value() == changes[field]
    assert not Order.objects.exists()


def test_what_nobody_types_by_hand_is_not_sent_back_whole(till):
    page = press_pay(till, line1="x" * 100_000)

    assert page.status_code == 422
    assert page.context["form"]["line1"].value() == "x" * MOST_ECHOED


def test_all_faults_are_told_at_once(till):
    page = press_pay(till, name="", postcode="1")

    assert list(page.context["form"].errors) == ["name", "postcode"]


def test_countries_stand_in_the_order_of_the_readers_alphabet(shopper):
    make_zone("intl", ("CZ", "DE", "SE", "ZA", "AT"))
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})

    def listed(language: str) -> list[str]:
        with translation.override(language):
            page = shopper.get(f"/{language}/checkout/")
        return [code for code, _ in page.context["form"].fields["country"].choices if code]

    assert listed("en") == ["AT", "CZ", "DE", "ZA", "SE"]
    assert listed("ru") == ["AT", "DE", "CZ", "SE", "ZA"]
    assert listed("uz") == ["AT", "DE", "ZA", "SE", "CZ"]
