"""Packs, sends, opens and refunds one order from many sides at once; prints JSON."""

import json
from collections.abc import Callable

import django

django.setup()

from django.utils import timezone  # noqa: E402
from race_runner import RUNNERS, stock, together  # noqa: E402

from factories.catalogue import make_product, make_zone  # noqa: E402
from factories.orders import make_basket, pay, place  # noqa: E402
from shop.books.stock import stock_disagreements  # noqa: E402
from shop.fulfilment.models import ParcelLine  # noqa: E402
from shop.order.models import Order  # noqa: E402
from shop.services.order_fulfil import pack_order, send_parcel, unpack_parcel  # noqa: E402
from shop.services.parcel_fill import Contents, next_position  # noqa: E402
from shop.services.refund_ask import RefundWish, ask_refund  # noqa: E402


def paid(pieces: int) -> Order:
    jar = make_product(stock=20)
    total = f"{pieces * 8.5 + 14.5:.2f}"
    return pay(place(make_basket((jar, pieces)), total=total))


def packing_a_piece(order: Order) -> Callable:
    contents = Contents(next_position(order), {order.lines.get().pk: 1})
    return lambda: pack_order(order_id=order.pk, by=None, now=timezone.now(), contents=contents)


def sending(parcel, number: str = "EE1") -> Callable:
    return lambda: send_parcel(
        parcel_id=parcel.pk, carrier="ems", tracking_number=number, by=None, now=timezone.now()
    )


def opening(parcel) -> Callable:
    return lambda: unpack_parcel(parcel_id=parcel.pk, by=None, now=timezone.now())


def refunding(order: Order, key: int) -> Callable:
    wish = RefundWish(pieces={order.lines.get().pk: 1}, restock=True)
    return lambda: ask_refund(
        order_id=order.pk,
        wish=wish,
        key=f"race-{order.pk}-{key}",
        reason="Race",
        now=timezone.now(),
    )


def seen(order: Order, outcomes) -> dict:
    """Tell what came of an order, and whether all of its books agree."""
    line = order.lines.get()
    record = stock(line.product)
    inside = ParcelLine.objects.filter(line=line)
    return {
        "outcomes": outcomes,
        "state": Order.objects.get(pk=order.pk).status,
        "pieces": [line.quantity, line.withdrawn, line.returned, line.in_parcels, line.sent],
        "boxed": sum(each.pieces for each in inside),
        "boxed_and_sent": sum(each.pieces for each in inside.exclude(parcel__sent_at=None)),
        "stock": [record.num_in_stock, record.num_allocated],
        "mails": order.mails.filter(kind="sent").count(),
        "disagreements": [str(each) for each in stock_disagreements()],
    }


def one_parcel_packed_by_all() -> dict:
    """Eight packers press the same button of an order of three jars."""
    order = paid(3)
    return seen(order, together([packing_a_piece(order) for _ in range(RUNNERS)]))


def one_parcel_sent_by_all() -> dict:
    order = paid(2)
    pack_order(order_id=order.pk, by=None, now=timezone.now())
    parcel = order.parcels.get()
    return seen(order, together([sending(parcel, f"EE{n}") for n in range(RUNNERS)]))


def sent_and_opened() -> dict:
    """A parcel either leaves or is opened again, whoever is first."""
    order = paid(2)
    pack_order(order_id=order.pk, by=None, now=timezone.now())
    parcel = order.parcels.get()
    return seen(order, together([sending(parcel), opening(parcel)] * (RUNNERS // 2)))


def packed_sent_and_refunded() -> dict:
    """While one parcel leaves and the next is packed, jars are refunded one by one."""
    order = paid(6)
    packing_a_piece(order)()
    parcel = order.parcels.get()
    acts = [sending(parcel), packing_a_piece(order), opening(parcel)]
    return seen(order, together([*acts, *(refunding(order, key) for key in range(5))]))


RACES = (
    one_parcel_packed_by_all,
    one_parcel_sent_by_all,
    sent_and_opened,
    packed_sent_and_refunded,
)

if __name__ == "__main__":
    make_zone()
    print(json.dumps({race.__name__: race() for race in RACES}))
