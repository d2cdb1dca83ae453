"""The books: one entry for each movement of money and of stock and for each change of a price,
written once, never changed.

An entry is written in the transaction of the movement that it records.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.rules.money import from_minor


class EntryQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("The ledger is append-only")

    def delete(self):
        raise TypeError("The ledger is append-only")


class Entry(models.Model):
    """What happened, why, when, and who did it (None: the shop itself)."""

    cause = models.CharField(_("cause"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), db_index=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("The ledger is append-only")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise TypeError("The ledger is append-only")


class MoneyEntry(Entry):
    """Money that came in (positive) or left (negative), in minor units of `currency`.

    `reference` is the provider's, or the bank's, own name of the movement; the same
    movement cannot be entered twice.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("payment")
        REFUND = "refund", _("refund")
        REFUND_FAILED = "refund_failed", _("refund that came back")
        DISPUTE = "dispute", _("taken back by the buyer's bank")
        DISPUTE_WON = "dispute_won", _("given back by the buyer's bank")

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="money_entries")
    session = models.ForeignKey(
        "payments.PaymentSession", on_delete=models.PROTECT, related_name="money_entries"
    )
    gateway = models.CharField(_("way to pay"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    currency = models.CharField(_("currency"), max_length=3)
    reference = models.CharField(_("reference"), max_length=255)

    class Meta(Entry.Meta):
        verbose_name = _("movement of money")
        verbose_name_plural = _("movements of money")
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "kind", "reference"], name="ledger_money_moves_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["payment", "refund_failed", "dispute_won"], amount_minor__gt=0
                )
                | models.Q(kind__in=["refund", "dispute"], amount_minor__lt=0),
                name="ledger_money_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency} {self.reference}"

    @property
    def amount(self):
        return from_minor(self.amount_minor, self.currency)


class StockEntry(Entry):
    """Pieces that came to or left the shelf (`on_hand`), and that were promised or freed."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("first count")
        COUNTED = "counted", _("counted")
        PROMISED = "promised", _("promised to an order")
        RELEASED = "released", _("promise taken back")
        SENT = "sent", _("sent")
        CAME_BACK = "came_back", _("put back on the shelf")
        WRITTEN_OFF = "written_off", _("written off")

    record = models.ForeignKey(
        "partner.StockRecord", on_delete=models.PROTECT, related_name="stock_entries"
    )
    order = models.ForeignKey(
        "order.Order",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stock_entries",
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    on_hand = models.IntegerField(_("on the shelf"), default=0)
    promised = models.IntegerField(_("promised"), default=0)

    class Meta(Entry.Meta):
        verbose_name = _("movement of stock")
        verbose_name_plural = _("movements of stock")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(on_hand=0, promised=0), name="ledger_stock_moves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on_hand:+d} / {self.promised:+d}"


class PriceEntry(Entry):
    """What a thing cost in a market before and after, tax included; None: it was not sold there."""

    product = models.ForeignKey(
        "catalogue.Product",
        on_delete=models.PROTECT,
        related_name="price_entries",
        verbose_name=_("product"),
    )
    market = models.ForeignKey(
        "markets.Market", on_delete=models.PROTECT, related_name="+", verbose_name=_("market")
    )
    currency = models.CharField(_("currency"), max_length=3)
    old = models.DecimalField(_("before"), max_digits=12, decimal_places=2, null=True)
    new = models.DecimalField(_("after"), max_digits=12, decimal_places=2, null=True)

    class Meta(Entry.Meta):
        verbose_name = _("change of a price")
        verbose_name_plural = _("changes of prices")

    def __str__(self) -> str:
        return f"{self.old} → {self.new} {self.currency}"
