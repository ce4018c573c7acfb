"""A drop-in session: many people assessed on one standard on one day, each by the checks of a single decision.

All of them or, where the assessor says so, those who can be: the others are named with why, and the trail is told.
Written some hundreds at a time, with a number of statements that hardly grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from standing.areas.assessment.actions.deciding import (
    columns_of,
)
from standing.areas.assessment.actions.moving import account_of, let_the_record_follow
from standing.areas.assessment.actions.session_checks import Attendee, OnePerson, Session, looked_at
from standing.areas.assessment.actions.writing_about import Answer
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
    criteria_list_of,
    criteria_of,
)
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.record import gate
from standing.areas.record.actions.decisions import put_decisions
from standing.areas.refusals import Refused
from standing.core.assessing.states import Move, Party, State
from standing.core.rules import facts


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
    checked, found = looked_at(by, session, attendees, answer)
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
        _, found = looked_at(by, session, attendees, answer)
    return [(one.attendee, one.why_not) for one in found if one.why_not]


def _write(by: Actor, session: Session, good: Sequence[OnePerson]) -> list[ClaimDecision]:
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


def _attach(by: Actor, session: Session, good: Sequence[OnePerson]) -> None:
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


def _judge(by: Actor, session: Session, good: Sequence[OnePerson]) -> None:
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


def _finish(by: Actor, session: Session, good: Sequence[OnePerson]) -> None:
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


def _reached(one: OnePerson) -> list[str]:
    """The state that each step led to: that from which the next one began."""
    before = [state.value for _, state, _ in one.steps[1:] if state is not None]
    return [*before, one.claim.state]


def _said(session: Session, one: OnePerson) -> Said:
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
