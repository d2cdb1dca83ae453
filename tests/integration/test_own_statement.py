"""A producer's statement: pieces and money of their own things, and what it does not say."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from factories.catalogue import make_zone
from factories.orders import make_basket, many_like, pay, place
from integration.producers_login import (  # noqa: F401
    bee,
    honey,
    oil,
    order,
    producer_login,
    text_of,
    today,
)
from shop.accounts.models import User
from shop.console.own.statement import Statement
from shop.ledger.models import MoneyEntry
from shop.order.models import Line, Order
from shop.rules.money import to_minor
from shop.services.refund_ask import RefundWish, ask_refund


def test_statement_counts_ones_own_pieces_and_what_went_back(bee, order, honey):
    line = order.lines.get(product=honey)
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(pieces={line.pk: 1}),
        key="one",
        reason="Broken",
        now=timezone.now(),
    )

    [row] = Statement(producer_login(), today()).rows()

    assert (row.title, row.currency) == ("Licorice honey", "USD")
    assert (row.pieces, row.gross) == (2, Decimal("17.00"))
    assert (row.pieces_back, row.back, row.rest) == (1, Decimal("8.50"), Decimal("8.50"))
    page = text_of(bee, "/admin/own/statement/")
    assert "$17.00" in page
    assert "The books hold the money of every order counted here" in page


def test_currencies_are_never_added(bee, honey, order):
    [copy] = many_like(order, 1)
    Order.objects.filter(pk=copy.pk).update(currency="JPY")

    page = bee.get("/admin/own/statement/").context

    assert [(row.currency, row.pieces) for row in page["totals"]] == [("JPY", 2), ("USD", 2)]


def test_statements_of_all_and_the_deliveries_are_what_came_in(order, honey, oil):
    make_basket_again = pay(place(make_basket((honey, 3)), total="40.00"))
    gross = Decimal(0)
    for number, producer in enumerate((honey.producer, oil.producer)):
        login = User.objects.create_user(f"maker{number}@ovop.example")
        login.producers.set([producer])
        gross += sum(row.gross for row in Statement(login, today()).rows())

    came = sum(entry.amount_minor for entry in MoneyEntry.objects.all())

    deliveries = order.shipping_incl_tax + make_basket_again.shipping_incl_tax
    assert to_minor(gross + deliveries, "USD") == came


def test_order_whose_money_is_not_in_the_books_is_named(bee, order):
    [copy] = many_like(order, 1)

    page = text_of(bee, "/admin/own/statement/")

    assert "The books hold less money" in page
    assert copy.number in page


def test_amount_that_went_back_without_pieces_is_named_and_not_counted(bee, order):
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(amount_minor=300),
        key="kind",
        reason="Late",
        now=timezone.now(),
    )

    said = Statement(producer_login(), today())

    assert said.not_divided() == [order.number]
    assert [row.back for row in said.rows()] == [Decimal(0)]


def test_whole_refund_is_explained_by_pieces_and_delivery(bee, order):
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(everything=True),
        key="all",
        reason="Came back",
        now=timezone.now(),
    )

    said = Statement(producer_login(), today())

    assert said.not_divided() == []
    assert [(row.pieces_back, row.rest) for row in said.rows()] == [(2, Decimal(0))]


def test_unpaid_order_is_no_sale(bee, honey):
    make_zone()
    place(make_basket((honey, 1)), total="23.00")

    assert Statement(producer_login(), today()).rows() == []


def test_sales_as_a_table_are_those_of_the_period(bee, order, honey):
    Line.objects.filter(product=honey).update(title="=Honey")
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(everything=True),
        key="all",
        reason="Came back",
        now=timezone.now(),
    )
    day = timezone.localdate()

    text = text_of(bee, f"/admin/own/statement.csv?since={day}&until={day}")
    before = day - timedelta(days=9)
    empty = text_of(bee, f"/admin/own/statement.csv?since={before}&until={before}")

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    assert [row[1:] for row in rows] == [
        [order.number, "Sale", "'=Honey", "2", "17.00", "USD"],
        [order.number, "Refund", "'=Honey", "-2", "-17.00", "USD"],
    ]
    assert len(empty.splitlines()) == 1
    assert bee.get("/admin/own/statement.xlsx").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "since=x&until=\0",
        "since=2026-02-31",
        "since=2026-05-02&until=2026-05-01",
        "until=2099-01-01",
    ],
)
def test_period_that_is_not_understood_breaks_nothing(bee, order, query):
    for url in ("/admin/own/statement/", "/admin/own/statement.csv", "/admin/own/?p=x"):
        assert bee.get(f"{url}{'&' if '?' in url else '?'}{query}").status_code == 200
