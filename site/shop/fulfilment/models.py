"""Parcels."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Follows parcels of national posts and EMS across borders.
POSTAL_TRACKING = "https://t.17track.net/en#nums={number}"

#: Carrier code → name and the address of its tracking page.
CARRIERS = {
    "uzpost": ("Uzbekistan Post", POSTAL_TRACKING),
    "ems": ("EMS", POSTAL_TRACKING),
    "other": (_("Other"), ""),
}


class Parcel(models.Model):
    """What leaves for one order."""

    order = models.OneToOneField("order.Order", on_delete=models.PROTECT, related_name="parcel")
    carrier = models.CharField(
        _("carrier"), max_length=20, choices=[(k, v[0]) for k, v in CARRIERS.items()], blank=True
    )
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

    def __str__(self) -> str:
        return f"{self.order.number} {self.tracking_number}"

    @property
    def tracking_url(self) -> str:
        template = CARRIERS.get(self.carrier, ("", ""))[1]
        return template.format(number=self.tracking_number) if self.tracking_number else ""
