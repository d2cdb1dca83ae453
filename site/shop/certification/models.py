"""Certificates, their kinds, and which market requires which of which product class."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.Model):
    """A kind of certificate. Kinds are data: laws change, code should not have to."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    tests = models.CharField(
        _("what is tested"),
        max_length=300,
        help_text=_("One plain sentence that customers read: who looks at what."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("kind of certificate")
        verbose_name_plural = _("kinds of certificate")

    def __str__(self) -> str:
        return self.name


class Requirement(models.Model):
    """To sell products of this class in this market, this kind of certificate is needed."""

    market = models.ForeignKey(
        "markets.Market", on_delete=models.CASCADE, related_name="requirements"
    )
    product_class = models.ForeignKey(
        "catalogue.ProductClass", on_delete=models.CASCADE, related_name="requirements"
    )
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="requirements")

    class Meta:
        ordering = ["market", "product_class", "kind"]
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.UniqueConstraint(
                fields=["market", "product_class", "kind"], name="certification_requirement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.market}: {self.product_class} needs {self.kind}"


class Certificate(models.Model):
    """A paper that a body issued for certain products, good in certain markets."""

    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="certificates")
    body = models.CharField(_("issuing body"), max_length=200)
    number = models.CharField(_("number"), max_length=80)
    issued = models.DateField(_("issued"))
    expires = models.DateField(
        _("expires"), null=True, blank=True, help_text=_("The last day on which it is good.")
    )
    markets = models.ManyToManyField(
        "markets.Market", related_name="certificates", verbose_name=_("good in")
    )
    products = models.ManyToManyField(
        "catalogue.Product",
        related_name="certificates",
        verbose_name=_("products"),
        help_text=_("A certificate of a product holds for all of its sizes."),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("scan"),
    )
    #: Who typed in, or last changed, what is compared with the paper; they cannot verify it.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason for revoking"), max_length=300, blank=True)
    suspended_at = models.DateTimeField(
        _("suspended"),
        null=True,
        blank=True,
        help_text=_("After a change of recipe, until staff confirm it."),
    )
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("recipe changed by"),
    )
    #: What of the recipe changed: by part, what it `was` and what it `is`.
    suspended_for = models.JSONField(_("change of recipe"), default=dict, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["expires", "pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body", "number"], name="certification_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.number}"

    def clean(self) -> None:
        if self.expires and self.issued and self.expires < self.issued:
            raise ValidationError({"expires": _("A certificate cannot end before it is issued.")})
        if self.revoked_at and not self.revoked_reason:
            raise ValidationError({"revoked_reason": _("Say why the certificate was revoked.")})


class CertificateReminder(models.Model):
    """Staff were told, or are about to be, that a certificate ends within so many days.

    Of a certificate that gets a later last day they are told anew.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="reminders")
    expires = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("days before"))
    claimed_at = models.DateTimeField(_("being sent since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["certificate", "-days"]
        verbose_name = _("reminder of a certificate")
        verbose_name_plural = _("reminders of certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "expires", "days"], name="certification_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.days}"
