"""The producer's facts: private, and what the shop relies on."""

from django.conf import settings
from django.core.exceptions import ValidationError
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
    kind = models.CharField(
        _("who"),
        max_length=10,
        choices=[
            ("person", _("a person")),
            ("family", _("a family business")),
            ("group", _("a group or society")),
        ],
        default="person",
    )
    village = models.CharField(_("village"), max_length=80, blank=True)
    joined_on = models.DateField(_("joined the programme on"), null=True, blank=True)
    left_on = models.DateField(_("left the programme on"), null=True, blank=True)
    left_because = models.CharField(_("why"), max_length=200, blank=True)
    # What the donor counts. Nobody guesses: None is "not said".
    is_woman_led = models.BooleanField(_("led by a woman"), null=True, blank=True)
    is_youth_led = models.BooleanField(_("led by somebody under 30"), null=True, blank=True)
    has_disability = models.BooleanField(_("people with disabilities"), null=True, blank=True)
    notes = models.TextField(_("notes for staff"), blank=True)
    is_vat_registered = models.BooleanField(_("registered for VAT"), default=False)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="producers",
        verbose_name=_("logins"),
        help_text=_("Who sees in the admin what concerns this producer's own things."),
    )
    is_demo = models.BooleanField(
        _("demonstration data"),
        default=False,
        help_text=_("District, stage and contacts are invented."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("producer")
        permissions = [("see_programme", _("Can see the programme's board and report"))]
        verbose_name_plural = _("producers")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Let nobody leave before they came, or without a word why."""
        if self.left_on and self.joined_on and self.left_on < self.joined_on:
            raise ValidationError({"left_on": _("This is before they joined.")})
        if self.left_on and not self.left_because.strip():
            raise ValidationError({"left_because": _("Please say why.")})

    @property
    def district_name(self) -> str:
        # Django's own display makes a table of all choices, in words, each time.
        return str(DISTRICT_NAMES.get(self.district, self.district))

    @property
    def stage_name(self) -> str:
        return str(STAGE_NAMES.get(self.stage, ""))
