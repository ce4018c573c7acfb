"""What is held about a person beside the facts, in every area, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standing.areas.audit.actions import Actor, System
from standing.areas.held import Held, Whose, tables_held
from standing.areas.people.merging import following
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.permissions import can_for_person, check_can_for_person

HeldTable = tuple[Held, Sequence[Mapping[str, str]]]
"""A table of an area, and its rows about a person."""


def held_of_person(*, by: Actor, person: Person) -> list[HeldTable]:
    """Everything the areas hold about a person, under whichever of their numbers. Raises `NotAllowed`.

    The person themself is shown all of it, and so is a command on the server; others the tables that they have an
    ability for. A query for each table.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    everything = isinstance(by, System) or (isinstance(by, Account) and by.person_id == person.pk)
    keys = {person.pk, *following().origins([person.pk])}
    refs = Person.everybody.filter(pk__in=keys).values_list("ref", flat=True)
    whose = Whose(keys, list(refs))
    may = {
        ability: everything or can_for_person(by, ability, person)
        for ability in {table.seen_under for table in tables_held()}
        if ability is not None
    }
    return [
        (table, list(table.rows(whose)))
        for table in tables_held()
        if (everything if table.seen_under is None else may[table.seen_under])
    ]
