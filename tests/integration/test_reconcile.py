"""`manage.py reconcile`: says what disagrees, and repairs only what no one can regret."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from integration.paying import open_session, paid_order, settled
from shop.books.disagreement import Check
from shop.order.models import Order, OrderMessage
from shop.partner.models import StockRecord
from shop.payments.gateways import stripe_checkout
from shop.payments.models import PaymentEvent, PaymentSession
from shop.rules.payment_states import OrderState
from shop.services.reconcile import reconcile, repair


@pytest.fixture
def jar(db):
    make_zone()
    return make_product(stock=5)


def found(**changes) -> list:
    moment = {"now": timezone.now(), "since": timezone.now() - timedelta(days=1)} | changes
    return reconcile(**moment)


def repaired(now=None) -> list[str]:
    return repair(now=now or timezone.now(), since=timezone.now() - timedelta(days=1))


def command(*arguments: str) -> tuple[int, str]:
    """Give exit status and output of the command."""
    out = StringIO()
    try:
        call_command("reconcile", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_books_of_a_plain_purchase_agree(jar, emulator):
    paid_order(emulator, (jar, 1), total="23.00")

    assert found() == []
    assert command()[0] == 0


def test_payment_nobody_has_heard_of_is_found_and_settled_by_the_repair(jar, emulator):
    session = open_session((jar, 1), total="23.00")
    emulator.pay(session.provider_id)

    [disagreement] = found()
    done = repaired()

    assert (disagreement.check, disagreement.is_repairable) == (Check.PROVIDER, True)
    assert session.order.number in done[0]
    assert Order.objects.get().state is OrderState.PAID
    assert found() == []


def test_paid_session_without_an_order_is_always_visible(jar, emulator):
    session = open_session((jar, 1), total="23.00")
    emulator.pay(session.provider_id)
    PaymentSession.objects.update(provider_id="cs_test_lost")

    [disagreement] = found()
    repaired()

    assert "no order knows" in disagreement.says
    assert session.order.number in disagreement.says
    assert not disagreement.is_repairable
    assert found() != []


def test_payment_that_the_provider_does_not_know_is_found(jar, emulator):
    order = paid_order(emulator, (jar, 1), total="23.00")
    emulator.reset()

    [disagreement] = found()

    assert disagreement.order_id == order.pk
    assert "lists no payment" in disagreement.says


def test_refund_made_elsewhere_is_found_and_taken_in(jar, emulator):
    order = paid_order(emulator, (jar, 1), total="23.00")
    emulator.refund(order.payment_sessions.get().payment_reference, amount=100)

    [disagreement] = found()
    repaired()

    assert "sent back: 0 here, 100 at the provider" in disagreement.says
    assert found() == []


def test_counter_changed_behind_the_ledgers_back_is_found_and_never_overwritten(jar, emulator):
    StockRecord.objects.update(num_in_stock=7)

    [disagreement] = found()
    repaired()

    assert disagreement.check is Check.STOCK_LEDGER
    assert "7 there" in disagreement.says
    assert StockRecord.objects.get().num_in_stock == 7
    assert len(found()) == 1


def test_promise_that_no_order_holds_is_found(jar, emulator):
    StockRecord.objects.get().allocate(2)

    [disagreement] = found()

    assert disagreement.check is Check.STOCK_ORDERS
    assert "2 are promised, open orders want 0" in disagreement.says


def test_sum_that_is_not_in_the_ledger_is_found(jar, emulator):
    order = paid_order(emulator, (jar, 1), total="23.00")
    PaymentSession.objects.update(paid_minor=2400)

    checks = {each.check for each in found()}

    assert checks == {Check.MONEY_LEDGER, Check.PROVIDER}
    assert order.state is OrderState.PAID


def test_paid_order_without_money_is_found(jar, emulator):
    open_session((jar, 1), total="23.00")
    Order.objects.update(status=OrderState.PAID, paid_at=timezone.now())

    [disagreement] = found()

    assert disagreement.check is Check.MONEY_ORDERS
    assert "the money is not here" in disagreement.says


def test_order_to_be_sent_whose_money_went_back_is_found(jar, emulator):
    order = paid_order(emulator, (jar, 1), total="23.00")
    emulator.refund(order.payment_sessions.get().payment_reference)
    settled(order.payment_sessions.get())
    Order.objects.update(status=OrderState.PACKED)

    said = [each.says for each in found() if each.check is Check.MONEY_ORDERS]

    assert said == ["Its money has gone back, and it is still to be sent."]


def test_cancelled_order_that_still_holds_money_is_found(jar, emulator):
    paid_order(emulator, (jar, 1), total="23.00")
    Order.objects.update(status=OrderState.CANCELLED)

    checks = [each.check for each in found()]

    assert Check.MONEY_ORDERS in checks
    assert Check.STOCK_ORDERS in checks


def test_what_was_left_behind_is_found_and_finished(jar, emulator):
    session = open_session((jar, 1), total="23.00")
    emulator.pay(session.provider_id)
    settled(session)
    PaymentEvent.objects.create(
        event_id="evt_1", type="checkout.session.completed", object_id=session.provider_id
    )
    later = timezone.now() + timedelta(hours=1)

    before = {each.subject for each in found(now=later)}
    repaired(now=later)

    assert before == {"Event evt_1", f"Order {session.order.number}"}
    assert found(now=later) == []
    assert OrderMessage.objects.get().sent_at is not None


def test_order_that_is_still_waited_for_is_no_disagreement(jar, emulator):
    open_session((jar, 1), total="23.00")

    assert found() == []


def test_command_prints_what_disagrees_and_exits_with_one(jar, emulator):
    StockRecord.objects.update(num_in_stock=7)

    status, text = command()

    assert status == 1
    assert "DISAGREE  Counters of stock and the ledger" in text
    assert "Licorice honey" in text
    assert "agree     The payment provider and the shop" in text


def test_command_repairs_says_what_it_did_and_exits_with_zero(jar, emulator):
    session = open_session((jar, 1), total="23.00")
    emulator.pay(session.provider_id)

    status, text = command("--repair")

    assert status == 0
    assert f"Repaired. Order {session.order.number}" in text


def test_silent_provider_is_no_agreement(jar, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"

    status, text = command()

    assert status == 1
    assert "does not answer" in text


def test_queries_do_not_grow_with_the_number_of_orders(
    jar, emulator, django_assert_max_num_queries
):
    for _ in range(4):
        paid_order(emulator, (jar, 1), total="23.00")

    with django_assert_max_num_queries(14):
        assert found() == []


def test_payments_are_read_page_by_page_to_the_end(jar, emulator, monkeypatch):
    monkeypatch.setattr(stripe_checkout, "PAGE", 1)
    orders = [paid_order(emulator, (jar, 1), total="23.00") for _ in range(3)]

    assert len(orders) == 3
    assert found() == []
