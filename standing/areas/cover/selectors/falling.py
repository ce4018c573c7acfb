"""Shifts of the rotas that meet their rule, and would not if something were done and nobody did what it asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.answers import LineOnShift, ShiftCover
from standing.areas.cover.loading import in_force
from standing.areas.cover.models import Placement, RuleLine, Shift
from standing.areas.cover.permissions import in_units
from standing.areas.cover.selectors.covers import NONE, of_shifts
from standing.areas.people.merging import following
from standing.areas.people.models import Person, Unit
from standing.areas.people.roles import Ability
from standing.areas.record.worlds import World
from standing.core.rules.days import add_days

DAYS_AHEAD = 84
"""How far ahead rotas are looked at: further than any is made."""


@dataclass(frozen=True)
class Falls:
    """A shift that meets its rules and would not, with each line that would fail, as it is and as it would be."""

    cover: ShiftCover
    lines: tuple[tuple[LineOnShift, LineOnShift], ...]


def shifts_that_fall(by: Actor, world: World, until: date | None = None) -> list[Falls]:
    """The shifts up to and including a day, or of twelve weeks, that meet their rules and would not in a world,
    were nobody to do what it asks: of the units whose cover the account sees. A fixed number of queries.
    """
    lines = RuleLine.objects.filter(
        rule__unit__in=Unit.objects.filter(in_units(by, Ability.SEE_COVER, "path"))
    )
    if not world.left:
        lines = lines.filter(standard__in=world.standards)
    paths = sorted(set(lines.values_list("rule__unit__path", flat=True)))
    today = clock.today()
    found = in_force(paths, today, until or add_days(today, DAYS_AHEAD)) if paths else Shift.objects.none()
    shifts = list(found.filter(pk__in=_shifts_of(world.left)) if world.left else found)
    if not shifts:
        return []
    before = of_shifts(by, shifts, paths, NONE)
    after = of_shifts(by, shifts, paths, NONE, world)
    return [
        Falls(was, tuple(pair for pair in zip(was.lines, will.lines, strict=True) if not pair[1].is_met))
        for was, will in zip(before, after, strict=True)
        if was.is_met and will.fails
    ]


def _shifts_of(people: Collection[str]) -> QuerySet[Placement, int]:
    """The shifts that some people are on, by key: only these are another where they leave."""
    keys = list(Person.objects.filter(ref__in=people).values_list("pk", flat=True))
    placed = Placement.objects.filter(person__in=following().origins(keys), removed_at__isnull=True)
    return placed.values_list("shift", flat=True)
