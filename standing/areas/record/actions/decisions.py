"""Decisions about a person: recorded, and corrected by retracting and adding.

Whoever records one passes the gate first (`record.gate`): it may be refused, or held for somebody else to look at.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import about_person, passes_guard
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.door import Entry, append_facts, correct_facts, retract_facts
from standing.areas.record.checks import as_corrected, check_decisions, is_other_finding, says_more
from standing.areas.record.gate import (
    Held,
    Proposed,
    Recorded,
    ask,
    check_independent,
    check_may_touch,
    tell_released,
)
from standing.areas.record.models import Decision
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.areas.refusals import Refused
from standing.core.rules import facts
from standing.core.rules.facts import GENERAL

TO_BE_NUMBERED = "new"
"""The id of a decision until the record gives it one."""


@writing()
@passes_guard(about_person, evidence="Where the evidence is kept")
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
) -> Recorded:
    """Record what an assessor found about a person and a standard: on the record, or held for somebody to look at.

    Raises `BadFact` for a decision that cannot be, `NotAllowed` for one this account may not make (about
    themself, outside their units, or not independent) and `Refused` for one the record cannot take.
    """
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
    (recorded,) = put_decisions(by=by, proposed=[Proposed(person, fact, evidence, source)])
    return recorded


@writing()
def put_decisions(*, by: Actor, proposed: Sequence[Proposed]) -> list[Recorded]:
    """Record decisions that somebody makes, in this order: each is on the record or held. All, or none.

    Raises as `record_decision`.
    """
    for one in proposed:
        check_can_for_person(by, Ability.RECORD_DECISION, one.person)
    check_decisions(by, [one.fact for one in proposed], clock.today())
    answers = ask(by, proposed, check_independent(by, proposed))
    through = [one for one, answer in zip(proposed, answers, strict=True) if not isinstance(answer, Held)]
    rows = iter(append_facts(by=by, entries=[_entry(one) for one in through]) if through else [])
    return [answer if isinstance(answer, Held) else _decision(next(rows)) for answer in answers]


@writing()
def write_released(*, by: Actor, proposed: Proposed, decided_by: Account | None, held_from: date) -> Decision:
    """Put a decision on the record that was held: decided when it was and by whom it was, in effect from its release.

    For the area that held it, which has asked whether `by` may. What it corrects is retracted now. Raises `Refused`
    where that was retracted before.
    """
    waits = replace(proposed.fact, held_from=max(held_from, proposed.fact.held_from or held_from))
    entry = _entry(replace(proposed, fact=waits), decided_by)
    if proposed.replaces is None:
        (row,) = append_facts(by=by, entries=[entry])
    else:
        (row,) = correct_facts(by=by, rows=[proposed.replaces], entries=[entry], why=proposed.why)
    decision = _decision(row)
    tell_released(by, proposed, decision)
    return decision


def _entry(proposed: Proposed, decided_by: Account | None = None) -> Entry:
    beside = {"evidence": proposed.evidence, "replaces": proposed.replaces, "decided_by": decided_by}
    return Entry(proposed.fact, source=proposed.source, beside=beside)


def _decision(row: object) -> Decision:
    assert isinstance(row, Decision)
    return row


@writing()
@passes_guard(
    lambda **given: given["decision"].name, why="Why it is wrong", evidence="Where the evidence is kept"
)
def correct_decision(
    *, by: Actor, decision: Decision, why: str, replacement: facts.Decision | None = None, evidence: str = ""
) -> Recorded | None:
    """Retract a decision that should not stand as it is and, if there is one, add what should stand in
    its place.

    The replacement is about the same person and standard, and waits as long as what it replaces. One that says more
    than what it replaces, or something else, is a decision of an assessor and passes the gate; if it is held, what it
    replaces stands until it is released. Raises as `record_decision` does; then nothing is written.
    """
    check_can_for_person(by, Ability.CORRECT_DECISION, decision.person)
    if replacement is None:
        check_may_touch(by, decision)
        retract_facts(by=by, rows=[decision], why=why)
        return None
    fact = as_corrected(decision, replacement)
    assesses = can_for_person(by, Ability.RECORD_DECISION, decision.person)
    if is_other_finding(decision, fact) and not assesses:
        raise Refused(
            "Only an assessor can say that something else was found. Take the decision back, or correct its days.",
            field="outcome",
        )
    # A date from a file becomes an assessor's by an assessor's correction, and by nobody else's.
    if assesses and (decision.assessor_unknown or says_more(decision, fact)):
        return _correct_as_assessor(by, decision, why, fact, evidence)
    check_may_touch(by, decision)
    entry = Entry(
        fact,
        source=decision.source,
        beside={
            "evidence": evidence or decision.evidence,
            "replaces": decision,
            "assessor_unknown": decision.assessor_unknown,
            "decided_by_id": None if decision.assessor_unknown else decision.assessor_id,
        },
    )
    (row,) = correct_facts(by=by, rows=[decision], entries=[entry], why=why)
    return _decision(row)


def _correct_as_assessor(
    by: Actor, decision: Decision, why: str, fact: facts.Decision, evidence: str
) -> Recorded:
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.")
    proposed = Proposed(
        decision.person,
        fact,
        evidence or decision.evidence,
        "" if decision.assessor_unknown else decision.source,
        replaces=decision,
        why=why,
    )
    check_decisions(by, [fact], clock.today())
    (answer,) = ask(by, [proposed], check_independent(by, [proposed]))
    if isinstance(answer, Held):
        return answer
    (row,) = correct_facts(by=by, rows=[decision], entries=[_entry(proposed)], why=why)
    return _decision(row)
