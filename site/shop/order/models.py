"""Orders that carry all they need: no session, no basket, no price list is asked later."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from home.prepared import Prepared
from shop.rules.orders import new_order_token
from shop.rules.parcels import PieceCount
from shop.rules.payment_states import OrderState

from .words import STATE_LABELS


class Order(AbstractOrder):
    """`status` holds an `OrderState`; only the services change it."""

    market = models.ForeignKey("markets.Market", on_delete=models.PROTECT, related_name="orders")
    token = models.CharField(max_length=64, unique=True, default=new_order_token, editable=False)
    language = models.CharField(max_length=10, default="en")
    weight_g = models.PositiveIntegerField(_("weight with packaging, g"), default=0)
    delivery_days_min = models.PositiveSmallIntegerField(default=0)
    delivery_days_max = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(_("the customer's note"), blank=True)
    #: The code of the gateway that the customer chose.
    payment = models.CharField(_("way to pay"), max_length=20, default="stripe", db_index=True)
    pay_until = models.DateTimeField(_("stock is kept until"), null=True, blank=True)
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True, db_index=True)
    #: Set when money and goods disagree and a person must look.
    attention = models.CharField(_("needs a look"), max_length=300, blank=True, db_index=True)
    #: What staff look orders up by, squeezed; see `order.finding`. No index serves a piece out of
    #: the middle: the narrow text is read through, row by row.
    found_by = models.TextField(blank=True, default="", editable=False)

    class Meta(AbstractOrder.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["status", "paid_at"], name="order_status_paid_at"),
            models.Index(fields=["status", "date_placed"], name="order_status_placed"),
            models.Index(fields=["market", "date_placed"], name="order_market_placed"),
            models.Index(fields=["payment", "date_placed"], name="order_payment_placed"),
            models.Index(fields=["currency", "total_incl_tax"], name="order_currency_total"),
        ]

    @property
    def state(self) -> OrderState:
        return OrderState(self.status)

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.token])

    def get_full_url(self) -> str:
        return f"{settings.BASE_URL}{self.get_absolute_url()}"


class Line(AbstractLine):
    """One line, with what the customs form and the gate knew when it was ordered."""

    tax_rate = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    quantity_label = models.CharField(max_length=20, blank=True)
    net_weight_g = models.PositiveIntegerField(null=True, blank=True)
    hs_code = models.CharField(max_length=6, blank=True)
    #: Where the pieces are, see `PieceCount`: their money went back, some of them after they
    #: were sent; put into parcels, some of which have left. Only the services write these.
    withdrawn = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    in_parcels = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    #: Kind, body and number of each certificate that the sale relied on.
    certificates = models.JSONField(default=list, blank=True)

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn__lte=models.F("quantity")),
                name="order_line_withdrawn_once",
            ),
            models.CheckConstraint(
                condition=models.Q(returned__lte=models.F("sent"))
                & models.Q(returned__lte=models.F("withdrawn"))
                & models.Q(sent__lte=models.F("in_parcels")),
                name="order_line_returned_of_sent_of_packed",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    in_parcels__lte=models.F("quantity")
                    - models.F("withdrawn")
                    + models.F("returned")
                ),
                name="order_line_packed_once",
            ),
        ]

    @property
    def pieces_left(self) -> int:
        """Pieces that are to be packed, or that the customer keeps."""
        return self.quantity - self.withdrawn

    @property
    def count(self) -> PieceCount:
        return PieceCount(
            ordered=self.quantity,
            withdrawn=self.withdrawn,
            returned=self.returned,
            in_parcels=self.in_parcels,
            sent=self.sent,
        )


@Prepared
def lines_of_order(order: int) -> models.QuerySet:
    return Line.objects.filter(order=order).order_by("pk")


class OrderMessage(models.Model):
    """A mail about an order: written with the state change, sent after the commit.

    One of each kind and `about` per order and recipient; `sent_at` is empty until the
    mail server took it, so that a process that dies between the two loses nothing.
    """

    class Kind(models.TextChoices):
        HOW_TO_PAY = "how_to_pay", _("How to pay")
        REMINDER = "reminder", _("Reminder of the payment")
        ACCEPTED = "accepted", _("Order confirmation, paid at the door")
        PAID = "paid", _("Order confirmation")
        SENT = "sent", _("Your parcel is on its way")
        CANCELLED = "cancelled", _("Order given up")
        REFUNDED = "refunded", _("Money sent back")
        DISPUTED = "disputed", _("To staff: payment disputed")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    #: Which of several of its kind: the refund, the dispute.
    about = models.CharField(max_length=64, blank=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    #: Set by the worker that is sending just now; another may take over when it is old.
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind", "about", "recipient"], name="order_one_mail_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.order.number})"


class OrderAct(models.Model):
    """Who did what to an order, when: its timeline."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="acts")
    event = models.CharField(max_length=40)
    old_state = models.CharField(max_length=40, blank=True)
    new_state = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    detail = models.CharField(max_length=300, blank=True)
    #: What was changed, before and after it, as people read it: an address, line by line.
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"


from oscar.apps.order.models import *  # noqa: E402, F401, F403
