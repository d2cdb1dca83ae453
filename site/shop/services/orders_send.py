"""Send many parcels at once, each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shop.order.models import Order
from shop.rules.errors import IllegalTransition, PaymentDisputed, ShopError

from .order_fulfil import send_order


@dataclass(frozen=True)
class Sending:
    """What became of one order; `error` is None where its parcel was sent just now."""

    order: Order
    error: ShopError | None = None


def send_orders(*, numbers: Mapping[int, str], carrier: str, by, now: datetime) -> list[Sending]:
    """Send each order in a transaction of its own: one that is refused holds up no other.

    `numbers` are tracking numbers by order id; ids of no order are passed over.
    """
    results = []
    for order in Order.objects.filter(pk__in=numbers).order_by("paid_at", "pk"):
        try:
            sent = send_order(
                order_id=order.pk,
                carrier=carrier,
                tracking_number=numbers[order.pk],
                by=by,
                now=now,
            )
            results.append(Sending(sent))
        except (IllegalTransition, PaymentDisputed) as error:
            order.refresh_from_db(fields=["status"])
            results.append(Sending(order, error))
    return results
