"""A shopper at the till: what tests of a purchase do over and over."""

import pytest

from factories.catalogue import make_product, make_zone

ADDRESS = {
    "name": "Anna Example",
    "email": "anna@example.org",
    "country": "DE",
    "line1": "Hauptstraße 1",
    "city": "Berlin",
    "postcode": "10115",
    "phone": "+49 30 901820",
}


def fill_basket(shopper, product, quantity=1):
    return shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": quantity})


def pay_form(shopper, **changes) -> dict:
    """Give the form as the till shows it for the address's country."""
    page = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})
    form = page.context["form"]
    hidden = {name: form.initial[name] for name in ("expected_total", "basket_key")}
    return ADDRESS | hidden | changes


def press_pay(shopper, **changes):
    return shopper.post("/en/checkout/", pay_form(shopper, **changes))


@pytest.fixture
def jar(db):
    make_zone("intl", ("DE",))
    return make_product(stock=5)
