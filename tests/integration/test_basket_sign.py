"""The pages' script asks for the basket's number only where there may be one."""

from django.test import Client

from factories.catalogue import make_product, make_zone
from shop.basket.sign import SIGN

PERSON = {"username": "new@example.org", "password": "plain-salt-wind-7"}


def is_signed(client: Client) -> bool:
    return bool(client.cookies.get(SIGN) and client.cookies[SIGN].value)


def test_first_visitors_have_no_sign(site_tree):
    make_zone("intl")
    visitor = Client()

    for url in ("/en/", "/en/shop/", make_product().get_absolute_url(), "/en/basket/"):
        visitor.get(url)

    assert not visitor.cookies


def test_sign_comes_with_the_basket_and_can_be_read_by_scripts(site_tree, shopper):
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})

    assert is_signed(shopper)
    assert not shopper.cookies[SIGN]["httponly"]
    assert shopper.cookies["oscar_open_basket"]["httponly"]


def test_sign_goes_with_a_cookie_that_finds_no_basket(site_tree, shopper):
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})
    shopper.cookies["oscar_open_basket"] = "1:forged"

    shopper.get("/en/basket/badge/")

    assert not is_signed(shopper)


def test_sign_waits_for_a_person_on_another_device(site_tree, shopper):
    shopper.post(f"/en/basket/add/{make_product().pk}/", {"quantity": 1})
    shopper.post(
        "/en/account/register/", {"email": PERSON["username"], "password": PERSON["password"]}
    )
    shopper.get("/en/basket/badge/")
    other_device = Client(headers={"Sec-Fetch-Site": "same-origin"})

    other_device.post("/en/account/login/", PERSON)

    assert is_signed(shopper)
    assert is_signed(other_device)
    assert other_device.get("/en/basket/badge/").json()["count"] == 1
