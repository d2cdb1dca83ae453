"""What all papers say of the sender, typed in once."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

#: The currencies of our orders → the field that holds what one special drawing right costs.
RATES = {"USD": "sdr_in_usd", "JPY": "sdr_in_jpy", "UZS": "sdr_in_uzs"}


class RateField(models.DecimalField):
    def __init__(self, *args, **kwargs) -> None:
        kwargs |= {
            "max_digits": 12,
            "decimal_places": 4,
            "null": True,
            "blank": True,
            "validators": [MinValueValidator(Decimal("0.0001"))],
        }
        super().__init__(*args, **kwargs)


@register_setting(icon="mail")
class Sender(BaseGenericSetting):
    """Who sends, as post and customs want it, and what decides which customs form is needed."""

    name = models.CharField(_("name"), max_length=80, blank=True)
    street = models.CharField(_("street and number"), max_length=80, blank=True)
    city = models.CharField(_("town"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    country = models.ForeignKey(
        "address.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    email = models.EmailField(_("email"), blank=True)
    registration = models.CharField(
        _("tax or registration number"), max_length=40, blank=True, help_text=_("On invoices.")
    )
    signatory = models.CharField(
        _("who signs customs forms"), max_length=80, blank=True, help_text=_("Printed by the line.")
    )
    sdr_in_usd = RateField(_("one SDR in US dollars"))
    sdr_in_jpy = RateField(_("one SDR in yen"))
    sdr_in_uzs = RateField(_("one SDR in soʻm"))
    sdr_checked_on = models.DateField(_("as published on"), null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("city"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("registration"), FieldPanel("signatory")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(name) for name in RATES.values()]),
                FieldPanel("sdr_checked_on"),
            ],
            heading=_("The International Monetary Fund's special drawing right (SDR)"),
            help_text=_(
                "Up to 300 SDR and 2 kg a parcel goes with the small customs form (CN22). Without "
                "a rate every parcel abroad gets the large one (CN23), which is always right."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("sender of parcels")

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        return all((self.name, self.street, self.city, self.postcode, self.country_id))

    def in_sdr(self, amount: Decimal, currency: str) -> Decimal | None:
        """Give an amount in special drawing rights, or None where the rate was not typed in."""
        rate = getattr(self, RATES.get(currency, ""), None)
        return amount / rate if rate else None
