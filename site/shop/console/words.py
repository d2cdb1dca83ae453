"""What happened, in the words that staff read."""

from django.utils.translation import get_language, gettext_lazy

from shop.formats import format_money
from shop.order.models import Order
from shop.payments.gateways import gateways
from shop.rules.money import from_minor, to_minor
from shop.rules.payment_states import OrderEvent

EVENT_LABELS = {
    "placed": gettext_lazy("Placed"),
    "payment_promised": gettext_lazy("Payment promised, not here yet"),
    "part_paid": gettext_lazy("Part of the money arrived"),
    "refund_asked": gettext_lazy("Refund asked for"),
    "refund_done": gettext_lazy("Money sent back"),
    "refund_failed": gettext_lazy("Refund failed"),
    "refund_made_elsewhere": gettext_lazy("Refund made at the provider"),
    "disputed": gettext_lazy("Disputed by the buyer's bank"),
    "dispute_won": gettext_lazy("Dispute won"),
    "dispute_lost": gettext_lazy("Dispute lost"),
    "looked_at": gettext_lazy("Looked at"),
    "address_changed": gettext_lazy("Address changed"),
    "note_written": gettext_lazy("Note written"),
    OrderEvent.PAYMENT_ARRIVED: gettext_lazy("Payment arrived"),
    OrderEvent.PAYMENT_AT_THE_DOOR: gettext_lazy("Accepted, paid at the door"),
    OrderEvent.CASH_RECEIVED: gettext_lazy("Cash received"),
    OrderEvent.PAYMENT_REFUSED_LATE: gettext_lazy("Late payment sent back"),
    OrderEvent.CUSTOMER_CANCELLED: gettext_lazy("Cancelled by the customer"),
    OrderEvent.STAFF_CANCELLED: gettext_lazy("Cancelled by staff"),
    OrderEvent.TIME_RAN_OUT: gettext_lazy("Given up: not paid in time"),
    OrderEvent.PART_PACKED: gettext_lazy("A part packed"),
    OrderEvent.PACKED: gettext_lazy("Packed"),
    OrderEvent.UNPACKED: gettext_lazy("Parcel opened again"),
    OrderEvent.UNPACKED_UNPAID: gettext_lazy("Parcel opened again"),
    OrderEvent.PART_SENT: gettext_lazy("A part sent"),
    OrderEvent.REST_WITHDRAWN: gettext_lazy("Goes without what was taken out"),
    OrderEvent.SENT: gettext_lazy("Sent"),
    OrderEvent.CAME_BACK: gettext_lazy("Came back unpaid"),
    OrderEvent.REFUNDED: gettext_lazy("Refunded"),
}

#: Source: https://docs.stripe.com/disputes/categories
DISPUTE_REASONS = {
    "bank_cannot_process": gettext_lazy("The bank could not process the payment"),
    "check_returned": gettext_lazy("The bank could not process the payment"),
    "credit_not_processed": gettext_lazy("The buyer says that a promised refund never came"),
    "customer_initiated": gettext_lazy("The buyer asked the bank for the money"),
    "debit_not_authorized": gettext_lazy("The buyer says that they did not agree to pay"),
    "duplicate": gettext_lazy("The buyer says that they paid twice"),
    "fraudulent": gettext_lazy("The card's owner says that somebody else paid with it"),
    "general": gettext_lazy("The bank gave no reason of its own"),
    "incorrect_account_details": gettext_lazy("The account's details were wrong"),
    "insufficient_funds": gettext_lazy("There was not enough on the buyer's account"),
    "noncompliant": gettext_lazy("The bank says that the card network's rules were broken"),
    "product_not_received": gettext_lazy("The buyer says that the parcel never came"),
    "product_unacceptable": gettext_lazy("The buyer says that the things are not as described"),
    "subscription_canceled": gettext_lazy("The buyer says that they had cancelled"),
    "unrecognized": gettext_lazy("The buyer does not recognise the payment on the statement"),
}


def event_words(event: str) -> str:
    return EVENT_LABELS.get(event, event.replace("_", " "))


def dispute_words(reason: str) -> str:
    if not reason:
        return DISPUTE_REASONS["general"]
    return DISPUTE_REASONS.get(reason, reason.replace("_", " "))


def money_words(minor: int | None, currency: str) -> str:
    """Give an amount of minor units as people of the reader's language write it."""
    if minor is None:
        return ""
    return format_money(from_minor(minor, currency), currency, get_language() or "en")


def way_to_pay(code: str) -> str:
    gateway = gateways().get(code)
    return str(gateway.label) if gateway else code


def at_the_door(order: Order) -> str:
    """Give what the carrier has to take, as money, or "" where nothing is; needs its sessions."""
    gateway = gateways().get(order.payment)
    if gateway is None or not gateway.pays_at_the_door or order.paid_at is not None:
        return ""
    came = sum(session.paid_minor for session in order.payment_sessions.all())
    return money_words(to_minor(order.total_incl_tax, order.currency) - came, order.currency)


def signed(count: int) -> str:
    """Give pieces with their sign, and a dash for none."""
    return f"{count:+d}" if count else "–"


#: The papers of a parcel, and what a customs form may lack.
SHEETS = {
    "slip": gettext_lazy("packing slip"),
    "label": gettext_lazy("address label"),
    "cn22": gettext_lazy("customs form CN22"),
    "cn23": gettext_lazy("customs form CN23"),
    "invoice": gettext_lazy("invoice"),
}
GAPS = {
    "weight": gettext_lazy("net weight"),
    "code": gettext_lazy("HS code"),
    "origin": gettext_lazy("country of origin"),
}
