"""Enter that a participant reached a stage: the one way in which `Producer.stage` changes."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from producers.models import Producer, StageStep
from producers.rules.programme import (
    ProgrammeError,
    Standing,
    Step,
    check_evidence,
    check_step,
)
from producers.rules.stages import Stage


@transaction.atomic
def enter_stage(
    *,
    producer_id: int,
    stage: int,
    reached_on: date,
    note: str,
    seen: int,
    standing: Standing,
    by,
    now: datetime,
) -> StageStep:
    """Write the step, and make it the participant's stage.

    `seen` is the stage that whoever enters it has seen; `standing` what is known of the
    participant. Raises: `ProgrammeError`, with code "changed_meanwhile" (`stage`) where somebody
    else was quicker.
    """
    producer = Producer.objects.select_for_update().get(pk=producer_id)
    if producer.stage != seen:
        raise ProgrammeError("changed_meanwhile", stage=producer.stage)
    steps = [Step(Stage(each.stage), each.reached_on) for each in producer.steps.all()]
    check_step(
        steps,
        Step(Stage(stage), reached_on),
        today=timezone.localdate(now),
        joined=producer.joined_on,
        reason=note,
    )
    if stage > producer.stage:
        check_evidence(Stage(stage), standing)
    step = StageStep.objects.create(
        producer=producer, stage=stage, reached_on=reached_on, note=note, entered_by=by
    )
    producer.stage = stage
    producer.save(update_fields=["stage"])
    return step
