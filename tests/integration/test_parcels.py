"""Several parcels for one order: each with its pieces, its number, its mail and its papers."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from papers import make_sender, text_of

from factories.catalogue import make_product, make_zone
from factories.money import paid_by_card, to_be_paid_by
from factories.orders import make_basket, pay, place
from integration.packing import pack, send, send_url
from shop.books.stock import stock_disagreements
from shop.fulfilment.models import Parcel, ParcelLine
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.rules.errors import ChangedMeanwhile, IllegalTransition
from shop.rules.payment_states import OrderState
from shop.services.order_fulfil import pack_order, send_parcel, unpack_parcel
from shop.services.parcel_fill import Contents
from shop.services.refund_ask import RefundWish, ask_refund

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(db):
    """Two jars of honey and one of capers, paid."""
    make_zone()
    things = (make_product("Honey", stock=5), 2), (make_product("Capers", stock=5), 1)
    return pay(place(make_basket(*things), total="40.00"))


@pytest.fixture
def packer(log_in):
    return log_in("Fulfilment officers")


@pytest.fixture
def lines(order):
    return {line.title: line.pk for line in order.lines.all()}


def state(order) -> OrderState:
    return Order.objects.get(pk=order.pk).state


def counters() -> dict[str, tuple[int, int]]:
    records = StockRecord.objects.select_related("product")
    return {each.product.title: (each.num_in_stock, each.num_allocated) for each in records}


def screen(client, order) -> str:
    return client.get(reverse("console:order", args=[order.pk])).content.decode()


def refund(order, pieces, restock=True) -> None:
    ask_refund(
        order_id=order.pk,
        wish=RefundWish(pieces=pieces, restock=restock),
        key=f"r{pieces}{restock}",
        reason="Broken",
        now=timezone.now(),
    )


def test_order_leaves_in_two_parcels_and_the_customer_hears_of_both(
    packer, order, lines, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    told = pack(packer, order, {lines["Honey"]: 1, lines["Capers"]: 1}, follow=True)
    assert "The rest waits" in told.content.decode()
    assert state(order) is OrderState.PAID
    assert order.number in packer.get(reverse("console:to-pack")).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        send(packer, order, "EE1")
    assert state(order) is OrderState.PARTLY_SENT
    assert counters() == {"Honey": (4, 1), "Capers": (4, 0)}

    pack(packer, order)
    with django_capture_on_commit_callbacks(execute=True):
        send(packer, order, "1Z999", carrier="ups")
    assert state(order) is OrderState.SENT
    assert counters() == {"Honey": (3, 0), "Capers": (4, 0)}
    assert list(stock_disagreements()) == []

    first, second = (letter.body for letter in mail.outbox)
    assert "1 × Honey" in first
    assert "1 × Capers" in first
    assert "The rest follows" in first
    assert "1 × Capers" not in second
    assert "The rest follows" not in second
    events = [act.event for act in order.acts.all()][-4:]
    assert events == ["part_packed", "part_sent", "packed", "sent"]


def test_customer_follows_each_parcel_on_the_orders_page(packer, order, lines, client):
    pack(packer, order, {lines["Honey"]: 1})
    send(packer, order, "EE1")

    page = client.get(order.get_absolute_url()).content.decode()

    assert "Parcel 1, sent" in page
    assert "1 × Honey" in page
    assert "The rest follows in another parcel" in page
    assert "17track.net/en#nums=EE1" in page
    assert "Partly sent" in page

    pack(packer, order)
    send(packer, order, "1Z999", carrier="ups")
    page = client.get(order.get_absolute_url()).content.decode()
    assert "Parcel 2, sent" in page
    assert "ups.com/track?tracknum=1Z999" in page
    assert "The rest follows" not in page


def test_whole_order_in_one_parcel_reads_as_simply_as_ever(packer, order, client):
    pack(packer, order)
    send(packer, order, "EE1")

    page = client.get(order.get_absolute_url()).content.decode()

    assert "Parcel 1" not in page
    assert "EE1" in page


def test_lots_are_kept_and_every_order_with_a_lot_is_found(packer, order, lines):
    pack(packer, order, lots={lines["Honey"]: "L-2311"})

    assert "L-2311" in screen(packer, order)
    answer = packer.get(reverse("console:find"), {"q": "l2311"})
    assert answer.url == reverse("console:order", args=[order.pk])


def test_number_of_a_second_parcel_opens_its_order(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 1})
    pack(packer, order)
    second = order.parcels.get(position=2)

    answer = packer.get(reverse("console:find"), {"q": second.number})

    assert second.number == f"{order.number}-2"
    assert answer.url == reverse("console:order", args=[order.pk])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"Honey": 3}, "At most 2 are still to be packed."),
        ({"Honey": -1}, "greater than or equal to 0"),
        ({"Honey": "x"}, "Enter a whole number"),
        ({"Honey": 0, "Capers": ""}, "at least one piece"),
    ],
)
def test_wrong_pieces_are_told_and_what_was_typed_is_kept(packer, order, lines, typed, said):
    pieces = {lines[title]: count for title, count in typed.items()}

    page = pack(packer, order, pieces, lots={lines["Honey"]: "L-77"})

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "L-77" in page.content.decode()
    assert not Parcel.objects.exists()


def test_same_form_sent_twice_packs_one_parcel(packer, order, lines):
    form = {"pack-position": 1, f"pack-pieces-{lines['Honey']}": 1}
    url = reverse("console:pack", args=[order.pk])

    packer.post(url, form)
    told = packer.post(url, form, follow=True)

    assert "Nothing was changed" in told.content.decode()
    assert ParcelLine.objects.get().pieces == 1


def test_pieces_that_are_refunded_while_they_are_packed_are_not_packed(order, lines):
    contents = Contents(1, {lines["Honey"]: 2})
    refund(order, {lines["Honey"]: 1})

    with pytest.raises(ChangedMeanwhile):
        pack_order(order_id=order.pk, by=None, now=timezone.now(), contents=contents)
    assert not Parcel.objects.exists()


def test_order_paid_at_the_door_goes_in_one_parcel(packer):
    order = to_be_paid_by("cash_on_delivery")
    line = order.lines.get()

    assert f'name="pack-pieces-{line.pk}"' not in screen(packer, order)
    with pytest.raises(IllegalTransition):
        pack_order(
            order_id=order.pk, by=None, now=timezone.now(), contents=Contents(1, {line.pk: 1})
        )

    pack(packer, order, {line.pk: 1})
    assert ParcelLine.objects.get().pieces == 2
    assert state(order) is OrderState.PACKED


def test_parcel_that_was_packed_wrongly_is_opened_again(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 1})
    parcel = order.parcels.get()

    told = packer.post(reverse("console:open-again", args=[order.pk, parcel.pk]), follow=True)

    assert "is open again" in told.content.decode()
    assert not Parcel.objects.exists()
    assert state(order) is OrderState.PAID
    pack(packer, order)
    assert state(order) is OrderState.PACKED


def test_parcel_paid_at_the_door_is_opened_again_and_waits_as_before(packer):
    order = to_be_paid_by("cash_on_delivery")
    pack(packer, order)

    unpack_parcel(parcel_id=order.parcels.get().pk, by=None, now=timezone.now())

    assert state(order) is OrderState.ACCEPTED


def test_parcel_that_left_cannot_be_opened_nor_one_that_is_gone(packer, order):
    pack(packer, order)
    parcel = order.parcels.get()
    send(packer, order)

    with pytest.raises(IllegalTransition):
        unpack_parcel(parcel_id=parcel.pk, by=None, now=timezone.now())
    for act in (unpack_parcel, lambda **k: send_parcel(carrier="ems", tracking_number="1", **k)):
        with pytest.raises(ChangedMeanwhile):
            act(parcel_id=parcel.pk + 1, by=None, now=timezone.now())
    assert state(order) is OrderState.SENT


def test_missing_piece_is_refunded_and_the_order_is_sent_as_it_is(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 2})
    send(packer, order)

    refund(order, {lines["Capers"]: 1}, restock=False)

    assert state(order) is OrderState.SENT
    assert counters() == {"Honey": (3, 0), "Capers": (4, 0)}
    assert list(stock_disagreements()) == []


def test_refund_takes_a_piece_out_of_a_packed_parcel(packer, order, lines):
    pack(packer, order)

    refund(order, {lines["Honey"]: 1, lines["Capers"]: 1})

    inside = ParcelLine.objects.get()
    assert (inside.line_id, inside.pieces) == (lines["Honey"], 1)
    assert state(order) is OrderState.PACKED
    assert counters() == {"Honey": (5, 1), "Capers": (5, 0)}


def test_of_pieces_that_left_none_is_on_sale_again_while_others_wait(packer, order, lines):
    pack(packer, order, {lines["Capers"]: 1})
    send(packer, order)

    refund(order, {lines["Capers"]: 1, lines["Honey"]: 1})

    assert state(order) is OrderState.PARTLY_SENT
    assert counters() == {"Honey": (5, 1), "Capers": (4, 0)}
    assert list(stock_disagreements()) == []


def test_everything_refunded_after_a_part_left_ends_the_order(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 1})
    send(packer, order)
    pack(packer, order)

    ask_refund(
        order_id=order.pk,
        wish=RefundWish(everything=True, restock=True),
        key="all",
        reason="Late",
        now=timezone.now(),
    )

    assert state(order) is OrderState.REFUNDED
    assert [parcel.position for parcel in order.parcels.all()] == [1]
    assert counters() == {"Honey": (4, 0), "Capers": (5, 0)}
    assert list(stock_disagreements()) == []


def test_rest_of_a_partly_sent_order_waits_on_the_packers_list(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 2})
    send(packer, order)

    to_pack = packer.get(reverse("console:to-pack"))
    picked = packer.get(reverse("console:pick-list")).content.decode()
    assert [each.pk for each in to_pack.context["to_pack"]] == [order.pk]
    assert "Capers" in picked
    assert "Honey" not in picked

    pack(packer, order)
    page = packer.get(reverse("console:to-pack"))
    assert not page.context["to_pack"]
    assert [row.parcel.position for row in page.context["send"].rows] == [2]


def test_address_stays_once_a_parcel_is_packed(packer, order, lines):
    assert "address_form" in packer.get(reverse("console:order", args=[order.pk])).context
    pack(packer, order, {lines["Honey"]: 1})

    assert "address_form" not in packer.get(reverse("console:order", args=[order.pk])).context


def test_wrong_tracking_number_is_kept_in_its_own_parcels_form(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 1})
    pack(packer, order)

    page = packer.post(send_url(order), {"carrier": "ems", "tracking_number": "E?"})

    first, second = page.context["parcels"]
    assert page.status_code == 422
    assert not first["form"].is_bound
    assert second["form"].errors
    assert second["form"]["tracking_number"].value() == "E?"


def test_export_names_all_parcels(packer, order, lines):
    pack(packer, order, {lines["Honey"]: 1})
    send(packer, order, "EE1")
    pack(packer, order)
    send(packer, order, "1Z999", carrier="ups")

    rows = b"".join(packer.get(reverse("console:export-csv")).streaming_content).decode()

    assert "EE1, 1Z999" in rows
    assert "EMS, UPS" in rows


def test_each_parcel_is_printed_by_itself_also_after_it_left(packer, order, lines):
    make_sender()
    pack(packer, order, {lines["Honey"]: 1})
    send(packer, order)
    pack(packer, order)
    first, second = order.parcels.all()

    for parcel, thing in ((first, "Honey"), (second, "Capers")):
        url = reverse("console:parcel-papers", args=[order.pk, parcel.pk])
        pdf = packer.get(url).content
        assert thing in text_of(pdf)[0]
        assert url in screen(packer, order)
    unknown = reverse("console:parcel-papers", args=[order.pk, second.pk + 1])
    assert packer.get(unknown).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "uz", "ja"])
def test_mail_of_a_part_is_whole_in_every_language(packer, order, lines, language):
    Order.objects.update(language=language)
    pack(packer, order, {lines["Honey"]: 1})
    send(packer, order, "EE1")

    letter = order.mails.get(kind="sent")

    with translation.override(language):
        rest = translation.gettext(
            "The rest follows in another parcel; we write to you when it leaves."
        )
    assert rest in letter.text
    assert rest in letter.html
    assert (language == "en") is ("The rest follows" in letter.text)


def test_parcels_of_before_are_given_what_lay_in_them():
    order = paid_by_card(pieces=3)
    line = order.lines.get()
    refund(order, {line.pk: 1})
    sent_at = timezone.now()
    parcel = Parcel.objects.create(order=order, packed_at=sent_at, sent_at=sent_at)
    Order.objects.update(status=OrderState.SENT.value)
    refund_of_sent = {"quantity": 1, "amount_minor": 850, "line": line}
    later = order.payment_sessions.get().refunds.create(amount_minor=850, key="later")
    later.lines.create(**refund_of_sent)
    type(line).objects.filter(pk=line.pk).update(withdrawn=2)

    import_module("shop.fulfilment.migrations.0003_pieces_of_parcels").fill_parcels(apps, None)

    line.refresh_from_db()
    assert (line.in_parcels, line.sent, line.returned) == (2, 2, 1)
    assert parcel.lines.get().pieces == 2
    assert line.count.unsent == 0
