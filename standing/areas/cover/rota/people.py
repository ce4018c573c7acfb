"""Whom the rows of a rota name. Nobody is guessed at: a name that two people have is asked about."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Lower

from standing.areas.audit.actions import Actor
from standing.areas.cover.permissions import scope_to
from standing.areas.people.merging import kept_refs
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.joining.paste import fold
from standing.areas.record.permissions import people_working_in

AGENCY = "or say that they are not in the record"


class RotaPeople:
    """The people whom somebody who keeps rotas may put on one. By staff number anybody, with their name beside it where
    they work in no unit of theirs; by name alone those who work in their units. Four queries at most.
    """

    def __init__(self, by: Actor, refs: Collection[str]) -> None:
        self.merged = kept_refs()
        scope = scope_to(by, Ability.KEEP_ROTAS)
        near = Person.objects.all() if scope.service else people_working_in(scope.unit_paths)
        self.near = {person.pk: person for person in near}
        wanted = {self._ref(ref).lower() for ref in refs if ref}
        far = Person.objects.annotate(folded=Lower("ref")).filter(folded__in=wanted)
        self.by_ref = {person.ref.lower(): person for person in far}
        self.by_name: dict[tuple[str, ...], list[Person]] = {}
        for person in self.near.values():
            self.by_name.setdefault(_name(person.name), []).append(person)

    def _ref(self, ref: str) -> str:
        return self.merged.get(ref.lower(), ref)

    def find(self, ref: str, name: str) -> Person:
        """The person of a staff number or, without one, of a name. Raises ValueError with what was found."""
        return self._by_ref(ref, name) if ref else self._by_name(name)

    def _by_ref(self, ref: str, name: str) -> Person:
        person = self.by_ref.get(self._ref(ref).lower())
        is_theirs = person is not None and bool(name) and _name(name) == _name(person.name)
        if person is not None and (is_theirs or (not name and person.pk in self.near)):
            return person
        if person is not None and person.pk in self.near:
            raise ValueError(
                f"found “{name}”, and {ref} is the number of {person.name}. Check which is meant"
            )
        raise ValueError(
            f"found “{ref}”, which is nobody who works in a unit whose rota you keep. For somebody from elsewhere "
            f"write their number and their whole name, {AGENCY}"
        )

    def _by_name(self, name: str) -> Person:
        found = self.by_name.get(_name(name), [])
        if len(found) == 1:
            return found[0]
        if found:
            refs = " and ".join(sorted(person.ref for person in found))
            raise ValueError(f"found “{name}”, which is the name of {refs}. Write the staff number")
        raise ValueError(
            f"found “{name}”, which is nobody who works in a unit whose rota you keep. Write given and family name, as "
            f"in the record, or the staff number; {AGENCY}"
        )


def _name(words: str) -> tuple[str, ...]:
    """A name as names are compared: its words in any order, so that Example, Ada is Ada Example."""
    return tuple(sorted(fold(words).split()))
