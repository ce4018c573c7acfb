"""The people whom a paste of movers or leavers names, of those whose work the account may change."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.db.models.functions import Lower

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import kept_refs
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.joining.paste import Line, fold
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.permissions import people_in_scope


class KnownPeople:
    """The people of some staff numbers and where they work from today on. A fixed number of queries."""

    def __init__(self, by: Actor, refs: Sequence[str], ability: Ability) -> None:
        self.merged = kept_refs()
        wanted = {self._ref(ref).lower() for ref in refs}
        rows = people_in_scope(by, ability).annotate(folded=Lower("ref")).filter(folded__in=wanted)
        self.by_ref = {person.ref.lower(): person for person in rows}
        working = known(Assignment.objects.filter(person__in=list(self.by_ref.values())), None).filter(
            Q(to_on__isnull=True) | Q(to_on__gt=clock.today())
        )
        self.works: dict[int, list[Assignment]] = {}
        for row in working.select_related("person", "unit", "post").order_by("from_on", "pk"):
            self.works.setdefault(row.person_id, []).append(row)

    def _ref(self, ref: str) -> str:
        return self.merged.get(ref.lower(), ref)

    def person(self, line: Line) -> Person:
        """Whom a line names by staff number; a name beside it must be theirs. Raises ValueError."""
        ref = line.get("ref")
        if not ref:
            raise ValueError("found nothing, expected a staff number")
        person = self.by_ref.get(self._ref(ref).lower())
        if person is None:
            raise ValueError(f"found “{ref}”, which is nobody whose work you can change")
        given = line.get("name") or f"{line.get('given')} {line.get('family')}".strip()
        if given and sorted(fold(given).split()) != sorted(fold(person.name).split()):
            raise ValueError(f"{ref} is that of {person.name}, and the line says “{given}”; check the number")
        return person
