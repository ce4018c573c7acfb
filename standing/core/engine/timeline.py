"""Whole timelines from the definition: it is asked on the days on which something can change, and on no
others.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from standing.core.rules.days import FIRST_DAY, Period, add_days, day_after
from standing.core.rules.facts import Change
from standing.core.rules.holding import RENEWAL_DAYS, Holding
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.obligations import due_day, duties_of
from standing.core.rules.status import Situation, Standing, situation_on, standing_in


class Stretch(NamedTuple):
    """Neighbouring days with the same standing: from `from_on` up to but not including `to_on` (none: from
    then on).
    """

    from_on: date
    to_on: date | None
    standing: Standing


def timeline(person: PersonFacts, asked: Asked, standard: str, context: str) -> list[Stretch]:
    """The standing of a pair on every day of the calendar, equal neighbours merged."""
    answers = list(_answers(person, asked, standard, context))
    kept = [answers[0]]
    kept += [after for before, after in pairwise(answers) if after[1] != before[1]]
    ends: list[date | None] = [day for day, _ in kept[1:]]
    return [Stretch(day, to_on, answer) for (day, answer), to_on in zip(kept, [*ends, None], strict=True)]


def _answers(
    person: PersonFacts, asked: Asked, standard: str, context: str
) -> Iterator[tuple[date, Standing]]:
    """The standing on each day on which something can change, in order, from the calendar's first.

    Between two days on which a decision comes into effect the walk leads to the same place, so it is walked
    once.
    """
    starts = sorted({FIRST_DAY, *(row.in_effect_from for row in person.decisions_on(standard))})
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        situation = situation_on(person, asked, standard, context, start)
        days = {day for day in _turning_days(situation) if day is not None}
        for day in (start, *sorted(day for day in days if start < day and (end is None or day < end))):
            yield day, standing_in(situation, day)


MaybeDays = Iterator[date | None]
"""Days in any order; None where an end is open, or lies beyond the calendar."""


def _turning_days(situation: Situation) -> MaybeDays:
    """The first days on which something other than a decision makes a difference to a situation."""
    holding = situation.walk.holding
    if holding is not None:
        yield from _days_of_holding(holding)
        yield _day_after(situation.ends_on)
        yield from _ends(row.period for row in situation.suspensions)
        for change in situation.changes:
            yield from _days_of_change(change, situation.person, holding)
    elif not situation.walk.revoked:
        yield from _ends(row.period for row in situation.claims)


def _days_of_holding(holding: Holding) -> MaybeDays:
    if holding.expires_on is not None:
        yield add_days(holding.expires_on, -RENEWAL_DAYS)
        yield _day_after(holding.expires_on)
        yield _day_after(holding.grace_ends_on)


def _days_of_change(change: Change, person: PersonFacts, holding: Holding) -> MaybeDays:
    memberships = person.memberships_of(change.population) if change.population else ()
    yield from _ends((change.period, *memberships))
    yield person.signed_on(change)
    first_asked = [period.from_on for period in memberships] if change.population else [change.effective_on]
    for asked_on in first_asked:
        for duty in duties_of(change, holding):
            yield _day_after(due_day(duty, change, person, holding.held_from, asked_on))


def _ends(periods: Iterable[Period]) -> MaybeDays:
    return (day for period in periods for day in period)


def _day_after(day: date | None) -> date | None:
    return None if day is None else day_after(day)


def life(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches from the first day that is not plain `not_held`; empty if there is none."""
    return stretches[1:] if stretches[0].standing.is_plain_not_held else stretches


def clip(stretches: Iterable[Stretch], from_on: date, to_on: date | None) -> Iterator[Stretch]:
    """The part of the stretches within a window, `to_on` excluded (none: the window has no end)."""
    for stretch in stretches:
        start = max(stretch.from_on, from_on)
        ends = [end for end in (stretch.to_on, to_on) if end is not None]
        end = min(ends, default=None)
        if end is None or start < end:
            yield Stretch(start, end, stretch.standing)
