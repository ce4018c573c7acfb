"""What is read to answer for the shifts of some units: a fixed number of queries, however many shifts and people.

Whoever calls it has shown that the shifts may be seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Prefetch, Q, QuerySet

from standing.areas.cover.models import CoverRule, Placement, Registration, RuleLine, Shift
from standing.areas.people.merging import Following, following
from standing.areas.people.models import PATH_SEPARATOR, Person
from standing.areas.record.loading import known
from standing.areas.record.models import Absence, Assignment, Restriction
from standing.areas.record.stretches import Stretches, stretches_of
from standing.areas.record.worlds import World
from standing.core.rules import registering
from standing.core.rules.cover import ABSENT, ELSEWHERE, NO_POST, RESTRICTED
from standing.core.rules.days import add_days
from standing.core.rules.shifts import When

Span = tuple[date, date | None]


def in_force(paths: Sequence[str], first: date, last: date) -> QuerySet[Shift]:
    """The shifts on the rota of the units of these paths and below that begin between two days, both included."""
    of_units = Q(pk__in=[])
    for path in paths:
        of_units |= Q(unit__path__startswith=path)
    return Shift.objects.filter(
        of_units, removed_at__isnull=True, starts_on__gte=first, starts_on__lte=last
    ).select_related("unit")


def units_above(path: str) -> list[int]:
    """The keys of a unit and those above it, by its path."""
    return [int(key) for key in path.split(PATH_SEPARATOR) if key]


def rules_for(paths: Iterable[str]) -> list[CoverRule]:
    """The rules of the units of these paths, and of those above them, with their lines. Two queries."""
    units = {key for path in paths for key in units_above(path)}
    lines = RuleLine.objects.select_related("standard")
    return list(
        CoverRule.objects.filter(unit__in=units)
        .select_related("unit")
        .prefetch_related(Prefetch("lines", queryset=lines))
    )


@dataclass(frozen=True)
class Limit:
    """What limits somebody’s practice: for a standard or, with none, for all. Never why."""

    standard: str
    span: Span
    limits: str

    def covers(self, standard: str, day: date) -> bool:
        return self.standard in ("", standard) and _covers(self.span, day)


@dataclass(frozen=True)
class Known:
    """What is known of the people on some shifts and in their units, by reference."""

    people: Mapping[str, Person]
    refs: Mapping[int, str]
    stretches: Stretches
    posts: Mapping[str, Sequence[tuple[str, Span]]]
    absences: Mapping[str, Sequence[Span]]
    limits: Mapping[str, Sequence[Limit]]
    registrations: Mapping[str, tuple[registering.Registration, ...]]
    shifts: Mapping[tuple[str, date], Sequence[Shift]]
    bands: Mapping[str, int]
    follow: Following

    def ref_of(self, person: int) -> str:
        """The reference of whom a record stands for now, by its key."""
        return self.refs[self.follow.kept(person)]

    def kept_out(self, person: str, standard: str, day: date) -> set[str]:
        """Why somebody is out of cover for a standard on a day, whatever their standing."""
        why = set()
        if any(_covers(span, day) for span in self.absences.get(person, ())):
            why.add(ABSENT)
        if any(limit.covers(standard, day) for limit in self.limits.get(person, ())):
            why.add(RESTRICTED)
        if not any(_covers(span, day) for _, span in self.posts.get(person, ())):
            why.add(NO_POST)
        return why

    def limits_of(self, person: str, standard: str, days: Iterable[date]) -> tuple[str, ...]:
        """The limits of somebody’s practice that bear on a standard on any of some days, each once."""
        days = tuple(days)
        found = self.limits.get(person, ())
        return tuple(
            dict.fromkeys(one.limits for one in found if any(one.covers(standard, day) for day in days))
        )

    def on_another(self, person: str, shift: Shift) -> bool:
        """Whether somebody is on another shift at the same time as this one."""
        return any(one.overlaps(shift.when) for one in self._beside(person, shift))

    def free_for(self, person: str, shift: Shift) -> bool:
        """Whether nothing on the rota stands in the way of offering somebody for a shift."""
        return not any(one.may_overlap(shift.when) for one in self._beside(person, shift))

    def _beside(self, person: str, shift: Shift) -> Iterator[When]:
        """When the other shifts are that somebody is on and that touch a day of this one: no other can overlap it."""
        for day in shift.days:
            for one in self.shifts.get((person, day), ()):
                if one.pk != shift.pk:
                    yield one.when

    def working_in(self, path: str, days: Sequence[date]) -> list[str]:
        """The people with a post in a unit, or below it, on all of some days, by name."""
        found = [
            ref
            for ref, posts in self.posts.items()
            if all(any(at.startswith(path) and _covers(span, day) for at, span in posts) for day in days)
        ]
        return sorted(found, key=lambda ref: (self.people[ref].family_name, self.people[ref].given_name, ref))


def load_known(
    placements: Iterable[Placement],
    paths: Sequence[str],
    standards: Collection[str],
    span: tuple[date, date],
    world: World | None = None,
) -> Known:
    """Everything that says who counts on some shifts, and who of their units could, between two days: as it is or, in a
    `world`, as it would be.
    """
    first, last = span
    follow = following()
    placed = {follow.kept(one.person_id) for one in placements if one.person_id is not None}
    working = list(_assignments(paths, placed, first, last))
    keys = placed | {person for person, *_ in working}
    people = {person.pk: person for person in Person.objects.filter(pk__in=keys).select_related("stale")}
    refs = {key: person.ref for key, person in people.items()}
    others, bands = _rota_of(refs, follow, first, last)
    left = world.left if world is not None else {}
    return Known(
        people={person.ref: person for person in people.values()},
        refs=refs,
        stretches=stretches_of(people.values(), standards, first, last, world),
        posts=_grouped(
            (refs[key], (path, (start, _first(end, left.get(refs[key])))))
            for key, path, start, end in working
            if key in refs
        ),
        absences=_grouped(
            (refs[row.person_id], (row.from_on, row.to_on)) for row in _during(Absence, keys, span)
        ),
        limits=_grouped(
            (refs[row.person_id], Limit(row.standard_id or "", (row.from_on, row.to_on), row.limits))
            for row in _during(Restriction, keys, span)
        ),
        registrations={ref: tuple(found) for ref, found in _registrations(refs, follow).items()},
        shifts=others,
        bands=bands,
        follow=follow,
    )


def _assignments(
    paths: Sequence[str], placed: set[int], first: date, last: date
) -> Iterable[tuple[int, str, date, date | None]]:
    wanted = Q(person__in=placed)
    for path in paths:
        wanted |= Q(unit__path__startswith=path)
    rows = known(Assignment.objects.filter(wanted, from_on__lte=last), None)
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=first))
    return rows.values_list("person", "unit__path", "from_on", "to_on")


def _during(model: type[Any], keys: Collection[int], span: tuple[date, date]) -> Iterable[Any]:
    rows = known(model._default_manager.filter(person__in=keys, from_on__lte=span[1]), None)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=span[0]))


def _registrations(
    refs: Mapping[int, str], follow: Following
) -> Mapping[str, list[registering.Registration]]:
    of = follow.origins(refs)
    rows = Registration.objects.filter(person__in=of, retracted_at__isnull=True).order_by("from_on", "pk")
    return _grouped((refs[of[row.person_id]], row.as_ruled) for row in rows)


def _rota_of(
    refs: Mapping[int, str], follow: Following, first: date, last: date
) -> tuple[Mapping[tuple[str, date], list[Shift]], Mapping[str, int]]:
    """The shifts, of any unit, that each of these people is on around some days, by each day they touch; and the band
    of the newest of them.
    """
    of = follow.origins(refs)
    rows = Placement.objects.filter(
        person__in=of,
        removed_at__isnull=True,
        shift__removed_at__isnull=True,
        shift__starts_on__gte=add_days(first, -1),
        shift__starts_on__lte=add_days(last, 1),
    ).select_related("shift")
    found = [(refs[of[row.person_id]], row) for row in rows if row.person_id is not None]
    found.sort(key=lambda one: (one[1].shift.starts_on, one[1].pk))
    bands = {ref: row.band for ref, row in found if row.band is not None}
    return _grouped(((ref, day), row.shift) for ref, row in found for day in row.shift.days), bands


Key = TypeVar("Key", bound=Hashable)


def _grouped(pairs: Iterable[tuple[Key, Any]]) -> dict[Key, list[Any]]:
    found: defaultdict[Key, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def _first(*days: date | None) -> date | None:
    """The first of some days, of those that are given."""
    return min((day for day in days if day is not None), default=None)


def _covers(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])


__all__ = ["ELSEWHERE", "Known", "Limit", "in_force", "load_known", "rules_for", "units_above"]
