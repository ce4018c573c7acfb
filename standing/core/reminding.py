"""When somebody is told of something that waits for them, and when not again.

A thing is told when it comes to wait; then 90, 30 and 7 days before the day it is due; and, once that day is past,
every week. Nothing is told twice within a week, whatever stage it has reached meanwhile, and of stages that were missed
the latest alone is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

DAYS_BEFORE = (90, 30, 7)
"""How many days before a day that is due somebody is told, the earliest first."""
DAYS_APART = 7
"""Nothing is told again before so many days have passed."""

NEW, OVERDUE = "new", "overdue"


@dataclass(frozen=True)
class Thing:
    """Something that somebody may be told of: its name for good, and the last day it should be done by, if any."""

    key: str
    due: date | None = None


@dataclass(frozen=True)
class Told:
    """That somebody was told of a thing on a day: at which stage, and of which due day."""

    on: date
    stage: str
    due: date | None = None


def stage_on(thing: Thing, today: date) -> str:
    """The stage a thing has reached: "overdue", the number of days before ("7"), or "new" before all of them."""
    if thing.due is None:
        return NEW
    left = (thing.due - today).days
    if left < 0:
        return OVERDUE
    return next((str(days) for days in sorted(DAYS_BEFORE) if left <= days), NEW)


def is_to_be_told(thing: Thing, told: Sequence[Told], today: date) -> bool:
    """Whether somebody is told of a thing today, given when they were told before."""
    if any((today - one.on).days < DAYS_APART for one in told):
        return False
    stage = stage_on(thing, today)
    if stage == OVERDUE:
        return True
    if stage == NEW:
        return not told
    return all(one.stage != stage or one.due != thing.due for one in told)


def to_be_told(things: Iterable[Thing], told: Mapping[str, Sequence[Told]], today: date) -> list[Thing]:
    """The things of which somebody is told today; `told` by key."""
    return [thing for thing in things if is_to_be_told(thing, told.get(thing.key, ()), today)]
