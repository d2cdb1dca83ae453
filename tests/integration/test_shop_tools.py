"""Oscar's dashboard: what is left of it, and the way from the rest to the console."""

import re
from urllib.parse import quote

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from factories.catalogue import make_product
from factories.money import paid_by_card

ELSEWHERE = {
    "/admin/shop-tools/": "/admin/shop-tools/offers/",
    "/admin/shop-tools/catalogue/": "/admin/products/",
    "/admin/shop-tools/catalogue/stock-alerts/": "/admin/stock/",
    "/admin/shop-tools/orders/": "/admin/orders/",
    "/admin/shop-tools/orders/statistics/": "/admin/orders/",
    "/admin/shop-tools/partners/": "/admin/producer-records/",
    "/admin/shop-tools/users/": "/admin/users/",
    "/admin/shop-tools/pages/": "/admin/pages/",
    "/admin/shop-tools/shipping/weight-based/": "/admin/delivery-zones/",
    "/admin/shop-tools/logout/": "/admin/",
}
NOWHERE = [
    "/admin/shop-tools/comms/",
    "/admin/shop-tools/reports/",
    "/admin/shop-tools/reviews/",
]
LEFT = ["offer-list", "voucher-list", "voucher-set-list", "range-list", "catalogue-category-list"]


@pytest.fixture
def manager(log_in):
    return log_in("Association managers")


@pytest.mark.parametrize(("url", "target"), ELSEWHERE.items())
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_the_console_does_is_done_there_alone(manager, url, target, method):
    response = getattr(manager, method)(url)

    assert (response.status_code, response.url) == (302, target)


@pytest.mark.parametrize("url", NOWHERE)
def test_what_nobody_needs_is_not_found(manager, url):
    assert manager.get(url).status_code == 404


def test_links_of_oscars_own_pages_lead_to_the_same_record(manager):
    order = paid_by_card()
    product = order.lines.get().product

    answers = [
        manager.get(reverse("dashboard:order-detail", args=[order.number])).url,
        manager.get(reverse("dashboard:catalogue-product", args=[product.pk])).url,
    ]

    assert answers == [f"/admin/orders/{order.pk}/", f"/admin/products/edit/{product.pk}/"]
    assert manager.get(reverse("dashboard:order-detail", args=["OA-NONE"])).status_code == 404


@pytest.mark.parametrize("name", LEFT)
def test_each_page_has_the_way_back_and_nothing_from_foreign_hosts(manager, name):
    page = manager.get(reverse(f"dashboard:{name}")).content.decode()

    assert 'href="/admin/"' in page
    assert "logout" not in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []


def test_there_is_one_login_and_it_leads_on_to_what_was_wanted(site_tree, client):
    wanted = "/admin/shop-tools/vouchers/"

    answer = client.get(f"/admin/shop-tools/login/?next={wanted}").url

    assert answer == f"/admin/login/?next={wanted}"
    assert client.get(wanted).url == f"/admin/login/?next={wanted}"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_login_leads_to_no_foreign_host(site_tree, client, evil):
    answer = client.get(f"/admin/shop-tools/login/?next={quote(evil)}").url

    assert answer == "/admin/login/?next=/admin/shop-tools/"


def test_range_is_made_and_filled_by_article_numbers(manager):
    honey = make_product()
    Range = get_model("offer", "Range")

    manager.post(reverse("dashboard:range-create"), {"name": "Honeys", "is_public": ""})
    honeys = Range.objects.get(name="Honeys")
    manager.post(
        reverse("dashboard:range-products", args=[honeys.pk]),
        {"action": "add_products", "query": honey.upc, "upload_type": "included"},
    )

    assert list(honeys.all_products()) == [honey]


def test_act_that_is_none_is_refused_and_breaks_nothing(manager):
    model = get_model("offer", "Range").objects.create(name="All", includes_all_products=True)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name="Offer",
        slug="offer",
        condition=get_model("offer", "Condition").objects.create(
            range=model, type="Count", value=1
        ),
        benefit=get_model("offer", "Benefit").objects.create(
            range=model, type="Percentage", value=5
        ),
    )

    assert manager.post(reverse("dashboard:offer-detail", args=[offer.pk])).status_code == 400


def test_shop_tools_stand_in_the_menu_of_those_who_may_use_them(log_in):
    address = "/admin/shop-tools/offers/"

    assert address in log_in("Association managers").get("/admin/").content.decode()
    assert address not in log_in("Fulfilment officers").get("/admin/").content.decode()
