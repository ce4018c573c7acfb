"""Which people a fact touches, and bringing their periods up to date in the same transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from standing.areas.people.models import Person
from standing.areas.record import models
from standing.areas.record.periods import (
    is_in_bulk,
    mark_stale,
    people_touched_by_roles,
    people_touched_by_standards,
    store_periods,
)
from standing.areas.record.tasks import store_stale

ROLES_OF = (models.Requirement,)
STANDARDS_OF = (models.RefreshRule, models.EditionEnd, models.Change)


@dataclass
class Touched:
    """Whom facts touch: the people they name, by key, and those who hold a standard or have a role they name."""

    people: set[int] = field(default_factory=set)
    standards: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def by_asking(self) -> set[int]:
        """The people, by key, touched by what is asked of many."""
        return people_touched_by_standards(self.standards) | people_touched_by_roles(self.roles)


def _touched_by(rows: Iterable[models.FactRow]) -> tuple[Touched, dict[int, Person]]:
    touched, named = Touched(), dict[int, Person]()
    for row in rows:
        if isinstance(row, models.Requirement):
            touched.roles.add(row.role)
        elif isinstance(row, models.RefreshRule | models.EditionEnd | models.Change):
            touched.standards.add(row.standard_id)
        else:
            named[row.person_id] = row.person  # type: ignore[attr-defined]
    return touched, named


def bring_up_to_date(rows: Iterable[models.FactRow]) -> None:
    """The people a fact names are computed anew at once; those touched by a fact about many are marked
    stale.
    """
    touched, named = _touched_by(rows)
    many = touched.by_asking()
    if is_in_bulk():
        mark_stale(many | named.keys())
        return
    if many:
        mark_stale(many)
        transaction.on_commit(store_stale.enqueue)
    if named:
        store_periods(list(named.values()))


def mark_all_stale(rows: Iterable[models.FactRow]) -> None:
    """Mark everyone touched by these rows stale; whoever calls has their periods stored afterwards."""
    touched, named = _touched_by(rows)
    mark_stale(touched.by_asking() | named.keys())


def stale_all_of(rows_of: Collection["QuerySet[Any]"]) -> int:
    """Mark everyone touched by these rows stale, and have their periods stored afterwards. How many people."""
    touched = Touched()
    for rows in rows_of:
        if rows.model in ROLES_OF:
            touched.roles.update(rows.values_list("role", flat=True).distinct())
        elif rows.model in STANDARDS_OF:
            touched.standards.update(rows.values_list("standard", flat=True).distinct())
        else:
            touched.people.update(rows.values_list("person", flat=True).distinct())
    everyone = touched.people | touched.by_asking()
    mark_stale(everyone)
    if everyone and not is_in_bulk():
        transaction.on_commit(store_stale.enqueue)
    return len(everyone)
