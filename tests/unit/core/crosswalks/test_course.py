"""How far a revision has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from standing.core.crosswalks.course import Course, Stage
from standing.core.crosswalks.states import State

EFFECTIVE, ENDS = date(2013, 4, 1), date(2014, 3, 31)
TODAY = date(2013, 3, 1)
APPROVED = Course(is_approved=True, effective_on=EFFECTIVE, transition_ends_on=ENDS)
ADOPTED = replace(APPROVED, adopted_on=TODAY)


@pytest.mark.parametrize(
    ("course", "today", "stage"),
    [
        (Course(), TODAY, Stage.ANNOUNCED),
        (Course(open=State.DRAFT), TODAY, Stage.DRAFT),
        (Course(open=State.AWAITING), TODAY, Stage.AWAITING),
        (APPROVED, TODAY, Stage.APPROVED),
        (replace(APPROVED, open=State.DRAFT), TODAY, Stage.APPROVED),
        (replace(APPROVED, is_being_prepared=True), TODAY, Stage.PREPARING),
        (replace(APPROVED, undone_on=TODAY), TODAY, Stage.UNDONE),
        (ADOPTED, date(2013, 3, 31), Stage.ADOPTED),
        (ADOPTED, EFFECTIVE, Stage.TRANSITION),
        (ADOPTED, ENDS, Stage.TRANSITION),
        (ADOPTED, date(2014, 4, 1), Stage.ENDED),
        (Course(adopted_on=TODAY), TODAY, Stage.ADOPTED),
    ],
)
def test_the_stage_on_a_day(course: Course, today: date, stage: Stage) -> None:
    assert course.stage(today) is stage
    assert stage.words
    assert stage.is_adopted == (course.adopted_on is not None)
