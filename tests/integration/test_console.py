"""What staff may do, and what happens when they do it."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.permissions import permission_policy as document_policy

from factories.catalogue import make_product, make_zone
from factories.orders import make_basket, pay, place
from home.blocks import BuyCardBlock
from integration.packing import pack, send
from shop.accounts.models import User
from shop.console.viewsets import StockViewSet
from shop.partner.models import StockRecord
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order


@pytest.fixture
def paid_order(db):
    make_zone()
    return pay(place(make_basket((make_product(stock=5), 2)), total="31.50"))


def test_order_is_packed_and_sent_and_the_customer_is_told(
    log_in, paid_order, django_capture_on_commit_callbacks
):
    client = log_in("Fulfilment officers")
    page = client.get("/admin/orders/to-pack/").content.decode()
    assert paid_order.number in page

    pack(client, paid_order)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, paid_order, "ee 123 456 785 uz")

    paid_order.refresh_from_db()
    record = StockRecord.objects.get()
    assert paid_order.state is OrderState.SENT
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert "EE123456785UZ" in mail.outbox[-1].body
    assert [act.event for act in paid_order.acts.all()][-2:] == ["packed", "sent"]


def test_second_click_on_packed_is_told_and_changes_nothing(log_in, paid_order):
    client = log_in("Fulfilment officers")
    lines = {line.pk: line.quantity for line in paid_order.lines.all()}

    pack(client, paid_order, lines)
    page = pack(client, paid_order, lines, follow=True)

    assert "Nothing was changed" in page.content.decode()
    assert paid_order.acts.filter(event="packed").count() == 1


def test_tracking_number_is_asked_for(log_in, paid_order):
    client = log_in("Fulfilment officers")
    pack(client, paid_order)

    page = send(client, paid_order, "?")

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


#: Lists that anybody can make long.
LISTS = [
    "/admin/orders/",
    "/admin/orders/to-pack/",
    "/admin/stock/",
    "/admin/prices/",
    "/admin/products/",
    "/admin/food-records/",
    "/admin/delivery-prices/",
    "/admin/ways-to-pay/",
    "/admin/money/movements/",
    "/admin/money/stock/",
    "/admin/orders/?look=overdue",
    "/admin/orders/?look=attention",
    "/admin/orders/?look=disputed",
    "/admin/orders/?look=to-send-back",
    "/admin/orders/?state=paid&payment=stripe",
    "/admin/",
]


def test_lists_cost_the_same_however_long_they_are(log_in, paid_order):
    client = log_in("Association managers")

    def costs() -> dict[str, int]:
        counted = {}
        for url in LISTS:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counted[url] = len(queries)
        return counted

    product = make_product(stock=80)
    for _ in range(2):
        pay(place(make_basket((product, 1)), total="23.00"))
    costs()
    few = costs()
    for number in range(57):
        pay(place(make_basket((product, 1)), total="23.00"))
        if number < 15:
            make_product(f"Honey {number}")

    assert costs() == few
    assert few["/admin/orders/"] <= 25


def test_product_chooser_offers_products_to_editors(log_in, paid_order):
    page = log_in("Editors").get("/admin/product-chooser/")

    assert page.status_code == 200
    assert "Licorice honey" in page.json()["html"]


def test_product_chooser_finds_by_title_and_hides_sizes_and_drafts(log_in):
    honey = make_product("Licorice honey")
    make_product("Sesame oil")
    make_product("Jar of half a kilo", parent=honey, net_weight_g=500)
    make_product("Secret honey", is_public=False)

    found = log_in("Editors").get("/admin/product-chooser/results/", {"q": "hon"}).content.decode()

    assert "Licorice honey" in found
    for hidden in ("Sesame oil", "half a kilo", "Secret honey"):
        assert hidden not in found


def test_chooser_is_the_widget_of_buy_cards(log_in):
    log_in("Editors").get("/admin/")

    assert type(BuyCardBlock().child_blocks["product"].widget).__name__ == "ProductChooserWidget"


def test_order_screen_shows_money_papers_and_timeline_in_words(log_in, paid_order):
    client = log_in("Fulfilment officers")

    page = client.get(reverse("console:order", args=[paid_order.pk])).content.decode()

    assert "$31.50" in page
    assert "pi_" in page
    assert "Payment arrived" in page
    assert "DEMO-" in page
    assert "040900" in page


def test_parcel_is_sent_once(log_in, paid_order):
    client = log_in("Fulfilment officers")
    pack(client, paid_order)
    send(client, paid_order, "EE1")

    page = send(client, paid_order, "EE2", follow=True)

    assert "Nothing was changed" in page.content.decode()
    assert paid_order.parcels.get().tracking_number == "EE1"


def test_parcel_of_another_order_is_not_found(log_in, paid_order):
    client = log_in("Fulfilment officers")
    pack(client, paid_order)
    other = pay(place(make_basket((make_product("Jida"), 1)), total="23.00"))
    parcel = paid_order.parcels.get()

    for name in ("console:send", "console:open-again"):
        assert client.post(reverse(name, args=[other.pk, parcel.pk])).status_code == 404


def test_who_may_not_fulfil_can_neither_pack_nor_send(log_in, paid_order):
    client = log_in("Certification officers")

    pack(client, paid_order)
    paid_order.refresh_from_db()
    assert paid_order.state is OrderState.PAID

    pack_order(order_id=paid_order.pk, by=None, now=timezone.now())
    parcel = paid_order.parcels.get()
    for name in ("console:send", "console:open-again"):
        url = reverse(name, args=[paid_order.pk, parcel.pk])
        client.post(url, {"carrier": "ems", "tracking_number": "E"})
    paid_order.refresh_from_db()
    assert paid_order.state is OrderState.PACKED


def test_unknown_market_and_page_give_a_list_and_no_error(log_in, paid_order):
    client = log_in("Association managers")

    page = client.get("/admin/orders/", {"market": "\0", "state": "x", "p": "zz", "q": "\0"})

    assert page.status_code == 200
    assert paid_order.number in page.content.decode()


def test_menu_shows_orders_to_those_who_may_see_them(log_in):
    assert "/admin/orders/to-pack/" in log_in("Fulfilment officers").get("/admin/").content.decode()
    assert "/admin/orders/" not in log_in("Editors").get("/admin/").content.decode()


def test_stock_counted_before_a_parcel_left_is_refused(log_in, paid_order):
    client = log_in("Fulfilment officers")
    record = StockRecord.objects.get()
    url = f"/admin/stock/edit/{record.pk}/"
    opened = client.get(url).context["form"]["seen"].value()
    pack(client, paid_order)
    send(client, paid_order)

    page = client.post(url, {"num_in_stock": "5", "seen": opened})

    record.refresh_from_db()
    assert 'name="seen"' in client.get(url).content.decode()
    assert "Please count again" in page.content.decode()
    assert record.num_in_stock == 3


def test_low_stock_is_listed_under_its_filter(log_in):
    make_product("Nearly gone", stock=3)
    make_product("Plenty", stock=4)
    client = log_in("Fulfilment officers")

    low = client.get("/admin/stock/", {"low": "true"}).content.decode()
    other = client.get("/admin/stock/", {"low": "false"}).content.decode()

    assert ("Nearly gone" in low, "Plenty" in low) == (True, False)
    assert ("Nearly gone" in other, "Plenty" in other) == (False, True)


@pytest.mark.parametrize("role", ["Certification officers", "Association managers"])
def test_who_keeps_certificates_may_add_their_scans(log_in, role):
    log_in(role)
    officer = User.objects.get()

    assert document_policy.user_has_permission(officer, "add")
    assert document_policy.user_has_permission(officer, "choose")


def test_piece_that_leaves_while_a_count_is_saved_stays_gone(paid_order):
    panels = StockViewSet.edit_handler.bind_to_model(StockRecord)
    record = StockRecord.objects.get()
    form = panels.get_form_class()({"num_in_stock": "8", "seen": "5"}, instance=record)
    assert form.is_valid(), form.errors

    StockRecord.objects.update(num_in_stock=4, num_allocated=1)
    form.save()

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (7, 1)
