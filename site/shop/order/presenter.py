"""An order as pages and mails show it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from home.formats import CLDR_LOCALES, NO_BREAK, format_quantity, quantity
from home.prepared import Prepared
from shop.fulfilment.models import Parcel
from shop.order.models import Order, lines_of_order
from shop.payments.gateways import gateway_for
from shop.payments.models import PaymentSession
from shop.payments.selectors import payment_option
from shop.postal import postal_lines
from shop.rules.money import from_minor
from shop.rules.payment_states import OrderState


@dataclass(frozen=True)
class OrderLineView:
    title: str
    quantity_label: str
    quantity: int
    line_total: Decimal


@dataclass(frozen=True)
class ParcelView:
    """A parcel that has left; `lines` are (pieces, title, size)."""

    position: int
    sent: datetime
    carrier: str
    tracking_number: str
    tracking_url: str
    lines: list[tuple[int, str, str]]


@dataclass(frozen=True)
class OrderView:
    """Amounts are tax included, in `currency`."""

    number: str
    state: str
    state_label: str
    placed: datetime
    email: str
    address_lines: list[str]
    lines: list[OrderLineView]
    subtotal: Decimal
    delivery: Decimal
    delivery_name: str
    delivery_days_min: int
    delivery_days_max: int
    total: Decimal
    tax: Decimal
    currency: str
    note: str
    url: str
    full_url: str
    #: The name of the way to pay, until when it is waited for, and what staff wrote about it.
    payment_label: str
    pay_until: datetime | None
    how_to_pay: str
    pays_at_the_door: bool
    #: What went back, or is on its way back.
    sent_back: Decimal
    #: Those that have left. `is_split`: there is more than one, or there will be.
    parcels: list[ParcelView]
    is_split: bool


@dataclass(frozen=True)
class Step:
    label: str
    done: bool
    current: bool
    when: datetime | None


def size_of(line) -> str:
    """Give the size of a line, as the reader writes it, whose title does not end with it already.

    The title stays in the language in which it was ordered.
    """
    label = line.quantity_label
    labels = {label}
    if weight := line.net_weight_g:
        label = quantity(weight, "g")
        labels |= {format_quantity(weight, "g", language) for language in CLDR_LOCALES}
    title = line.title.replace(" ", NO_BREAK)
    return "" if title.endswith(tuple(each.replace(" ", NO_BREAK) for each in labels)) else label


def sent_back(order: Order) -> Decimal:
    return from_minor(sum(minor_sent_back(order=order.pk)), order.currency)


@Prepared
def minor_sent_back(order: int) -> QuerySet:
    sessions = PaymentSession.objects.filter(order=order).order_by()
    return sessions.values_list("sent_back_minor", flat=True)


def how_to_pay(order: Order) -> str:
    """Give what staff wrote about a way to pay that people watch over; "" for the others."""
    if not gateway_for(order.payment).needs_instructions:
        return ""
    option = payment_option(order.market_id, order.payment)
    return option.instructions if option else ""


def parcel_view(parcel) -> ParcelView:
    return ParcelView(
        position=parcel.position,
        sent=parcel.sent_at,
        carrier=str(parcel.get_carrier_display()),
        tracking_number=parcel.tracking_number,
        tracking_url=parcel.tracking_url,
        lines=[
            (inside.pieces, inside.line.title, size_of(inside.line))
            for inside in parcel.lines.all()
        ],
    )


def order_view(order: Order) -> OrderView:
    parcels = sent_parcels(order)
    gateway = gateway_for(order.payment)
    return OrderView(
        number=order.number,
        state=order.status,
        state_label=str(order.state_label),
        placed=order.date_placed,
        email=order.email,
        address_lines=postal_lines(order.shipping_address),
        lines=[
            OrderLineView(line.title, size_of(line), line.quantity, line.line_price_incl_tax)
            for line in lines_of_order(order=order.pk)
        ],
        subtotal=order.total_incl_tax - order.shipping_incl_tax,
        delivery=order.shipping_incl_tax,
        delivery_name=order.shipping_method,
        delivery_days_min=order.delivery_days_min,
        delivery_days_max=order.delivery_days_max,
        total=order.total_incl_tax,
        tax=order.total_incl_tax - order.total_excl_tax,
        currency=order.currency,
        note=order.note,
        url=order.get_absolute_url(),
        full_url=order.get_full_url(),
        payment_label=str(gateway.label),
        pay_until=order.pay_until,
        how_to_pay=how_to_pay(order),
        pays_at_the_door=gateway.pays_at_the_door,
        sent_back=sent_back(order),
        parcels=[parcel_view(parcel) for parcel in parcels],
        is_split=order.state is OrderState.PARTLY_SENT or len(parcels) > 1,
    )


def sent_parcels(order: Order) -> list[Parcel]:
    """Give them as they are now, though the order is older. One query, or three."""
    sent = [parcel for parcel in parcels_of(order=order.pk) if parcel.sent_at]
    prefetch_related_objects(sent, "lines__line")
    return sent


@Prepared
def parcels_of(order: int) -> QuerySet:
    return Parcel.objects.filter(order=order)


def confirmed(order: Order) -> tuple[str, datetime | None]:
    """Give the step after which the parcel is packed: money, or the word that it will come."""
    if gateway_for(order.payment).pays_at_the_door:
        return _("Confirmed"), order.date_placed
    return _("Paid"), order.paid_at


def on_the_way(order: Order, parcels: list) -> tuple[str, datetime | None]:
    """Give the step between confirmed and sent: packed, or sent in part."""
    if order.state is OrderState.PARTLY_SENT:
        return _("Partly sent"), max(each.sent_at for each in parcels if each.sent_at)
    packed = {OrderState.PACKED, OrderState.SENT}
    return _("Packed"), moment_of(order, packed, [each.packed_at for each in parcels])


def moment_of(order: Order, states: set, moments: list) -> datetime | None:
    """Give the last of the moments, once the order has come so far."""
    return max(filter(None, moments), default=None) if order.state in states else None


def order_steps(order: Order) -> list[Step]:
    """Give the way of an order to the customer's door; empty once it was given up."""
    reached = {
        OrderState.AWAITING_PAYMENT: 0,
        OrderState.ACCEPTED: 1,
        OrderState.PAID: 1,
        OrderState.PACKED: 2,
        OrderState.PARTLY_SENT: 2,
        OrderState.SENT: 3,
    }.get(order.state)
    if reached is None:
        return []
    parcels = parcels_of(order=order.pk)
    moments = [
        (_("Ordered"), order.date_placed),
        confirmed(order),
        on_the_way(order, parcels),
        (_("Sent"), moment_of(order, {OrderState.SENT}, [each.sent_at for each in parcels])),
    ]
    return [
        Step(label, position <= reached, position == reached, when)
        for position, (label, when) in enumerate(moments)
    ]
