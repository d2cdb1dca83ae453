"""The first page of the admin: what waits for each role, each number a link to what it counts."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow

from factories.catalogue import make_product, make_zone
from factories.money import disputed, paid_by_card, to_be_paid_by
from factories.orders import make_basket, many_like, pay, place
from home.models import HomePage
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.home.sales import mondays, sales_by_market
from shop.console.home.tasks import tasks_of
from shop.console.roles import ROLES
from shop.order.models import Order
from shop.payments.models import Refund
from shop.services.order_fulfil import pack_order
from shop.setup import ensure_trees

COUNTED = re.compile(r'<a class="console-task[^>]*href="([^"]+)"><strong>(\d+)</strong>')
MOST_QUERIES = 25


def as_many_as_listed(client, url: str) -> int:
    """Give how many rows the list behind a link has."""
    response = client.get(url)
    assert response.status_code == 200, url
    context = response.context
    if url.endswith("/to-pack/"):
        return len(context["to_pack"])
    if url.endswith("#to-send"):
        return len(context["to_send"])
    return context["page_obj" if "page_obj" in context else "page"].paginator.count


@pytest.fixture
def busy_shop(site_tree):
    """Something of each kind waits."""
    now = timezone.now()
    disputed(paid_by_card())
    honey = make_product("Ending honey", stock=9, expires=timezone.localdate() + timedelta(days=5))
    packed = pay(place(make_basket((honey, 1)), total="23.00"))
    pack_order(order_id=packed.pk, by=None, now=now)
    late = pay(place(make_basket((honey, 1)), total="23.00"))
    Order.objects.filter(pk=late.pk).update(paid_at=now - timedelta(days=4), attention="Look")
    transfer = to_be_paid_by("bank_transfer")
    for number in range(2):
        Refund.objects.create(
            session=transfer.payment_sessions.get(), key=f"r{number}", amount_minor=1, reason="R"
        )
    Certificate.objects.filter(pk=Certificate.objects.first().pk).update(suspended_at=now)
    Certificate.objects.filter(pk=Certificate.objects.last().pk).update(verified_at=None)
    page = site_tree.home
    page.save_revision()
    translator = User.objects.create_user("writer@ovop.example")
    Workflow.objects.first().start(page, translator)
    list(ensure_trees())
    return honey


@pytest.mark.parametrize("role", ROLES)
def test_each_number_is_what_its_link_lists(log_in, busy_shop, role):
    client = log_in(role)
    page = client.get("/admin/").content.decode()

    shown = {unescape(url): int(count) for url, count in COUNTED.findall(page)}

    user = User.objects.get(email__startswith=role.split()[0].lower())
    assert len(shown) == len([task for task in tasks_of(user, timezone.now()) if task.count])
    for url, count in shown.items():
        assert as_many_as_listed(client, url) == count, url


def test_everything_that_can_wait_is_shown_to_the_manager(log_in, busy_shop):
    page = log_in("Association managers").get("/admin/").content.decode()

    manager = User.objects.get(email="association@ovop.example")
    tasks = tasks_of(manager, timezone.now())
    assert [task.label for task in tasks if not task.count] == []
    assert len(COUNTED.findall(page)) == len(tasks) == 15


def test_editors_are_asked_to_review_what_was_handed_in_and_translators_are_not(log_in, busy_shop):
    url = "/admin/reports/workflow_tasks/?reviewable=true"

    assert url in log_in("Editors").get("/admin/").content.decode()
    assert url not in log_in("Translators").get("/admin/").content.decode()


def test_numbers_of_languages_are_those_of_the_report(log_in, busy_shop):
    client = log_in("Translators")
    home = client.get("/admin/")
    report = client.get("/admin/texts/").context["rows"]

    together = next(row["missing"] for row in report if not row["code"])
    counts = [each["count"] for each in together]
    page = home.content.decode()
    for count in counts:
        assert f'<a href="/admin/texts/">{count}</a>' in page
    for url, count in re.findall(r'<a href="(/admin/texts/pages/[^"]+)">(\d+)</a>', page):
        assert as_many_as_listed(client, url) == int(count)


def test_sales_are_counted_by_market_and_week_and_lead_to_those_orders(log_in, busy_shop):
    now = timezone.now()
    last_week = now - timedelta(days=7)
    Order.objects.filter(pk=Order.objects.filter(market__code="intl").first().pk).update(
        date_placed=last_week
    )
    client = log_in("Association managers")

    sales = {each.name: each for each in sales_by_market(now)}

    page = client.get("/admin/").content.decode()
    for each in sales.values():
        for week in each.weeks:
            assert as_many_as_listed(client, week.url) == week.count
            assert week.url.replace("&", "&amp;") in page
    abroad = next(each for each in sales.values() if each.this_week.count == 2)
    assert [week.count for week in abroad.weeks[-2:]] == [1, 2]
    assert abroad.this_week.amounts[0][1] == "USD"


def test_amounts_of_currencies_stand_beside_each_other(log_in, site_tree):
    honey = make_product(stock=9)
    make_zone()
    order = pay(place(make_basket((honey, 1)), total="23.00"))
    [copy] = many_like(order, 1)
    Order.objects.filter(pk=copy.pk).update(currency="JPY", total_incl_tax="1280")

    [sales] = [each for each in sales_by_market(timezone.now()) if each.this_week.count]

    assert sales.this_week.amounts == ((Decimal(1280), "JPY"), (Decimal(23), "USD"))


def test_weeks_begin_on_monday_where_the_reader_is():
    begins = mondays(timezone.now())

    assert [day.weekday() for day in begins] == [0] * 5
    assert begins[-1] <= timezone.localdate() < begins[-1] + timedelta(days=7)


def test_where_nothing_waits_the_page_says_so(log_in):
    page = log_in("Fulfilment officers").get("/admin/").content.decode()

    assert "Nothing waits." in page
    assert not COUNTED.findall(page)


def test_who_sees_no_pages_is_not_asked_to_search_them(log_in, site_tree):
    assert "Search all pages" not in log_in("Fulfilment officers").get("/admin/").content.decode()
    assert "Search all pages" in log_in("Editors").get("/admin/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_first_page_costs_the_same_however_much_there_is(log_in, busy_shop, role):
    client = log_in(role)

    def cost() -> int:
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/").status_code == 200
        return len(queries)

    few = cost()
    for order in list(Order.objects.all()):
        many_like(order, 60)
    for number in range(9):
        make_product(f"Honey {number}", stock=1)

    assert cost() == few <= MOST_QUERIES


def test_pictures_of_sales_have_their_numbers_in_a_table_too(log_in, busy_shop):
    page = log_in("Fulfilment officers").get("/admin/").content.decode()

    assert page.count('<svg class="console-bars"') == page.count('<table class="console-weeks">')
    assert Product.objects.exists() and HomePage.objects.exists()
