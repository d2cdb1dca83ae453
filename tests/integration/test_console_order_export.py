"""Orders as a spreadsheet: what is filtered, nothing that runs, numbers that add up."""

import csv
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, many_like, pay, place
from shop.console.order_export import harmless
from shop.order.models import Order

CSV, XLSX = "/admin/orders/orders.csv", "/admin/orders/orders.xlsx"


@pytest.fixture
def order(db) -> Order:
    make_zone()
    basket = make_basket((make_product(stock=9), 2))
    return pay(place(basket, total="31.50", address=german_address(first_name="=HYPERLINK(1)")))


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


def csv_rows(client, **query) -> list[dict]:
    answer = client.get(CSV, query)
    assert answer.status_code == 200
    assert answer.streaming
    return list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))


def xlsx_rows(client, **query) -> list[dict]:
    answer = client.get(XLSX, query)
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    names, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_csv_has_numbers_currency_and_times_with_offset(manager, order):
    (row,) = csv_rows(manager)

    assert (row["Order"], row["Currency"]) == (order.number, "USD")
    assert Decimal(row["Total"]) == Decimal("31.50")
    assert datetime.fromisoformat(row["Placed"]).utcoffset() is not None
    assert datetime.fromisoformat(row["Placed"]) == order.date_placed.replace(microsecond=0)
    assert (row["Name"], row["Phone"]) == ("'=HYPERLINK(1)", "'+4930901820")


def test_xlsx_says_the_same_with_numbers_that_are_numbers(manager, order):
    (row,) = xlsx_rows(manager)

    assert row["Order"] == order.number
    assert row["Total"] == 31.5
    assert row["Name"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("rows", [csv_rows, xlsx_rows])
def test_export_holds_exactly_what_is_filtered(manager, order, rows):
    other = many_like(order, 60)[0]
    Order.objects.filter(pk=other.pk).update(status="sent")

    assert [row["Order"] for row in rows(manager, state="sent")] == [other.number]
    assert len(rows(manager, state="paid")) == 60
    assert len(rows(manager, since="nonsense")) == 61
    assert rows(manager, q="nobody") == []


@pytest.mark.parametrize("url", [CSV, XLSX])
def test_export_costs_the_same_however_long_it_is(manager, order, url):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(url).getvalue()
        return len(queries)

    cost()
    few = cost()
    many_like(order, 400)

    assert cost() == few


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"])
def test_what_looks_like_a_formula_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Anna", "1=1", "a@b.c", "31.50"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_signs_that_no_cell_holds_are_left_out(manager, order):
    address = order.shipping_address
    address.first_name = "An\x0bna"
    address.save()

    assert xlsx_rows(manager)[0]["Name"] == "Anna"
