"""A team: its people by the standards their roles ask for, who counts, and who stops counting next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import can, check_can, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import unit_tree
from standing.areas.record.answers import first_day_not_counting
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.cells import Asking, Cell, Compliance, RequiredCells, asking
from standing.areas.record.selectors.ordering import Order
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.models import Standard, Suite
from standing.core.rules.status import Standing

COUNTS, DOES_NOT_COUNT = "counts", "does_not_count"
"""What may be asked for in place of a status: any that counts, any that does not."""


@dataclass(frozen=True)
class Filters:
    """What of a team to show; empty means all. Words are looked for in names and references; `status` may
    be `COUNTS` or `DOES_NOT_COUNT` too; `below` is the code of a unit below, whose people alone are shown.
    """

    words: str = ""
    role: str = ""
    status: str = ""
    reason: str = ""
    standard: str = ""
    suite: str = ""
    below: str = ""

    def is_about(self, cell: Cell, roles: Collection[str]) -> bool:
        """Whether a cell is of the people and standards asked about, however it stands."""
        name = f"{cell.person.name} {cell.person.ref}".casefold()
        return (
            all(word in name for word in self.words.casefold().split())
            and (not self.role or self.role in roles)
            and (not self.standard or cell.standard.pk == self.standard)
            and (not self.suite or cell.standard.suite.code == self.suite)
        )

    def shows(self, standing: Standing) -> bool:
        """Whether a standing is one of those asked for."""
        if self.status in (COUNTS, DOES_NOT_COUNT):
            by_status = standing.counts == (self.status == COUNTS)
        else:
            by_status = not self.status or standing.status == self.status
        return by_status and (not self.reason or self.reason in standing.reasons)


@dataclass(frozen=True)
class Team:
    """The matrix of a unit and those below it, on a day, as known now or on another day.

    `cells` are those its filters leave, by name and then in catalogue order; `people`, in the order asked for, and
    `columns` (standard, context) are theirs. `below` are the units below. `compliance` is over the people and
    standards asked about, whatever their status: a figure over those chosen for not counting would say nothing.
    """

    unit: Unit
    at: date
    known_on: date | None
    filters: Filters
    required: RequiredCells
    cells: tuple[Cell, ...]
    compliance: Compliance
    below: tuple[Unit, ...] = ()
    order: Order = field(default_factory=Order)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people with a cell that is shown, in the order asked for."""
        by_name = {cell.person.pk: cell.person for cell in self.cells}.values()
        return self.order.sorted(by_name, self.cells, self.required.assignments)

    @property
    def everyone(self) -> tuple[Person, ...]:
        """All who work in the unit or below it that day."""
        return self.required.people

    @property
    def nothing_asked(self) -> tuple[Person, ...]:
        """Those whose roles ask for no standard that day: they have no row."""
        asked = {cell.person.pk for cell in self.required.cells}
        return tuple(person for person in self.required.people if person.pk not in asked)

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """The roles of each person, by reference."""
        return self.required.roles

    @property
    def columns(self) -> tuple[tuple[Standard, str], ...]:
        """The standards and contexts with a cell that is shown, in catalogue order."""
        found = {(cell.standard.pk, cell.context): cell.standard for cell in self.cells}
        ordered = sorted(found.items(), key=lambda item: (item[1].order, item[0][1]))
        return tuple((standard, context) for (_, context), standard in ordered)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard that is asked of somebody here, shown or not."""
        found = {cell.standard.pk: cell.standard for cell in self.required.cells}
        return tuple(sorted(found.values(), key=lambda standard: standard.order))

    @property
    def suites(self) -> tuple[Suite, ...]:
        """The suites of those standards."""
        return tuple({standard.suite.pk: standard.suite for standard in self.standards}.values())


def unit_by_code(*, by: Actor, code: str) -> Unit:
    """The unit, if the account may see its team. Raises `NotFound` in the same words if there is none."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not can(by, Ability.SEE_TEAM, unit):
        raise NotFound(f"There is no team {code} among those you can see.")
    return unit


def own_units(*, by: Actor, ability: Ability = Ability.SEE_TEAM) -> list[Unit]:
    """The highest units over which the account has the ability: its own teams."""
    return [found.unit for found in unit_tree(by=by, ability=ability) if found.depth == 0]


def sees_service(*, by: Actor) -> bool:
    """Whether the account sees every team of the service."""
    return scope_of(by, Ability.SEE_TEAM, clock.today()).service


def team_of(
    *,
    by: Actor,
    unit: Unit,
    at: date,
    known_on: date | None = None,
    filters: Filters | None = None,
    order: Order | None = None,
) -> Team:
    """The team matrix of a unit on a day. A fixed number of queries, however large the team. Raises
    `NotAllowed`.
    """
    check_can(by, Ability.SEE_TEAM, unit)
    asked = asking(Assignment.objects.filter(unit__path__startswith=unit.path), at, known_on)
    return team_from(asked, unit, known_on, filters or Filters(), order or Order())


def team_from(asked: Asking, unit: Unit, known_on: date | None, filters: Filters, order: Order) -> Team:
    """The team of what was read about the assignments in a unit and below it. Whoever calls it has shown that they may
    be seen.
    """
    required = asked.cells()
    below = tuple(Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk))
    roles = required.roles
    within = _cells_below(asked, below, filters.below) if filters.below else required.cells
    about = [cell for cell in within if filters.is_about(cell, roles[cell.person.ref])]
    return Team(
        unit=unit,
        at=asked.at,
        known_on=known_on,
        filters=filters,
        required=required,
        cells=tuple(cell for cell in about if filters.shows(cell.standing)),
        compliance=Compliance.over(about),
        below=below,
        order=order,
    )


def _cells_below(asked: Asking, below: Iterable[Unit], code: str) -> tuple[Cell, ...]:
    """The cells of one of the units below; none where there is no such unit."""
    path = next((unit.path for unit in below if unit.code == code), None)
    return () if path is None else asked.cells(path).cells


@dataclass(frozen=True)
class Stopping:
    """A cell that counts today, and the first day on which it will not unless somebody acts."""

    cell: Cell
    first_day: date
    standing: Standing


def stopping_in(team: Team, until: date) -> list[Stopping]:
    """What of a team, already read, counts on its day and stops counting on or before another."""
    stops = first_day_not_counting(team.everyone, team.at)
    found = [
        Stopping(cell, *stops[cell.pair])
        for cell in team.cells
        if cell.standing.counts and cell.pair in stops and stops[cell.pair][0] <= until
    ]
    return sorted(found, key=lambda item: (item.first_day, item.cell.person.name, item.cell.standard.order))
