"""What a role requires: set as a whole, from a day."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import Entry, append_facts, correct_facts, retract_facts
from standing.areas.record.loading import known, to_fact
from standing.areas.record.models import Requirement
from standing.areas.record.requirements import Required, RequirementChanges
from standing.areas.refusals import Refused
from standing.core.rules import facts


@writing()
def set_requirements(
    *, by: Actor, role: str, wanted: Collection[Required], from_on: date, why: str, source: str = ""
) -> RequirementChanges:
    """From a day on, a role requires just what is wanted. What it required before that day stands.

    A requirement that is wanted and there already is left as it is; one no longer wanted ends on that day. Everyone who
    ever had the role is marked stale once. Raises `NotAllowed`, `BadFact`, or `Refused` for a standard wanted twice in
    a context; then nothing is written.
    """
    check_can(by, Ability.EDIT_PROFILES)
    _check_once(wanted)
    changes = RequirementChanges.between(known(Requirement.objects.filter(role=role), None), wanted, from_on)
    if changes.never:
        retract_facts(by=by, rows=changes.never, why=why)
    if changes.ended:
        ended = [
            Entry(replace(to_fact(row), to_on=from_on, recorded_on=None), source=row.source)
            for row in changes.ended
        ]
        correct_facts(by=by, rows=changes.ended, entries=ended, why=why)
    begun = [
        Entry(
            facts.Requirement(
                role=role,
                standard=line.standard,
                context=line.context,
                from_on=from_on,
                needed_by_days=line.needed_by_days,
            ),
            source=source,
        )
        for line in changes.begun
    ]
    if begun:
        append_facts(by=by, entries=begun, why=why)
    return changes


def _check_once(wanted: Collection[Required]) -> None:
    seen: set[tuple[str, str]] = set()
    for line in wanted:
        if line.pair in seen:
            where = f" in the context {line.context}" if line.context else ""
            raise Refused(f"{line.standard} is wanted twice{where}. Keep one of the two lines.")
        seen.add(line.pair)
