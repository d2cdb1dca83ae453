"""The states of an order in words, for customers and staff alike."""

from django.utils.translation import gettext_lazy as _

from shop.rules.payment_states import OrderState

STATE_LABELS = {
    OrderState.AWAITING_PAYMENT: _("Waiting for payment"),
    OrderState.ACCEPTED: _("To be packed, paid at the door"),
    OrderState.PAID: _("Paid, to be packed"),
    OrderState.PACKED: _("Packed"),
    OrderState.PARTLY_SENT: _("Partly sent"),
    OrderState.SENT: _("Sent"),
    OrderState.CANCELLED: _("Cancelled"),
    OrderState.EXPIRED: _("Given up: not paid in time"),
    OrderState.REFUNDED: _("Refunded"),
    OrderState.CAME_BACK: _("Came back unpaid"),
}
