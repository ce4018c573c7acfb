"""Whole timelines from the definition: it is asked on the days on which something can change, and on no others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from standing.core.rules.days import FIRST_DAY, add_days, day_after
from standing.core.rules.facts import Change
from standing.core.rules.holding import RENEWAL_DAYS, Holding, walk
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.obligations import DUTIES, due_day
from standing.core.rules.status import Standing, standing_after


@dataclass(frozen=True)
class Stretch:
    """Neighbouring days with the same standing: from `from_on` up to but not including `to_on` (none: from then on)."""

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

    Between two days on which a decision comes into effect the walk leads to the same place, so it is walked once.
    """
    decisions = person.decisions_on(standard)
    starts = sorted({FIRST_DAY, *(decision.in_effect_from for decision in decisions)})
    fixed = set(_days_of_facts(person, asked, standard))
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        reached = walk(decisions, asked.standards[standard], context, start)
        days = fixed.union(_days_of_holding(reached.holding, person, asked.changes_to(standard)))
        within = {day for day in days if start < day and (end is None or day < end)}
        for day in sorted({start, *within}):
            yield day, standing_after(reached, person, asked, standard, context, day)


def _days_of_facts(person: PersonFacts, asked: Asked, standard: str) -> Iterator[date]:
    """The days on which facts other than decisions begin or end."""
    changes = asked.changes_to(standard)
    periods = [claim.period for claim in person.claims_on(standard)]
    periods += [suspension.period for suspension in person.suspensions_from(standard)]
    for change in changes:
        periods += [change.period, *person.memberships_of(change.population)]
    for period in periods:
        yield period.from_on
        if period.to_on is not None:
            yield period.to_on
    subjects = {change.subject for change in changes}
    yield from (row.signed_on for row in person.signatures if row.subject in subjects)
    yield from _days_after([asked.standards[standard].ends_on])


def _days_of_holding(
    holding: Holding | None, person: PersonFacts, changes: Iterable[Change]
) -> Iterator[date]:
    """The days on which time alone changes what a holding is worth."""
    if holding is None:
        return
    if holding.expires_on is not None:
        yield add_days(holding.expires_on, -RENEWAL_DAYS)
        yield from _days_after([holding.expires_on, holding.grace_ends_on])
    for change in changes:
        yield from _days_after(_due_days(change, person, holding.held_from))


def _due_days(change: Change, person: PersonFacts, held_from: date) -> Iterator[date]:
    joined = [period.from_on for period in person.memberships_of(change.population)]
    for day in joined if change.population else [change.effective_on]:
        for duty in DUTIES.get(change.change_class, ()):
            yield due_day(duty, change, person, held_from, day)


def _days_after(days: Iterable[date | None]) -> Iterator[date]:
    for day in days:
        following = None if day is None else day_after(day)
        if following is not None:
            yield following


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
