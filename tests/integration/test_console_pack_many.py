"""Many orders are packed with one press, each by itself."""

import pytest
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import disputed
from factories.orders import make_basket, pay, place
from shop.order.models import Order
from shop.rules.payment_states import OrderState
from shop.services.orders_pack import pack_orders

PACK = "/admin/orders/pack/"


@pytest.fixture
def honey(db):
    make_zone()
    return make_product(stock=90)


@pytest.fixture
def officer(log_in):
    return log_in("Fulfilment officers")


def paid(product) -> Order:
    return pay(place(make_basket((product, 2)), total="31.50"))


def press(client, *orders, **more):
    return client.post(PACK, {"order": [each.pk for each in orders], **more}, follow=True)


def told(page) -> dict[str, str]:
    return {message.level_tag: str(message) for message in page.context["messages"]}


def test_ticked_orders_are_packed_and_the_refused_are_named_with_why(officer, honey):
    good, taken, unpaid = paid(honey), paid(honey), place(make_basket((honey, 2)), total="31.50")
    disputed(taken)

    words = told(press(officer, good, taken, unpaid))

    states = {order.pk: order.state for order in Order.objects.all()}
    assert states[good.pk] is OrderState.PACKED
    assert states[taken.pk] is OrderState.PAID
    assert states[unpaid.pk] is OrderState.AWAITING_PAYMENT
    assert good.number in words["success"]
    assert f"{taken.number} (the buyer's bank disputes the payment)" in words["error"]
    assert f"{unpaid.number} (it stands at: Waiting for payment)" in words["error"]


def test_pressing_twice_is_harmless(officer, honey):
    order = paid(honey)

    press(officer, order)
    words = told(press(officer, order))

    assert list(words) == ["info"]
    assert order.number in words["info"]
    assert order.acts.filter(event="packed").count() == 1


def test_way_back_is_the_same_list(officer, honey):
    order = paid(honey)

    back = officer.post(PACK, {"order": order.pk, "query": "state=paid&x=y"})
    today = officer.post(PACK, {"order": order.pk, "back": "to-pack"})

    assert back.url == "/admin/orders/?state=paid"
    assert today.url == "/admin/orders/to-pack/"


@pytest.mark.parametrize("ids", [[], ["x"], ["-1"], ["9" * 40], ["\0"], ["99999999"], ["²"]])
def test_what_is_no_order_changes_nothing(officer, honey, ids):
    order = paid(honey)

    page = officer.post(PACK, {"order": ids}, follow=True)

    order.refresh_from_db()
    assert page.status_code == 200
    assert order.state is OrderState.PAID


def test_one_that_is_refused_holds_up_no_other(honey):
    first, second, third = [paid(honey) for _ in range(3)]
    Order.objects.filter(pk=second.pk).update(status=OrderState.SENT)

    results = pack_orders(
        order_ids=[third.pk, second.pk, first.pk, first.pk], by=None, now=timezone.now()
    )

    assert [(each.order.pk, each.error is None) for each in results] == [
        (first.pk, True),
        (second.pk, False),
        (third.pk, True),
    ]


@pytest.mark.parametrize("url", ["/admin/orders/", "/admin/orders/to-pack/"])
def test_only_what_can_be_packed_has_a_tick(officer, honey, url):
    order, done = paid(honey), paid(honey)
    pack_orders(order_ids=[done.pk], by=None, now=timezone.now())

    page = officer.get(url).content.decode()

    assert f'name="order" value="{order.pk}" form="many"' in page
    assert f'name="order" value="{done.pk}"' not in page


def test_who_may_not_fulfil_packs_nothing(log_in, honey):
    order = paid(honey)

    press(log_in("Certification officers"), order)

    order.refresh_from_db()
    assert order.state is OrderState.PAID


def test_a_link_packs_nothing(officer):
    assert officer.get(PACK).status_code == 405
