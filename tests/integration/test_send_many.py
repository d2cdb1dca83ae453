"""Five parcels in one batch: numbers typed or scanned one below the other, sent with one press."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import send_it
from factories.orders import make_basket, many_like, pay, place
from shop.fulfilment.models import Parcel
from shop.order.models import Line, Order
from shop.partner.models import StockRecord
from shop.rules.payment_states import OrderState
from shop.rules.tracking import check_digit
from shop.services.orders_pack import pack_orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def packed(db):
    """Five packed orders of one jar each."""
    make_zone()
    product = make_product(stock=9)

    orders = [pay(place(make_basket((product, 1)), total="23.00")) for _ in range(5)]
    pack_orders(order_ids=[order.pk for order in orders], by=None, now=timezone.now())
    return orders


@pytest.fixture
def packer(log_in):
    return log_in("Fulfilment officers")


def send(client, numbers: dict, carrier="ems", **kwargs):
    parcels = {order.pk: parcel for order in numbers for parcel in order.parcels.all()}
    data = {f"number-{parcels[order.pk].pk}": number for order, number in numbers.items()}
    return client.post(reverse("console:send-many"), {"carrier": carrier, **data}, **kwargs)


def numbered(n: int) -> str:
    """Give a number of the posts', as it is printed on a label."""
    serial = f"1234567{n}"
    return f"ee {serial}{check_digit(serial)} uz"


def states() -> list[str]:
    return list(Order.objects.order_by("pk").values_list("status", flat=True))


def test_five_parcels_leave_with_one_press_and_each_customer_is_told(
    packer, packed, django_capture_on_commit_callbacks
):
    numbers = {order: numbered(n) for n, order in enumerate(packed)}
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        page = send(packer, numbers, follow=True)

    assert states() == ["sent"] * 5
    assert "5 parcels are sent" in page.content.decode()
    assert Order.objects.get(pk=packed[2].pk).parcels.get().tracking_number == "EE123456723UZ"
    assert StockRecord.objects.get().num_in_stock == 4
    assert len(mail.outbox) == 5


def test_orders_without_a_number_stay(packer, packed):
    send(packer, {packed[0]: "EE1", packed[1]: "  ", packed[2]: ""})

    assert states() == ["sent"] + ["packed"] * 4


@pytest.mark.parametrize("wrong", ["E+E", "<b>", "ЕЕ1", "x" * 61])
def test_one_wrong_number_holds_all_back_and_keeps_what_was_typed(packer, packed, wrong):
    page = send(packer, {packed[0]: "EE1", packed[1]: wrong})

    assert page.status_code == 422
    assert states() == ["packed"] * 5
    typed = {
        row.parcel.order_id: (row.typed, bool(row.errors)) for row in page.context["send"].rows
    }
    assert typed[packed[0].pk] == ("EE1", False)
    assert typed[packed[1].pk] == (wrong, True)


def test_same_number_twice_is_asked_about(packer, packed):
    page = send(packer, {packed[0]: "EE1", packed[1]: "ee1"})

    assert page.content.decode().count("This number stands in another row as well.") == 2
    assert states() == ["packed"] * 5


def test_number_of_a_post_that_was_misread_is_asked_about(packer, packed):
    page = send(packer, {packed[0]: "EE123456724UZ"})

    assert page.status_code == 422
    assert "do not fit together" in page.content.decode()
    assert states() == ["packed"] * 5

    send(packer, {packed[0]: "EE123456724UZ"}, carrier="other")
    assert states() == ["sent"] + ["packed"] * 4


def test_unknown_carrier_sends_nothing(packer, packed):
    assert send(packer, {packed[0]: "EE1"}, carrier="pigeon").status_code == 422
    assert states() == ["packed"] * 5


def test_parcel_that_somebody_sent_meanwhile_is_sent_once(packer, packed):

    send_it(packed[0], number="EE9")

    send(packer, {packed[0]: "EE1", packed[1]: "EE2"})

    assert states() == ["sent", "sent", "packed", "packed", "packed"]
    assert Order.objects.get(pk=packed[0].pk).parcels.get().tracking_number == "EE9"


def test_nothing_typed_and_nonsense_typed_are_told(packer, packed):
    for data in ({}, {"number-x": "EE1"}, {"number-99999999999999999999": "EE1"}):
        page = packer.post(reverse("console:send-many"), {"carrier": "ems", **data}, follow=True)
        assert "Please type the tracking numbers first." in page.content.decode()


def test_scanned_number_opens_its_order_however_it_is_written(packer, packed):
    number = packed[3].number

    for typed in (number, number.lower(), number.replace("-", ""), f" {number} "):
        answer = packer.get(reverse("console:find"), {"q": typed})
        assert answer.url == reverse("console:order", args=[packed[3].pk])


@pytest.mark.parametrize("typed", ["", "OA-0000-0000", "!!", "\0", "x" * 500])
def test_number_of_no_order_is_told(packer, packed, typed):
    page = packer.get(reverse("console:find"), {"q": typed}, follow=True)

    assert "No order is found by" in page.content.decode()


def test_words_that_several_orders_have_lead_to_their_list(packer, packed):
    answer = packer.get(reverse("console:find"), {"q": "anna"})

    assert answer.url == reverse("console:orders") + "?q=anna"


def test_lists_are_turned_page_by_page_at_the_same_price(
    packer, packed, django_assert_max_num_queries
):
    copies = many_like(packed[0], 120)
    to_pack = [order.pk for order in copies[60:]]
    Order.objects.filter(pk__in=to_pack).update(status=OrderState.PAID.value)
    Line.objects.filter(order__in=to_pack).update(in_parcels=0)
    Parcel.objects.bulk_create(
        Parcel(order=order, packed_at=timezone.now()) for order in copies[:60]
    )

    with django_assert_max_num_queries(25):
        page = packer.get(reverse("console:to-pack"), {"p": "2", "s": "2"})

    assert page.context["to_pack"].paginator.count + page.context["to_send"].paginator.count == 125
    assert len(page.context["to_send"]) == page.context["to_send"].paginator.count - 50
