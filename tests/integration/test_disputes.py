"""A bank takes money back: the order is flagged, staff are told, nothing is sent."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from integration.paying import paid_order, settled
from shop.accounts.models import User
from shop.ledger.models import MoneyEntry
from shop.partner.models import StockRecord
from shop.payments.models import Dispute
from shop.rules.errors import PaymentDisputed
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order
from shop.services.reconcile import reconcile
from shop.services.refund_ask import RefundWish, ask_refund


@pytest.fixture
def order(db, emulator):
    make_zone()
    return paid_order(emulator, (make_product(stock=5), 1), total="23.00")


@pytest.fixture
def manager(db):
    user = User.objects.create_user("manager@ovop.example")
    user.user_permissions.add(Permission.objects.get(codename="add_refund"))
    return user


def dispute(order, emulator) -> dict:
    return emulator.open_dispute(emulator.charges[0]["id"], "product_not_received")


def read(order):
    return settled(order.payment_sessions.get())


def books() -> list:
    return reconcile(now=timezone.now(), since=timezone.now() - timedelta(days=1))


def test_dispute_flags_the_order_and_is_in_the_books_once(order, emulator):
    dispute(order, emulator)

    for _ in range(3):
        order = read(order)

    found = Dispute.objects.get()
    assert order.attention
    assert (found.amount_minor, found.reason, found.is_open) == (2300, "product_not_received", True)
    assert MoneyEntry.objects.get(kind="dispute").amount_minor == -2300
    assert books() == []


def test_dispute_is_told_to_those_who_may_send_money_back(
    order, emulator, manager, django_capture_on_commit_callbacks
):
    User.objects.create_user("packer@ovop.example")
    dispute(order, emulator)

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            read(order)

    letters = [letter for letter in mail.outbox if "Disputed" in letter.subject]
    assert [letter.to for letter in letters] == [["manager@ovop.example"]]
    assert order.number in letters[0].body


def test_nothing_is_packed_while_a_dispute_is_open(order, emulator):
    dispute(order, emulator)
    order = read(order)

    with pytest.raises(PaymentDisputed):
        pack_order(order_id=order.pk, by=None, now=timezone.now())


def test_disputed_money_cannot_be_sent_back_a_second_time(order, emulator):
    dispute(order, emulator)
    order = read(order)

    with pytest.raises(PaymentDisputed):
        ask_refund(
            order_id=order.pk,
            wish=RefundWish(everything=True),
            key="k",
            reason="They asked",
            now=timezone.now(),
        )


def test_won_dispute_brings_the_money_back_and_the_parcel_goes(order, emulator):
    opened = dispute(order, emulator)
    read(order)
    emulator.close_dispute(opened["id"], is_won=True)

    order = read(order)
    pack_order(order_id=order.pk, by=None, now=timezone.now())

    assert order.payment_sessions.get().balance.left == 2300
    assert Dispute.objects.get().is_won is True
    assert books() == []


def test_lost_dispute_ends_the_order_and_frees_the_jar(order, emulator):
    opened = dispute(order, emulator)
    read(order)
    emulator.close_dispute(opened["id"], is_won=False)

    order = read(order)

    assert order.state is OrderState.REFUNDED
    assert StockRecord.objects.get().num_allocated == 0
    assert books() == []


def test_dispute_first_heard_of_when_it_was_won_costs_nothing(order, emulator):
    opened = dispute(order, emulator)
    emulator.close_dispute(opened["id"], is_won=True)

    order = read(order)

    kinds = list(MoneyEntry.objects.values_list("kind", "amount_minor"))
    assert kinds == [("payment", 2300), ("dispute", -2300), ("dispute_won", 2300)]
    assert order.payment_sessions.get().balance.left == 2300
