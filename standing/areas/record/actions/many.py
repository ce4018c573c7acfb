"""Many decisions at once, as in a spreadsheet: all of them, or none and why; and the last thing done, undone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Told, writing
from standing.areas.guarding import Checked, check_text, keep_answer
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.actions.decisions import TO_BE_NUMBERED, put_decisions
from standing.areas.record.actions.door import Entry, correct_facts, retract_facts
from standing.areas.record.checks import faults_of_decisions
from standing.areas.record.gate import NotIndependent, Proposed, Recorded, verdicts_of
from standing.areas.record.models import Decision
from standing.areas.record.permissions import check_can_for_person, people_in_scope
from standing.areas.record.selectors.last_done import LastDone, last_done
from standing.areas.refusals import NotAllowed, Refused
from standing.core.guard.answering import Answer
from standing.core.rules import facts
from standing.core.rules.facts import GENERAL, MET, BadFact


@dataclass(frozen=True)
class DayMet:
    """Somebody was found to meet a standard on a day."""

    person: Person
    standard: str
    decided_on: date
    context: str = GENERAL
    evidence: str = ""


class SomeRefused(Refused):
    """Some of several cannot be recorded, so none was. `refusals` has each of those with why."""

    def __init__(self, refusals: Sequence[tuple[DayMet, str]], of: int, told: Told | None = None) -> None:
        self.refusals = tuple(refusals)
        self.told = told
        number = len(self.refusals)
        super().__init__(
            f"Nothing was recorded: {number} of {of} cannot be. Put right or leave out what is named, and send it "
            "again."
            if of > 1
            else self.refusals[0][1]
        )


@writing()
def record_days_met(*, by: Actor, wanted: Sequence[DayMet], guard: Answer | None = None) -> list[Recorded]:
    """Record that people met standards on days: all of it, or none. Each is on the record, or held.

    Each goes through the checks of `record_decision` and the gate. `guard` is what the author said to what was found in
    the words about the evidence. Raises `MayIdentify`, `SomeRefused` with every one that cannot be
    recorded and why, and `Refused` where there is nothing to record; then nothing is written.
    """
    if not wanted:
        raise Refused("Choose the people this is about.", field="person")
    checked = _checked_evidence(wanted, guard) if isinstance(by, Account) else None
    refusals: dict[int, NotAllowed | Refused] = {}
    proposed: dict[int, Proposed] = {}
    for place, one in enumerate(wanted):
        try:
            proposed[place] = Proposed(one.person, _fact(one), one.evidence)
        except BadFact as bad:
            refusals[place] = Refused(f"This cannot be recorded: {bad}.")
    refusals |= _faults(by, proposed)
    if refusals:
        of_each = [(wanted[place], refusals[place].reason) for place in sorted(refusals)]
        raise SomeRefused(of_each, len(wanted), _told(by, refusals.values()))
    recorded = put_decisions(by=by, proposed=list(proposed.values()))
    if checked is not None:
        keep_answer(by, "record_days_met", f"person:{wanted[0].person.ref}", checked)
    return recorded


def _checked_evidence(wanted: Iterable[DayMet], guard: Answer | None) -> Checked:
    """The words are the same for most of them: each is looked through once."""
    texts = enumerate(dict.fromkeys(one.evidence for one in wanted))
    return check_text({str(key): ("Where the evidence is kept", text) for key, text in texts}, guard)


def _faults(by: Actor, proposed: Mapping[int, Proposed]) -> dict[int, NotAllowed | Refused]:
    """What is wrong with each of the decisions, by its place: the first thing that is."""
    those = list(proposed.values())
    reached = set(
        people_in_scope(by, Ability.RECORD_DECISION)
        .filter(pk__in={one.person.pk for one in those})
        .values_list("pk", flat=True)
    )
    faults = faults_of_decisions(by, [one.fact for one in those], clock.today())
    found: dict[int, NotAllowed | Refused] = {}
    for (place, one), fault, verdict in zip(proposed.items(), faults, verdicts_of(by, those), strict=True):
        if fault is not None:
            found[place] = fault
        elif one.person.pk not in reached:
            found[place] = NotAllowed(_out_of_reach(one.person))
        elif verdict is not None and not verdict.allowed:
            found[place] = NotIndependent(by, verdict, one.part)
    return found


def _told(by: Actor, refusals: Iterable[NotAllowed | Refused]) -> Told | None:
    said = [event for one in refusals if isinstance(one, NotIndependent) for event in one.told.said]
    return Told(by, said) if said else None


def _fact(one: DayMet) -> facts.Decision:
    return facts.Decision(
        decision=TO_BE_NUMBERED,
        person=one.person.ref,
        standard=one.standard,
        outcome=MET,
        decided_on=one.decided_on,
        context=one.context,
    )


def _out_of_reach(person: Person) -> str:
    return (
        f"You cannot {Ability.RECORD_DECISION.value}. Your roles do not cover {person.name}: "
        "ask an administrator if they should."
    )


@writing()
def undo_last_done(*, by: Account, numbers: Sequence[int]) -> LastDone:
    """Take back the last decisions this account recorded, of today and in one go, while nothing was built on them.

    `numbers` are those the account was shown: if others are the last by now, nothing is taken back. What they had
    corrected is put back as it was. The reason is recorded by itself. Raises `Refused`, or `NotAllowed` where the
    account's roles no longer cover somebody.
    """
    done = last_done(by=by)
    if done is None or sorted(row.pk for row in done.rows) != sorted(numbers):
        raise Refused(
            "What you wanted to undo is not the last thing you did any more, or was not done today. "
            "Reload the page; a decision that is wrong can still be corrected."
        )
    if done.built_on:
        raise Refused(f"{done.built_on} Correct the decision instead, and say why.")
    for row in done.rows:
        check_can_for_person(by, Ability.CORRECT_DECISION, row.person)
    why = f"undone by {by.name} at once"
    corrections = [row for row in done.rows if row.replaces is not None]
    if corrections:
        correct_facts(by=by, rows=done.rows, entries=[_as_before(row) for row in corrections], why=why)
    else:
        retract_facts(by=by, rows=done.rows, why=why)
    return done


def _as_before(row: Decision) -> Entry:
    """What a decision had corrected, to stand in its place again."""
    before = row.replaces
    assert before is not None
    fact = facts.Decision(
        decision=TO_BE_NUMBERED,
        person=before.person.ref,
        standard=before.standard_id,
        outcome=before.outcome,
        decided_on=before.decided_on,
        context=before.context,
        held_from=before.held_from,
        practice_as_of=before.practice_as_of,
        expires_on=before.expires_on,
    )
    beside = {
        "evidence": before.evidence,
        "replaces": row,
        "assessor_unknown": before.assessor_unknown,
        "decided_by_id": None if before.assessor_unknown else before.assessor_id,
    }
    return Entry(fact, source=before.source, beside=beside)
