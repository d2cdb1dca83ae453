"""The programme's board, and the page of one participant."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from producers.models import Producer
from producers.rules.programme import ProgrammeError, Standing, needs_of_next
from producers.rules.stages import TARGET_PRODUCERS, Stage
from producers.services.stage_enter import enter_stage
from producers.words import DISTRICT_NAMES, STAGE_NAMES

from .forms import GROUPS, NEEDS, BoardFilter, EvidenceForm, StepForm, error_words
from .participants import participants
from .standing import standings

may_see = permission_required("producers.see_programme", raise_exception=True)
MAY_CHANGE = "producers.change_producer"


@require_safe
@may_see
def board(request: HttpRequest) -> HttpResponse:
    """Show who stands where, since when, and what is missing for the next stage."""
    form = BoardFilter(request.GET)
    producers = list(form.found().order_by("name"))
    # What was missing on a day that is past is not known any more.
    known = {} if form.past else standings(producers, timezone.now())
    columns = [
        {
            "stage": stage,
            "name": name,
            "cards": [
                {"producer": each, "needs": need_words(each, known.get(each.pk))}
                for each in producers
                if each.stage_then == stage
            ],
        }
        for stage, name in (*STAGE_NAMES.items(), (None, _("No dated step yet")))
    ]
    return render(
        request,
        "console/programme/board.html",
        {
            # Now everybody stands somewhere.
            "columns": [each for each in columns if each["stage"] or each["cards"]],
            "form": form,
            "shown": len(producers),
            "target": TARGET_PRODUCERS,
            **counts(),
        },
    )


def need_words(producer: Producer, standing: Standing | None) -> list[str]:
    if standing is None:
        return []
    return [str(NEEDS[need]) for need in needs_of_next(producer.stage, standing)]


def counts() -> dict:
    """Count the participants: all, by district, and by what the donor counts. One query."""
    by_district = {code: Count("pk", filter=Q(district=code)) for code in DISTRICT_NAMES}
    by_group = {
        code: Count("pk", filter=Q(**{column: True})) for code, (_n, column) in GROUPS.items()
    }
    found = participants().order_by().aggregate(everybody=Count("pk"), **by_district, **by_group)
    return {
        "everybody": found["everybody"],
        "districts": [(code, name, found[code]) for code, name in DISTRICT_NAMES.items()],
        "groups": [(code, name, found[code]) for code, (name, _column) in GROUPS.items()],
    }


@require_safe
@may_see
def participant(request: HttpRequest, pk: int) -> HttpResponse:
    return participant_page(request, get_object_or_404(Producer, pk=pk))


def participant_page(
    request: HttpRequest, producer: Producer, status: int = 200, **forms
) -> HttpResponse:
    """Show the way of one participant; `step_form`, `evidence_form` hold what was typed."""
    may_change = request.user.has_perm(MAY_CHANGE)
    standing = standings([producer], timezone.now())[producer.pk]
    context = {
        "producer": producer,
        "steps": producer.steps.select_related("entered_by").order_by("-reached_on", "-pk"),
        "evidence": producer.evidence.select_related("document", "entered_by"),
        "needs": need_words(producer, standing),
        "may_change": may_change,
    }
    if may_change:
        ahead = min(producer.stage + 1, Stage.MARKETS)
        step = StepForm(initial={"stage": ahead, "seen": producer.stage})
        context["step_form"] = forms.get("step_form") or step
        context["evidence_form"] = forms.get("evidence_form") or EvidenceForm()
    return render(request, "console/programme/participant.html", context, status=status)


@require_POST
@may_see
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a stage; the later of two who enter one is told."""
    producer = changeable(request, pk)
    form = StepForm(request.POST)
    if form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        standing = standings([producer], now, by_leaps=True)[producer.pk]
        try:
            enter_stage(
                producer_id=producer.pk, standing=standing, by=request.user, now=now, **data
            )
        except ProgrammeError as error:
            form.add_error(None, error_words(error))
        else:
            messages.success(request, _("The step is entered."))
            return redirect("programme:participant", producer.pk)
    producer.refresh_from_db()
    form.data = {**form.data.dict(), "seen": producer.stage}
    return participant_page(request, producer, status=422, step_form=form)


@require_POST
@may_see
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    producer = changeable(request, pk)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return participant_page(request, producer, status=422, evidence_form=form)
    form.instance.producer, form.instance.entered_by = producer, request.user
    form.instance.is_demo = producer.is_demo
    form.save()
    messages.success(request, _("The evidence is added."))
    return redirect("programme:participant", producer.pk)


@require_POST
@may_see
def drop_evidence(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Take out what was entered by mistake."""
    producer = changeable(request, pk)
    get_object_or_404(producer.evidence, pk=evidence_pk).delete()
    messages.success(request, _("The evidence is taken out."))
    return redirect("programme:participant", producer.pk)


def changeable(request: HttpRequest, pk: int) -> Producer:
    if not request.user.has_perm(MAY_CHANGE):
        raise PermissionDenied
    return get_object_or_404(Producer, pk=pk)
