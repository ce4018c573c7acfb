"""Who of a drop-in session can be decided about, by the checks of a single decision, and who cannot and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from standing.areas.assessment.actions.claims import checked_context
from standing.areas.assessment.actions.deciding import (
    at_the_gate_with,
    fact_of,
    reasons_against,
)
from standing.areas.assessment.actions.evidence import Pointer, checked_evidence
from standing.areas.assessment.actions.moving import account_of
from standing.areas.assessment.actions.writing_about import Answer, Checked, check_text
from standing.areas.assessment.models import (
    Attachment,
    Claim,
    Evidence,
)
from standing.areas.assessment.working import (
    attachments_of,
    criteria_list_of,
    criteria_of,
    piece_of,
    rules_of,
    under_way,
)
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record import gate
from standing.areas.record.checks import faults_of_decisions
from standing.areas.record.permissions import people_in_scope
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Kind, Piece
from standing.core.assessing.judging import Proposed, Vacs, Work
from standing.core.assessing.states import Move, Party, State, after
from standing.core.rules import facts


@dataclass(frozen=True)
class Session:
    """What was done on a day, and what its assessor judged of it: by key of the criterion (None: the scope)."""

    standard: Standard
    pointer: Pointer
    judged: Mapping[int | None, Vacs]
    context: str = ""

    @property
    def held_on(self) -> date:
        return self.pointer.made_on


@dataclass(frozen=True)
class Attendee:
    """Somebody who was there, what was decided about them and, if not yet, what comes next."""

    person: Person
    outcome: str
    plan: str = ""


@dataclass
class OnePerson:
    """One attendee on the way: their claim, the decision proposed and, once found, why it cannot be."""

    attendee: Attendee
    claim: Claim
    work: Work
    attachments: list[Attachment]
    proposed: Proposed
    evidence: Evidence
    why_not: str = ""
    steps: list[tuple[Move | None, State | None, str]] = field(default_factory=list)

    @property
    def fact(self) -> facts.Decision:
        return fact_of(self.claim, self.proposed)

    @property
    def at_the_gate(self) -> gate.Proposed:
        used = [*(one.evidence for one in self.attachments if one.evidence.is_there), self.evidence]
        return at_the_gate_with(self.claim, self.fact, self.work, used)

    def move(self, move: Move, party: Party, words: str = "") -> None:
        before = self.claim.at
        to = after(before, move, [party])
        self.claim.state = to.value
        self.steps.append((move, before, words))


def looked_at(
    by: Actor, session: Session, attendees: Sequence[Attendee], answer: Answer | None
) -> tuple[Checked, list[OnePerson]]:
    """Everybody who was there, each with why not, if they cannot be decided about; and what the guard found answered.

    Raises `Refused` for nobody and for somebody named twice, and `MayIdentify`.
    """
    if not attendees:
        raise Refused("Choose the people who were there.", field="person")
    if len({one.person.kept.pk for one in attendees}) < len(attendees):
        raise Refused("Somebody is named twice. Name each person once.", field="person")
    checked = check_text(_texts(session, attendees), answer)
    found = _prepared(by, session, attendees)
    _find_faults(by, found)
    return checked, found


def _texts(session: Session, attendees: Sequence[Attendee]) -> dict[str, tuple[str, str]]:
    pointer = session.pointer
    texts = {
        "what": ("What was done", pointer.what),
        "kept_at": ("Where it is kept", pointer.kept_at),
        "authenticator": ("Who can authenticate it", pointer.authenticator),
        "agreement_kept_at": ("Where the agreement is recorded", pointer.agreement_kept_at),
    }
    plans = dict.fromkeys(one.plan for one in attendees if one.plan)
    return texts | {f"plan-{number}": ("Plan", plan) for number, plan in enumerate(plans)}


# -- what each would be ---------------------------------------------------------------------------------------


def _prepared(by: Actor, session: Session, attendees: Sequence[Attendee]) -> list[OnePerson]:
    context, criteria = checked_context(session.context), criteria_list_of(session.standard.pk)
    numbers = {one.pk: one.number for one in criteria_of(criteria)}
    people = [one.person.kept for one in attendees]
    rows = under_way(people, session.standard.pk, context).select_for_update(of=("self",))
    there = {
        claim.person.kept.pk: claim for claim in rows.select_related("person", "standard", "fact__person")
    }
    piece = Piece(0, Kind(session.pointer.kind), session.held_on, frozenset(numbers))
    found = []
    for attendee, person in zip(attendees, people, strict=True):
        claim = there.get(person.pk) or _new_claim(by, session, person, context)
        attachments = attachments_of(claim) if claim.pk else []
        pieces = (*(piece_of(one) for one in attachments if one.evidence.is_there), piece)
        work = Work(numbers, pieces, dict(session.judged), rules_of(criteria))
        proposed = Proposed(attendee.outcome, session.held_on, plan=attendee.plan)
        evidence = checked_evidence(by, person, session.pointer)
        found.append(OnePerson(attendee, claim, work, attachments, proposed, evidence))
    return found


def _new_claim(by: Actor, session: Session, person: Person, context: str) -> Claim:
    return Claim(
        person=person,
        standard=session.standard,
        context=context,
        state=State.PLANNED.value,
        since=clock.now(),
        opened_on=clock.today(),
        opened_by=account_of(by),
        assessor=account_of(by),
        at_session=True,
    )


# -- the same checks as for one -------------------------------------------------------------------------------


def _find_faults(by: Actor, found: Sequence[OnePerson]) -> None:
    """Say of each why it cannot be decided, if it cannot: a fixed number of queries."""
    reached = set(
        people_in_scope(by, Ability.RECORD_DECISION)
        .filter(pk__in=[one.claim.person.kept.pk for one in found])
        .values_list("pk", flat=True)
    )
    for one in found:
        one.why_not = _fault_of_claim(by, one, reached)
    open_ones = [one for one in found if not one.why_not]
    wrong = faults_of_decisions(by, [one.fact for one in open_ones], clock.today())
    for one, fault in zip(open_ones, wrong, strict=True):
        one.why_not = fault.reason if fault is not None else ""
    open_ones = [one for one in open_ones if not one.why_not]
    verdicts = gate.verdicts_of(by, [one.at_the_gate for one in open_ones])
    for one, verdict in zip(open_ones, verdicts, strict=True):
        one.why_not = verdict.words if verdict is not None and not verdict.allowed else ""


def _fault_of_claim(by: Actor, one: OnePerson, reached: Collection[int]) -> str:
    person, claim, account = one.claim.person.kept, one.claim, account_of(by)
    if account is not None and account.person_id == person.pk:
        return "You cannot record or correct a decision about yourself. Ask another assessor."
    if person.pk not in reached:
        return f"Your roles do not cover {person.name}: ask an administrator if they should."
    if claim.assessor_id is not None and account is not None and claim.assessor_id != account.pk:
        return f"Their claim is with {claim.assessor.name if claim.assessor else 'somebody else'}, who decides it."
    if claim.at not in _OPEN:
        return f"Their claim is “{claim.at.words}”. Decide it on its own page."
    against = reasons_against(one.work, one.proposed)
    return " ".join(each.reason for each in against)


_OPEN = frozenset({State.PLANNED, State.COLLECTING, State.SUBMITTED, State.MORE_NEEDED, State.IN_ASSESSMENT})
