"""The first thing staff see: what waits for them, each number a link."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from shop.certification.models import Certificate
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payments.gateways.bank_transfer import BankTransfer
from shop.rules.payment_states import OrderState

from .certificates import RENEW, WITHIN
from .papers import PaperState, count_ending, in_state, to_renew
from .selectors import (
    ATTENTION,
    DISPUTED,
    OVERDUE,
    TO_PACK,
    TO_SEND_BACK,
    looked_for,
    refunds_by_hand,
)
from .stock import low_stock


class AssociationPanel(Component):
    template_name = "console/home_panel.html"
    order = 10

    def __init__(self, request) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        return {"tasks": [task for task in self.tasks() if task["count"] is not None]}

    def tasks(self) -> list[dict]:
        user = self.request.user
        return [
            *(self.order_tasks() if user.has_perm("order.view_order") else []),
            {
                "label": _("Refunds to send by hand"),
                "url": orders_url(look=TO_SEND_BACK),
                "count": refunds_by_hand().count()
                if user.has_perms(["order.view_order", "payments.add_refund"])
                else None,
            },
            *(self.ending_tasks() if user.has_perm("certification.view_certificate") else []),
            {
                "label": _("Certificates that end within 90 days, or have ended"),
                "url": f"{reverse('certificates:index')}?state={RENEW}",
                "count": self.certificates_ending()
                if user.has_perm("certification.view_certificate")
                else None,
            },
            {
                "label": _("Certificates to confirm after a change of recipe"),
                "url": f"{reverse('certificates:index')}?state={PaperState.SUSPENDED}",
                "count": self.certificates_suspended()
                if user.has_perm("certification.change_certificate")
                else None,
            },
            {
                "label": _("Sold out, or nearly"),
                "url": f"{reverse('stock:index')}?low=true",
                "count": self.low_stock() if user.has_perm("partner.view_stockrecord") else None,
            },
        ]

    def order_tasks(self) -> list[dict]:
        orders, now = Order.objects.all(), timezone.now()
        waiting = {"status": OrderState.AWAITING_PAYMENT, "payment": BankTransfer.code}
        return [
            {
                "label": _("To pack"),
                "url": reverse("console:to-pack"),
                "count": orders.filter(status__in=TO_PACK).count(),
            },
            {
                "label": _("To send"),
                "url": reverse("console:to-pack"),
                "count": orders.filter(status=OrderState.PACKED).count(),
            },
            {
                "label": _("Paid more than three days ago, not sent"),
                "url": orders_url(look=OVERDUE),
                "count": looked_for(orders, OVERDUE, now).count(),
            },
            {
                "label": _("Waiting for a transfer"),
                "url": orders_url(state=waiting["status"], payment=waiting["payment"]),
                "count": orders.filter(**waiting).count(),
            },
            {
                "label": _("Needs a look"),
                "url": orders_url(look=ATTENTION),
                "count": looked_for(orders, ATTENTION, now).count(),
            },
            {
                "label": _("Disputed by the buyer's bank"),
                "url": orders_url(look=DISPUTED),
                "count": looked_for(orders, DISPUTED, now).count(),
            },
        ]

    def ending_tasks(self) -> list[dict]:
        counts = count_ending(Certificate.objects.all(), timezone.localdate())
        return [
            {
                "label": _("Certificates that end within %(days)d days") % {"days": days},
                "url": f"{reverse('certificates:index')}?state={name}",
                "count": counts[days],
            }
            for name, days in WITHIN.items()
        ]

    def certificates_ending(self) -> int:
        return to_renew(Certificate.objects.all(), timezone.localdate()).count()

    def certificates_suspended(self) -> int:
        today = timezone.localdate()
        return in_state(Certificate.objects.all(), PaperState.SUSPENDED, today).count()

    def low_stock(self) -> int:
        return low_stock(StockRecord.objects.all()).count()


def orders_url(**narrowed: str) -> str:
    """Give the list of orders, narrowed down to what a number counts."""
    return f"{reverse('console:orders')}?{urlencode(narrowed)}"
