"""Where each market's parcels go, what they cost by weight, and what may not go where."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class ShippingZone(ClusterableModel):
    """Countries of one market with the same delivery prices and days."""

    market = models.ForeignKey(
        "markets.Market",
        on_delete=models.CASCADE,
        related_name="zones",
        verbose_name=_("market"),
    )
    name = models.CharField(_("name"), max_length=80)
    carrier = models.CharField(_("carrier"), max_length=80)
    countries = models.ManyToManyField(
        "address.Country", related_name="shipping_zones", verbose_name=_("countries")
    )
    days_min = models.PositiveSmallIntegerField(_("days, at least"))
    days_max = models.PositiveSmallIntegerField(_("days, at most"))

    class Meta:
        ordering = ["market", "pk"]
        verbose_name = _("delivery zone")
        verbose_name_plural = _("delivery zones")

    def __str__(self) -> str:
        return f"{self.market}: {self.name}"


class ShippingBand(models.Model):
    """The price of a parcel up to a weight, tax included, in the market's currency."""

    zone = ParentalKey(ShippingZone, on_delete=models.CASCADE, related_name="bands")
    up_to_grams = models.PositiveIntegerField(_("up to, g"))
    price = models.DecimalField(
        _("price"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        ordering = ["up_to_grams"]
        verbose_name = _("weight band")
        verbose_name_plural = _("weight bands")
        constraints = [
            models.UniqueConstraint(fields=["zone", "up_to_grams"], name="shipping_band_once")
        ]

    def __str__(self) -> str:
        return f"≤ {self.up_to_grams} g: {self.price}"


class ShippingRestriction(models.Model):
    """A product, or a class of products, that may not be sent to some countries."""

    product_class = models.ForeignKey(
        "catalogue.ProductClass",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="shipping_restrictions",
        verbose_name=_("kind of product"),
    )
    product = models.ForeignKey(
        "catalogue.Product",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="shipping_restrictions",
        verbose_name=_("product"),
        help_text=_("With all its sizes."),
    )
    countries = models.ManyToManyField(
        "address.Country", related_name="shipping_restrictions", verbose_name=_("countries")
    )
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("One plain sentence that customers read: why we may not send it there."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("destination not allowed")
        verbose_name_plural = _("destinations not allowed")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(product=None, product_class__isnull=False)
                | models.Q(product__isnull=False, product_class=None),
                name="shipping_restriction_of_one_thing",
                violation_error_message=_("Choose either a kind of product or one product."),
            )
        ]

    def __str__(self) -> str:
        return str(self.product or self.product_class)


from oscar.apps.shipping.models import *  # noqa: E402, F401, F403
