"""Put the address of an order right, as long as no parcel of it is packed."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from shop.order.finding import words_of_order
from shop.order.models import Order, ShippingAddress
from shop.postal import postal_lines
from shop.rules.errors import ChangedMeanwhile, IllegalTransition
from shop.rules.payment_states import OrderState

from .order_move import locked_order, note_act

EVENT = "address_changed"
#: Nothing has been written on a parcel yet, and it is still to be sent.
MAY_CHANGE = frozenset({OrderState.AWAITING_PAYMENT, OrderState.ACCEPTED, OrderState.PAID})
#: The country is not among them: delivery, destinations and the way to pay hang on it.
FIELDS = ("first_name", "line1", "line2", "line4", "state", "postcode", "phone_number")


def mark_of(address: ShippingAddress) -> str:
    """Give a mark of what an address is now: another one, another mark."""
    values = [address.country_id, *(str(getattr(address, name) or "") for name in FIELDS)]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:32]


@transaction.atomic
def change_address(
    *, order_id: int, address: ShippingAddress, seen: str, by, now: datetime
) -> bool:
    """Take over the fields of an unsaved address of the same country; False where none differs.

    `seen` is the mark of the address that was looked at while the new one was typed. Old and
    new are kept in the order's timeline.

    Raises: `IllegalTransition` once it is packed or given up, or for another country;
    `ChangedMeanwhile` where somebody else has changed it since.
    """
    order = locked_order(pk=order_id)
    stored = ShippingAddress.objects.select_for_update().get(pk=order.shipping_address_id)
    if not may_change_address(order) or stored.country_id != address.country_id:
        raise IllegalTransition(state=order.status, event=EVENT)
    if mark_of(stored) != seen:
        raise ChangedMeanwhile()
    if mark_of(address) == seen:
        return False
    before = written(stored)
    for name in FIELDS:
        setattr(stored, name, getattr(address, name))
    # Its search text is Oscar's, and follows what is saved.
    stored.save()
    order.found_by = words_of_order(number=order.number, email=order.guest_email, address=stored)
    order.save(update_fields=["found_by"])
    note_act(order=order, event=EVENT, now=now, by=by, before=before, after=written(stored))
    return True


def written(address: ShippingAddress) -> str:
    return "\n".join([*postal_lines(address), str(address.phone_number or "")]).strip()


def may_change_address(order: Order) -> bool:
    if order.shipping_address_id is None or order.state not in MAY_CHANGE:
        return False
    return not order.parcels.exists()
