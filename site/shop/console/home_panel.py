"""The first thing staff see: what waits for them, each number a link."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from shop.certification.models import Certificate
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.rules.payment_states import OrderState

from .certificates import RENEW
from .papers import to_renew
from .stock import low_stock
from .views import TO_PACK


class AssociationPanel(Component):
    template_name = "console/home_panel.html"
    order = 10

    def __init__(self, request) -> None:
        self.request = request

    def get_context_data(self, parent_context) -> dict:
        return {"tasks": [task for task in self.tasks() if task["count"] is not None]}

    def tasks(self) -> list[dict]:
        user = self.request.user
        sees_orders = user.has_perm("order.view_order")
        return [
            {
                "label": _("To pack"),
                "url": reverse("console:to-pack"),
                "count": count(Order, status__in=TO_PACK) if sees_orders else None,
            },
            {
                "label": _("To send"),
                "url": reverse("console:to-pack"),
                "count": count(Order, status=OrderState.PACKED) if sees_orders else None,
            },
            {
                "label": _("Certificates that end within 90 days, or have ended"),
                "url": f"{reverse('certificates:index')}?state={RENEW}",
                "count": self.certificates_ending()
                if user.has_perm("certification.view_certificate")
                else None,
            },
            {
                "label": _("Sold out, or nearly"),
                "url": f"{reverse('stock:index')}?low=true",
                "count": self.low_stock() if user.has_perm("partner.view_stockrecord") else None,
            },
        ]

    def certificates_ending(self) -> int:
        return to_renew(Certificate.objects.all(), timezone.localdate()).count()

    def low_stock(self) -> int:
        return low_stock(StockRecord.objects.all()).count()


def count(model, **conditions) -> int:
    return model.objects.filter(**conditions).count()
