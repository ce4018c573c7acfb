"""Appeals: the stages, in order, and by when each is decided. Days are working days: no weekends or bank holidays.

The usual limits are ours, since awarding organisations differ (5 days, 14 days, 10 working days are all found): an
organisation sets its own.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta
from enum import StrEnum

NATIONS: Mapping[str, str] = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}
"""The nations whose bank holidays are kept apart, and their codes."""

_SATURDAY = 5


class Stage(StrEnum):
    """Who decides an appeal, one stage after another. The value is what is stored."""

    ASSESSOR = "assessor"
    INDEPENDENT = "independent"
    PANEL = "panel"
    ORGANISATION = "organisation"

    @property
    def words(self) -> str:
        """Who decides, as pages say it."""
        return _WORDS[self]

    @property
    def following(self) -> Stage | None:
        """The stage after it; none after the last."""
        rest = list(Stage)[list(Stage).index(self) + 1 :]
        return rest[0] if rest else None


_WORDS = {
    Stage.ASSESSOR: "The assessor who decided",
    Stage.INDEPENDENT: "A verifier or an assessor who had no part in it",
    Stage.PANEL: "The panel",
    Stage.ORGANISATION: "The awarding organisation",
}

APPEALED_WITHIN_DAYS = 20
"""Within how many working days of a decision an appeal against it is expected, unless a service sets another number. A
later one is taken too; but whoever decided keeps the claim in sight only for so long.
"""

STAGE_DAYS: Mapping[str, int] = {
    Stage.ASSESSOR.value: 5,
    Stage.INDEPENDENT.value: 10,
    Stage.PANEL.value: 20,
    Stage.ORGANISATION.value: 60,
}
"""Within how many working days each stage is decided, unless a service sets others."""


def working_days_after(day: date, number: int, holidays: Container[date]) -> date:
    """The day that is so many working days after a day, which is not counted itself."""
    while number:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            number -= 1
    return day


def working_days_before(day: date, number: int, holidays: Container[date]) -> date:
    """The earliest day whose so many working days are not over before this day."""
    while number:
        day -= timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            number -= 1
    return day
