"""What a producer's login sees: their own things, orders and sales, and nothing of others."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factories.catalogue import give_certificates, make_product
from factories.money import disputed
from factories.orders import make_basket, many_like, pay, place
from integration.producers_login import (  # noqa: F401
    PAGES,
    PRIVATE,
    bee,
    honey,
    oil,
    order,
    producer_login,
    text_of,
)
from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.certification.models import Certificate
from shop.console.models import ReadyNote
from shop.services.order_fulfil import pack_order


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
