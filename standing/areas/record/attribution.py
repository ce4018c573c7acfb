"""In whose record facts stand. Now a row's `person` says so; as known on a past day, the merges of that day do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q

from standing.areas.people.merging import Following, following_ever
from standing.areas.people.models import Person

Row = TypeVar("Row", bound=Any)


@dataclass(frozen=True)
class Attribution:
    """Whose the facts about people were, as known on a day; without `follow`, whose their rows say they are."""

    follow: Following | None

    @classmethod
    def as_known(cls, known_on: date | None) -> Attribution:
        """As known on a day, or now. One query on a past day, none now."""
        return cls(None if known_on is None else following_ever(known_on))

    def about(self, people: Collection[int]) -> Q:
        """The condition that a fact was in the record of one of these people, by key."""
        if self.follow is None:
            return Q(("person__in", list(people)))
        origins = list(self.follow.origins(people))
        return Q(("recorded_for__in", origins)) | Q(recorded_for__isnull=True, person__in=origins)

    def attribute(self, rows: Iterable[Row]) -> list[Row]:
        """The rows, each with the person in whose record it was. Nothing is written."""
        found = list(rows)
        if self.follow is None:
            return found
        keys = [self.follow.kept(row.recorded_for_id or row.person_id) for row in found]
        others = {key for key, row in zip(keys, found, strict=True) if key != row.person_id}
        people = Person.everybody.select_related("stale").in_bulk(others)
        for key, row in zip(keys, found, strict=True):
            row.person = people.get(key, row.person)
        return found
