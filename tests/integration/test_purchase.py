"""From the basket to a paid order and back, over real HTTP to the payment emulator."""

import json
import time
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone
from oscar.core.loading import get_model

from factories.catalogue import make_product
from integration.till import ADDRESS, fill_basket, jar, pay_form, press_pay  # noqa: F401
from shop.accounts.models import User
from shop.basket.models import Line
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.models import PaymentEvent, PaymentSession
from shop.rules.errors import NotForSale, OutOfStock
from shop.rules.payment_states import OrderState
from shop.rules.sale import SaleState
from shop.services.event_process import process_inbox
from shop.services.payment_start import start_payment
from shop.services.sweep import sweep
from stripe_emulator.signing import signature_header

ProductRecord = get_model("analytics", "ProductRecord")


def test_pay_makes_an_order_with_reserved_stock_before_the_redirect(shopper, jar, emulator):
    fill_basket(shopper, jar, 2)

    answer = press_pay(shopper)

    order = Order.objects.get()
    assert answer.status_code == 302
    assert answer.url.startswith(f"{emulator.url}/pay/")
    assert order.state is OrderState.AWAITING_PAYMENT
    assert StockRecord.objects.get(product=jar).num_allocated == 2
    assert emulator.sessions[0]["amount_total"] == 3150
    assert emulator.sessions[0]["currency"] == "usd"
    assert emulator.sessions[0]["metadata"]["order"] == order.number


def test_return_page_settles_the_order_and_one_mail_goes_out(
    shopper, jar, emulator, django_capture_on_commit_callbacks
):
    fill_basket(shopper, jar)
    press_pay(shopper)
    session = PaymentSession.objects.get()
    emulator.pay(session.provider_id)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page = shopper.get(
                f"{session.order.get_absolute_url()}paid/?session={session.provider_id}",
                follow=True,
            )

    assert Order.objects.get().state is OrderState.PAID
    assert "Thank you" in page.content.decode()
    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]]
    assert Order.objects.get().number in mail.outbox[0].subject


def webhook_of(emulator, event_type: str) -> tuple[bytes, str]:
    event = next(event for event in emulator.events if event["type"] == event_type)
    body = json.dumps(event).encode()
    return body, signature_header(body, "whsec_tests", int(time.time()))


def test_webhook_settles_without_the_buyer_and_a_replay_changes_nothing(
    shopper, client, jar, emulator, django_capture_on_commit_callbacks
):
    fill_basket(shopper, jar)
    press_pay(shopper)
    emulator.pay(PaymentSession.objects.get().provider_id)
    body, signature = webhook_of(emulator, "checkout.session.completed")

    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post(
                "/stripe/webhook/",
                body,
                content_type="application/json",
                headers={"Stripe-Signature": signature},
            ).status_code
            for _ in range(3)
        ]
        process_inbox(now=timezone.now())
        process_inbox(now=timezone.now())

    assert answers == [200, 200, 200]
    assert Order.objects.get().state is OrderState.PAID
    assert PaymentEvent.objects.count() == 1
    assert len(mail.outbox) == 1


def test_forged_webhook_is_refused(client, jar):
    answer = client.post(
        "/stripe/webhook/",
        b'{"id": "evt_1", "type": "checkout.session.completed"}',
        content_type="application/json",
        headers={"Stripe-Signature": "t=1,v1=00"},
    )

    assert answer.status_code == 400
    assert not PaymentEvent.objects.exists()


def test_sweep_settles_what_webhook_and_buyer_left(
    shopper, jar, emulator, django_capture_on_commit_callbacks
):
    fill_basket(shopper, jar)
    press_pay(shopper)
    emulator.pay(PaymentSession.objects.get().provider_id)

    with django_capture_on_commit_callbacks(execute=True):
        done = sweep(now=timezone.now())

    assert done["sessions settled"] == 1
    assert Order.objects.get().state is OrderState.PAID


def test_second_press_on_pay_leads_to_the_same_payment(shopper, jar, emulator):
    fill_basket(shopper, jar)
    form = pay_form(shopper)

    first = shopper.post("/en/checkout/", form)
    second = shopper.post("/en/checkout/", form)

    assert first.url == second.url
    assert Order.objects.count() == 1
    assert len(emulator.sessions) == 1


def test_silent_provider_keeps_the_order_and_charges_nothing(shopper, jar, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    fill_basket(shopper, jar)

    answer = press_pay(shopper)
    page = shopper.get(answer.url)

    assert answer.url == Order.objects.get().get_absolute_url()
    assert "You have not been charged" in page.content.decode()
    assert page.context["waits_for"] == "page"


def test_retry_after_a_lost_answer_opens_one_session(shopper, jar, emulator):
    fill_basket(shopper, jar)
    emulator.faults.add("lost_response", times=3, method="POST", path="/v1/checkout/sessions")
    press_pay(shopper)
    order = Order.objects.get()

    answer = shopper.post(f"{order.get_absolute_url()}pay/")

    assert answer.url.startswith(f"{emulator.url}/pay/")
    assert len(emulator.sessions) == 1


def test_retry_ten_minutes_later_opens_a_fresh_session(shopper, jar, emulator):
    fill_basket(shopper, jar)
    emulator.faults.add("error_500", times=3, method="POST", path="/v1/checkout/sessions")
    press_pay(shopper)
    order = Order.objects.get()

    url = start_payment(order_id=order.pk, now=timezone.now() + timedelta(minutes=10))

    assert url.startswith(f"{emulator.url}/pay/")
    assert [s.state for s in order.payment_sessions.all()] == ["expired", "open"]


def test_total_that_moved_is_shown_before_it_is_paid(shopper, jar):
    fill_basket(shopper, jar)

    answer = press_pay(shopper, expected_total="1.00")

    assert answer.status_code == 409
    assert "total has changed" in answer.content.decode()
    assert not Order.objects.exists()
    assert StockRecord.objects.get(product=jar).num_allocated in (None, 0)


def test_order_number_cannot_be_guessed_from_the_basket(shopper, jar, emulator):
    fill_basket(shopper, jar)
    press_pay(shopper)

    order = Order.objects.get()

    assert str(100000 + order.basket_id) != order.number
    assert len(order.token) >= 32


def test_links_in_mails_start_with_the_configured_address(
    shopper, jar, emulator, settings, django_capture_on_commit_callbacks
):
    settings.BASE_URL = "https://ovop.example"
    fill_basket(shopper, jar)
    press_pay(shopper)
    session = PaymentSession.objects.get()
    emulator.pay(session.provider_id)

    with django_capture_on_commit_callbacks(execute=True):
        shopper.get(f"{session.order.get_absolute_url()}paid/?session={session.provider_id}")

    assert f"https://ovop.example{session.order.get_absolute_url()}" in mail.outbox[0].body
    assert "http://" not in mail.outbox[0].body


def test_price_that_moved_at_the_till_is_shown_and_the_address_kept(shopper, jar):
    fill_basket(shopper, jar)
    form = pay_form(shopper)
    jar.market_prices.filter(market__code="intl").update(amount="9.00")

    page = shopper.post("/en/checkout/", form)

    assert page.status_code == 409
    assert "total has changed" in page.content.decode()
    assert page.context["form"]["line1"].value() == ADDRESS["line1"]
    assert page.context["form"]["expected_total"].value() == "23.50"
    assert not Order.objects.exists()


def test_address_is_still_there_after_a_way_round_by_the_basket(shopper, jar):
    fill_basket(shopper, jar, 2)
    form = pay_form(shopper)
    StockRecord.objects.filter(product=jar).update(num_in_stock=1)

    answer = shopper.post("/en/checkout/", form)
    shopper.post(f"/en/basket/lines/{Line.objects.get().pk}/", {"quantity": "1"})
    page = shopper.get("/en/checkout/")

    assert answer.url == "/en/basket/"
    shown = {name: page.context["form"][name].value() for name in ADDRESS}
    assert shown == ADDRESS
    assert page.context["summary"].delivery is not None


def test_last_address_is_offered_and_its_delivery_priced(shopper, jar, emulator):
    shopper.force_login(User.objects.create_user("anna@example.org"))
    fill_basket(shopper, jar)
    press_pay(shopper)
    session = PaymentSession.objects.get()
    emulator.pay(session.provider_id)
    shopper.get(f"{session.order.get_absolute_url()}paid/?session={session.provider_id}")

    fill_basket(shopper, jar)
    page = shopper.get("/en/checkout/")

    assert page.context["form"]["country"].value() == "DE"
    assert page.context["form"]["line1"].value() == ADDRESS["line1"]
    assert page.context["summary"].total == Decimal("23.00")


def test_parcel_too_heavy_is_explained_as_soon_as_the_country_is_chosen(shopper, jar):
    StockRecord.objects.filter(product=jar).update(num_in_stock=50)
    fill_basket(shopper, jar, 20)

    page = shopper.post("/en/checkout/", ADDRESS | {"action": "refresh"})

    assert "more than one parcel may weigh" in page.content.decode()


def test_press_that_comes_too_late_is_told_what_is_gone_and_keeps_the_rest(shopper, jar):
    other = make_product("Dried jida")
    fill_basket(shopper, jar)
    fill_basket(shopper, other)
    form = pay_form(shopper)
    StockRecord.objects.filter(product=jar).update(num_in_stock=0)

    page = shopper.post("/en/checkout/", form, follow=True)

    assert page.redirect_chain == [("/en/basket/", 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "No longer to be had as you wanted: “Licorice honey”. You have not been charged."
    ]
    assert [(line.title, line.problem) for line in page.context["basket_lines"]] == [
        ("Licorice honey", "This is sold out for now."),
        ("Dried jida", ""),
    ]
    assert not Order.objects.exists()


@pytest.mark.parametrize("refusal", ["out_of_stock", "not_for_sale"])
def test_press_that_loses_at_the_last_moment_is_told_what_is_gone(
    shopper, jar, refusal, monkeypatch
):
    def lose(**order):
        if refusal == "out_of_stock":
            raise OutOfStock(product_ids=[jar.pk])
        raise NotForSale(problems={jar.pk: SaleState.SOLD_OUT})

    monkeypatch.setattr("shop.checkout.views.place_order", lose)
    fill_basket(shopper, make_product("Dried jida"))
    fill_basket(shopper, jar)

    page = shopper.post("/en/checkout/", pay_form(shopper), follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        "No longer to be had as you wanted: “Licorice honey”. You have not been charged."
    ]
    assert Line.objects.count() == 2


def test_door_of_the_till_names_what_is_gone_before_anybody_paid(shopper, jar):
    fill_basket(shopper, jar)
    StockRecord.objects.filter(product=jar).update(num_in_stock=0)

    page = shopper.get("/en/checkout/", follow=True)

    # The first message is that of the filled basket.
    assert [str(message) for message in page.context["messages"]][1:] == [
        "No longer to be had as you wanted: “Licorice honey”."
    ]


def test_order_counts_up_no_row_that_all_buyers_of_a_product_share(shopper, jar, emulator):
    fill_basket(shopper, jar)

    press_pay(shopper)

    assert Order.objects.exists()
    assert not ProductRecord.objects.exists()
