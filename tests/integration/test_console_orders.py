"""The list of orders: searched, narrowed down, sorted, and as quick with very many rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import send_it
from factories.orders import german_address, make_basket, many_like, pay, place
from producers.models import Producer
from shop.order.models import Order
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order

LIST = "/admin/orders/"


@pytest.fixture
def honey(db):
    make_zone()
    return make_product(stock=90)


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def ordered(product, **address) -> Order:
    basket = make_basket((product, 2))
    return pay(place(basket, total="31.50", address=german_address(**address)))


def listed(client, **query) -> list[str]:
    page = client.get(LIST, query)
    assert page.status_code == 200
    return [order.number for order in page.context["page_obj"]]


@pytest.mark.parametrize(
    "query",
    ["zoe unal", "ÜNAL", "Zoe  Ü", "030 901 820", "+49 (30) 90-18-20", "anna@EXAMPLE", "ee123456"],
)
def test_order_is_found_however_it_is_typed(manager, honey, query):
    wanted = ordered(honey, first_name="Zoë Ünal")
    pack_order(order_id=wanted.pk, by=None, now=timezone.now())
    send_it(wanted, number="EE123456785UZ")

    assert listed(manager, q=query) == [wanted.number]
    assert listed(manager, q="Boris") == []


def test_number_is_found_without_its_hyphens(manager, honey):
    wanted, other = ordered(honey), ordered(honey)

    assert listed(manager, q=wanted.number.replace("-", "").lower()) == [wanted.number]
    assert listed(manager, q=other.number.replace("-", " ")) == [other.number]


def test_orders_are_narrowed_down_by_producer_also_of_a_size(manager, honey):
    maker = Producer.objects.create(name="Gulnar", district="nukus")
    family = make_product("Sesame oil", producer=maker)
    size = make_product("Small bottle", parent=family, stock=5)
    wanted = ordered(size)
    ordered(honey)

    assert listed(manager, producer=maker.pk) == [wanted.number]


def test_orders_are_narrowed_down_by_day_both_ends_included(manager, honey):
    order = ordered(honey)
    day = timezone.localtime(order.date_placed).date()
    before, after = day - timedelta(days=1), day + timedelta(days=1)

    assert listed(manager, since=day, until=day) == [order.number]
    assert listed(manager, until=before) == listed(manager, since=after) == []


def test_overdue_is_what_was_paid_long_ago_and_did_not_leave(manager, honey):
    late, packed, sent, fresh = [ordered(honey) for _ in range(4)]
    long_ago = timezone.now() - timedelta(days=3, minutes=1)
    Order.objects.exclude(pk=fresh.pk).update(paid_at=long_ago)
    Order.objects.filter(pk=packed.pk).update(status=OrderState.PACKED)
    Order.objects.filter(pk=sent.pk).update(status=OrderState.SENT)

    assert set(listed(manager, look="overdue")) == {late.number, packed.number}


def test_orders_are_sorted_by_date_and_total(manager, honey):
    first, second = ordered(honey), ordered(honey)
    Order.objects.filter(pk=first.pk).update(total_incl_tax=99)

    assert listed(manager) == listed(manager, sort="total") == [second.number, first.number]
    assert listed(manager, sort="date") == [first.number, second.number]
    assert listed(manager, sort="-total") == [first.number, second.number]


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"until": "9999-12-31"},
        {"since": "0001-01-01"},
        {"producer": "9" * 40},
        {"producer": "1 OR 1=1"},
        {"state": "gone"},
        {"sort": "password"},
        {"look": "\0"},
        {"q": "***"},
        {"q": "a\0b"},
        {"q": "x" * 500},
        {"since": "2026-05-02", "until": "2020-05-01", "state": "paid"},
    ],
)
def test_what_is_not_understood_is_named_and_never_an_error(manager, honey, query):
    order = ordered(honey)

    page = manager.get(LIST, query)

    assert page.status_code == 200
    assert page.context["form"].problems()
    assert "This was not understood" in page.content.decode()
    assert "since" in query and "state" in query or order.number in page.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30])
def test_page_that_is_not_there_gives_one_that_is(manager, honey, number):
    order = ordered(honey)

    assert listed(manager, p=number) == [order.number]


def test_list_costs_the_same_at_two_thousand_orders_as_at_fifty(manager, honey):
    order = ordered(honey)
    many_like(order, 49)
    asked = {"q": "anna", "state": "paid", "payment": "stripe", "market": "intl", "sort": "-total"}

    def costs() -> list[int]:
        counts = []
        for query in ({}, asked, {"p": 2}):
            with CaptureQueriesContext(connection) as queries:
                assert manager.get(LIST, query).status_code == 200
            counts.append(len(queries))
        return counts

    costs()
    few = costs()
    many_like(order, 1_950)

    assert costs() == few
    assert max(few) <= 25
    assert len(listed(manager)) == 50


def test_home_panel_counts_what_is_overdue(manager, honey):
    ordered(honey)
    Order.objects.update(paid_at=timezone.now() - timedelta(days=4))

    page = manager.get(reverse("wagtailadmin_home")).content.decode()

    assert "/admin/orders/?look=overdue" in page
