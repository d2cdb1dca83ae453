"""Choosing how to pay at the till, and what the order's page says then."""

import pytest
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption, PaymentSession
from shop.rules.payment_states import OrderState
from shop.services.payment_settle import settle

ACCOUNT = "Demonstration bank, account DEMO-0000"
ADDRESS = {
    "name": "Aysulu Example",
    "email": "aysulu@example.org",
    "country": "UZ",
    "line1": "Dosnazarov 1",
    "city": "Nukus",
    "postcode": "230100",
    "phone": "+998 90 123 45 67",
}
TOKYO = {
    "name": "Hanako Example",
    "email": "hanako@example.org",
    "country": "JP",
    "line1": "1-2-3 Ginza",
    "city": "Chuo-ku",
    "region": "東京都",
    "postcode": "104-0061",
    "phone": "+81 3 1234 5678",
}


@pytest.fixture
def jar(shopper, db):
    shopper.cookies["market"] = "uz"
    make_zone("uz", ("UZ",), price="24500")
    PaymentOption.objects.filter(market__code="uz", gateway="bank_transfer").update(
        is_offered=True, instructions=ACCOUNT
    )
    product = make_product(stock=5)
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    return product


def press_pay(shopper, address=None, **changes):
    address = address or ADDRESS
    page = shopper.post("/en/checkout/", address | {"action": "refresh"})
    form = page.context["form"]
    hidden = {name: form.initial[name] for name in ("expected_total", "basket_key")}
    return shopper.post("/en/checkout/", address | hidden | changes)


def test_till_shows_each_way_with_a_line_of_explanation(shopper, jar):
    text = shopper.get("/en/checkout/").content.decode()

    for words in ("Card or wallet", "Bank transfer", "Cash on delivery", "at your door"):
        assert words in text
    assert "Order for" in text


def test_pay_buttons_may_lead_to_the_payment_page_and_other_forms_may_not(shopper, jar, settings):
    settings.STRIPE_API_BASE = "https://api.stripe.com"

    def form_action(url: str) -> str:
        policy = shopper.get(url).headers["Content-Security-Policy"]
        return next(part for part in policy.split("; ") if part.startswith("form-action"))

    assert form_action("/en/checkout/") == "form-action 'self' https://checkout.stripe.com"
    assert form_action("/en/basket/") == "form-action 'self'"


def test_single_way_to_pay_asks_nothing(shopper, jar):
    PaymentOption.objects.exclude(gateway="stripe").update(is_offered=False)

    text = shopper.get("/en/checkout/").content.decode()

    assert 'name="payment"' not in text
    assert "secure page" in text


def test_missing_choice_is_asked_for_and_what_was_typed_is_kept(shopper, jar):
    page = press_pay(shopper)

    assert page.status_code == 422
    assert "Please choose how to pay." in page.content.decode()
    assert page.context["form"]["line1"].value() == ADDRESS["line1"]
    assert not Order.objects.exists()


@pytest.mark.parametrize("payment", ["barter", "", "\x00", "stripe" * 1000])
def test_choice_that_is_not_offered_is_explained(shopper, jar, payment):
    page = press_pay(shopper, payment=payment)

    assert page.status_code == 422
    assert page.context["form"].errors["payment"]
    assert not Order.objects.exists()


def test_transfer_leads_to_a_page_that_says_where_the_money_goes(shopper, jar):
    answer = press_pay(shopper, payment="bank_transfer")

    order = Order.objects.get()
    page = shopper.get(answer.url.replace("http://testserver", ""))
    text = page.content.decode()
    assert order.state is OrderState.AWAITING_PAYMENT
    assert "It is kept for you." in text
    assert ACCOUNT in text
    assert order.number in text


def test_looking_into_the_basket_leaves_a_transfer_alone(shopper, jar):
    press_pay(shopper, payment="bank_transfer")

    shopper.get("/en/basket/")

    assert Order.objects.get().state is OrderState.AWAITING_PAYMENT


def test_cash_on_delivery_is_confirmed_at_once(shopper, jar):
    answer = press_pay(shopper, payment="cash_on_delivery")

    order = Order.objects.get()
    text = shopper.get(answer.url.replace("http://testserver", "")).content.decode()
    assert order.state is OrderState.ACCEPTED
    assert "It is yours." in text
    assert StockRecord.objects.get().num_allocated == 1


def test_cancelling_cash_on_delivery_gives_the_basket_back(shopper, jar):
    press_pay(shopper, payment="cash_on_delivery")
    order = Order.objects.get()

    page = shopper.post(order.get_absolute_url(), {"action": "cancel"}, follow=True)

    order.refresh_from_db()
    assert order.state is OrderState.CANCELLED
    assert len(page.context["basket_lines"]) == 1


def test_too_large_for_a_card_says_so_beside_the_choice_and_keeps_all(shopper, jar):
    StockRecord.objects.get().save()
    shopper.post(f"/en/basket/add/{jar.pk}/", {"quantity": 4})
    PaymentOption.objects.filter(gateway="stripe").update(largest=100_000)

    page = press_pay(shopper, payment="stripe")

    assert page.status_code == 409
    [problem] = page.context["form"].errors["payment"]
    assert "Choose another" in problem
    assert page.context["form"]["line1"].value() == ADDRESS["line1"]
    assert not Order.objects.exists()


def test_way_to_pay_withdrawn_while_the_buyer_typed_is_explained(shopper, jar):
    page = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})
    hidden = {n: page.context["form"].initial[n] for n in ("expected_total", "basket_key")}
    PaymentOption.objects.filter(gateway="cash_on_delivery").update(is_offered=False)

    page = shopper.post("/en/checkout/", ADDRESS | hidden | {"payment": "cash_on_delivery"})

    assert page.status_code == 422
    assert "not offered" in page.context["form"].errors["payment"][0]


@pytest.fixture
def japanese_order(shopper, db, emulator):
    shopper.cookies["market"] = "jp"
    make_zone("jp", ("JP",), price="2300")
    product = make_product(stock=5)
    shopper.post(f"/en/basket/add/{product.pk}/", {"quantity": 1})
    press_pay(shopper, TOKYO)
    return Order.objects.get()


def session_of(order) -> PaymentSession:
    return order.payment_sessions.get()


def settled(order):
    return settle(provider_id=session_of(order).provider_id, now=timezone.now())


def test_payment_at_a_store_keeps_the_jar_until_the_stores_own_last_day(japanese_order, emulator):
    before = japanese_order.pay_until
    emulator.promise_konbini(session_of(japanese_order).provider_id)

    order = settled(japanese_order)

    assert order.state is OrderState.AWAITING_PAYMENT
    assert (order.pay_until - before).days >= 2
    assert session_of(order).state == PaymentSession.PROMISED
    assert order.mails.get().kind == "how_to_pay"


def test_page_of_an_order_paid_at_a_store_says_until_when_and_offers_no_cancelling(
    shopper, japanese_order, emulator
):
    emulator.promise_konbini(session_of(japanese_order).provider_id)
    url = f"{japanese_order.get_absolute_url()}paid/"

    page = shopper.get(url, {"session": session_of(japanese_order).provider_id}, follow=True)

    assert page.context["waits_for"] == "store"
    assert not page.context["may_cancel"]
    assert "It is kept for you." in page.content.decode()


def test_promised_payment_is_not_cancelled_by_looking_into_the_basket(
    shopper, japanese_order, emulator
):
    emulator.promise_konbini(session_of(japanese_order).provider_id)

    shopper.get("/en/basket/")

    order = Order.objects.get()
    assert order.state is OrderState.AWAITING_PAYMENT
    assert session_of(order).state == PaymentSession.PROMISED


def test_money_from_the_store_pays_the_order(japanese_order, emulator):
    provider_id = session_of(japanese_order).provider_id
    emulator.promise_konbini(provider_id)
    settled(japanese_order)
    emulator.settle_konbini(provider_id, is_paid=True)

    assert settled(japanese_order).state is OrderState.PAID


def test_store_payment_that_never_came_frees_the_jar_and_tells_the_buyer(japanese_order, emulator):
    provider_id = session_of(japanese_order).provider_id
    emulator.promise_konbini(provider_id)
    settled(japanese_order)
    emulator.settle_konbini(provider_id, is_paid=False)

    order = settled(japanese_order)

    assert order.state is OrderState.EXPIRED
    assert StockRecord.objects.get().num_allocated == 0
    assert [mail.kind for mail in order.mails.order_by("pk")] == ["how_to_pay", "cancelled"]
