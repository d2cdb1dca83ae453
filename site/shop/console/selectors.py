"""The orders that wait for somebody: counted on the first page, listed under its links."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shop.fulfilment.models import Parcel
from shop.order.counts import has_pieces_to_pack
from shop.order.models import Line, Order
from shop.payments.gateways import gateways
from shop.payments.models import Dispute, Refund
from shop.rules.orders import asked_words
from shop.rules.payment_states import FULFILS, HOLDS_STOCK, OrderState

#: States in which nothing has left yet, and pieces wait to be packed.
TO_PACK = (OrderState.PAID, OrderState.ACCEPTED)

#: What a list of orders can be narrowed down to, beside its states.
ATTENTION, DISPUTED, TO_SEND_BACK = "attention", "disputed", "to-send-back"
OVERDUE, SOLD = "overdue", "sold"
LOOKS = {
    OVERDUE: _("Paid more than three days ago, not sent"),
    ATTENTION: _("Needs a look"),
    DISPUTED: _("Disputed"),
    TO_SEND_BACK: _("Refund to send by hand"),
    SOLD: _("Sold: paid, or to be paid at the door"),
}
LONGEST_WAIT = timedelta(days=3)


def listed_orders() -> QuerySet:
    """Give orders with what a row of a list shows."""
    return Order.objects.select_related(
        "market", "shipping_address__country", "user"
    ).prefetch_related("lines__ready_note", "payment_sessions", "parcels")


def waits_to_be_packed() -> Q:
    """Tell which orders have pieces that are in no parcel yet."""
    return Q(status__in=TO_PACK) | Q(has_pieces_to_pack(), status=OrderState.PARTLY_SENT)


def parcels_to_send() -> QuerySet:
    """Give the parcels that are packed and still here, those that were packed first come first."""
    waiting = Parcel.objects.filter(sent_at=None, order__status__in=HOLDS_STOCK)
    return waiting.order_by("packed_at", "pk")


def looked_for(orders: QuerySet, look: str, now: datetime) -> QuerySet:
    """Narrow orders down to one of `LOOKS`."""
    return orders.filter(is_looked_for(look, now))


def is_looked_for(look: str, now: datetime) -> Q:
    if look == OVERDUE:
        waiting = (OrderState.PAID, OrderState.PACKED, OrderState.PARTLY_SENT)
        return Q(status__in=waiting, paid_at__lt=now - LONGEST_WAIT)
    if look == ATTENTION:
        return ~Q(attention="")
    if look == SOLD:
        return Q(status__in=FULFILS)
    if look == DISPUTED:
        return Q(pk__in=Dispute.objects.filter(is_open=True).values("session__order"))
    return Q(pk__in=refunds_by_hand().values("session__order"))


def refunds_by_hand() -> QuerySet:
    """Give the refunds that staff have to send themselves."""
    by_hand = [code for code, gateway in gateways().items() if gateway.is_by_hand]
    return Refund.objects.filter(state=Refund.PENDING, session__gateway__in=by_hand)


def with_things_of(orders: QuerySet, producer_id: int) -> QuerySet:
    """Narrow orders down to those that hold something of a producer's."""
    made = Q(product__producer=producer_id) | Q(product__parent__producer=producer_id)
    return orders.filter(Exists(Line.objects.filter(made, order=OuterRef("pk"))))


def found_orders(orders: QuerySet, query: str) -> QuerySet:
    """Find by pieces of number, name, email, phone or tracking number, all words in any order.

    Case, accents, alphabet and all signs between letters make no difference.
    """
    found = Q(*[Q(found_by__contains=word) for word in asked_words(query)])
    # An account's email may have changed since.
    return orders.filter(found | Q(user__email__icontains=query))
