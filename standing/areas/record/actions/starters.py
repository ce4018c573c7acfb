"""People who start: added with where they work, many at once, whole or not at all."""

from collections.abc import Sequence

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.actions import NewPerson, add_persons
from standing.areas.people.models import Person
from standing.areas.record.actions.batches import activate_batch, open_batch
from standing.areas.record.actions.door import append_facts
from standing.areas.record.actions.entries import Entry
from standing.areas.record.actions.staging import stage_facts
from standing.areas.record.models import Batch
from standing.core.rules import facts

ONE_BY_ONE = 200
"""Up to so many assignments each has an audit event of its own, and everyone is computed at once; more are a batch."""


@writing()
def add_people(
    *, by: Actor, people: Sequence[NewPerson], source: str = "", batch: Batch | None = None
) -> list[Person]:
    """Add people and their assignments, all or none; returns the people in the order given.

    `source` says where it comes from, such as a file. The assignments join `batch`, if one is given, and are facts once
    that is activated; the people are there at once. More than two hundred without one become a batch of their own.
    Raises `Refused`, `BadFact` or `NotAllowed`; then nothing is written.
    """
    made = add_persons(by=by, people=people)
    entries = [
        Entry(
            facts.Assignment(row.ref, work.unit.code, work.role, work.from_on, work.to_on),
            source=source,
            beside={"post": work.post},
        )
        for row, person in zip(made, people, strict=True)
        for work in person.works
    ]
    if batch is not None:
        stage_facts(by=by, batch=batch, entries=entries)
    elif len(entries) > ONE_BY_ONE:
        own = open_batch(by=by, kind="import", name=f"{len(made):,} people added", source=source)
        stage_facts(by=by, batch=own, entries=entries)
        activate_batch(by=by, batch=own)
    elif entries:
        append_facts(by=by, entries=entries)
    return made
