"""The producer's facts: private, and what the shop relies on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from producers.rules.stages import Stage
from producers.words import DISTRICT_NAMES, STAGE_NAMES


class Producer(models.Model):
    """A participant of the programme. Contacts are for staff alone."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), unique=True)
    craft = models.CharField(_("craft"), max_length=80, help_text=_("A few words: what is made."))
    district = models.CharField(_("district"), max_length=20, choices=list(DISTRICT_NAMES.items()))
    stage = models.PositiveSmallIntegerField(
        _("programme stage"),
        choices=[(stage.value, name) for stage, name in STAGE_NAMES.items()],
        default=Stage.MOBILISATION,
    )
    portrait = models.ForeignKey(
        "home.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Stands beside the name on the pages of products."),
    )
    is_vat_registered = models.BooleanField(_("registered for VAT"), default=False)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    is_demo = models.BooleanField(
        _("demonstration data"),
        default=False,
        help_text=_("District, stage and contacts are invented."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("producer")
        verbose_name_plural = _("producers")

    def __str__(self) -> str:
        return self.name

    @property
    def district_name(self) -> str:
        # Django's own display makes a table of all choices, in words, each time.
        return str(DISTRICT_NAMES.get(self.district, self.district))

    @property
    def stage_name(self) -> str:
        return str(STAGE_NAMES.get(self.stage, ""))
