"""Decisions about a person: recorded, and corrected by retracting and adding."""

from datetime import date

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import Entry, append_facts, correct_facts, retract_facts
from standing.areas.record.checks import as_corrected
from standing.areas.record.models import Decision
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.core.rules import facts
from standing.core.rules.facts import GENERAL

TO_BE_NUMBERED = "new"
"""The id of a decision until the record gives it one."""


@writing()
def record_decision(
    *,
    by: Actor,
    person: Person,
    standard: str,
    outcome: str,
    decided_on: date,
    context: str = GENERAL,
    held_from: date | None = None,
    practice_as_of: date | None = None,
    expires_on: date | None = None,
    evidence: str = "",
    source: str = "",
) -> Decision:
    """Record what an assessor found about a person and a standard.

    Raises `BadFact` for a decision that cannot be, `NotAllowed` for one this account may not make (about
    themself, or outside their units) and `Refused` for one the record cannot take.
    """
    check_can_for_person(by, Ability.RECORD_DECISION, person)
    fact = facts.Decision(
        decision=TO_BE_NUMBERED,
        person=person.ref,
        standard=standard,
        outcome=outcome,
        decided_on=decided_on,
        context=context,
        held_from=held_from,
        practice_as_of=practice_as_of,
        expires_on=expires_on,
    )
    (row,) = append_facts(by=by, entries=[Entry(fact, source=source, beside={"evidence": evidence})])
    assert isinstance(row, Decision)
    return row


@writing()
def correct_decision(
    *, by: Actor, decision: Decision, why: str, replacement: facts.Decision | None = None, evidence: str = ""
) -> Decision | None:
    """Retract a decision that should not stand as it is and, if there is one, add what should stand in
    its place.

    The replacement is about the same person and standard, and waits as long as what it replaces. Raises as
    `record_decision` does; then nothing is written.
    """
    check_can_for_person(by, Ability.CORRECT_DECISION, decision.person)
    if replacement is None:
        retract_facts(by=by, rows=[decision], why=why)
        return None
    # A date from a file becomes an assessor's by an assessor's correction, and by nobody else's.
    unknown = decision.assessor_unknown and not can_for_person(by, Ability.RECORD_DECISION, decision.person)
    entry = Entry(
        as_corrected(decision, replacement),
        source=decision.source if unknown or not decision.assessor_unknown else "",
        beside={
            "evidence": evidence or decision.evidence,
            "replaces": decision,
            "assessor_unknown": unknown,
        },
    )
    (row,) = correct_facts(by=by, rows=[decision], entries=[entry], why=why)
    assert isinstance(row, Decision)
    return row
