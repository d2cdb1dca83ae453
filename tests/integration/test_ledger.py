"""The books: every movement once, with its cause, and never changed afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from factories.catalogue import make_product, make_zone
from factories.money import send_it
from factories.orders import make_basket, pay, place
from shop.accounts.models import User
from shop.books.stock import stock_disagreements
from shop.ledger.models import MoneyEntry, StockEntry
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.rules.errors import OutOfStock
from shop.rules.payment_states import OrderEvent
from shop.services.order_fulfil import pack_order
from shop.services.order_release import release_order
from shop.services.stock_move import Move, move_stock


@pytest.fixture
def jar(db):
    make_zone()
    return make_product(stock=5)


def movements(product) -> list[tuple[str, int, int]]:
    entries = StockEntry.objects.filter(record__product=product)
    return list(entries.values_list("kind", "on_hand", "promised"))


def test_way_of_a_jar_from_the_first_count_to_the_parcel_is_in_the_books(jar):
    order = pay(place(make_basket((jar, 2)), total="31.50"))
    now = timezone.now()

    pack_order(order_id=order.pk, by=None, now=now)
    send_it(order)

    assert movements(jar) == [("opened", 5, 0), ("promised", 0, 2), ("sent", -2, -2)]
    assert list(stock_disagreements()) == []


def test_order_given_up_frees_its_jars_in_the_books(jar):
    order = place(make_basket((jar, 2)), total="31.50")

    release_order(order_id=order.pk, event=OrderEvent.TIME_RAN_OUT, now=timezone.now())

    assert movements(jar)[1:] == [("promised", 0, 2), ("released", 0, -2)]
    assert StockRecord.objects.get(product=jar).left == 5


def test_payment_is_one_entry_with_its_reference(jar):
    order = pay(place(make_basket((jar, 1)), total="23.00"))

    entry = MoneyEntry.objects.get(order=order)
    assert (entry.kind, entry.amount_minor, entry.currency) == ("payment", 2300, "USD")
    assert entry.reference == order.payment_sessions.get().payment_reference
    assert entry.cause


@pytest.mark.parametrize("model", [MoneyEntry, StockEntry])
def test_entries_cannot_be_changed_or_deleted_by_the_program(jar, model):
    pay(place(make_basket((jar, 1)), total="23.00"))
    entry = model.objects.first()

    for act in (entry.save, entry.delete, model.objects.all().delete):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(TypeError):
        model.objects.update(cause="another")


@pytest.mark.parametrize("table", ["ledger_moneyentry", "ledger_stockentry"])
@pytest.mark.parametrize("act", ["UPDATE {} SET cause = 'another'", "DELETE FROM {}"])
def test_entries_cannot_be_changed_or_deleted_in_the_database(jar, table, act):
    pay(place(make_basket((jar, 1)), total="23.00"))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(act.format(table))


def test_count_on_another_form_is_a_movement_of_the_difference(jar):
    seen_by_a_form = StockRecord.objects.get(product=jar)
    place(make_basket((jar, 2)), total="31.50")

    seen_by_a_form.num_in_stock = 9
    seen_by_a_form.save()

    record = StockRecord.objects.get(product=jar)
    assert (record.num_in_stock, record.num_allocated) == (9, 2)
    assert movements(jar)[-1] == ("counted", 4, 0)


def test_save_never_brings_back_what_a_record_held_when_it_was_read(jar):
    read_before = StockRecord.objects.get(product=jar)
    place(make_basket((jar, 2)), total="31.50")

    read_before.partner_sku = "another"
    read_before.save()

    record = StockRecord.objects.get(product=jar)
    assert (record.num_allocated, record.partner_sku) == (2, "another")


def test_fewer_than_promised_cannot_be_counted(jar):
    place(make_basket((jar, 2)), total="31.50")
    record = StockRecord.objects.get(product=jar)

    with pytest.raises(OutOfStock), transaction.atomic():
        move_stock(moves=[Move(record.pk, on_hand=-4)], kind="counted", now=timezone.now())

    assert movements(jar)[-1] == ("promised", 0, 2)


def test_moves_that_cannot_all_be_made_leave_none(jar):
    other = make_product(stock=1)
    records = [StockRecord.objects.get(product=each) for each in (jar, other)]

    with pytest.raises(OutOfStock) as caught, transaction.atomic():
        move_stock(
            moves=[Move(record.pk, promised=2) for record in records],
            kind="promised",
            now=timezone.now(),
        )

    assert caught.value.data["product_ids"] == [other.pk]
    assert movements(jar) == [("opened", 5, 0)]


def test_oscars_own_ways_to_change_a_counter_are_in_the_books(jar):
    record = StockRecord.objects.get(product=jar)

    record.allocate(3)
    record.cancel_allocation(1)
    record.consume_allocation(2)

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert list(stock_disagreements()) == []


def test_who_has_entries_in_the_books_cannot_be_deleted(jar):
    counter = User.objects.create_user("counter@ovop.example")
    move_stock(
        moves=[Move(StockRecord.objects.get(product=jar).pk, on_hand=1)],
        kind="counted",
        now=timezone.now(),
        by=counter,
    )

    with pytest.raises(Exception, match="protected"):
        counter.delete()


def test_placing_an_order_of_three_lines_costs_at_most_sixty_queries(
    jar, django_assert_max_num_queries
):
    basket = make_basket((jar, 1), (make_product(), 1), (make_product(), 1))

    with django_assert_max_num_queries(60):
        place(basket, total="40.00")

    assert Order.objects.get().lines.count() == 3
