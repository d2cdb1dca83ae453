"""Staff send money back: they choose, read once more what happens, agree, and it happens once."""

import re

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from factories.money import disputed, paid_by_card, sent, to_be_paid_by
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.models import PaymentSession, Refund
from shop.rules.payment_states import OrderState
from shop.services.receipt_confirm import confirm_receipt
from shop.services.refund_ask import RefundWish, ask_refund


@pytest.fixture
def order(db):
    return paid_by_card()


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def form_on(client, order: Order) -> dict[str, str]:
    """Give the refund form as the page fills it in, with a reason."""
    page = client.get(reverse("console:order", args=[order.pk]))
    form = page.context["refund_form"]
    filled = {form.add_prefix(name): form[name].value() for name in form.fields}
    filled = {name: value for name, value in filled.items() if value not in (None, False)}
    return filled | {"refund-reason": "A jar was broken"}


def pieces_name(order: Order) -> str:
    return f"refund-pieces-{order.lines.get().pk}"


def review(client, order: Order, form: dict):
    return client.post(reverse("console:refund", args=[order.pk]), form)


def carried_by(page) -> dict[str, str]:
    """Give the hidden fields of the page that asks once more."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def send(client, order: Order, form: dict):
    return client.post(reverse("console:send-refund", args=[order.pk]), form, follow=True)


def test_money_moves_only_after_the_second_page(manager, order):
    form = form_on(manager, order) | {pieces_name(order): "1", "refund-amount": "7"}

    page = review(manager, order, form)
    before = Refund.objects.count()
    told = send(manager, order, carried_by(page))

    words = page.content.decode()
    assert "Send back $15.50 the way it came" in words
    assert "Take 1 × Licorice honey out of the order" in words
    assert "Put it back on sale" in words
    assert before == 0
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.by.email) == (1550, "association@ovop.example")
    assert refund.is_restocked
    assert order.lines.get().withdrawn == 1
    assert "$15.50" in told.content.decode()


def test_pressing_twice_sends_once_and_says_so(manager, order):
    form = form_on(manager, order) | {"refund-amount": "5,00"}
    carried = carried_by(review(manager, order, form))

    send(manager, order, carried)
    told = send(manager, order, carried)

    assert [refund.amount_minor for refund in Refund.objects.all()] == [500]
    assert "nothing more was sent" in told.content.decode()


def test_back_leads_to_the_form_with_what_was_typed(manager, order):
    form = form_on(manager, order) | {"refund-amount": "1,50", "refund-reason": "Dented"}
    carried = carried_by(review(manager, order, form))

    page = review(manager, order, carried | {"back": "1"})

    assert page.status_code == 200
    assert 'value="1,50"' in page.content.decode()
    assert 'value="Dented"' in page.content.decode()
    assert not Refund.objects.exists()


def test_everything_goes_back_and_the_order_ends(manager, order):
    form = form_on(manager, order) | {"refund-what": "everything"}

    page = review(manager, order, form)
    send(manager, order, carried_by(page))

    order.refresh_from_db()
    record = StockRecord.objects.get()
    assert "the order is closed as refunded" in page.content.decode()
    assert order.state is OrderState.REFUNDED
    assert (record.num_in_stock, record.num_allocated) == (5, 0)


def test_pieces_that_are_not_put_back_are_written_off(manager, order):
    form = form_on(manager, order) | {pieces_name(order): "1"}
    del form["refund-restock"]

    page = review(manager, order, form)
    send(manager, order, carried_by(page))

    record = StockRecord.objects.get()
    assert "Write it off" in page.content.decode()
    assert (record.num_in_stock, record.num_allocated) == (4, 1)


def test_pieces_of_a_sent_parcel_come_back_on_sale_only_when_ticked(manager, order):
    sent(order)
    form = form_on(manager, order) | {pieces_name(order): "1"}

    assert "refund-restock" not in form
    page = review(manager, order, form | {"refund-restock": "on"})
    send(manager, order, carried_by(page))

    assert "It is back on the shelf" in page.content.decode()
    assert StockRecord.objects.get().num_in_stock == 4


def test_delivery_is_sent_back_once(manager, order):
    form = form_on(manager, order) | {"refund-delivery": "on"}

    send(manager, order, carried_by(review(manager, order, form)))

    assert Refund.objects.get().amount_minor == 1450
    assert "refund-delivery" not in form_on(manager, order)
    page = manager.get(reverse("console:order", args=[order.pk])).content.decode()
    assert "with the delivery" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"refund-amount": "abc"}, "Write an amount such as 15.50"),
        ({"refund-amount": "-5"}, "Write an amount such as 15.50"),
        ({"refund-amount": "0"}, "more than nothing"),
        ({"refund-amount": "1.005"}, "USD has at most 2 decimals"),
        ({"refund-amount": "1" + "0" * 30}, "more than any order costs"),
        ({"refund-amount": "31.51"}, "at most $31.50 can be sent back"),
        ({"refund-amount": "1", "refund-reason": ""}, "Say why"),
        ({"refund-amount": "1", "refund-reason": "x" * 301}, "at most 300 characters"),
        ({"refund-amount": "1", "refund-reason": "a\0b"}, "Null characters"),
        ({}, "Choose pieces, the delivery or an amount"),
        ({"refund-what": "everything", "refund-amount": "1"}, "not both"),
        ({"refund-what": "all of it"}, "not one of the available choices"),
        ({"refund-pieces-987654321": "1"}, "nothing is left in this order"),
        ({"refund-amount": "1", "refund-left": "5"}, "has moved"),
    ],
)
def test_mistakes_are_said_in_words_and_nothing_moves(manager, order, typed, words):
    form = form_on(manager, order) | typed

    answers = [review(manager, order, form), send(manager, order, form | {"amount_minor": "100"})]

    for page in answers:
        assert page.status_code == 422
        assert words in page.content.decode()
    assert not Refund.objects.exists()


@pytest.mark.parametrize("pieces", ["3", "-1", "1.5", "one", "9" * 40])
def test_pieces_that_are_not_there_are_refused_beside_their_line(manager, order, pieces):
    page = review(manager, order, form_on(manager, order) | {pieces_name(order): pieces})

    assert page.status_code == 422
    assert page.context["refund_form"].errors[pieces_name(order).removeprefix("refund-")]
    assert f'value="{pieces}"' in page.content.decode()


def test_line_of_another_order_is_refused(manager, order):
    other = paid_by_card()

    page = review(manager, order, form_on(manager, order) | {pieces_name(other): "1"})

    assert page.status_code == 422
    assert not Refund.objects.exists()


def test_emoji_is_a_reason_like_any_other(manager, order):
    form = form_on(manager, order) | {"refund-amount": "1", "refund-reason": "Broken 🍯"}

    send(manager, order, carried_by(review(manager, order, form)))

    assert Refund.objects.get().reason == "Broken 🍯"


def test_who_comes_second_is_told_and_sends_nothing(manager, order):
    opened = form_on(manager, order) | {pieces_name(order): "1"}
    agreed = carried_by(review(manager, order, opened))
    ask(order, RefundWish(amount_minor=100))

    pages = [review(manager, order, opened), send(manager, order, agreed)]

    for page in pages:
        assert page.status_code == 422
        assert "has moved: $30.50 is left now" in page.content.decode()
    assert Refund.objects.count() == 1
    again = review(manager, order, shown_form(pages[1]))
    assert "Send back $8.50" in again.content.decode()


def shown_form(page) -> dict:
    form = page.context["refund_form"]
    return {name: value for name, value in form.data.items() if name.startswith("refund-")}


def ask(order: Order, wish: RefundWish) -> Refund:
    now = timezone.now()
    return ask_refund(order_id=order.pk, wish=wish, key=f"other-{now}", reason="Other", now=now)


def test_amount_that_was_not_read_is_not_sent(manager, order):
    carried = carried_by(review(manager, order, form_on(manager, order) | {"refund-amount": "5"}))

    for forged in ("", "501", "-5", "9" * 30, "x"):
        page = send(manager, order, carried | {"amount_minor": forged})
        assert page.status_code == 422, forged

    assert not Refund.objects.exists()


def test_nothing_goes_back_twice(manager, order):
    opened = form_on(manager, order) | {"refund-what": "everything"}
    ask(order, RefundWish(everything=True))

    page = manager.post(reverse("console:refund", args=[order.pk]), opened, follow=True)

    assert "all money of this order has gone back" in page.content.decode()
    assert page.context.get("refund_form") is None
    assert Refund.objects.count() == 1


def test_money_that_a_bank_holds_is_not_sent_back(manager, order):
    opened = form_on(manager, order) | {"refund-amount": "1"}
    disputed(order)

    page = manager.post(reverse("console:refund", args=[order.pk]), opened, follow=True)

    assert "Nothing was sent" in page.content.decode()
    assert not Refund.objects.exists()


def test_refund_that_failed_can_be_sent_again_from_the_same_page(manager, order):
    form = form_on(manager, order) | {"refund-amount": "5"}
    send(manager, order, carried_by(review(manager, order, form)))
    Refund.objects.update(state=Refund.FAILED, failure="expired_or_canceled_card")
    PaymentSession.objects.update(sent_back_minor=0)

    send(manager, order, carried_by(review(manager, order, form)))

    assert Refund.objects.count() == 2


def test_key_of_another_order_makes_a_refund_of_its_own(manager, order):
    other = paid_by_card()
    form = form_on(manager, order) | {"refund-amount": "5"}
    key = form["refund-key"]
    send(manager, order, carried_by(review(manager, order, form)))

    form = form_on(manager, other) | {"refund-amount": "5", "refund-key": key}
    try:
        send(manager, other, carried_by(review(manager, other, form)))
    except IntegrityError:
        pytest.fail("A key is an order's own")

    assert Refund.objects.count() == 2


def test_yen_have_no_decimals(manager, order):
    Order.objects.filter(pk=order.pk).update(currency="JPY")

    page = review(manager, order, form_on(manager, order) | {"refund-amount": "5.5"})

    assert "JPY has no decimals" in page.content.decode()


@pytest.mark.parametrize("role", ["Fulfilment officers", "Certification officers", "Editors"])
def test_only_managers_send_money_back(log_in, manager, order, role):
    form = form_on(manager, order) | {"refund-amount": "5", "amount_minor": "500"}
    client = log_in(role)

    review(client, order, form)
    send(client, order, form)

    assert not Refund.objects.exists()
    page = client.get(reverse("console:order", args=[order.pk]))
    assert "Look it over" not in page.content.decode()


def test_money_of_a_transfer_is_sent_by_hand_and_entered(log_in, manager):
    order = to_be_paid_by("bank_transfer")
    session = order.payment_sessions.get()
    confirm_receipt(
        order_id=order.pk,
        amount_minor=session.amount_minor,
        reference="IN-1",
        by=None,
        now=timezone.now(),
    )
    form = form_on(manager, order) | {"refund-amount": "18 000"}
    page = review(manager, order, form)
    told = send(manager, order, carried_by(page)).content.decode()
    refund = Refund.objects.get()

    url = reverse("console:refund-sent", args=[order.pk, refund.pk])
    empty = manager.post(url, {})
    name = f"sent-{refund.pk}-reference"
    entered = manager.post(url, {name: "OUT-1"}, follow=True)
    again = manager.post(url, {name: "OUT-2"}, follow=True)

    refund.refresh_from_db()
    assert "goes back by hand" in page.content.decode()
    assert "Now send" in told
    assert "I have sent this money" in told
    assert empty.status_code == 422
    assert "was sent back" in entered.content.decode()
    assert "Nothing was changed" in again.content.decode()
    assert (refund.state, refund.provider_id) == (Refund.DONE, "bank_transfer:OUT-1")
    assert "I have sent this money" not in entered.content.decode()
