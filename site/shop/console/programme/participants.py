"""Who takes part, now or on a day that is past, and at which stage they stood."""

from datetime import date

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from producers.models import Producer, StageStep


def participants() -> QuerySet:
    """Give who takes part: all that have not left."""
    return Producer.objects.filter(left_on=None)


def standing_now() -> QuerySet:
    """Give who takes part, each with `stage_then`, and `since`: the day of their last step."""
    return participants().annotate(stage_then=F("stage"), since=Max("steps__reached_on"))


def standing_on(day: date) -> QuerySet:
    """Give who took part on a day, each with `stage_then` and `since`: None without a dated step.

    Steps and leavings that were entered for later days change nothing of it.
    """
    steps = StageStep.objects.filter(producer=OuterRef("pk"), reached_on__lte=day)
    latest = steps.order_by("-reached_on", "-pk")
    was_there = Q(joined_on=None) | Q(joined_on__lte=day)
    return Producer.objects.filter(was_there & (Q(left_on=None) | Q(left_on__gt=day))).annotate(
        stage_then=Subquery(latest.values("stage")[:1]),
        since=Subquery(latest.values("reached_on")[:1]),
    )
