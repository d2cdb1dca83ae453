"""Ways to pay in each market, payment sessions, what providers told us, refunds and disputes."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.rules.money import from_minor
from shop.rules.refunds import Balance

from .gateways import gateway_choices


class PaymentOption(models.Model):
    """A way to pay that a market offers, with its limits. Amounts in the market's currency."""

    market = models.ForeignKey(
        "markets.Market",
        on_delete=models.CASCADE,
        related_name="payment_options",
        verbose_name=_("market"),
    )
    gateway = models.CharField(_("way to pay"), max_length=20, choices=gateway_choices)
    is_offered = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    smallest = models.DecimalField(
        _("smallest amount"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        null=True,
        blank=True,
        help_text=_("Empty: no limit but the provider's own."),
    )
    largest = models.DecimalField(
        _("largest amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    days_to_pay = models.PositiveSmallIntegerField(
        _("days to pay"),
        default=7,
        help_text=_("How long a bank transfer is waited for, and its things are kept aside."),
    )
    instructions = models.TextField(
        _("how to pay"),
        blank=True,
        help_text=_("For a bank transfer: bank, account and holder, as customers read them."),
    )

    class Meta:
        ordering = ["market", "position", "pk"]
        verbose_name = _("way to pay")
        verbose_name_plural = _("ways to pay")
        constraints = [
            models.UniqueConstraint(fields=["market", "gateway"], name="payments_option_once")
        ]

    def __str__(self) -> str:
        return f"{self.market}: {self.get_gateway_display()}"

    def clean(self) -> None:
        from .gateways import gateway_for

        if self.smallest and self.largest and self.smallest > self.largest:
            raise ValidationError({"largest": _("This is less than the smallest amount.")})
        if not self.is_offered or not self.gateway:
            return
        gateway = gateway_for(self.gateway)
        if gateway.needs_instructions and not self.instructions.strip():
            raise ValidationError(
                {"instructions": _("Write where the money goes before you offer this.")}
            )


class PaymentSession(models.Model):
    """One attempt to be paid for an order, by one way to pay.

    An order may have several over time, at most one of them open or promised. The row
    exists before the provider is asked; `provider_id` is filled by its answer.
    `paid_minor`, `sent_back_minor` (asked for or done) and `disputed_minor` follow the
    ledger inside the same transactions.
    """

    OPEN, PROMISED, PAID, EXPIRED = "open", "promised", "paid", "expired"
    STATES = [
        (OPEN, _("open")),
        (PROMISED, _("promised, not paid yet")),
        (PAID, _("paid")),
        (EXPIRED, _("expired")),
    ]
    #: What the buyer can still pay.
    LIVE = (OPEN, PROMISED)

    order = models.ForeignKey(
        "order.Order", on_delete=models.PROTECT, related_name="payment_sessions"
    )
    gateway = models.CharField(max_length=20, default="stripe", choices=gateway_choices)
    attempt = models.PositiveSmallIntegerField(default=1)
    provider_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    payment_reference = models.CharField(max_length=255, blank=True, db_index=True)
    url = models.URLField(max_length=2000, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_minor = models.BigIntegerField(default=0)
    sent_back_minor = models.BigIntegerField(default=0)
    disputed_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    #: None: without end.
    expires_at = models.DateTimeField(null=True, blank=True)
    #: When the provider was last asked.
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order_id", "attempt"]
        permissions = [
            ("confirm_receipt", "Can confirm that money has arrived"),
            ("reconcile", "Can compare the books with the providers"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="payments_attempt_once"),
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state__in=["open", "promised"]),
                name="payments_one_open_session",
            ),
            # The last line of defence; `check_refund` under the order's lock is the first.
            models.CheckConstraint(
                condition=models.Q(
                    paid_minor__gte=models.F("sent_back_minor") + models.F("disputed_minor"),
                    sent_back_minor__gte=0,
                    disputed_minor__gte=0,
                ),
                name="payments_never_more_back_than_paid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.provider_id or '(not answered yet)'}"

    @property
    def idempotency_key(self) -> str:
        """Stays the same however often this attempt is sent; a new attempt has a new one."""
        return f"checkout-{self.order.token}-{self.attempt}"

    @property
    def balance(self) -> Balance:
        return Balance(self.paid_minor, self.sent_back_minor, self.disputed_minor)


class PaymentEvent(models.Model):
    """An event that a provider told us, stored once by its id, worked off afterwards.

    `object_id` is the session it names, `payment_reference` the payment.
    """

    gateway = models.CharField(max_length=20, default="stripe")
    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=255, blank=True)
    payment_reference = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Not tried again before; grows with each failure.
    next_try_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


class Refund(models.Model):
    """Money sent back, or about to be: the row is written before the provider is asked.

    `key` comes from the form that asked, so that asking twice makes one refund.
    """

    PENDING, DONE, FAILED = "pending", "done", "failed"
    STATES = [(PENDING, _("on its way")), (DONE, _("done")), (FAILED, _("failed"))]

    STAFF, SHOP, PROVIDER = "staff", "shop", "provider"
    ORIGINS = [
        (STAFF, _("asked by staff")),
        (SHOP, _("by the shop itself")),
        (PROVIDER, _("made at the provider")),
    ]

    session = models.ForeignKey(PaymentSession, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=64, unique=True)
    origin = models.CharField(max_length=10, choices=ORIGINS, default=SHOP)
    amount_minor = models.BigIntegerField()
    includes_delivery = models.BooleanField(default=False)
    is_restocked = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    provider_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default=PENDING)
    #: The provider's word for why it failed.
    failure = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    #: When the provider was first asked: from then on it may have happened.
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="payments_refund_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.session.currency}: {self.reason}"

    @property
    def amount(self):
        return from_minor(self.amount_minor, self.session.currency)

    @property
    def idempotency_key(self) -> str:
        return f"refund-{self.session.order.token}-{self.key}"


class RefundLine(models.Model):
    """Pieces of an order's line whose money goes back."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="refunded")
    quantity = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line.title}"


class Dispute(models.Model):
    """The buyer's bank took the money back and asks why it should not."""

    session = models.ForeignKey(PaymentSession, on_delete=models.PROTECT, related_name="disputes")
    provider_id = models.CharField(max_length=255, unique=True)
    amount_minor = models.BigIntegerField()
    #: The provider's words: "fraudulent", "product_not_received" …
    reason = models.CharField(max_length=100, blank=True)
    is_open = models.BooleanField(default=True, db_index=True)
    is_won = models.BooleanField(null=True)
    #: Evidence is taken until then.
    due_by = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "pk"]

    def __str__(self) -> str:
        return self.provider_id

    @property
    def amount(self):
        return from_minor(self.amount_minor, self.session.currency)
