"""Bank transfer: the order waits, and staff say what they saw on the account."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from factories.orders import make_basket, place
from integration.by_hand import (  # noqa: F401
    ACCOUNT,
    DUE,
    HONEY_AND_DELIVERY,
    books,
    jar,
    mail_kinds,
    nukus_address,
    order_by,
    receive,
    staff,
)
from shop.ledger.models import MoneyEntry
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption, Refund
from shop.rules.errors import (
    IllegalTransition,
    ReceiptKnown,
)
from shop.rules.payment_states import OrderState
from shop.services.receipt_confirm import confirm_refund
from shop.services.refund_ask import RefundWish, ask_refund
from shop.services.sweep import sweep


def test_transfer_keeps_the_jar_for_as_long_as_the_market_waits(jar):
    PaymentOption.objects.filter(gateway="bank_transfer").update(days_to_pay=5)

    order = order_by("bank_transfer", jar)

    assert order.state is OrderState.AWAITING_PAYMENT
    assert order.pay_until - timezone.now() > timedelta(days=4, hours=23)
    assert StockRecord.objects.get().num_allocated == 1


def test_transfer_begins_with_a_mail_that_says_where_how_much_and_what_to_write(
    jar, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        order = order_by("bank_transfer", jar)

    [letter] = mail.outbox
    assert ACCOUNT in letter.body
    assert order.number in letter.body
    assert "89 500 soʻm" in letter.body.replace("\u00a0", " ")


def test_confirmed_receipt_pays_the_order_and_names_who_saw_it(jar, staff):
    order = order_by("bank_transfer", jar)

    order = receive(order, by=staff)

    entry = MoneyEntry.objects.get()
    assert order.state is OrderState.PAID
    assert (entry.amount_minor, entry.reference, entry.by) == (DUE, "B-1", staff)
    assert mail_kinds(order) == ["how_to_pay", "paid"]
    assert books() == []


def test_same_receipt_is_entered_once(jar):
    order = order_by("bank_transfer", jar)
    receive(order)

    with pytest.raises(ReceiptKnown):
        receive(order)

    assert MoneyEntry.objects.count() == 1


def test_receipt_of_another_order_is_not_entered_again(jar):
    receive(order_by("bank_transfer", jar))
    other = order_by("bank_transfer", jar)

    with pytest.raises(ReceiptKnown):
        receive(other)

    other.refresh_from_db()
    assert other.state is OrderState.AWAITING_PAYMENT


def test_part_of_the_money_keeps_the_order_waiting_and_the_rest_pays_it(jar):
    order = order_by("bank_transfer", jar)

    order = receive(order, amount=DUE - 100, reference="B-1")
    waiting, attention = order.state, order.attention
    order = receive(order, amount=100, reference="B-2")

    assert (waiting, bool(attention)) == (OrderState.AWAITING_PAYMENT, True)
    assert order.state is OrderState.PAID
    assert books() == []


def test_more_than_the_order_costs_is_taken_and_shown_to_staff(jar):
    order = receive(order_by("bank_transfer", jar), amount=DUE + 500)

    assert order.state is OrderState.PAID
    assert "More" in order.attention


def test_transfer_that_does_not_come_is_reminded_of_once_and_then_given_up(
    jar, django_capture_on_commit_callbacks
):
    order = order_by("bank_transfer", jar)

    sweep(now=order.pay_until - timedelta(days=3))
    before = mail_kinds(order)
    for _ in range(2):
        sweep(now=order.pay_until - timedelta(days=1))
    reminded = mail_kinds(order)
    sweep(now=order.pay_until + timedelta(minutes=5))

    order.refresh_from_db()
    assert before == ["how_to_pay"]
    assert reminded == ["how_to_pay", "reminder"]
    assert order.state is OrderState.EXPIRED
    assert mail_kinds(order)[-1] == "cancelled"
    assert StockRecord.objects.get().num_allocated == 0


def test_part_payment_of_an_order_given_up_goes_back(jar, staff):
    order = order_by("bank_transfer", jar)
    receive(order, amount=1000)

    sweep(now=order.pay_until + timedelta(minutes=5))

    refund = Refund.objects.get()
    order.refresh_from_db()
    assert (order.state, refund.amount_minor) == (OrderState.EXPIRED, 1000)
    confirm_refund(refund_id=refund.pk, reference="OUT-1", by=staff, now=timezone.now())
    assert books() == []


def test_transfer_that_comes_late_is_honoured_while_the_jar_is_there(jar):
    order = order_by("bank_transfer", jar)
    sweep(now=order.pay_until + timedelta(minutes=5))

    order = receive(order)

    assert order.state is OrderState.PAID
    assert order.attention
    assert StockRecord.objects.get().num_allocated == 1


def test_transfer_that_comes_too_late_goes_back_by_hand(jar, staff):
    order = order_by("bank_transfer", jar)
    sweep(now=order.pay_until + timedelta(minutes=5))
    StockRecord.objects.get().allocate(3)

    order = receive(order)

    refund = Refund.objects.get()
    assert order.state is OrderState.REFUNDED
    assert (refund.state, refund.amount_minor) == (Refund.PENDING, DUE)
    assert confirm_refund(refund_id=refund.pk, reference="OUT-1", by=staff, now=timezone.now())
    assert MoneyEntry.objects.get(kind="refund").amount_minor == -DUE
    assert mail_kinds(order)[-1] == "refunded"


def test_refund_by_hand_is_confirmed_once_and_never_by_the_sweep(jar, staff):
    order = receive(order_by("bank_transfer", jar))
    refund = ask_refund(
        order_id=order.pk,
        wish=RefundWish(everything=True, restock=True),
        key="k",
        reason="Broken",
        now=timezone.now(),
        by=staff,
    )
    sweep(now=timezone.now())

    done = [
        confirm_refund(refund_id=refund.pk, reference="OUT-1", by=staff, now=timezone.now())
        for _ in range(2)
    ]

    assert done == [True, False]
    assert MoneyEntry.objects.filter(kind="refund").count() == 1


def test_one_reference_confirms_one_refund(jar, staff):
    first, second = (
        ask_refund(
            order_id=receive(order_by("bank_transfer", jar), reference=name).pk,
            wish=RefundWish(everything=True),
            key=name,
            reason="Broken",
            now=timezone.now(),
        )
        for name in ("B-1", "B-2")
    )
    confirm_refund(refund_id=first.pk, reference="OUT-1", by=staff, now=timezone.now())

    with pytest.raises(ReceiptKnown):
        confirm_refund(refund_id=second.pk, reference="OUT-1", by=staff, now=timezone.now())


def test_receipt_for_an_order_paid_by_card_is_refused(jar):
    order = place(
        make_basket((jar, 1), market="uz"), total=HONEY_AND_DELIVERY, address=nukus_address()
    )

    with pytest.raises(IllegalTransition):
        receive(order)


def test_part_that_went_back_is_asked_for_again(jar, staff):
    order = order_by("bank_transfer", jar)
    receive(order, amount=1000, reference="B-1")
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(amount_minor=1000),
        key="k",
        reason="Asked",
        now=timezone.now(),
    )

    order = receive(order, amount=DUE - 1000, reference="B-2")
    waiting = order.state
    order = receive(order, amount=1000, reference="B-3")

    assert waiting is OrderState.AWAITING_PAYMENT
    assert order.state is OrderState.PAID
