"""Forms of the programme: a step, a piece of evidence, and what the board is narrowed down to."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model

from producers.models import Evidence
from producers.rules.programme import Need, ProgrammeError
from producers.words import DISTRICT_NAMES, STAGE_NAMES
from shop.console.order_filters import Day

from .participants import standing_now, standing_on

NEEDS = {
    Need.TRAINING: _("a training"),
    Need.PRODUCT: _("a product in the shop"),
    Need.EQUIPMENT: _("equipment"),
    Need.DOCUMENT: _("a document"),
    Need.ON_SALE: _("a product that may be sold in one market"),
}
GROUPS = {
    "woman": (_("led by a woman"), "is_woman_led"),
    "youth": (_("led by somebody under 30"), "is_youth_led"),
    "disability": (_("people with disabilities"), "has_disability"),
}
STAGE_CHOICES = [(stage.value, name) for stage, name in STAGE_NAMES.items()]
#: Instead of a stage: who has none that is dated.
NO_STEP = 0
#: Leaves the demonstration's participants out.
WITHOUT = "0"


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def error_words(error: ProgrammeError) -> str:
    """Say why a step cannot be entered."""
    data = {**error.data}
    if "need" in data:
        data["need"] = NEEDS[data["need"]]
    if "stage" in data:
        data["stage"] = dict(STAGE_NAMES)[data["stage"]]
    words = {
        "future": _("This day has not come yet."),
        "before_joining": _("They joined on %(day)s only."),
        "before_last": _("Their last step was on %(day)s: not before that, please."),
        "same_stage": _("They stand at this stage already."),
        "reason_wanted": _("This is a step back: please write down why."),
        "evidence_wanted": _("For this stage there must be %(need)s first."),
        "changed_meanwhile": _(
            "Meanwhile somebody has entered a step: they stand at “%(stage)s” now. Please look."
        ),
    }
    return words[error.code] % data


class StepForm(forms.Form):
    stage = forms.TypedChoiceField(
        label=_("Stage"),
        coerce=int,
        choices=STAGE_CHOICES,
    )
    reached_on = forms.DateField(label=_("Reached on"), widget=day_input())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    #: The stage that stood there when the form was opened.
    seen = forms.IntegerField(min_value=1, max_value=5, widget=forms.HiddenInput)


class EvidenceForm(forms.ModelForm):
    class Meta:
        model = Evidence
        fields = ["kind", "on", "title", "place", "source", "amount", "currency", "document"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget = day_input()
        self.fields["document"].queryset = get_document_model().objects.order_by("title")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("In which currency?"))
        if cleaned.get("kind") == Evidence.Kind.DOCUMENT and not cleaned.get("document"):
            self.add_error("document", _("Please choose the paper; it is added under Documents."))
        return cleaned


class BoardFilter(forms.Form):
    """What is not understood narrows nothing."""

    district = forms.ChoiceField(
        label=_("District"), required=False, choices=[("", _("All")), *DISTRICT_NAMES.items()]
    )
    group = forms.ChoiceField(
        label=_("Group"),
        required=False,
        choices=[("", _("All")), *((code, name) for code, (name, _column) in GROUPS.items())],
    )
    stage = forms.TypedChoiceField(
        label=_("Stage"),
        required=False,
        coerce=int,
        choices=[("", _("All")), *STAGE_CHOICES, (NO_STEP, _("No dated step yet"))],
    )
    day = Day(label=_("As it was on"))
    demo = forms.ChoiceField(
        label=_("Demonstration data"),
        required=False,
        choices=[("", _("with it")), (WITHOUT, _("without it"))],
    )

    @property
    def past(self) -> date | None:
        """Give the day as of which is asked; None for now."""
        self.full_clean()
        return self.cleaned_data.get("day")

    def found(self) -> QuerySet:
        """Give who is looked for, with `stage_then` and `since`."""
        day = self.past
        data = self.cleaned_data
        producers = standing_on(day) if day else standing_now()
        if data.get("district"):
            producers = producers.filter(district=data["district"])
        if data.get("group"):
            producers = producers.filter(**{GROUPS[data["group"]][1]: True})
        if data.get("stage") == NO_STEP:
            producers = producers.filter(since=None)
        elif data.get("stage"):
            producers = producers.filter(stage_then=data["stage"])
        if data.get("demo"):
            producers = producers.exclude(is_demo=True)
        return producers
