"""Shifts of the rotas that meet their rule, and would not if changes of practice were in force and nobody acted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.answers import LineOnShift, ShiftCover
from standing.areas.cover.loading import in_force
from standing.areas.cover.models import RuleLine
from standing.areas.cover.permissions import in_units
from standing.areas.cover.selectors.covers import NONE, of_shifts
from standing.areas.people.models import Unit
from standing.areas.people.roles import Ability
from standing.areas.record.loading import load_asked
from standing.core.rehearsing.worlds import with_changes
from standing.core.rules import facts
from standing.core.rules.days import add_days

DAYS_AHEAD = 84
"""How far ahead rotas are looked at: further than any is made."""


@dataclass(frozen=True)
class Falls:
    """A shift that meets its rules and would not, with each line that would fail, as it is and as it would be."""

    cover: ShiftCover
    lines: tuple[tuple[LineOnShift, LineOnShift], ...]


def shifts_that_fall(by: Actor, changes: Collection[facts.Change]) -> list[Falls]:
    """The shifts of the next twelve weeks, of the units whose cover the account sees, that meet their rules and would
    not, had these changes been put into force and nobody done what they ask. A fixed number of queries.
    """
    standards = {change.standard for change in changes}
    lines = RuleLine.objects.filter(standard__in=standards).filter(
        rule__unit__in=Unit.objects.filter(in_units(by, Ability.SEE_COVER, "path"))
    )
    paths = sorted(set(lines.values_list("rule__unit__path", flat=True)))
    today = clock.today()
    shifts = list(in_force(paths, today, add_days(today, DAYS_AHEAD))) if paths else []
    if not shifts:
        return []
    before = of_shifts(by, shifts, paths, NONE)
    after = of_shifts(by, shifts, paths, NONE, asked=with_changes(load_asked(), changes))
    return [
        Falls(was, tuple(pair for pair in zip(was.lines, will.lines, strict=True) if not pair[1].is_met))
        for was, will in zip(before, after, strict=True)
        if was.is_met and will.fails
    ]
