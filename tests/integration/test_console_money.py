"""Money on the order screen: what arrived, what is disputed, what needs a look."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import disputed, paid_by_card, sent, to_be_paid_by
from factories.orders import make_basket, place
from integration.packing import pack, send
from shop.ledger.models import MoneyEntry
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.gateways import gateway_for
from shop.payments.models import Refund
from shop.rules.errors import GatewayUnavailable
from shop.rules.payment_states import OrderState
from shop.services.order_move import raise_attention
from shop.services.payment_start import open_attempt
from shop.services.refund_ask import RefundWish, ask_refund

TOTAL = 14_800_000


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.fixture
def packer(log_in):
    return log_in("Fulfilment officers")


def screen(client, order: Order) -> str:
    return client.get(reverse("console:order", args=[order.pk])).content.decode()


def press(client, name: str, order: Order, **data):
    return client.post(reverse(f"console:{name}", args=[order.pk]), data, follow=True)


def arrived(client, order: Order, amount: str, reference: str = "IN-1"):
    return press(
        client, "receipt", order, **{"receipt-amount": amount, "receipt-reference": reference}
    )


def test_transfer_that_arrived_makes_the_order_paid(manager, django_capture_on_commit_callbacks):
    order = to_be_paid_by("bank_transfer")

    page = screen(manager, order)
    with django_capture_on_commit_callbacks(execute=True):
        told = arrived(manager, order, "148 000").content.decode()

    order.refresh_from_db()
    entry = MoneyEntry.objects.get()
    assert 'value="148 000"' in page
    assert "The order is paid." in told
    assert order.state is OrderState.PAID
    assert (entry.amount_minor, entry.by.email) == (TOTAL, "association@ovop.example")
    assert any(order.number in letter.subject for letter in mail.outbox)


def test_less_and_more_than_the_order_costs_are_told_apart(manager):
    order = to_be_paid_by("bank_transfer")

    less = arrived(manager, order, "100 000", "IN-1").content.decode()
    order.refresh_from_db()
    waits = order.state
    more = arrived(manager, order, "50 000", "IN-2").content.decode()

    order.refresh_from_db()
    assert "48 000 soʻm is still missing" in less.replace("\u00a0", " ")
    assert waits is OrderState.AWAITING_PAYMENT
    assert "2 000 soʻm is too much" in more.replace("\u00a0", " ")
    assert order.state is OrderState.PAID


def test_same_reference_is_entered_once(manager):
    order, other = to_be_paid_by("bank_transfer"), to_be_paid_by("bank_transfer")
    arrived(manager, order, "148 000", "IN  1")

    again = arrived(manager, order, "148 000", "IN 1")
    elsewhere = arrived(manager, other, "148 000", "IN 1")

    for page in (again, elsewhere):
        assert page.status_code == 422
        assert f"entered before, for order {order.number}" in page.content.decode()
    assert MoneyEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "reference", "words"),
    [
        ("abc", "IN-1", "Write an amount such as 125 000"),
        ("-1", "IN-1", "Write an amount such as 125 000"),
        ("1.005", "IN-1", "at most 2 decimals"),
        ("1" + "0" * 30, "IN-1", "more than any order costs"),
        ("", "IN-1", "This field is required"),
        ("148 000", "", "This field is required"),
        ("148 000", "x" * 101, "at most 100 characters"),
    ],
)
def test_receipt_that_cannot_be_read_is_not_entered(manager, amount, reference, words):
    order = to_be_paid_by("bank_transfer")

    page = arrived(manager, order, amount, reference)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert f'value="{amount}"' in page.content.decode() or not amount
    assert not MoneyEntry.objects.exists()


def test_money_for_a_cancelled_order_is_honoured_and_told(manager):
    order = to_be_paid_by("bank_transfer")
    press(manager, "cancel", order)

    told = arrived(manager, order, "148 000").content.decode()

    order.refresh_from_db()
    assert "everything was still there" in told
    assert order.state is OrderState.PAID


def test_card_order_takes_no_money_by_hand(manager):
    order = paid_by_card()

    told = arrived(manager, order, "31.50").content.decode()

    assert "not paid by hand" in told
    assert MoneyEntry.objects.count() == 1


def test_only_managers_enter_money(packer):
    order = to_be_paid_by("bank_transfer")

    page = screen(packer, order)
    arrived(packer, order, "148 000")

    assert "is still to arrive" in page
    assert "Enter it in the books" not in page
    assert not MoneyEntry.objects.exists()


def test_packer_is_told_to_take_the_money_at_the_door(packer):
    order = to_be_paid_by("cash_on_delivery")

    for page in (screen(packer, order), packer.get("/admin/orders/to-pack/").content.decode()):
        assert "148 000 soʻm at the door" in page.replace("\u00a0", " ")


@pytest.mark.parametrize(("restock", "left"), [("yes", 5), ("no", 3)])
def test_parcel_comes_back_unpaid_with_or_without_its_things(packer, restock, left):
    order = sent(to_be_paid_by("cash_on_delivery"))

    unsaid = press(packer, "came-back", order)
    press(packer, "came-back", order, **{"back-restock": restock})
    again = press(packer, "came-back", order, **{"back-restock": "yes"})

    order.refresh_from_db()
    assert unsaid.status_code == 422
    assert "Say whether they can be sold again" in unsaid.content.decode()
    assert order.state is OrderState.CAME_BACK
    assert StockRecord.objects.get().num_in_stock == left
    assert "Nothing was changed" in again.content.decode()


def test_unpaid_order_is_cancelled_after_a_second_question(packer):
    order = to_be_paid_by("bank_transfer")

    question = press(packer, "ask-cancel", order)
    order.refresh_from_db()
    before = order.state
    told = press(packer, "cancel", order).content.decode()

    order.refresh_from_db()
    assert "Yes, cancel the order" in question.content.decode()
    assert before is OrderState.AWAITING_PAYMENT
    assert order.state is OrderState.CANCELLED
    assert "is cancelled" in told
    assert StockRecord.objects.get().num_allocated == 0


def test_paid_order_is_not_cancelled(packer):
    order = paid_by_card()

    told = press(packer, "cancel", order).content.decode()

    assert "Nothing was changed" in told
    assert "Cancel the order" not in screen(packer, order)


def test_order_stays_when_the_provider_does_not_answer(packer, monkeypatch):
    order = unpaid_by_card()

    def silent(session):
        raise GatewayUnavailable(act="expire")

    monkeypatch.setattr(gateway_for("stripe"), "expire_session", silent)
    told = press(packer, "cancel", order).content.decode()

    order.refresh_from_db()
    assert "does not answer" in told
    assert order.state is OrderState.AWAITING_PAYMENT


def unpaid_by_card() -> Order:
    make_zone()
    order = place(make_basket((make_product(), 1)), total="23.00")
    _, session = open_attempt(order_id=order.pk, now=timezone.now())
    session.provider_id = "cs_1"
    session.save()
    return order


def test_part_of_a_transfer_goes_back_with_the_cancelled_order(manager):
    order = to_be_paid_by("bank_transfer")
    arrived(manager, order, "100 000")

    page = screen(manager, order)
    press(manager, "cancel", order)

    assert "Cancel the order, and it goes back by itself" in page
    assert Refund.objects.get().amount_minor == 10_000_000


def test_dispute_is_loud_and_stops_the_parcel(packer):
    order = paid_by_card()
    disputed(order)

    page = screen(packer, order)
    packed = pack(packer, order, follow=True).content.decode()

    order.refresh_from_db()
    assert "has taken $31.50 back" in page.replace("&#x27;", "'")
    assert "The buyer says that the parcel never came" in page
    assert "Evidence is taken until" in page
    assert "Mark packed" not in page
    assert "nothing can be packed or sent until it is decided" in packed
    assert order.state is OrderState.PAID


def test_packed_order_that_is_disputed_is_not_sent(packer):
    order = paid_by_card()
    pack(packer, order)
    disputed(order)

    told = send(packer, order, follow=True).content.decode()

    order.refresh_from_db()
    assert "nothing can be packed or sent" in told
    assert order.state is OrderState.PACKED


def test_look_is_noted_with_what_was_seen(packer):
    order = paid_by_card()
    raise_attention(order, "More arrived than the order costs")

    page = screen(packer, order)
    press(packer, "looked-at", order, seen="More arrived than the order costs")

    order.refresh_from_db()
    act = order.acts.last()
    assert "I have looked at it" in page
    assert order.attention == ""
    assert (act.event, act.detail) == ("looked_at", "More arrived than the order costs")
    assert act.by.email == "fulfilment@ovop.example"


def test_what_came_up_after_the_look_stays(packer):
    order = paid_by_card()
    raise_attention(order, "A refund failed")

    told = press(packer, "looked-at", order, seen="Something else").content.decode()

    order.refresh_from_db()
    assert "please look again" in told
    assert order.attention == "A refund failed"
    assert not order.acts.filter(event="looked_at").exists()


def test_refunded_pieces_are_not_to_be_packed(packer):
    order = paid_by_card(pieces=3)
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(pieces={order.lines.get().pk: 1}),
        key="one",
        reason="Broken",
        now=timezone.now(),
    )

    for page in (screen(packer, order), packer.get("/admin/orders/to-pack/").content.decode()):
        assert "1 refunded: do not pack" in page
    assert "2 × Licorice honey" in page


def test_order_shows_its_entries_in_the_books_to_managers(log_in):
    order = paid_by_card()

    seen = screen(log_in("Association managers"), order)
    unseen = screen(log_in("Fulfilment officers"), order)

    for words in ("Movements of money", "Movements of stock", "promised to an order"):
        assert words in seen
        assert words not in unseen


@pytest.mark.parametrize(
    "name",
    ["pack", "note", "came-back", "ask-cancel", "cancel", "looked-at", "receipt", "refund"],
)
def test_visit_to_a_buttons_address_changes_nothing(manager, name):
    order = paid_by_card()

    page = manager.get(reverse(f"console:{name}", args=[order.pk]))

    order.refresh_from_db()
    assert page.status_code == 405
    assert "Nothing was done" in page.content.decode()
    assert order.state is OrderState.PAID


@pytest.mark.parametrize("name", ["pack", "note", "cancel", "looked-at", "receipt", "refund"])
@pytest.mark.parametrize("pk", [987_654, 10**30])
def test_unknown_order_is_not_found(manager, name, pk):
    url = reverse(f"console:{name}", args=[pk])

    answers = {
        manager.get(url, follow=True).status_code,
        manager.post(url, follow=True).status_code,
    }

    assert answers == {404}


def test_order_screen_costs_the_same_however_much_happened(manager):
    order = paid_by_card(pieces=4)
    line = order.lines.get()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            screen(manager, order)
        return len(queries)

    def refund_one(key: str) -> None:
        ask_refund(
            order_id=order.pk,
            wish=RefundWish(pieces={line.pk: 1}),
            key=key,
            reason="Broken",
            now=timezone.now(),
        )

    refund_one("one")
    cost()
    few = cost()
    refund_one("two")
    refund_one("three")

    assert cost() == few
    assert few <= 36
