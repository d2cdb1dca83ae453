"""What staff may do, and what happens when they do it."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, pay, place
from shop.accounts.models import User
from shop.console.roles import ROLES, ensure_roles
from shop.partner.models import StockRecord
from shop.rules.payment_states import OrderState

#: Who may open what: each address with the groups that get in.
MAY_OPEN = {
    "/admin/orders/": {"Fulfilment officers", "Association managers"},
    "/admin/orders/to-pack/": {"Fulfilment officers", "Association managers"},
    "/admin/stock/": {"Fulfilment officers", "Certification officers", "Association managers"},
    "/admin/certificates/": {
        "Fulfilment officers",
        "Certification officers",
        "Association managers",
    },
    "/admin/certificates/new/": {"Certification officers", "Association managers"},
    "/admin/prices/": {"Association managers"},
    "/admin/producer-records/": {"Association managers"},
}


@pytest.fixture
def log_in(site_tree, client):
    ensure_roles()

    def enter(role: str):
        user = User.objects.create_user(f"{role.split()[0].lower()}@ovop.example")
        user.groups.set([Group.objects.get(name=role)])
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def paid_order(db):
    make_zone()
    return pay(place(make_basket((make_product(stock=5), 2)), total="31.50"))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_it_may_and_nothing_else(log_in, role):
    client = log_in(role)

    opened = {url for url in MAY_OPEN if client.get(url).status_code == 200}

    assert opened == {url for url, roles in MAY_OPEN.items() if role in roles}


def test_strangers_are_sent_to_the_one_login(site_tree, client):
    for url in [*MAY_OPEN, "/admin/shop-tools/", "/admin/shop-tools/offers/"]:
        assert client.get(url).url.startswith("/admin/login/"), url


def test_editor_may_not_use_shop_tools(log_in):
    assert log_in("Editors").get("/admin/shop-tools/").status_code in (302, 403)


def test_order_is_packed_and_sent_and_the_customer_is_told(
    log_in, paid_order, django_capture_on_commit_callbacks
):
    client = log_in("Fulfilment officers")
    page = client.get("/admin/orders/to-pack/").content.decode()
    assert paid_order.number in page

    client.post(reverse("console:pack", args=[paid_order.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("console:send", args=[paid_order.pk]),
            {"carrier": "ems", "tracking_number": "ee 123 456 785 uz"},
        )

    paid_order.refresh_from_db()
    record = StockRecord.objects.get()
    assert paid_order.state is OrderState.SENT
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert "EE123456785UZ" in mail.outbox[-1].body
    assert [act.event for act in paid_order.acts.all()][-2:] == ["packed", "sent"]


def test_second_click_on_packed_is_told_and_changes_nothing(log_in, paid_order):
    client = log_in("Fulfilment officers")
    url = reverse("console:pack", args=[paid_order.pk])

    client.post(url)
    page = client.post(url, follow=True)

    assert "Nothing was changed" in page.content.decode()
    assert paid_order.acts.filter(event="packed").count() == 1


def test_tracking_number_is_asked_for(log_in, paid_order):
    client = log_in("Fulfilment officers")
    client.post(reverse("console:pack", args=[paid_order.pk]))

    page = client.post(
        reverse("console:send", args=[paid_order.pk]), {"carrier": "ems", "tracking_number": "?"}
    )

    paid_order.refresh_from_db()
    assert page.status_code == 422
    assert "Letters, digits and hyphens" in page.content.decode()
    assert paid_order.state is OrderState.PACKED


def test_stock_cannot_go_below_what_is_promised(log_in, paid_order):
    client = log_in("Fulfilment officers")
    record = StockRecord.objects.get()

    page = client.post(f"/admin/stock/edit/{record.pk}/", {"num_in_stock": "1"})

    record.refresh_from_db()
    assert "promised to orders" in page.content.decode()
    assert record.num_in_stock == 5


def test_orders_are_found_by_number_name_and_email(log_in, paid_order):
    client = log_in("Association managers")

    for query in (paid_order.number[-4:], "Anna", "anna@example"):
        page = client.get("/admin/orders/", {"q": query})
        assert paid_order.number in page.content.decode()
    assert paid_order.number not in client.get("/admin/orders/", {"q": "Boris"}).content.decode()


def test_orders_list_costs_a_fixed_number_of_queries(
    log_in, paid_order, django_assert_max_num_queries
):
    client = log_in("Association managers")
    product = make_product(stock=50)
    for _ in range(20):
        pay(place(make_basket((product, 1)), total="23.00"))

    with django_assert_max_num_queries(25):
        assert client.get("/admin/orders/").status_code == 200


def test_product_chooser_offers_products_to_editors(log_in, paid_order):
    page = log_in("Editors").get("/admin/product-chooser/")

    assert page.status_code == 200
    assert "Licorice honey" in page.json()["html"]
