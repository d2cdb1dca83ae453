"""The orders that wait for somebody: counted on the first page, listed under its links."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shop.order.models import Order
from shop.payments.gateways import gateways
from shop.payments.models import Dispute, Refund
from shop.rules.payment_states import OrderState

TO_PACK = (OrderState.PAID, OrderState.ACCEPTED)

#: What a list of orders can be narrowed down to, beside its states.
ATTENTION, DISPUTED, TO_SEND_BACK = "attention", "disputed", "to-send-back"
LOOKS = {
    ATTENTION: _("Needs a look"),
    DISPUTED: _("Disputed"),
    TO_SEND_BACK: _("Refund to send by hand"),
}


def listed_orders() -> QuerySet:
    """Give orders with what a row of a list shows."""
    return Order.objects.select_related(
        "market", "shipping_address__country", "user", "parcel"
    ).prefetch_related("lines", "payment_sessions")


def looked_for(orders: QuerySet, look: str) -> QuerySet:
    """Narrow orders down to one of `LOOKS`."""
    if look == ATTENTION:
        return orders.exclude(attention="")
    if look == DISPUTED:
        disputes = Dispute.objects.filter(is_open=True)
        return orders.filter(pk__in=disputes.values("session__order"))
    return orders.filter(pk__in=refunds_by_hand().values("session__order"))


def refunds_by_hand() -> QuerySet:
    """Give the refunds that staff have to send themselves."""
    by_hand = [code for code, gateway in gateways().items() if gateway.is_by_hand]
    return Refund.objects.filter(state=Refund.PENDING, session__gateway__in=by_hand)


def found_orders(orders: QuerySet, query: str) -> QuerySet:
    """Find by number, name, email, phone or tracking number."""
    return orders.filter(
        Q(number__icontains=query)
        | Q(guest_email__icontains=query)
        | Q(user__email__icontains=query)
        | Q(shipping_address__first_name__icontains=query)
        | Q(shipping_address__phone_number__icontains=query)
        | Q(parcel__tracking_number__icontains=query)
    )
