"""A team: its people by the standards their roles ask for, who counts, and who stops counting next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.record.answers import Pair, first_day_not_counting, standings_on
from standing.areas.record.loading import known, to_fact
from standing.areas.record.models import Absence, Assignment, Requirement
from standing.areas.record.selectors.people import NotFound, working_on
from standing.areas.standards.models import Standard
from standing.core.rules.days import add_days, join_periods
from standing.core.rules.known import LONG_ABSENCE_DAYS
from standing.core.rules.status import NOT_HELD, Standing


@dataclass(frozen=True)
class Cell:
    """One person, standard and context of a matrix. `left_out` says why it is not in the compliance
    figure, if it is not.
    """

    person: Person
    standard: Standard
    context: str
    standing: Standing
    left_out: str = ""


@dataclass(frozen=True)
class Compliance:
    """How many required cells count, of how many, and which were left out and why."""

    counting: int
    of: int
    left_out: tuple[Cell, ...]

    @classmethod
    def over(cls, cells: Collection[Cell]) -> "Compliance":
        taken = [cell for cell in cells if not cell.left_out]
        return cls(
            counting=sum(cell.standing.counts for cell in taken),
            of=len(taken),
            left_out=tuple(cell for cell in cells if cell.left_out),
        )


@dataclass(frozen=True)
class Filters:
    """What of a team to show; empty means all. Words are looked for in names and references."""

    words: str = ""
    role: str = ""
    status: str = ""
    standard: str = ""
    suite: str = ""


@dataclass(frozen=True)
class Team:
    """The matrix of a unit and those below it, on a day, as known now or on another day.

    `cells` are those its filters leave; `compliance` is over them. `columns` are (standard, context), in
    catalogue order.
    """

    unit: Unit
    at: date
    known_on: date | None
    filters: Filters
    people: tuple[Person, ...]
    roles: dict[str, tuple[str, ...]]
    columns: tuple[tuple[Standard, str], ...]
    cells: tuple[Cell, ...]
    everyone: int
    compliance: Compliance = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compliance", Compliance.over(self.cells))


def unit_by_code(*, by: Actor, code: str) -> Unit:
    """The unit, if the account may see its team. Raises `NotFound` in the same words if there is none."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not can(by, Ability.SEE_TEAM, unit):
        raise NotFound(f"There is no team {code} among those you can see.")
    return unit


def team_of(
    *, by: Actor, unit: Unit, at: date, known_on: date | None = None, filters: Filters | None = None
) -> Team:
    """The team matrix of a unit on a day. A fixed number of queries, however large the team. Raises
    `NotAllowed`.
    """
    check_can(by, Ability.SEE_TEAM, unit)
    filters = filters or Filters()
    assignments = _assignments(unit, at, known_on)
    everyone = sorted(
        {row.person for row in assignments}, key=lambda person: (person.family_name, person.given_name)
    )
    requirements = _requirements({row.role for row in assignments}, at, known_on)
    standards = Standard.objects.select_related("suite").in_bulk({row.standard_id for row in requirements})
    standings = standings_on(everyone, at, known_on)
    away = _away_for_long(everyone, at, known_on)
    roles = _roles(assignments)
    cells = [
        cell
        for cell in _cells(assignments, requirements, standards, standings, away, at)
        if _shown(cell, roles, filters)
    ]
    return Team(
        unit=unit,
        at=at,
        known_on=known_on,
        filters=filters,
        people=tuple(person for person in everyone if any(cell.person == person for cell in cells)),
        roles=roles,
        columns=tuple(
            sorted(
                {(cell.standard, cell.context) for cell in cells},
                key=lambda column: (column[0].order, column[1]),
            )
        ),
        cells=tuple(cells),
        everyone=len(everyone),
    )


def _assignments(unit: Unit, at: date, known_on: date | None) -> list[Assignment]:
    rows = known(Assignment.objects.filter(unit__path__startswith=unit.path), known_on).filter(working_on(at))
    return list(rows.select_related("person", "person__stale", "unit"))


def _requirements(roles: Collection[str], at: date, known_on: date | None) -> list[Requirement]:
    return list(known(Requirement.objects.filter(role__in=roles), known_on).filter(working_on(at)))


def _roles(assignments: Collection[Assignment]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, set[str]] = {}
    for row in assignments:
        roles.setdefault(row.person.ref, set()).add(row.role)
    return {ref: tuple(sorted(found)) for ref, found in roles.items()}


def _away_for_long(people: Collection[Person], at: date, known_on: date | None) -> set[str]:
    rows = known(Absence.objects.filter(person__in=people), known_on).select_related("person")
    absences: dict[str, list[Absence]] = {}
    for row in rows:
        absences.setdefault(row.person.ref, []).append(row)
    return {
        ref
        for ref, found in absences.items()
        for period in join_periods(to_fact(row).period for row in found)
        if period.covers(at) and period.lasts_at_least(LONG_ABSENCE_DAYS)
    }


def _cells(
    assignments: Collection[Assignment],
    requirements: Collection[Requirement],
    standards: dict[str, Standard],
    standings: dict[Pair, Standing],
    away: set[str],
    at: date,
) -> Iterator[Cell]:
    """One cell for each person and pair that a role of theirs requires that day."""
    needed_by: dict[tuple[Person, str, str], list[date]] = {}
    for assignment in assignments:
        for requirement in requirements:
            if requirement.role == assignment.role:
                key = (assignment.person, requirement.standard_id, requirement.context)
                needed_by.setdefault(key, []).append(
                    add_days(assignment.from_on, requirement.needed_by_days or 0)
                )
    for (person, standard, context), days in needed_by.items():
        standing = standings.get(Pair(person.ref, standard, context), Standing(NOT_HELD))
        yield Cell(person, standards[standard], context, standing, _left_out(person, min(days), away, at))


def _left_out(person: Person, needed_by: date, away: set[str], at: date) -> str:
    if person.ref in away:
        return "away for 28 days or more"
    return "not needed yet" if at < needed_by else ""


def _shown(cell: Cell, roles: dict[str, tuple[str, ...]], filters: Filters) -> bool:
    name = f"{cell.person.name} {cell.person.ref}".casefold()
    return (
        all(word in name for word in filters.words.casefold().split())
        and (not filters.role or filters.role in roles[cell.person.ref])
        and (not filters.status or cell.standing.status == filters.status)
        and (not filters.standard or cell.standard.pk == filters.standard)
        and (not filters.suite or cell.standard.suite.code == filters.suite)
    )


@dataclass(frozen=True)
class Stopping:
    """A cell that counts today, and the first day on which it will not unless somebody acts."""

    cell: Cell
    first_day: date
    standing: Standing


def stopping_next(*, by: Actor, unit: Unit, at: date, until: date) -> list[Stopping]:
    """What counts in a team on a day and stops counting on or before another, soonest first. Raises
    `NotAllowed`.
    """
    team = team_of(by=by, unit=unit, at=at)
    stops = first_day_not_counting(team.people, at)
    found = [
        Stopping(cell, *stops[pair])
        for cell in team.cells
        if cell.standing.counts
        and (pair := Pair(cell.person.ref, cell.standard.pk, cell.context)) in stops
        and stops[pair][0] <= until
    ]
    return sorted(found, key=lambda item: (item.first_day, item.cell.person.name, item.cell.standard.order))
