"""The same cookies bought in four languages and three currencies."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from browser.steps import (
    fill_address,
    keep_picture,
    pay_with,
    session_of,
    wait_for_mail,
)
from conftest import order_number_on
from home.formats import NO_BREAK


@dataclass(frozen=True)
class Walk:
    """`total` is as shown, with plain spaces; `minor` as charged, in the smallest unit."""

    language: str
    currency: str
    thing: str
    total: str
    minor: int
    locale: str
    thanks: str
    address: dict[str, str]
    choices: dict[str, str] = field(default_factory=dict)
    #: Parts of the address as the order's page shows them.
    shown: tuple[str, ...] = ()


WALKS = [
    Walk(
        language="ja",
        currency="JPY",
        thing="ごま",
        total="¥2,430",
        minor=2430,
        locale="ja",
        thanks="ありがとうございます",
        address={
            "name": "山田花子",
            "postcode": "100-0001",
            "city": "千代田区",
            "line1": "千代田1-1",
            "phone": "03-3213-1111",
        },
        choices={"region": "東京都"},
        shown=("100-0001", "千代田1-1", "日本"),
    ),
    Walk(
        language="ru",
        currency="UZS",
        thing="унжут",
        total="56 000 сум",
        minor=5_600_000,
        locale="ru",
        thanks="Спасибо",
        address={
            "name": "Анна Примерова",
            "postcode": "230100",
            "city": "Нукус",
            "line1": "улица Досназарова, 1",
            "phone": "61 222 33 44",
        },
        shown=("230100", "Узбекистан"),
    ),
    Walk(
        language="uz",
        currency="UZS",
        thing="unjut",
        total="56 000 soʻm",
        minor=5_600_000,
        locale="auto",
        thanks="Rahmat",
        address={
            "name": "Gulnoza Namunayeva",
            "postcode": "230100",
            "city": "Nukus",
            "line1": "Doʻstlik koʻchasi, 1",
            "phone": "61 222 33 44",
        },
        shown=("230100", "Oʻzbekiston"),
    ),
    Walk(
        language="en",
        currency="USD",
        thing="Sesame",
        total="$20.00",
        minor=2000,
        locale="en",
        thanks="Thank you",
        address={
            "name": "Anna Example",
            "line1": "Hauptstraße 1",
            "city": "Berlin",
            "postcode": "10115",
            "phone": "+49 30 901820",
        },
        choices={"country": "DE"},
        shown=("10115", "Germany"),
    ),
]


def spaced(text: str) -> str:
    return text.replace(" ", NO_BREAK)


@pytest.mark.parametrize("walk", WALKS, ids=[f"{w.language}-{w.currency}" for w in WALKS])
def test_purchase_in_the_buyers_language_and_money(open_page, demonstration, walk):
    email = f"{walk.language}@example.org"
    page = open_page()
    page.goto(f"/{walk.language}/shop/")
    expect(page.locator("html")).to_have_attribute("lang", walk.language)
    page.locator("a[href*='/sesame-cookies_']").first.click()
    expect(page.locator("h1")).to_contain_text(walk.thing)
    page.locator("main [data-add-to-basket] .button--buy").first.click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")

    page.goto(f"/{walk.language}/checkout/")
    for name, choice in walk.choices.items():
        page.select_option(f"[name={name}]", choice)
    expect(page.locator("[name=postcode]")).to_be_visible()
    expect(page.locator("[data-pay]")).to_contain_text(spaced(walk.total))
    fill_address(page, email, walk.address)
    keep_picture(page, f"{walk.language}-till")
    page.locator("[data-pay]").click()
    pay_with(page, "4242 4242 4242 4242")
    page.wait_for_url(f"**/{walk.language}/orders/**")

    expect(page.locator("h1")).to_contain_text(walk.thanks)
    number = order_number_on(page)
    main = page.locator("main")
    expect(main).to_contain_text(spaced(walk.total))
    for part in walk.shown:
        expect(main).to_contain_text(part)
    keep_picture(page, f"{walk.language}-order")
    session = session_of(demonstration, number)
    assert (session["amount_total"], session["currency"]) == (walk.minor, walk.currency.lower())
    assert session["locale"] == walk.locale
    letter = letter_about(number, demonstration, page, email)
    assert spaced(walk.total) in letter


def letter_about(number: str, demonstration, page, email: str) -> str:
    """Give the letter that names the order; a kept folder holds those of earlier walks too."""
    wait_for_mail(demonstration, page, email, 1)
    for _ in range(50):
        found = [each for each in demonstration.mails_to(email) if number in each]
        if found:
            return found[0]
        page.wait_for_timeout(100)
    raise AssertionError(f"no letter about {number}")
