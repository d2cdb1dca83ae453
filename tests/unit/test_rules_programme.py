from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.rules.programme import (
    Need,
    ProgrammeError,
    Quarter,
    Standing,
    Step,
    check_evidence,
    check_step,
    needs_of_next,
)
from producers.rules.stages import Stage

TODAY = date(2026, 5, 20)


def code(steps, stage, on, *, joined=None, reason="") -> str:
    try:
        check_step(steps, Step(Stage(stage), on), today=TODAY, joined=joined, reason=reason)
    except ProgrammeError as error:
        return error.code
    return "fine"


def test_first_step_may_be_any_stage_from_joining_until_today():
    assert code([], 3, TODAY) == "fine"
    assert code([], 1, TODAY + timedelta(days=1)) == "future"
    assert code([], 1, TODAY, joined=TODAY) == "fine"
    assert code([], 1, TODAY - timedelta(days=1), joined=TODAY) == "before_joining"


def test_later_step_goes_on_from_the_last():
    steps = [Step(Stage(1), date(2026, 1, 1)), Step(Stage(2), date(2026, 3, 1))]

    assert code(steps, 3, date(2026, 3, 1)) == "fine"
    assert code(steps, 3, date(2026, 2, 28)) == "before_last"
    assert code(steps, 2, TODAY) == "same_stage"


def test_step_back_wants_a_reason():
    steps = [Step(Stage(4), date(2026, 1, 1))]

    assert code(steps, 3, TODAY) == "reason_wanted"
    assert code(steps, 3, TODAY, reason="  ") == "reason_wanted"
    assert code(steps, 3, TODAY, reason="The workshop burned down") == "fine"


@pytest.mark.parametrize(
    ("stage", "standing", "needs"),
    [
        (1, Standing(), (Need.TRAINING,)),
        (1, Standing(trainings=1), ()),
        (2, Standing(), (Need.PRODUCT,)),
        (3, Standing(), (Need.EQUIPMENT, Need.DOCUMENT)),
        (3, Standing(equipment=1), (Need.DOCUMENT,)),
        (4, Standing(), (Need.ON_SALE,)),
        (4, Standing(on_sale=1), ()),
        (5, Standing(), ()),
    ],
)
def test_what_is_missing_for_the_next_stage(stage, standing, needs):
    assert needs_of_next(stage, standing) == needs


@pytest.mark.parametrize(
    ("stage", "standing", "need"),
    [
        (Stage.CERTIFICATION, Standing(on_sale=1), Need.DOCUMENT),
        (Stage.MARKETS, Standing(documents=1), Need.ON_SALE),
    ],
)
def test_last_two_stages_are_not_entered_without_evidence(stage, standing, need):
    with pytest.raises(ProgrammeError) as refused:
        check_evidence(stage, standing)

    assert (refused.value.code, refused.value.data["need"]) == ("evidence_wanted", need)
    check_evidence(stage, Standing(documents=1, on_sale=1))
    check_evidence(Stage.PRODUCT_DEVELOPMENT, Standing())


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_day_lies_in_its_quarter_and_quarters_follow_each_other(day):
    quarter = Quarter.of(day)

    assert quarter.first <= day <= quarter.last
    assert quarter.last + timedelta(days=1) == quarter.next.first
    assert quarter.next.before == quarter
    assert Quarter.read(str(quarter)) == quarter


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "abcd-Q1", "1999-Q1", "2026-Q12", "٢٠٢٦-Q1"]
)
def test_what_is_no_quarter_is_none(text):
    assert Quarter.read(text) is None
