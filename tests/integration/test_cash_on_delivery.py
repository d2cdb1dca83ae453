"""Cash on delivery: the parcel leaves first, and may come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factories.money import send_it
from integration.by_hand import (  # noqa: F401
    books,
    jar,
    mail_kinds,
    order_by,
    receive,
    staff,
)
from shop.partner.models import StockRecord
from shop.payments.models import PaymentSession
from shop.rules.errors import IllegalTransition
from shop.rules.payment_states import OrderEvent, OrderState
from shop.services.order_cancel import cancel_order
from shop.services.order_fulfil import pack_order, take_back_parcel
from shop.services.sweep import sweep


def test_cash_on_delivery_is_packed_before_it_is_paid(jar, staff):
    order = order_by("cash_on_delivery", jar)
    now = timezone.now()

    pack_order(order_id=order.pk, by=staff, now=now)
    send_it(order, carrier="uzpost", number="1", by=staff, now=now)
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
    send_it(order, carrier="uzpost", number="1", by=staff, now=now)

    order = take_back_parcel(order_id=order.pk, restock=True, by=staff, now=now)

    record = StockRecord.objects.get()
    assert order.state is OrderState.CAME_BACK
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert books() == []


def test_paid_parcel_cannot_come_back_unpaid(jar, staff):
    order = order_by("cash_on_delivery", jar)
    now = timezone.now()
    pack_order(order_id=order.pk, by=staff, now=now)
    send_it(order, carrier="uzpost", number="1", by=staff, now=now)
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
