"""What a producer's login sees: their own things, orders and sales, and nothing of others."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories.catalogue import give_certificates, make_producer, make_product, make_zone
from factories.money import disputed
from factories.orders import make_basket, many_like, pay, place
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.models import ReadyNote
from shop.console.own.statement import Period, Statement
from shop.ledger.models import MoneyEntry
from shop.order.models import Line, Order
from shop.rules.money import to_minor
from shop.services.order_fulfil import pack_order
from shop.services.refund_ask import RefundWish, ask_refund

#: Of a customer and of other people's things: nothing of it is a producer's business.
PRIVATE = ("Anna", "anna@example", "Hauptstra", "10115", "4930901820", "Sesame oil", "12.00")
PAGES = [
    "/admin/",
    "/admin/own/",
    "/admin/own/certificates/",
    "/admin/own/to-prepare/",
    "/admin/own/statement/",
    "/admin/own/statement.csv",
]


@pytest.fixture
def honey(site_tree) -> Product:
    """Of the producer whom the login speaks for."""
    return make_product("Licorice honey", stock=40, producer=make_producer("Bee"))


@pytest.fixture
def oil(site_tree) -> Product:
    """Of somebody else."""
    return make_product(
        "Sesame oil", stock=40, prices={"intl": "12.00"}, producer=make_producer("Press")
    )


@pytest.fixture
def order(honey, oil) -> Order:
    """Two jars of honey at $8.50 and an oil at $12.00, delivered for $14.50, paid."""
    make_zone()
    return pay(place(make_basket((honey, 2), (oil, 1)), total="43.50"))


@pytest.fixture
def bee(log_in, honey):
    client = log_in("Producers")
    producer_login().producers.set([honey.producer])
    return client


def producer_login() -> User:
    return User.objects.get(email="producers@ovop.example")


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return b"".join(response).decode() if response.streaming else response.content.decode()


def today() -> Period:
    return Period(timezone.localdate(), timezone.localdate())


def test_producer_sees_their_own_things_and_nothing_else(bee, order):
    for url in PAGES:
        text = text_of(bee, url)
        for word in PRIVATE:
            assert word not in text, (url, word)

    assert "Licorice honey" in text_of(bee, "/admin/own/")
    assert "Licorice honey" in text_of(bee, "/admin/own/certificates/")
    prepare = text_of(bee, "/admin/own/to-prepare/")
    assert "<strong>2</strong> × Licorice honey" in prepare
    assert order.number in prepare


def test_login_that_speaks_for_nobody_is_told_so(log_in, order):
    client = log_in("Producers")

    assert "No producer is tied to this login" in text_of(client, "/admin/")
    for url in PAGES:
        assert "Licorice honey" not in text_of(client, url)


def test_login_may_speak_for_several_and_sees_sizes_too(bee, honey, oil):
    big = make_product("Honey, half a kilo", parent=honey, net_weight_g=500)
    Product.objects.filter(pk=honey.pk).update(structure=Product.PARENT)
    producer_login().producers.add(oil.producer)

    page = text_of(bee, "/admin/own/")

    assert big.title in page
    assert "Sesame oil" in page


def test_only_things_of_which_few_are_left_are_listed_under_their_link(bee, honey):
    make_product("Rare honey", stock=2, producer=honey.producer)

    low = text_of(bee, "/admin/own/?low=1")

    assert "Rare honey" in low
    assert "Licorice honey" not in low


def test_paper_that_covers_others_too_names_ones_own_alone(bee, honey, oil):
    paper = give_certificates(oil, ("uz", "jp", "intl"))[0]
    paper.products.add(honey)
    Certificate.objects.filter(pk=paper.pk).update(number="DEMO-SHARED")

    page = text_of(bee, "/admin/own/certificates/")

    assert "DEMO-SHARED" in page
    assert "Sesame oil" not in page
    for other in oil.certificates.exclude(pk=paper.pk):
        assert f"{other.number}," not in page


def test_pieces_are_marked_ready_once_and_staff_see_it(bee, order, honey):
    line = order.lines.get(product=honey)
    url = f"/admin/own/to-prepare/{line.pk}/ready/"

    bee.post(url)
    again = bee.post(url, follow=True).content.decode()

    assert "was marked ready before" in again
    assert ReadyNote.objects.get().by == producer_login()
    officer = User.objects.create_user("packer@ovop.example")
    officer.groups.add(Group.objects.get(name="Fulfilment officers"))
    bee.force_login(officer)
    assert "ready at the maker" in text_of(bee, "/admin/orders/to-pack/")


def test_ready_is_taken_back(bee, order, honey):
    url = f"/admin/own/to-prepare/{order.lines.get(product=honey).pk}/ready/"
    bee.post(url)

    bee.post(url, {"undo": "yes"})

    assert not ReadyNote.objects.exists()


def test_line_of_somebody_elses_is_not_found(bee, order, oil):
    foreign = order.lines.get(product=oil)

    answers = [
        bee.post(f"/admin/own/to-prepare/{pk}/ready/").status_code for pk in (foreign.pk, 999999)
    ]

    assert answers == [404, 404]
    assert not ReadyNote.objects.exists()


def test_what_is_packed_or_disputed_is_not_asked_for(bee, order, honey):
    other = pay(place(make_basket((honey, 1)), total="23.00"))
    pack_order(order_id=order.pk, by=None, now=timezone.now())
    disputed(other)

    page = text_of(bee, "/admin/own/to-prepare/")

    assert "No order waits" in page
    line = other.lines.get()
    assert bee.post(f"/admin/own/to-prepare/{line.pk}/ready/").status_code == 404


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


@pytest.mark.parametrize("url", PAGES[:5])
def test_pages_cost_the_same_however_much_there_is(bee, order, honey, url):
    def cost() -> int:
        bee.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert bee.get(url).status_code == 200
        return len(queries)

    few = cost()
    many_like(order, 70)
    for number in range(60):
        make_product(f"Honey {number}", stock=1, producer=honey.producer)

    assert cost() == few <= 25


def test_producer_is_shown_nothing_of_the_association(bee, order):
    page = text_of(bee, "/admin/")

    for address in ("/admin/orders/", "/admin/stock/", "/admin/money/", "/admin/texts/"):
        assert address not in page
    assert "/admin/own/to-prepare/" in page


@pytest.mark.parametrize(
    "url",
    [
        "/admin/api/main/pages/",
        "/admin/choose-page/",
        "/admin/reports/site-history/",
        "/admin/product-chooser/",
        "/admin/tag-autocomplete/?term=a",
    ],
)
def test_what_wagtail_opens_to_everybody_is_shut_to_producers(bee, log_in, url):
    refused = bee.get(url)
    for_scripts = bee.get(url, headers={"X-Requested-With": "XMLHttpRequest"})

    assert (refused.status_code, refused.headers.get("Location")) == (302, "/admin/")
    assert for_scripts.status_code == 403
    assert log_in("Editors").get(url).status_code == 200


def test_who_is_staff_besides_goes_everywhere_that_staff_go(bee, order):
    producer_login().groups.add(Group.objects.get(name="Fulfilment officers"))

    assert bee.get("/admin/orders/").status_code == 200
    assert bee.get("/admin/own/").status_code == 200
