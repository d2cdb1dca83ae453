"""Money goes back once, never more than came in, and the shelf knows of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import send_it
from integration.paying import open_session, paid_order, settled
from shop.ledger.models import MoneyEntry
from shop.partner.models import StockRecord
from shop.payments.models import PaymentSession, Refund
from shop.rules.errors import NothingToRefund, RefundTooLarge
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order
from shop.services.reconcile import reconcile
from shop.services.refund_ask import RefundWish, ask_refund
from shop.services.refund_send import send_refund
from shop.services.sweep import sweep


@pytest.fixture
def jar(db):
    make_zone()
    return make_product(stock=5)


@pytest.fixture
def order(jar, emulator):
    """An order of three jars, paid: 3 × $8.50 and $14.50 for the way."""
    return paid_order(emulator, (jar, 3), total="40.00")


def refund(order, key="k", **wish):
    """Ask for a refund and send it, as the end of a request does."""
    asked = ask_refund(
        order_id=order.pk, wish=RefundWish(**wish), key=key, reason="Broken", now=timezone.now()
    )
    send_refund(refund_id=asked.pk)
    asked.refresh_from_db()
    return asked


def line_of(order) -> int:
    return order.lines.get().pk


def counters() -> tuple[int, int]:
    record = StockRecord.objects.get()
    return record.num_in_stock, record.num_allocated


def books() -> list:
    return reconcile(now=timezone.now(), since=timezone.now() - timedelta(days=1))


def test_whole_refund_ends_the_order_and_frees_its_jars(order, emulator):
    refund(order, everything=True, restock=True)

    order.refresh_from_db()
    assert order.state is OrderState.REFUNDED
    assert [each["amount"] for each in emulator.refunds] == [4000]
    assert counters() == (5, 0)
    assert books() == []


def test_refund_of_one_jar_leaves_two_to_pack(order, emulator):
    refund(order, pieces={line_of(order): 1}, restock=True)

    order.refresh_from_db()
    assert order.state is OrderState.PAID
    assert emulator.refunds[0]["amount"] == 850
    assert order.lines.get().pieces_left == 2
    assert counters() == (5, 2)
    assert books() == []


def test_parcel_takes_only_what_was_not_refunded_off_the_shelf(order):
    refund(order, pieces={line_of(order): 1}, restock=True)
    now = timezone.now()

    pack_order(order_id=order.pk, by=None, now=now)
    send_it(order)

    assert counters() == (3, 0)
    assert books() == []


def test_broken_jar_is_refunded_and_written_off(order):
    refund(order, pieces={line_of(order): 1}, restock=False)

    assert counters() == (4, 2)


def test_jar_that_came_back_after_sending_is_on_the_shelf_only_if_staff_say_so(order):
    now = timezone.now()
    pack_order(order_id=order.pk, by=None, now=now)
    send_it(order)

    refund(order, key="a", pieces={line_of(order): 1}, restock=False)
    broken = counters()
    refund(order, key="b", pieces={line_of(order): 1}, restock=True)

    assert (broken, counters()) == ((2, 0), (3, 0))
    assert books() == []


def test_amount_alone_changes_nothing_on_the_shelf(order, emulator):
    refund(order, amount_minor=500)

    assert emulator.refunds[0]["amount"] == 500
    assert counters() == (5, 3)


def test_delivery_is_refunded_once(order, emulator):
    refund(order, delivery=True)

    with pytest.raises(NothingToRefund):
        refund(order, key="again", delivery=True)

    assert [each["amount"] for each in emulator.refunds] == [1450]


def test_second_press_of_the_same_form_refunds_once(order, emulator):
    first = refund(order, amount_minor=500)
    second = refund(order, amount_minor=500)

    assert first == second
    assert len(emulator.refunds) == 1


def test_never_more_goes_back_than_was_paid(order, emulator):
    refund(order, key="a", amount_minor=3900)

    with pytest.raises(RefundTooLarge) as caught:
        refund(order, key="b", amount_minor=101)

    assert caught.value.data["limit"] == 100
    assert sum(each["amount"] for each in emulator.refunds) == 3900


def test_more_pieces_than_are_left_cannot_be_refunded(order):
    refund(order, key="a", pieces={line_of(order): 2})

    with pytest.raises(RefundTooLarge):
        refund(order, key="b", pieces={line_of(order): 2})


def test_database_itself_refuses_more_back_than_came_in(order):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentSession.objects.update(sent_back_minor=4001)


def test_unpaid_order_has_nothing_to_refund(jar, emulator):
    session = open_session((jar, 1), total="23.00")

    with pytest.raises(NothingToRefund):
        refund(session.order, everything=True)


def test_refund_whose_answer_is_lost_is_made_once(order, emulator):
    emulator.faults.add("lost_response", times=3, method="POST", path="/v1/refunds")

    asked = refund(order, amount_minor=500)
    sweep(now=timezone.now())

    asked.refresh_from_db()
    assert asked.state == Refund.DONE
    assert len(emulator.refunds) == 1
    assert books() == []


def test_refund_whose_key_the_provider_has_forgotten_is_not_made_twice(order, emulator):
    emulator.faults.add("lost_response", times=3, method="POST", path="/v1/refunds")
    asked = refund(order, amount_minor=500)
    emulator.advance(2 * 24 * 60 * 60)

    send_refund(refund_id=asked.pk)

    asked.refresh_from_db()
    assert asked.state == Refund.DONE
    assert len(emulator.refunds) == 1


def test_silent_provider_leaves_the_refund_for_the_sweep(order, emulator):
    emulator.faults.add("error_500", times=3, method="POST", path="/v1/refunds")

    asked = refund(order, amount_minor=500)
    waiting = asked.state
    sweep(now=timezone.now())

    asked.refresh_from_db()
    assert (waiting, asked.state) == (Refund.PENDING, Refund.DONE)
    assert MoneyEntry.objects.get(kind="refund").amount_minor == -500


def test_refund_that_the_provider_refuses_is_shown_to_staff(order, emulator):
    intent = order.payment_sessions.get().payment_reference
    emulator.refund(intent)

    asked = refund(order, amount_minor=500)

    order.refresh_from_db()
    assert asked.state == Refund.FAILED
    assert "failed" in order.attention
    assert order.payment_sessions.get().sent_back_minor == 0


def test_refund_that_comes_back_days_later_counts_as_money_again(order, emulator):
    emulator.hold_next_refund()
    asked = refund(order, amount_minor=500)
    emulator.settle_refund(asked.provider_id, is_paid=False)

    order = settled(order.payment_sessions.get())

    asked.refresh_from_db()
    assert asked.state == Refund.FAILED
    assert order.payment_sessions.get().sent_back_minor == 0
    assert order.attention
    assert books() == []


def test_customer_is_told_of_the_amount_once_the_money_has_left(
    order, emulator, django_capture_on_commit_callbacks
):
    emulator.hold_next_refund()
    with django_capture_on_commit_callbacks(execute=True):
        asked = refund(order, amount_minor=500)
    before = len(mail.outbox)
    emulator.settle_refund(asked.provider_id, is_paid=True)

    with django_capture_on_commit_callbacks(execute=True):
        settled(order.payment_sessions.get())

    assert before == 0
    [letter] = mail.outbox
    assert "$5.00" in letter.body


def test_each_refund_of_an_order_has_its_own_mail(order):
    refund(order, key="a", amount_minor=500)
    refund(order, key="b", amount_minor=600)

    assert order.mails.filter(kind="refunded").count() == 2


def test_refund_made_in_stripes_dashboard_is_in_the_books(order, emulator):
    session = order.payment_sessions.get()
    emulator.refund(session.payment_reference, amount=700)

    order = settled(session)

    made = Refund.objects.get()
    assert (made.origin, made.amount_minor, made.state) == (Refund.PROVIDER, 700, Refund.DONE)
    assert order.state is OrderState.PAID
    assert order.attention
    assert books() == []


def test_who_comes_from_paying_does_not_wait_for_word_of_refunds(jar, emulator):
    emulator.faults.add("error_500", times=3, method="GET", path="/v1/refunds")

    order = paid_order(emulator, (jar, 3), total="40.00")

    assert order.state is OrderState.PAID


def test_refund_made_before_the_payment_was_known_is_in_the_books(jar, emulator):
    session = open_session((jar, 3), total="40.00")
    paid = emulator.pay(session.provider_id)
    emulator.refund(paid["payment_intent"], amount=700)

    settled(session)

    assert Refund.objects.get().amount_minor == 700
    assert books() == []


def test_whole_refund_in_stripes_dashboard_stops_the_parcel_and_frees_the_jars(order, emulator):
    session = order.payment_sessions.get()
    emulator.refund(session.payment_reference)

    order = settled(session)

    assert order.state is OrderState.REFUNDED
    assert counters() == (5, 0)
    assert books() == []


def test_reading_the_same_refund_many_times_enters_it_once(order, emulator):
    session = order.payment_sessions.get()
    emulator.refund(session.payment_reference, amount=700)

    for _ in range(3):
        settled(session)

    assert MoneyEntry.objects.filter(kind="refund").count() == 1


def test_dashboard_refund_crowds_out_one_of_ours_that_was_not_sent(order, emulator):
    emulator.faults.add("error_500", times=3, method="POST", path="/v1/refunds")
    ours = refund(order, everything=True, restock=True)
    session = order.payment_sessions.get()
    emulator.refund(session.payment_reference, amount=3000)

    order = settled(session)

    ours.refresh_from_db()
    assert ours.state == Refund.FAILED
    assert order.payment_sessions.get().sent_back_minor == 3000
    assert order.attention
