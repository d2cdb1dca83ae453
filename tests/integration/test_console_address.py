"""The address of an order is put right until it is packed, and nobody overwrites another."""

import logging

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.orders import german_address, make_basket, pay, place
from shop.accounts.models import User
from shop.order.models import Order
from shop.rules.errors import ChangedMeanwhile, IllegalTransition
from shop.rules.payment_states import OrderState
from shop.services.order_address import MAY_CHANGE, change_address, mark_of
from shop.services.order_fulfil import pack_order

TYPED = {
    "name": "Berta Beispiel",
    "line1": "Nebenweg 7",
    "line2": "",
    "city": "Köln",
    "postcode": "50667",
    "phone": "0221 2210",
}


@pytest.fixture
def order(db) -> Order:
    make_zone()
    return pay(place(make_basket((make_product(stock=9), 2)), total="31.50"))


@pytest.fixture
def officer(log_in):
    return log_in("Fulfilment officers")


def save(client, order: Order, *, follow=True, **typed):
    data = TYPED | {"seen": mark_of(order.shipping_address)} | typed
    return client.post(reverse("console:address", args=[order.pk]), data, follow=follow)


def fresh(order: Order) -> Order:
    return Order.objects.select_related("shipping_address").get(pk=order.pk)


def test_address_is_changed_and_the_timeline_says_by_whom_and_how(officer, order):
    page = save(officer, order)

    address, act = fresh(order).shipping_address, order.acts.last()
    assert (address.first_name, address.line1, address.line4) == (
        "Berta Beispiel",
        "Nebenweg 7",
        "Köln",
    )
    assert (str(address.phone_number), address.country_id) == ("+492212210", "DE")
    assert (act.event, act.by) == ("address_changed", User.objects.get())
    assert "Hauptstraße 1" in act.before and "Nebenweg 7" in act.after
    words = page.content.decode()
    assert "The address is changed." in words
    assert "Address changed" in words and "Before and after" in words


def test_order_is_found_by_its_new_name_and_no_more_by_the_old(officer, order):
    save(officer, order)

    for query, found in (("Berta", True), ("0221 2210", True), ("901820", False)):
        page = officer.get("/admin/orders/", {"q": query})
        assert bool(page.context["page_obj"].object_list) is found, query


def test_later_of_two_people_is_told_and_overwrites_nothing(officer, order):
    seen = mark_of(order.shipping_address)
    save(officer, order)

    page = save(officer, order, name="Carl Spät", seen=seen)

    assert page.status_code == 409
    words = page.content.decode()
    assert "Somebody else has changed this address" in words
    assert "Carl Spät" in words and "Nebenweg 7" in words
    assert fresh(order).shipping_address.first_name == "Berta Beispiel"
    assert order.acts.filter(event="address_changed").count() == 1

    shown = page.context["address_form"]["seen"].value()
    save(officer, order, name="Carl Spät", seen=shown)
    assert fresh(order).shipping_address.first_name == "Carl Spät"


@pytest.mark.parametrize("seen", ["", "nonsense", "0" * 32])
def test_address_that_nobody_looked_at_is_not_overwritten(officer, order, seen):
    assert save(officer, order, seen=seen).status_code == 409
    assert fresh(order).shipping_address.first_name == "Anna Example"


def test_same_address_again_is_no_change(officer, order):
    save(officer, order)
    page = save(officer, fresh(order))

    assert "nothing was changed" in page.content.decode()
    assert order.acts.filter(event="address_changed").count() == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"postcode": "5"}, "This is not how this country writes its postcodes."),
        ({"phone": "no"}, "This is no phone number that we know."),
        ({"line1": "x" * 20_000}, "There is room for"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(officer, order, typed, problem):
    page = save(officer, order, **typed)

    assert page.status_code == 422
    words = page.content.decode()
    assert problem in words
    assert "Köln" in words
    assert len(words) < 150_000
    assert fresh(order).shipping_address.first_name == "Anna Example"


def test_country_stays_whatever_is_sent(officer, order):
    save(officer, order, country="JP")

    assert fresh(order).shipping_address.country_id == "DE"


def test_packed_order_keeps_its_address(officer, order):
    pack_order(order_id=order.pk, by=None, now=timezone.now())

    page = save(officer, order)

    assert "Nothing was changed" in page.content.decode()
    assert fresh(order).shipping_address.first_name == "Anna Example"
    assert "Change the address" not in page.content.decode()


@pytest.mark.parametrize("state", sorted(set(OrderState) - MAY_CHANGE))
def test_service_refuses_what_is_packed_or_given_up(order, state):
    Order.objects.filter(pk=order.pk).update(status=state)

    with pytest.raises(IllegalTransition):
        change(order, german_address(first_name="Berta"))


def test_service_refuses_another_country_and_a_stale_mark(order):
    with pytest.raises(IllegalTransition):
        change(order, german_address(country_id="JP"))
    with pytest.raises(ChangedMeanwhile):
        change(order, german_address(first_name="Berta"), seen="stale")


def change(order: Order, address, seen: str = "") -> bool:
    return change_address(
        order_id=order.pk,
        address=address,
        seen=seen or mark_of(order.shipping_address),
        by=None,
        now=timezone.now(),
    )


def test_nothing_of_the_address_is_logged(officer, order, caplog):
    with caplog.at_level(logging.DEBUG):
        save(officer, order)

    said = " ".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert "Berta" not in said and "Nebenweg" not in said
    assert "Berta" not in str(order.acts.last())


def test_who_may_not_fulfil_changes_no_address(log_in, order):
    answer = save(log_in("Certification officers"), order, follow=False)

    assert answer.status_code in (302, 403)
    assert fresh(order).shipping_address.first_name == "Anna Example"


def test_link_to_the_change_shows_the_way_to_the_order(officer, order):
    assert officer.get(reverse("console:address", args=[order.pk])).status_code == 405
