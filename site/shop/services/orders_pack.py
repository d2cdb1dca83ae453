"""Pack many orders at once, each by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shop.order.models import Order
from shop.rules.errors import IllegalTransition, PaymentDisputed, ShopError
from shop.rules.payment_states import OrderState

from .order_fulfil import pack_order


@dataclass(frozen=True)
class Packing:
    """What became of one order; `error` is None where it was packed just now."""

    order: Order
    error: ShopError | None = None

    @property
    def was_packed_before(self) -> bool:
        return isinstance(self.error, IllegalTransition) and self.order.state is OrderState.PACKED


def pack_orders(*, order_ids: Iterable[int], by, now: datetime) -> list[Packing]:
    """Pack each order in a transaction of its own: one that is refused holds up no other.

    In the order in which they were placed; ids of no order are passed over. Each is named with
    the state in which it stands afterwards.
    """
    results = []
    for order in Order.objects.filter(pk__in=set(order_ids)).order_by("date_placed", "pk"):
        try:
            results.append(Packing(pack_order(order_id=order.pk, by=by, now=now)))
        except (IllegalTransition, PaymentDisputed) as error:
            order.refresh_from_db(fields=["status"])
            results.append(Packing(order, error))
    return results
