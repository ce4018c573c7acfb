"""In which order the people of a matrix stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from standing.areas.people.models import Person
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.cells import Cell

NAME, TEAM, FEWEST, STATUS, EXPIRY = "name", "team", "fewest", "status", "expiry"
ORDERS = (NAME, TEAM, FEWEST, STATUS, EXPIRY)
OF_A_COLUMN = frozenset({STATUS, EXPIRY})

_MOST_URGENT_FIRST = ("not_current", "grace", "in_progress", "not_held", "due", "current")


@dataclass(frozen=True)
class Order:
    """By name; by team; those with the most that does not count first; or by how a column stands, or when it expires.

    `standard` and `context` are the column, where one is asked about. Whoever has no cell in it comes last, and people
    who are alike stay in the order of their names.
    """

    by: str = NAME
    standard: str = ""
    context: str = ""

    def sorted(
        self, people: Iterable[Person], cells: Collection[Cell], assignments: Iterable[Assignment]
    ) -> tuple[Person, ...]:
        """The people, who come by name, in this order."""
        if self.by == TEAM:
            teams = _teams(assignments)
            return _by(people, lambda person: teams.get(person.pk, ""))
        if self.by == FEWEST:
            missing = _not_counting(cells)
            return _by(people, lambda person: -missing.get(person.pk, 0))
        if self.by in OF_A_COLUMN:
            standard, context = self._column(cells)
            column = {
                cell.person.pk: cell
                for cell in cells
                if (cell.standard.pk, cell.context) == (standard, context)
            }
            key = _status if self.by == STATUS else _expiry
            return _by(people, lambda person: key(column.get(person.pk)))
        return tuple(people)

    def _column(self, cells: Collection[Cell]) -> tuple[str, str]:
        """The column asked about, or the first there is."""
        if self.standard or not cells:
            return self.standard, self.context
        first = min(cells, key=lambda cell: (cell.standard.order, cell.context))
        return first.standard.pk, first.context


def _by(people: Iterable[Person], key: Callable[[Person], Any]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=key))


def _teams(assignments: Iterable[Assignment]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for row in assignments:
        name = row.unit.name.casefold()
        found[row.person_id] = min(found.get(row.person_id, name), name)
    return found


def _not_counting(cells: Iterable[Cell]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for cell in cells:
        if not cell.standing.counts:
            found[cell.person.pk] = found.get(cell.person.pk, 0) + 1
    return found


def _status(cell: Cell | None) -> tuple[int, date]:
    if cell is None:
        return len(_MOST_URGENT_FIRST), date.max
    return _MOST_URGENT_FIRST.index(cell.standing.status), cell.standing.expires_on or date.max


def _expiry(cell: Cell | None) -> tuple[int, date]:
    """Those held that expire, soonest first; those held that do not; those not held; those without a cell."""
    if cell is None:
        return 3, date.max
    if cell.standing.expires_on is not None:
        return 0, cell.standing.expires_on
    return (1 if cell.standing.counts else 2), date.max
