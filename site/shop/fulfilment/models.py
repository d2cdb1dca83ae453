"""Parcels: what leaves for an order, in how many boxes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.rules.orders import parcel_number

from .carriers import CHOICES, tracking_page


class Parcel(models.Model):
    """One box of an order. Only the services write it, under the order's lock."""

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="parcels")
    #: 1 for the order's first.
    position = models.PositiveSmallIntegerField(default=1)
    carrier = models.CharField(_("carrier"), max_length=20, choices=CHOICES, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=60, blank=True)
    packed_at = models.DateTimeField(_("packed"))
    packed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "position"], name="fulfilment_parcel_numbered_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["packed_at"],
                condition=models.Q(sent_at=None),
                name="fulfilment_parcel_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.tracking_number}"

    @property
    def number(self) -> str:
        """What is printed and scanned: the order's number, for a further box with its own."""
        return parcel_number(self.order.number, self.position)

    @property
    def tracking_url(self) -> str:
        return tracking_page(self.carrier, self.tracking_number)


class ParcelLine(models.Model):
    """Pieces of one line of the order that lie in a parcel, and the lots they are of."""

    parcel = models.ForeignKey(Parcel, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, related_name="in_parcel_lines")
    pieces = models.PositiveIntegerField(_("pieces"))
    #: As it stands on the jar; several are written one after the other.
    lot = models.CharField(_("lot"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("pieces in a parcel")
        verbose_name_plural = _("pieces in parcels")
        ordering = ["parcel_id", "line_id"]
        constraints = [
            models.UniqueConstraint(fields=["parcel", "line"], name="fulfilment_line_once"),
            models.CheckConstraint(
                condition=models.Q(pieces__gt=0), name="fulfilment_line_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pieces} × {self.line.title}"
