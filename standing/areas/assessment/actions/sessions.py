"""A drop-in session: many people assessed on one standard on one day, each by the checks of a single decision.

All of them or, where the assessor says so, those who can be: the others are named with why, and the trail is told.
Written some hundreds at a time, with a number of statements that hardly grows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from standing.areas.assessment.actions.claims import checked_context
from standing.areas.assessment.actions.deciding import (
    at_the_gate_with,
    columns_of,
    fact_of,
    reasons_against,
)
from standing.areas.assessment.actions.evidence import Pointer, checked_evidence
from standing.areas.assessment.actions.moving import account_of, let_the_record_follow
from standing.areas.assessment.actions.writing_about import Answer, Checked, check_text
from standing.areas.assessment.models import (
    Attachment,
    Claim,
    ClaimDecision,
    Criterion,
    Evidence,
    Judgement,
    Step,
)
from standing.areas.assessment.working import (
    attachments_of,
    criteria_list_of,
    criteria_of,
    piece_of,
    rules_of,
)
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record import gate
from standing.areas.record.actions.decisions import put_decisions
from standing.areas.record.checks import faults_of_decisions
from standing.areas.record.permissions import people_in_scope
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Kind, Piece
from standing.core.assessing.judging import Proposed, Vacs, Work
from standing.core.assessing.states import WORKING, Move, Party, State, after
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


class SomeNotDecided(Refused):
    """Some of a session cannot be decided, so none was. `refusals` has each of those with why."""

    def __init__(self, refusals: Sequence[tuple[Attendee, str]], of: int) -> None:
        self.refusals = tuple(refusals)
        number = len(self.refusals)
        super().__init__(
            f"Nothing was recorded: {number} of {of} cannot be. Leave out what is named, or record the others alone."
            if of > number
            else f"Nothing was recorded: {self.refusals[0][1]}"
        )


@dataclass
class SessionDone:
    """What was recorded, and who was left out with why."""

    decisions: list[ClaimDecision] = field(default_factory=list)
    refusals: list[tuple[Attendee, str]] = field(default_factory=list)


@dataclass
class _One:
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


def of_session(*, session: Session, **_: object) -> str:
    """How the audit trail names what a refused attempt was about."""
    return f"standard:{session.standard.pk}"


@writing()
@tells_of_refusals(of_session)
def decide_at_session(
    *,
    by: Actor,
    session: Session,
    attendees: Sequence[Attendee],
    only_those_that_can: bool = False,
    answer: Answer | None = None,
) -> SessionDone:
    """Decide about everybody who was at a session. A claim under way is decided; otherwise one is opened and decided.

    Raises `SomeNotDecided` with everybody who cannot be decided about and why, unless those that can be are wanted
    alone; `MayIdentify` for words nobody has answered for.
    """
    checked, found = _looked_at(by, session, attendees, answer)
    refused = [(one.attendee, one.why_not) for one in found if one.why_not]
    good = [one for one in found if not one.why_not]
    if refused and (not only_those_that_can or not good):
        raise SomeNotDecided(refused, len(attendees))
    done = SessionDone(_write(by, session, good), refused)
    for one in good:
        checked.keep(by, one.evidence.subject)
    record_events(by=by, said=[_said_refused(session, *each) for each in refused])
    return done


def check_session(
    *, by: Actor, session: Session, attendees: Sequence[Attendee], answer: Answer | None = None
) -> list[tuple[Attendee, str]]:
    """Who of a session could not be decided about, and why. Raises `MayIdentify`, and `Refused` for nobody. Writes
    nothing.
    """
    with transaction.atomic():
        _, found = _looked_at(by, session, attendees, answer)
    return [(one.attendee, one.why_not) for one in found if one.why_not]


def _looked_at(
    by: Actor, session: Session, attendees: Sequence[Attendee], answer: Answer | None
) -> tuple[Checked, list[_One]]:
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


def _prepared(by: Actor, session: Session, attendees: Sequence[Attendee]) -> list[_One]:
    context, criteria = checked_context(session.context), criteria_list_of(session.standard.pk)
    numbers = {one.pk: one.number for one in criteria_of(criteria)}
    states = [state.value for state in WORKING]
    people = [one.person.kept for one in attendees]
    there = {
        claim.person_id: claim
        for claim in Claim.objects.select_for_update(of=("self",))
        .filter(person__in=people, standard=session.standard, context=context, state__in=states)
        .select_related("person", "standard", "fact")
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
        found.append(_One(attendee, claim, work, attachments, proposed, evidence))
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


def _find_faults(by: Actor, found: Sequence[_One]) -> None:
    """Say of each why it cannot be decided, if it cannot: a fixed number of queries."""
    reached = set(
        people_in_scope(by, Ability.RECORD_DECISION)
        .filter(pk__in=[one.claim.person_id for one in found])
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


def _fault_of_claim(by: Actor, one: _One, reached: Collection[int]) -> str:
    person, claim, account = one.attendee.person, one.claim, account_of(by)
    if account is not None and account.person_id == claim.person_id:
        return "You cannot record or correct a decision about yourself. Ask another assessor."
    if claim.person_id not in reached:
        return f"Your roles do not cover {person.name}: ask an administrator if they should."
    if claim.assessor_id is not None and account is not None and claim.assessor_id != account.pk:
        return f"Their claim is with {claim.assessor.name if claim.assessor else 'somebody else'}, who decides it."
    if claim.at not in _OPEN:
        return f"Their claim is “{claim.at.words}”. Decide it on its own page."
    against = reasons_against(one.work, one.proposed)
    return " ".join(each.reason for each in against)


_OPEN = frozenset({State.PLANNED, State.COLLECTING, State.SUBMITTED, State.MORE_NEEDED, State.IN_ASSESSMENT})


# -- written ---------------------------------------------------------------------------------------------------


def _write(by: Actor, session: Session, good: Sequence[_One]) -> list[ClaimDecision]:
    account, new = account_of(by), [one for one in good if one.claim.pk is None]
    Claim.objects.bulk_create([one.claim for one in new])
    for one in new:
        one.steps.append((None, None, ""))
    Evidence.objects.bulk_create([one.evidence for one in good])
    _attach(by, session, good)
    _judge(by, session, good)
    for one in good:
        one.claim.assessor = account
        if one.claim.at is not State.IN_ASSESSMENT:
            one.move(Move.AT_SESSION, Party.ASSESSOR, f"At the session of {session.held_on:%-d %B %Y}")
        one.move(Move.JUDGE, Party.ASSESSOR)
        not_yet = one.proposed.outcome == facts.NOT_YET
        one.move(Move.DECIDE_NOT_YET if not_yet else Move.DECIDE_MET, Party.ASSESSOR)
    made = ClaimDecision.objects.bulk_create(
        ClaimDecision(**columns_of(by, one.claim, one.work, one.proposed, None)) for one in good
    )
    recorded = put_decisions(by=by, proposed=[one.at_the_gate for one in good])
    for one, row, answer in zip(good, made, recorded, strict=True):
        if isinstance(answer, gate.Held):
            if row.outcome != facts.NOT_YET:
                one.move(Move.HOLD, Party.STANDING, answer.words)
            continue
        row.row = answer
        if row.outcome != facts.NOT_YET:
            one.move(Move.RELEASE, Party.STANDING)
    ClaimDecision.objects.bulk_update(made, ["row"], batch_size=500)
    _finish(by, session, good)
    return made


def _attach(by: Actor, session: Session, good: Sequence[_One]) -> None:
    rows = Attachment.objects.bulk_create(
        Attachment(
            claim=one.claim, evidence=one.evidence, attached_at=clock.now(), attached_by=account_of(by)
        )
        for one in good
    )
    served = Attachment.criteria.through
    served._default_manager.bulk_create(
        served(attachment_id=row.pk, criterion_id=key)
        for row, one in zip(rows, good, strict=True)
        for key in one.work.criteria
    )


def _judge(by: Actor, session: Session, good: Sequence[_One]) -> None:
    """What was judged of the session stands for each; what the assessor had judged before of a claim is replaced."""
    account = account_of(by)
    Judgement.objects.filter(claim__in=[one.claim.pk for one in good], judged_by=account).delete()
    keys: Sequence[Criterion | None] = criteria_of(criteria_list_of(session.standard.pk)) or [None]
    Judgement.objects.bulk_create(
        Judgement(
            claim=one.claim,
            criterion=criterion,
            valid=vacs.valid,
            authentic=vacs.authentic,
            current=vacs.current,
            sufficient=vacs.sufficient,
            judged_by=account,
            judged_at=clock.now(),
        )
        for one in good
        for criterion in keys
        if (vacs := session.judged.get(criterion.pk if criterion else None)) is not None
    )


def _finish(by: Actor, session: Session, good: Sequence[_One]) -> None:
    moment, account = clock.now(), account_of(by)
    for one in good:
        one.claim.since = moment
        let_the_record_follow(by, one.claim, Move.RELEASE, one.claim.at)
    Claim.objects.bulk_update(
        [one.claim for one in good], ["state", "since", "assessor", "fact"], batch_size=500
    )
    Step.objects.bulk_create(
        Step(
            claim=one.claim,
            move=move.value if move else "",
            from_state=before.value if before else "",
            to_state=to,
            at=moment,
            by=account,
            words=words,
        )
        for one in good
        for (move, before, words), to in zip(one.steps, _reached(one), strict=True)
    )
    record_events(by=by, said=[_said(session, one) for one in good])


def _reached(one: _One) -> list[str]:
    """The state that each step led to: that from which the next one began."""
    before = [state.value for _, state, _ in one.steps[1:] if state is not None]
    return [*before, one.claim.state]


def _said(session: Session, one: _One) -> Said:
    words = {
        "person": one.claim.person.ref,
        "standard": session.standard.pk,
        "context": one.claim.context,
        "outcome": one.proposed.outcome,
        "decided_on": session.held_on,
        "basis": one.work.basis.value,
        "evidence": one.evidence.pk,
        "digest": one.evidence.digest,
        "moves": [move.value if move else "open" for move, _, _ in one.steps],
    }
    return Said("decide_at_session", one.claim.subject, words)


def _said_refused(session: Session, attendee: Attendee, why: str) -> Said:
    words = {"standard": session.standard.pk, "outcome": attendee.outcome, "told": why}
    return Said("refused_decide_at_session", f"person:{attendee.person.ref}", words)
