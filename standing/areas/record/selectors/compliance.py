"""How many of the standards asked of people count, of how many, and who was left out and why: for every team and all of
them, on a day (rules, part 6).

The same answer as over the cells of each team's matrix, without making them: a trust has hundreds of thousands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import check_can_any, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import unit_tree
from standing.areas.people.selectors.units import within
from standing.areas.record.answers import (
    PlainStanding,
    PlainStandings,
    plain,
    plain_standings_on,
    standings_on,
)
from standing.areas.record.attribution import Attribution
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment, Requirement
from standing.areas.record.selectors.cells import AWAY, NOT_NEEDED_YET, away_for_long
from standing.areas.record.selectors.people import working_on
from standing.areas.standards.models import Standard
from standing.core.rules.status import COUNTING, NOT_HELD

Column = tuple[str, str]
"""A standard, by id, and a context."""

_NEVER_HELD: PlainStanding = (NOT_HELD, "")
_NOTHING: Mapping[Column, PlainStanding] = {}
_EVERYWHERE = ""
"""The path that every unit's begins with."""


class Figure(NamedTuple):
    """How many required standards of people count, of how many, and how many were left out because their people are
    away for long, and because they are not needed yet; of those left out, `out_counting` count all the same.
    """

    counting: int = 0
    of: int = 0
    away: int = 0
    not_needed_yet: int = 0
    out_counting: int = 0

    @property
    def left_out(self) -> int:
        return self.away + self.not_needed_yet

    @property
    def with_left_out(self) -> Figure:
        """The same over everything that is asked: another figure, which is as true, and must not be taken for it."""
        return Figure(self.counting + self.out_counting, self.of + self.left_out)


_Kind = tuple[Column, PlainStanding, str]
"""What is alike in required standards of several people: what, how it stands, and why they are left out, if so."""


@dataclass(frozen=True)
class LeftOut:
    """A person of whom so many required standards were left out of the figure, and why."""

    person: Person
    why: str
    standards: int


@dataclass
class Tally:
    """So many people, their required standards counted by what is alike in them, and who of them was left out."""

    people: int = 0
    kinds: Counter[_Kind] = field(default_factory=Counter)
    out: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count in what another has counted of other people."""
        self.people += other.people
        self.kinds.update(other.kinds)
        self.out.update(other.out)

    @cached_property
    def figure(self) -> Figure:
        """Over everything."""
        return _figure(self.kinds.items())

    @cached_property
    def by_column(self) -> Mapping[Column, Figure]:
        """For each standard and context that is asked of somebody."""
        found: defaultdict[Column, list[tuple[_Kind, int]]] = defaultdict(list)
        for kind, number in self.kinds.items():
            found[kind[0]].append((kind, number))
        return {column: _figure(those) for column, those in found.items()}

    @property
    def statuses(self) -> Counter[str]:
        """How many required standards stand how, those left out too."""
        found: Counter[str] = Counter()
        for (_, standing, _), number in self.kinds.items():
            found[standing[0]] += number
        return found

    @property
    def reasons(self) -> Counter[str]:
        """How many required standards have which reason, those left out too."""
        found: Counter[str] = Counter()
        for (_, standing, _), number in self.kinds.items():
            for reason in filter(None, standing[1].split("|")):
                found[reason] += number
        return found


def _figure(kinds: Iterable[tuple[_Kind, int]]) -> Figure:
    counting = of = away = early = out_counting = 0
    for (_, standing, out), number in kinds:
        counts = number if standing[0] in COUNTING else 0
        if not out:
            of += number
            counting += counts
            continue
        out_counting += counts
        if out == AWAY:
            away += number
        else:
            early += number
    return Figure(counting, of, away, early, out_counting)


@dataclass(frozen=True)
class UnitCompliance:
    """A unit with those below it, how deep it lies below the highest one shown, and what was counted there."""

    unit: Unit
    depth: int
    tally: Tally

    @property
    def figure(self) -> Figure:
        return self.tally.figure


@dataclass(frozen=True)
class ServiceCompliance:
    """Every unit that the reader may see, each below the one above it, and all of them together.

    Whoever works in two units is counted once in each, and once in what is above both. `whole` says whether this is the
    whole service.
    """

    at: date
    known_on: date | None
    whole: bool
    units: tuple[UnitCompliance, ...]
    total: Tally
    standards: Mapping[str, Standard]
    people: Mapping[int, Person]

    def tally_of(self, code: str) -> Tally:
        """What was counted in the unit of a code, or in all of them without one. Raises `KeyError` for another."""
        return {_EVERYWHERE: self.total, **{one.unit.code: one.tally for one in self.units}}[code]

    def left_out(self, tally: Tally) -> list[LeftOut]:
        """Who was left out there, by name."""
        found = [LeftOut(self.people[key], why, number) for (key, why), number in tally.out.items()]
        return sorted(
            found, key=lambda one: (one.person.family_name, one.person.given_name, one.person.ref, one.why)
        )

    def columns(self, tally: Tally) -> list[tuple[Standard, str, Figure]]:
        """The standards and contexts asked for there, in catalogue order, each with its figure."""
        found = [(self.standards[key], context, figure) for (key, context), figure in tally.by_column.items()]
        return sorted(found, key=lambda row: (row[0].order, row[1]))


class _Post(NamedTuple):
    """Somebody works in a role, in the unit of a path, from a day."""

    person: int
    role: str
    path: str
    from_on: date


def compliance_of(*, by: Actor, at: date, known_on: date | None = None) -> ServiceCompliance:
    """The figures of every unit the account may see, on a day, as known now or on another day. A fixed number of
    queries, however many people. Raises `NotAllowed` for whoever may see no team.
    """
    check_can_any(by, (Ability.SEE_TEAM,))
    scope = scope_of(by, Ability.SEE_TEAM, clock.today())
    tree = unit_tree(by=by)
    assignments = Assignment.objects.filter(within(scope, "unit__path"))
    read = _read(assignments, at, known_on, whole=scope.service)
    tallies = _rolled_up(read.tallied())
    units = tuple(UnitCompliance(one.unit, one.depth, tallies.get(one.unit.path) or Tally()) for one in tree)
    total = tallies.get(_EVERYWHERE) or Tally()
    return ServiceCompliance(
        at=at,
        known_on=known_on,
        whole=scope.service,
        units=units,
        total=total,
        standards=Standard.objects.select_related("suite").in_bulk({key for key, _ in total.by_column}),
        # Somebody may be left out in one of two units and not above both, where another role asks for it already.
        people=Person.everybody.in_bulk({key for tally in tallies.values() for key, _ in tally.out}),
    )


@dataclass(frozen=True)
class _Read:
    """What was read about some assignments on a day."""

    at: date
    posts: Sequence[_Post]
    asked: Mapping[str, Sequence[tuple[Column, int]]]
    standings: PlainStandings
    away: frozenset[int]

    def tallied(self) -> Iterator[tuple[str, bool, Tally]]:
        """What was counted at which path: of those who work in one unit alone, once and to be counted above it too; of
        the others at every path above where they work, and there only.
        """
        alone: defaultdict[str, list[tuple[int, Sequence[_Post]]]] = defaultdict(list)
        apart: defaultdict[str, list[tuple[int, Sequence[_Post]]]] = defaultdict(list)
        by_person: defaultdict[int, list[_Post]] = defaultdict(list)
        for post in self.posts:
            by_person[post.person].append(post)
        for person, posts in by_person.items():
            if len({post.path for post in posts}) == 1:
                alone[posts[0].path].append((person, posts))
                continue
            for path in {above for post in posts for above in _above(post.path)}:
                apart[path].append((person, [post for post in posts if post.path.startswith(path)]))
        for path, people in alone.items():
            yield path, True, self._tally(people)
        for path, people in apart.items():
            yield path, False, self._tally(people)

    def _tally(self, people: Iterable[tuple[int, Sequence[_Post]]]) -> Tally:
        tally = Tally()
        kinds: defaultdict[_Kind, int] = defaultdict(int)
        for person, posts in people:
            tally.people += 1
            held = self.standings.get(person, _NOTHING)
            away = AWAY if person in self.away else ""
            for column, early in self._asked_of(posts):
                out = away or (NOT_NEEDED_YET if early else "")
                kinds[column, held.get(column, _NEVER_HELD), out] += 1
                if out:
                    tally.out[person, out] = tally.out.get((person, out), 0) + 1
        tally.kinds.update(kinds)
        return tally

    def _asked_of(self, posts: Sequence[_Post]) -> Iterable[tuple[Column, bool]]:
        """What the roles of somebody ask of them, each once, and whether it is not needed yet.

        A group of which so many are enough would be one thing asked for, and be made here of its standards.
        """
        needed: dict[Column, bool] = {}
        for post in posts:
            served = (self.at - post.from_on).days
            for column, days in self.asked.get(post.role, ()):
                early = days > served
                needed[column] = early and needed.get(column, True)
        return needed.items()


def _above(path: str) -> Iterator[str]:
    """The paths of a unit and of those above it, and the one that all have in common."""
    yield _EVERYWHERE
    for number, sign in enumerate(path, 1):
        if sign == "/":
            yield path[:number]


def _rolled_up(counted: Iterable[tuple[str, bool, Tally]]) -> Mapping[str, Tally]:
    """What was counted at each path, with what is below it where that is to be counted above too."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for path, upwards, tally in counted:
        for one in _above(path) if upwards else (path,):
            found[one].add(tally)
    return found


def _read(assignments: QuerySet[Assignment], at: date, known_on: date | None, *, whole: bool) -> _Read:
    """`whole`: the assignments are those of everybody."""
    rows = known(assignments, known_on).filter(working_on(at))
    if known_on is None:
        posts = [_Post(*row) for row in rows.values_list("person", "role", "unit__path", "from_on")]
        people = None if whole else rows.values("person")
        standings = plain_standings_on(people, at)
        about = Q() if people is None else Q(person__in=people)
        away = away_for_long(about, at, None, Attribution.as_known(None))
    else:
        posts, standings, away = _as_known(rows, at, known_on)
    asked = known(Requirement.objects.filter(role__in={post.role for post in posts}), known_on)
    of_role: defaultdict[str, list[tuple[Column, int]]] = defaultdict(list)
    for role, standard, context, days in asked.filter(working_on(at)).values_list(
        "role", "standard", "context", "needed_by_days"
    ):
        of_role[role].append(((standard, context), days or 0))
    return _Read(at, posts, of_role, standings, away)


def _as_known(
    rows: QuerySet[Assignment], at: date, known_on: date
) -> tuple[list[_Post], PlainStandings, frozenset[int]]:
    """The same as known on a past day: nothing is stored of that, and it takes as long as it takes."""
    attribution = Attribution.as_known(known_on)
    found = attribution.attribute(rows.select_related("person", "unit"))
    people = {row.person.ref: row.person for row in found}
    standings: PlainStandings = {person.pk: {} for person in people.values()}
    for pair, standing in standings_on(list(people.values()), at, known_on).items():
        standings[people[pair.person].pk][pair.standard, pair.context] = plain(standing)
    posts = [_Post(row.person.pk, row.role, row.unit.path, row.from_on) for row in found]
    about = attribution.about({post.person for post in posts})
    return posts, standings, away_for_long(about, at, known_on, attribution)
