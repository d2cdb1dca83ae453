"""The programme's records of a participant: dated stages, and what shows that they were reached."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from producers.words import STAGE_NAMES

from .producer import Producer

CURRENCIES = [(code, code) for code in ("UZS", "USD", "JPY")]


class Entered(models.Model):
    """Who wrote it down, and when."""

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entered by"),
    )
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)

    class Meta:
        abstract = True


class StageStep(Entered):
    """A participant reached a stage; written by `services.stage_enter` alone."""

    producer = models.ForeignKey(Producer, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(
        _("stage"), choices=[(stage.value, name) for stage, name in STAGE_NAMES.items()]
    )
    reached_on = models.DateField(_("reached on"), db_index=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["reached_on", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return f"{self.producer}: {self.get_stage_display()}, {self.reached_on}"


class Evidence(Entered):
    """Something dated that happened to a participant, or that they got."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("training")
        EQUIPMENT = "equipment", _("equipment")
        GRANT = "grant", _("grant")
        DOCUMENT = "document", _("document")
        EXHIBITION = "exhibition", _("exhibition")

    producer = models.ForeignKey(
        Producer, on_delete=models.CASCADE, related_name="evidence", verbose_name=_("participant")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    on = models.DateField(_("date"), db_index=True)
    title = models.CharField(
        _("what"), max_length=120, help_text=_("Such as: Kaizen, two days; honey extractor.")
    )
    place = models.CharField(_("place"), max_length=80, blank=True)
    source = models.CharField(
        _("from whom"), max_length=80, blank=True, help_text=_("The donor, fund or trainer.")
    )
    amount = models.DecimalField(
        _("value"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Of equipment and grants."),
    )
    currency = models.CharField(_("currency"), max_length=3, choices=CURRENCIES, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("paper"),
    )
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | ~models.Q(currency=""),
                name="producers_amount_has_currency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
