"""Payment sessions at a provider, the events it told us, and refunds."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentSession(models.Model):
    """One attempt to be paid for an order at a provider.

    An order may have several over time, at most one of them open. The row exists
    before the provider is asked; `provider_id` is filled by its answer.
    """

    OPEN, PAID, EXPIRED = "open", "paid", "expired"
    STATES = [(OPEN, _("open")), (PAID, _("paid")), (EXPIRED, _("expired"))]

    order = models.ForeignKey(
        "order.Order", on_delete=models.PROTECT, related_name="payment_sessions"
    )
    gateway = models.CharField(max_length=20, default="stripe")
    attempt = models.PositiveSmallIntegerField(default=1)
    provider_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    payment_reference = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=STATES, default=OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["order", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="payments_attempt_once"),
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state="open"),
                name="payments_one_open_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.provider_id or '(not answered yet)'}"

    @property
    def idempotency_key(self) -> str:
        """Stays the same however often this attempt is sent; a new attempt has a new one."""
        return f"checkout-{self.order.token}-{self.attempt}"


class PaymentEvent(models.Model):
    """An event that a provider told us, stored once by its id."""

    gateway = models.CharField(max_length=20, default="stripe")
    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


class Refund(models.Model):
    """Money sent back, or about to be: the row is written before the provider is asked."""

    PENDING, DONE = "pending", "done"
    STATES = [(PENDING, _("pending")), (DONE, _("done"))]

    session = models.ForeignKey(PaymentSession, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    provider_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    state = models.CharField(max_length=10, choices=STATES, default=PENDING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="payments_refund_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.session.currency}: {self.reason}"

    @property
    def idempotency_key(self) -> str:
        return f"refund-{self.session.order.token}-{self.pk}"
