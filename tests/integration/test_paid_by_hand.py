"""Bank transfer and cash on delivery: people look, and tell the shop what they saw."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.fake_provider import fake_provider
from factories.orders import german_address, make_basket, place
from shop.accounts.models import User
from shop.ledger.models import MoneyEntry
from shop.markets.models import Market
from shop.order.models import OrderMessage
from shop.partner.models import StockRecord
from shop.payments.models import PaymentOption, PaymentSession, Refund
from shop.payments.selectors import offered_payments
from shop.rules.errors import (
    AmountTooLarge,
    AmountTooSmall,
    IllegalTransition,
    PaymentNotOffered,
    ReceiptKnown,
)
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.order_cancel import cancel_order
from shop.services.order_fulfil import pack_order, send_order, take_back_parcel
from shop.services.payment_start import start_payment
from shop.services.receipt_confirm import confirm_receipt, confirm_refund
from shop.services.reconcile import reconcile
from shop.services.refund_ask import RefundWish, ask_refund
from shop.services.sweep import sweep

ACCOUNT = "Demonstration bank, account DEMO-0000"
HONEY_AND_DELIVERY = "89500"
DUE = 8_950_000
LONG_AGO = timedelta(days=3650)


@pytest.fixture
def staff(db):
    return User.objects.create_user("manager@ovop.example")


@pytest.fixture
def jar(db):
    make_zone("uz", ("UZ",), price="24500")
    PaymentOption.objects.filter(market__code="uz", gateway="bank_transfer").update(
        is_offered=True, instructions=ACCOUNT
    )
    with fake_provider():
        yield make_product(stock=3)


def nukus_address(**fields):
    defaults = {"country_id": "UZ", "line4": "Nukus", "postcode": "230100"}
    return german_address(**(defaults | fields))


def order_by(payment: str, jar, now=None):
    """Give an order whose way to pay has begun."""
    order = place(
        make_basket((jar, 1), market="uz"),
        total=HONEY_AND_DELIVERY,
        address=nukus_address(),
        payment=payment,
        now=now,
    )
    start_payment(order_id=order.pk, now=now or timezone.now())
    order.refresh_from_db()
    return order


def receive(order, amount=DUE, reference="B-1", by=None):
    return confirm_receipt(
        order_id=order.pk, amount_minor=amount, reference=reference, by=by, now=timezone.now()
    )


def books() -> list:
    return reconcile(now=timezone.now(), since=timezone.now() - LONG_AGO)


def mail_kinds(order) -> list[str]:
    return list(order.mails.order_by("pk").values_list("kind", flat=True))


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


def test_cash_on_delivery_is_packed_before_it_is_paid(jar, staff):
    order = order_by("cash_on_delivery", jar)
    now = timezone.now()

    pack_order(order_id=order.pk, by=staff, now=now)
    send_order(order_id=order.pk, carrier="uzpost", tracking_number="1", by=staff, now=now)
    sweep(now=now + timedelta(days=60))
    order = receive(order, reference="UZPOST-7", by=staff)

    assert order.state is OrderState.SENT
    assert order.paid_at is not None
    assert mail_kinds(order) == ["accepted", "sent"]
    assert books() == []


def test_parcel_that_nobody_paid_comes_back_to_the_shelf(jar, staff):
    order = order_by("cash_on_delivery", jar)
    now = timezone.now()
    pack_order(order_id=order.pk, by=staff, now=now)
    send_order(order_id=order.pk, carrier="uzpost", tracking_number="1", by=staff, now=now)

    order = take_back_parcel(order_id=order.pk, restock=True, by=staff, now=now)

    record = StockRecord.objects.get()
    assert order.state is OrderState.CAME_BACK
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert books() == []


def test_paid_parcel_cannot_come_back_unpaid(jar, staff):
    order = order_by("cash_on_delivery", jar)
    now = timezone.now()
    pack_order(order_id=order.pk, by=staff, now=now)
    send_order(order_id=order.pk, carrier="uzpost", tracking_number="1", by=staff, now=now)
    receive(order)

    with pytest.raises(IllegalTransition):
        take_back_parcel(order_id=order.pk, restock=True, by=staff, now=now)


def test_buyer_may_cancel_cash_on_delivery_until_it_is_packed(jar):
    order = order_by("cash_on_delivery", jar)

    order = cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)

    assert order.state is OrderState.CANCELLED
    assert StockRecord.objects.get().num_allocated == 0
    assert PaymentSession.objects.get().state == PaymentSession.EXPIRED


def test_packed_cash_on_delivery_is_not_cancelled_any_more(jar, staff):
    order = order_by("cash_on_delivery", jar)
    pack_order(order_id=order.pk, by=staff, now=timezone.now())

    order = cancel_order(order_id=order.pk, event=OrderEvent.CUSTOMER_CANCELLED)

    assert order.state is OrderState.PACKED


def test_staff_may_cancel_packed_cash_on_delivery_and_the_jar_is_free(jar, staff):
    order = order_by("cash_on_delivery", jar)
    pack_order(order_id=order.pk, by=staff, now=timezone.now())

    order = cancel_order(order_id=order.pk, event=OrderEvent.STAFF_CANCELLED, by=staff)

    assert order.state is OrderState.CANCELLED
    assert StockRecord.objects.get().num_allocated == 0
    assert books() == []


def test_order_given_up_when_packed_and_paid_later_is_packed_again(jar, staff):
    order = order_by("cash_on_delivery", jar)
    pack_order(order_id=order.pk, by=staff, now=timezone.now())
    cancel_order(order_id=order.pk, event=OrderEvent.STAFF_CANCELLED, by=staff)
    receive(order)

    order = pack_order(order_id=order.pk, by=staff, now=timezone.now())

    assert order.state is OrderState.PACKED
    assert books() == []


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


def test_market_offers_its_own_ways_to_pay(jar):
    def codes(market: str, country: str) -> list[str]:
        offered = offered_payments(market=Market.objects.get(code=market), country_code=country)
        return [each.gateway.code for each in offered]

    assert codes("uz", "UZ") == ["stripe", "bank_transfer", "cash_on_delivery"]
    assert codes("uz", "DE") == ["stripe", "bank_transfer"]
    assert codes("jp", "JP") == ["stripe"]
    assert codes("intl", "DE") == ["stripe"]


def test_transfer_without_instructions_is_neither_saved_nor_offered(jar):
    option = PaymentOption.objects.get(market__code="uz", gateway="bank_transfer")
    option.instructions = "  "

    with pytest.raises(ValidationError):
        option.full_clean()
    option.save()

    uz = Market.objects.get(code="uz")
    assert "bank_transfer" not in [
        each.gateway.code for each in offered_payments(market=uz, country_code="UZ")
    ]


def test_way_to_pay_that_is_not_offered_makes_no_order(jar):
    basket = make_basket((jar, 1), market="uz")

    with pytest.raises(PaymentNotOffered):
        place(basket, total=HONEY_AND_DELIVERY, address=nukus_address(), payment="barter")

    assert StockRecord.objects.get().num_allocated in (None, 0)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        ({"largest": Decimal(89_499)}, AmountTooLarge),
        ({"smallest": Decimal(89_501)}, AmountTooSmall),
    ],
)
def test_limits_of_a_way_to_pay_are_checked_before_the_order_is_made(jar, limits, error):
    PaymentOption.objects.filter(market__code="uz", gateway="cash_on_delivery").update(**limits)
    basket = make_basket((jar, 1), market="uz")

    with pytest.raises(error):
        place(
            basket,
            total=HONEY_AND_DELIVERY,
            address=nukus_address(),
            payment="cash_on_delivery",
        )


def test_every_kind_of_mail_has_its_templates():
    from django.template.loader import get_template

    kinds = set(OrderMessage.Kind.values) - {OrderMessage.Kind.DISPUTED}
    for kind in kinds:
        for ending in (".html", ".txt", "_subject.txt"):
            get_template(f"shop/mails/order_{kind}{ending}")
