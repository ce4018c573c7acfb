"""The stages of an appeal, and time limits in working days."""

from __future__ import annotations

from datetime import date, timedelta

from standing.core.assessing.appeals import (
    NATIONS,
    STAGE_DAYS,
    Stage,
    working_days_after,
    working_days_before,
)

NONE: frozenset[date] = frozenset()


def test_the_stages_follow_one_another_and_each_has_a_limit_and_words() -> None:
    assert [stage.following for stage in Stage] == [Stage.INDEPENDENT, Stage.PANEL, Stage.ORGANISATION, None]
    assert set(STAGE_DAYS) == {stage.value for stage in Stage}
    assert all(stage.words for stage in Stage)
    assert set(NATIONS.values()) == {"ENG", "WLS", "SCT", "NIR"}


def test_weekends_and_holidays_are_no_working_days() -> None:
    friday = date(2026, 12, 18)
    assert working_days_after(friday, 0, NONE) == friday
    assert working_days_after(friday, 1, NONE) == date(2026, 12, 21)
    assert working_days_after(friday, 5, NONE) == date(2026, 12, 25)
    christmas = {date(2026, 12, 25), date(2026, 12, 28)}
    assert working_days_after(friday, 5, christmas) == date(2026, 12, 29)
    assert working_days_after(date(2026, 12, 19), 1, NONE) == date(2026, 12, 21), "from a Saturday"


def test_going_back_is_the_earliest_day_whose_working_days_are_not_over() -> None:
    christmas = {date(2026, 12, 25), date(2026, 12, 28)}
    for day in (date(2026, 12, 29), date(2027, 1, 2), date(2026, 12, 20)):
        assert working_days_before(day, 0, christmas) == day
        for number in range(1, 12):
            first = working_days_before(day, number, christmas)
            assert working_days_after(first, number, christmas) >= day
            assert working_days_after(first - timedelta(days=1), number, christmas) < day
