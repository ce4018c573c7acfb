"""A unit on a day, for one sheet of paper: who counts in what, who is restricted, its shifts, and what lapses soon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.answers import ShiftCover
from standing.areas.cover.loading import Known, load_known, rules_for
from standing.areas.cover.selectors.covers import NONE, covers_of
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.record.presenters.besides import (
    ColumnBesides,
    StopBesides,
    columns_besides,
    stops_besides,
)
from standing.areas.record.selectors.cells import RequiredCells
from standing.areas.record.selectors.forecasts import StopOfTeam, forecast_of
from standing.areas.record.selectors.restrictions import Limit, restrictions_on
from standing.areas.record.selectors.teams import Team, team_of
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.rules import cover as rules
from standing.core.rules.days import add_days
from standing.core.rules.status import Standing

WEEKS = 4
"""How far ahead the sheet says what stops counting."""

Column = tuple[str, str]
"""A standard, by id, and a context."""

_KEPT_OUT = frozenset({rules.ABSENT, rules.RESTRICTED, rules.REGISTRATION_LAPSED})


@dataclass(frozen=True)
class Mark:
    """Somebody and a column: how it stands, whether a role of theirs asks for it, and what keeps them out of cover that
    day whatever their standing (`standing.core.rules.cover`).
    """

    standing: Standing
    is_asked: bool
    kept_out: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether they count toward a shift that day."""
        return self.standing.counts and not self.kept_out


@dataclass(frozen=True)
class OnSheet:
    """Somebody who works there that day, what they are, whether they are away, and a mark for each column; none where
    nothing is asked and nothing was held.
    """

    person: Person
    title: str
    is_away: bool
    marks: Mapping[Column, Mark]


@dataclass(frozen=True)
class SheetColumn:
    """A standard in a context: whether a cover rule of the day asks for it, and how many of how many count, of those
    of whom it is asked or who hold it.
    """

    standard: Standard
    context: str
    is_for_cover: bool
    counting: int
    of: int

    @property
    def key(self) -> Column:
        return self.standard.pk, self.context


@dataclass(frozen=True)
class WardSheet:
    """What the sheet says, whole; how much of it one page has room for is for whoever draws it. `covers` and `limits`
    are none for those who may not see them. `groups` are groups of standards, who meets them, and `group_stops` who
    stops meeting one.
    """

    unit: Unit
    day: date
    made_at: datetime
    people: tuple[OnSheet, ...]
    columns: tuple[SheetColumn, ...]
    covers: tuple[ShiftCover, ...] | None
    limits: tuple[Limit, ...] | None
    stops: tuple[StopOfTeam, ...]
    until: date
    groups: tuple[ColumnBesides, ...] = ()
    group_stops: tuple[StopBesides, ...] = ()


def ward_sheet_of(*, by: Actor, unit: Unit, day: date) -> WardSheet:
    """The sheet of a unit and those below it for today or a day to come. A fixed number of queries, however many people
    and shifts. Raises `NotAllowed`, and `Refused` for a day that has passed.
    """
    if day < clock.today():
        raise Refused(
            f"A ward sheet is for today or a day to come, and {day.isoformat()} has passed. Choose a later day.",
            field="day",
        )
    team = team_of(by=by, unit=unit, at=day)
    until = add_days(day, 7 * WEEKS)
    forecast = forecast_of(by=by, unit=unit, until=until)
    sees_cover = can(by, Ability.SEE_COVER, unit)
    asked = _asked_by_cover(team, day) if sees_cover else {}
    people = _people(team, asked, day)
    return WardSheet(
        unit=unit,
        day=day,
        made_at=clock.now(),
        people=people,
        columns=tuple(_columns(team.required, asked, people)),
        covers=covers_of(by, unit, day, day, could=NONE) if sees_cover else None,
        limits=_limits(by, team, day) if can(by, Ability.SEE_LIMITS, unit) else None,
        stops=tuple(stop for stop in forecast.stops if stop.first_day > day),
        until=until,
        groups=tuple(columns_besides(team.required.assignments, day)),
        group_stops=tuple(stops_besides(team.required.assignments, day, until)),
    )


def _asked_by_cover(team: Team, day: date) -> dict[Column, Standard]:
    """What the rules of the unit, of those above it and of those below it ask of shifts that begin that day."""
    paths = [team.unit.path, *(unit.path for unit in team.below)]
    lines = [
        line
        for rule in rules_for(paths)
        if rule.from_on <= day and (rule.to_on is None or day < rule.to_on)
        for line in rule.lines.all()
        if line.holds_on(day)
    ]
    return {(line.standard_id, line.context): line.standard for line in lines}


def _people(team: Team, asked: Collection[Column], day: date) -> tuple[OnSheet, ...]:
    required = team.required
    cells = {(cell.person.ref, (cell.standard.pk, cell.context)): cell.standing for cell in required.cells}
    columns = tuple(dict.fromkeys([*asked, *(column for _, column in cells)]))
    known = load_known([], [team.unit.path], {standard for standard, _ in columns}, (day, day))
    marks = _Marks(day, known, cells, _kept_out(known, required.people, columns, day))
    titles = required.titles
    return tuple(
        OnSheet(
            person=person,
            title=titles[person.ref],
            is_away=rules.ABSENT in known.kept_out(person.ref, "", day),
            marks={column: mark for column in columns if (mark := marks.of(person.ref, column)) is not None},
        )
        for person in required.people
    )


def _kept_out(
    known: Known, people: Iterable[Person], columns: Sequence[Column], day: date
) -> Mapping[tuple[str, Column], tuple[str, ...]]:
    """Why somebody is out of cover for a column that day whatever their standing, as cover itself says it."""
    on_shift = tuple(
        rules.OnShift(person.ref, None, True, tuple(known.registrations.get(person.ref, ())))
        for person in people
    )
    needs = tuple(rules.Need(standard, 1, context) for standard, context in columns)
    told = rules.cover_of(
        rules.Shift("sheet", (day,), on_shift),
        rules.CoverRule(needs),
        known.stretches.standing_on,
        known.kept_out,
    )
    return {
        (out.person, (line.need.standard, line.need.context)): tuple(sorted(_KEPT_OUT & set(out.why)))
        for line in told.lines
        for out in line.left_out
    }


@dataclass(frozen=True)
class _Marks:
    """What is known of the people and columns of a sheet."""

    day: date
    known: Known
    cells: Mapping[tuple[str, Column], Standing]
    out: Mapping[tuple[str, Column], tuple[str, ...]]

    def of(self, ref: str, column: Column) -> Mark | None:
        """The mark of somebody; none where nothing is asked of them and nothing was held."""
        asked = self.cells.get((ref, column))
        standing = asked or self.known.stretches.standing_on(ref, *column, self.day)
        if asked is None and standing.is_plain_not_held:
            return None
        return Mark(standing, asked is not None, self.out.get((ref, column), ()))


def _columns(
    required: RequiredCells, asked: Mapping[Column, Standard], people: Sequence[OnSheet]
) -> Iterable[SheetColumn]:
    """Those that cover asks for, and then those of the roles, each in catalogue order."""
    of_roles = {(cell.standard.pk, cell.context): cell.standard for cell in required.cells}
    for group, is_for_cover in ((asked, True), (of_roles, False)):
        for key, standard in sorted(group.items(), key=lambda item: (item[1].order, item[0][1])):
            if not is_for_cover and key in asked:
                continue
            marks = [one.marks[key] for one in people if key in one.marks]
            counting = sum(mark.counts for mark in marks)
            yield SheetColumn(standard, key[1], is_for_cover, counting, len(marks))


def _limits(by: Actor, team: Team, day: date) -> tuple[Limit, ...]:
    here = {person.pk for person in team.required.people}
    return tuple(limit for limit in restrictions_on(by=by, day=day) if limit.person.pk in here)
