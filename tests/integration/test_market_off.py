"""A market is switched off while people shop in it: nothing is lost, nothing is mixed."""

from decimal import Decimal

import pytest
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, pay, place
from integration.till import ADDRESS, fill_basket
from shop.basket.models import Basket, Line
from shop.markets.models import Market
from shop.order.models import Order
from shop.rules.payment_states import OrderState
from shop.services.basket_change import add_to_basket
from shop.services.payment_start import open_attempt

JAPAN = ADDRESS | {
    "country": "JP",
    "line1": "1-1 Chiyoda",
    "city": "Chiyoda-ku",
    "region": "東京都",
    "postcode": "100-8111",
    "phone": "+81 3 3213 1111",
}


@pytest.fixture
def in_japan(site_tree, shopper):
    """Somebody who shops in Japan and has two things in the basket, one not sold elsewhere."""
    make_zone("jp", ("JP",), "1650")
    make_zone("intl", ("DE",))
    shopper.post("/en/market/", {"market": "jp"})
    fill_basket(shopper, make_product("Licorice honey"), 2)
    fill_basket(shopper, make_product("Jida", kind="toy", prices={"jp": "900"}))
    shopper.get("/en/basket/")
    return shopper


def switch_off(code: str) -> None:
    Market.objects.filter(code=code).update(is_live=False)


def test_basket_moves_to_the_next_market_line_by_line_and_says_so(in_japan):
    switch_off("jp")

    page = in_japan.get("/en/basket/")

    assert page.context["notices"] == [
        "We do not sell to Japan just now. These are the prices of International.",
        "“Licorice honey” costs $8.50 now; it was ¥1,280.",
        "“Jida” is not offered in the market you see.",
    ]
    assert [(line.quantity, bool(line.problem)) for line in page.context["basket_lines"]] == [
        (2, False),
        (1, True),
    ]
    assert page.context["subtotal"] == Decimal(17)
    assert Basket.objects.get().market.code == "intl"
    assert set(Line.objects.values_list("price_currency", flat=True)) == {"USD"}


def test_basket_says_it_once(in_japan):
    switch_off("jp")

    in_japan.get("/en/basket/")

    assert in_japan.get("/en/basket/").context["notices"] == []


def test_till_of_a_market_switched_off_leads_to_the_basket_and_keeps_what_was_typed(in_japan):
    Line.objects.filter(product__title="Jida").delete()
    till = in_japan.post("/en/checkout/", JAPAN | {"action": "refresh"})
    form = till.context["form"]
    hidden = {name: form.initial[name] for name in ("expected_total", "basket_key")}
    switch_off("jp")

    page = in_japan.post("/en/checkout/", JAPAN | hidden, follow=True)
    again = in_japan.get("/en/checkout/")

    assert page.redirect_chain == [("/en/basket/", 302)]
    assert "We do not sell to Japan just now." in page.content.decode()
    assert again.context["form"]["line1"].value() == JAPAN["line1"]
    assert not Order.objects.exists()


def test_order_that_waits_for_payment_stays_payable(db):
    make_zone("jp", ("JP",), "1650")
    order = place(
        make_basket((make_product(), 1), market="jp"),
        total="2930",
        address=german_address(country_id="JP"),
    )
    switch_off("jp")

    _, session = open_attempt(order_id=order.pk, now=timezone.now())

    assert (session.amount_minor, session.currency) == (2930, "JPY")
    assert pay(order).state is OrderState.PAID


def test_page_of_an_order_from_a_market_switched_off_is_there(site_tree, shopper):
    make_zone("jp", ("JP",), "1650")
    order = place(
        make_basket((make_product(), 1), market="jp"),
        total="2930",
        address=german_address(country_id="JP"),
    )
    switch_off("jp")

    page = shopper.get(order.get_absolute_url())

    assert page.status_code == 200
    assert "¥2,930" in page.content.decode()


def test_basket_filled_in_two_markets_is_in_one_currency(in_japan):
    in_japan.post("/en/market/", {"market": "intl"})
    fill_basket(in_japan, make_product("Capers", kind="preserve"))

    page = in_japan.get("/en/basket/")

    assert set(Line.objects.values_list("price_currency", flat=True)) == {"USD"}
    assert page.context["currency"] == "USD"
    assert page.context["subtotal"] == Decimal("25.50")


def test_order_of_a_basket_that_was_filled_elsewhere_is_in_the_currency_of_its_market(db):
    make_zone("intl", ("DE",))
    basket = make_basket((make_product(), 1), market="jp")
    basket.market = Market.objects.get(code="intl")

    order = place(basket, total="23.00")

    assert order.currency == "USD"
    assert order.lines.get().line_price_incl_tax == Decimal("8.50")


def test_thing_without_a_price_in_the_market_does_not_enter_its_basket(db):
    from shop.rules.errors import NotForSale

    basket = make_basket(market="intl")

    with pytest.raises(NotForSale):
        add_to_basket(basket=basket, product=make_product(prices={"jp": "900"}), quantity=1)


def test_cookie_of_a_market_that_is_gone_shows_another_and_no_error(site_tree, shopper):
    shopper.cookies["market"] = "jp"
    switch_off("jp")

    for url in ("/en/shop/", "/en/basket/", "/en/checkout/"):
        assert shopper.get(url, follow=True).status_code == 200


def test_total_seen_in_one_currency_is_not_charged_in_another(site_tree, shopper):
    make_zone("intl", ("JP",))
    make_zone("jp", ("JP",), "14.50")
    fill_basket(shopper, make_product(prices={"intl": "9", "jp": "9"}))
    till = shopper.post("/en/checkout/", JAPAN | {"action": "refresh"}).context["form"]
    hidden = {name: till.initial[name] for name in ("expected_total", "basket_key")}
    shopper.post("/en/market/", {"market": "jp"})
    shopper.get("/en/basket/")

    page = shopper.post("/en/checkout/", JAPAN | hidden)

    assert page.status_code == 409
    assert "total has changed" in page.content.decode()
    assert not Order.objects.exists()
