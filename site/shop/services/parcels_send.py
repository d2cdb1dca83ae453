"""Send many parcels at once, each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shop.fulfilment.models import Parcel
from shop.order.models import Order
from shop.rules.errors import ChangedMeanwhile, IllegalTransition, PaymentDisputed, ShopError

from .order_fulfil import send_parcel


@dataclass(frozen=True)
class Sending:
    """What became of one parcel; `error` is None where it was sent just now."""

    parcel: Parcel
    error: ShopError | None = None

    @property
    def order(self) -> Order:
        return self.parcel.order


def send_parcels(*, numbers: Mapping[int, str], carrier: str, by, now: datetime) -> list[Sending]:
    """Send each parcel in a transaction of its own: one that is refused holds up no other.

    `numbers` are tracking numbers by parcel id; ids of no parcel are passed over.
    """
    results = []
    parcels = Parcel.objects.filter(pk__in=numbers).select_related("order")
    for parcel in parcels.order_by("packed_at", "pk"):
        try:
            send_parcel(
                parcel_id=parcel.pk,
                carrier=carrier,
                tracking_number=numbers[parcel.pk],
                by=by,
                now=now,
            )
            results.append(Sending(parcel))
        except (IllegalTransition, PaymentDisputed, ChangedMeanwhile) as error:
            parcel.order.refresh_from_db(fields=["status"])
            results.append(Sending(parcel, error))
    return results
