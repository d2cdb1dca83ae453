"""Whoever leaves the payment page loses nothing, and nobody pays for what was given up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integration.till import ADDRESS, fill_basket, jar, pay_form, press_pay  # noqa: F401
from shop.basket.models import Basket
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.gateways.stripe_checkout import StripeCheckout
from shop.payments.models import PaymentSession
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.order_cancel import answered_sessions, cancel_order
from shop.services.payment_start import start_payment
from shop.services.sweep import sweep


def test_going_back_gives_the_basket_back_and_never_thaws_the_old_one(shopper, jar, emulator):
    fill_basket(shopper, jar, 2)
    press_pay(shopper)
    order = Order.objects.get()

    page = shopper.get(f"{order.get_absolute_url()}back/", follow=True)

    order.refresh_from_db()
    fresh = Basket.objects.get(status=Basket.OPEN, lines__isnull=False)
    assert order.state is OrderState.CANCELLED
    assert order.basket.status == Basket.SUBMITTED
    assert fresh.pk != order.basket_id
    assert fresh.lines.get().quantity == 2
    assert emulator.sessions[0]["status"] == "expired"
    assert StockRecord.objects.get(product=jar).num_allocated == 0
    assert "back in your basket" in page.content.decode()


def test_whoever_closes_the_payment_page_finds_the_basket_full(shopper, jar, emulator):
    fill_basket(shopper, jar, 2)
    press_pay(shopper)

    page = shopper.get("/en/basket/")

    assert Order.objects.get().state is OrderState.CANCELLED
    assert emulator.sessions[0]["status"] == "expired"
    assert [line.quantity for line in page.context["basket_lines"]] == [2]
    assert "back in your basket" in page.content.decode()


class PowerCut(BaseException):
    """The process ends here."""


def test_whoever_never_got_an_answer_to_pay_finds_the_basket_full(
    shopper, jar, emulator, monkeypatch
):
    fill_basket(shopper, jar, 2)
    form = pay_form(shopper)

    def go_dark(**kwargs):
        raise PowerCut

    with monkeypatch.context() as dark:
        dark.setattr("shop.checkout.views.start_payment", go_dark)
        with pytest.raises(PowerCut):
            shopper.post("/en/checkout/", form)
    page = shopper.get("/en/basket/")

    assert Order.objects.get().state is OrderState.CANCELLED
    assert [line.quantity for line in page.context["basket_lines"]] == [2]
    assert StockRecord.objects.get(product=jar).num_allocated == 0


def test_page_that_opens_while_the_order_is_given_up_can_no_longer_be_paid(
    shopper, jar, emulator, monkeypatch
):
    fill_basket(shopper, jar)
    form = pay_form(shopper)
    open_session = StripeCheckout.open_session

    def open_slowly(gateway, order, session):
        opened = open_session(gateway, order, session)
        cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)
        return opened

    monkeypatch.setattr(StripeCheckout, "open_session", open_slowly)
    answer = shopper.post("/en/checkout/", form)

    order = Order.objects.get()
    assert answer.url == order.get_absolute_url()
    assert order.state is OrderState.CANCELLED
    assert [session["status"] for session in emulator.sessions] == ["expired"]


def test_page_that_opens_between_closing_and_giving_up_is_closed_too(
    shopper, jar, emulator, monkeypatch
):
    emulator.faults.add("error_500", times=3, method="POST", path="/v1/checkout/sessions")
    fill_basket(shopper, jar)
    press_pay(shopper)
    order = Order.objects.get()
    looks = []

    def open_meanwhile(order_id):
        found = answered_sessions(order_id)
        if not looks:
            looks.append(list(found))
            start_payment(order_id=order_id, now=timezone.now())
            return found.none()
        return found

    monkeypatch.setattr("shop.services.order_cancel.answered_sessions", open_meanwhile)
    order = cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)

    assert order.state is OrderState.CANCELLED
    assert [session["status"] for session in emulator.sessions] == ["expired"]


def test_given_up_session_is_asked_about_once_more_after_its_end(shopper, jar, emulator):
    fill_basket(shopper, jar)
    press_pay(shopper)
    session = PaymentSession.objects.get()
    Order.objects.update(status=OrderState.CANCELLED)
    PaymentSession.objects.update(state=PaymentSession.EXPIRED)
    StockRecord.objects.get().cancel_allocation(1)
    emulator.pay(session.provider_id)
    end = session.expires_at

    early = sweep(now=end - timedelta(minutes=1))["sessions settled"]
    after = [sweep(now=end + timedelta(minutes=5))["sessions settled"] for _ in range(2)]

    assert (early, after) == (0, [1, 0])
    assert Order.objects.get().state is OrderState.PAID


def test_looking_into_the_basket_never_cancels_what_was_paid(shopper, jar, emulator):
    fill_basket(shopper, jar)
    press_pay(shopper)
    emulator.pay(PaymentSession.objects.get().provider_id)

    page = shopper.get("/en/basket/")

    assert Order.objects.get().state is OrderState.PAID
    assert page.context["basket_is_empty"]
