"""A decision on a claim: checked by the rules of judging, asked at the gate, written through the door of the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from standing.areas.assessment.actions.claims import of_claim
from standing.areas.assessment.actions.moving import account_of, check_move, fresh, make_move
from standing.areas.assessment.actions.writing_about import Answer, Checked, check_text
from standing.areas.assessment.models import Attachment, Claim, ClaimDecision, Evidence
from standing.areas.assessment.permissions import parties_of
from standing.areas.assessment.working import attachments_of, work_of
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.people.roles import Ability
from standing.areas.record import gate
from standing.areas.record.actions.decisions import put_decisions
from standing.areas.record.checks import check_decisions
from standing.areas.record.periods import stored_once
from standing.areas.record.permissions import check_can_for_person
from standing.areas.refusals import Refused
from standing.core.assessing.evidence import Basis
from standing.core.assessing.judging import Proposed, Work, faults
from standing.core.assessing.states import Move, Party
from standing.core.rules import facts

LONGEST_PLAN, LONGEST_WHY = 2000, 500
OUTCOMES = (facts.MET, facts.BRIDGED, facts.NOT_YET)


class CannotDecide(Refused):
    """A decision cannot be made so. `reasons` has every reason, the first of which is said."""

    def __init__(self, reasons: list[Refused]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(reasons[0].reason, field=reasons[0].field)


@dataclass(frozen=True)
class Ready:
    """A decision that can be made, with all that it needs."""

    claim: Claim
    work: Work
    attachments: list[Attachment]
    proposed: Proposed
    expires_on: date | None
    checked: Checked
    parties: frozenset[Party]

    @property
    def move(self) -> Move:
        return Move.DECIDE_NOT_YET if self.proposed.outcome == facts.NOT_YET else Move.DECIDE_MET

    @property
    def at_the_gate(self) -> gate.Proposed:
        used = [one.evidence for one in self.attachments if one.evidence.is_there]
        fact = fact_of(self.claim, self.proposed, self.expires_on)
        return at_the_gate_with(self.claim, fact, self.work, used)


@writing()
@tells_of_refusals(of_claim)
def decide_claim(
    *,
    by: Actor,
    claim: Claim,
    outcome: str,
    decided_on: date,
    practice_as_of: date | None = None,
    expires_on: date | None = None,
    plan: str = "",
    why_old: str = "",
    answer: Answer | None = None,
) -> ClaimDecision:
    """The assessor of a claim decides it: `met`, `bridged`, or `not_yet` with a plan.

    What may go on the record at once does; what is drawn for verification, or waits for a countersignature, does not
    until it is released. Raises `CannotDecide` with everything that stands in the way, `BadFact`, `NotAllowed` where
    the assessor may not (about themself, or not independent enough), and `MayIdentify`.
    """
    proposed = Proposed(outcome, decided_on, practice_as_of, plan, why_old)
    ready = _ready(by, fresh(claim), proposed, expires_on, answer)
    row = ClaimDecision.objects.create(**columns_of(by, ready.claim, ready.work, proposed, expires_on))
    ready.checked.keep(by, row.subject)
    make_move(
        by=by,
        claim=ready.claim,
        move=ready.move,
        action="decide_claim",
        parties=ready.parties,
        said={
            "outcome": outcome,
            "decided_on": decided_on,
            "practice_as_of": practice_as_of,
            "basis": ready.work.basis.value,
            "evidence": [one.evidence_id for one in ready.attachments],
            **ready.checked.said,
        },
    )
    with stored_once():
        (recorded,) = put_decisions(by=by, proposed=[ready.at_the_gate])
        follow_the_gate(by=by, claim=ready.claim, row=row, recorded=recorded)
    return row


def check_can_decide(
    *,
    by: Actor,
    claim: Claim,
    outcome: str,
    decided_on: date,
    practice_as_of: date | None = None,
    expires_on: date | None = None,
    plan: str = "",
    why_old: str = "",
    answer: Answer | None = None,
) -> None:
    """Raises as `decide_claim` would with the same arguments. Writes nothing."""
    proposed = Proposed(outcome, decided_on, practice_as_of, plan, why_old)
    ready = _ready(by, claim, proposed, expires_on, answer)
    gate.check_independent(by, [ready.at_the_gate])


def _ready(
    by: Actor, claim: Claim, proposed: Proposed, expires_on: date | None, answer: Answer | None
) -> Ready:
    check_can_for_person(by, Ability.RECORD_DECISION, claim.person)
    attachments = attachments_of(claim)
    work = work_of(claim, attachments)
    texts = {"plan": ("Plan", proposed.plan), "why_old": ("Why older evidence counts", proposed.why_old)}
    move = Move.DECIDE_NOT_YET if proposed.outcome == facts.NOT_YET else Move.DECIDE_MET
    parties = parties_of(by, claim)
    check_move(by, claim, move, parties)
    check_proposed(work, proposed)
    check_decisions(by, [fact_of(claim, proposed, expires_on)], clock.today())
    return Ready(claim, work, attachments, proposed, expires_on, check_text(texts, answer), parties)


def check_proposed(work: Work, proposed: Proposed) -> None:
    """Raises `CannotDecide` with all that the rules of judging find wrong with a decision."""
    found = reasons_against(work, proposed)
    if found:
        raise CannotDecide(found)


def reasons_against(work: Work, proposed: Proposed) -> list[Refused]:
    """Everything that stands in the way of a decision, each with the part of the form it is about."""
    if proposed.outcome not in OUTCOMES:
        return [Refused("A claim is decided met, bridged, or not yet met.", field="outcome")]
    found = [Refused(fault.words, field=fault.field) for fault in faults(work, proposed)]
    for name, what, longest in (
        ("plan", "the plan", LONGEST_PLAN),
        ("why_old", "why it still counts", LONGEST_WHY),
    ):
        text = getattr(proposed, name).strip()
        if len(text) > longest:
            found.append(
                Refused(f"Shorten {what}: it has {len(text):,} characters, and {longest:,} fit.", field=name)
            )
    return found


def fact_of(claim: Claim, proposed: Proposed, expires_on: date | None = None) -> facts.Decision:
    """The decision as a fact, not numbered yet. Raises `BadFact`."""
    return facts.Decision(
        decision="new",
        person=claim.person.kept.ref,
        standard=claim.standard_id,
        outcome=proposed.outcome,
        decided_on=proposed.decided_on,
        context=claim.context,
        practice_as_of=None if proposed.outcome == facts.NOT_YET else proposed.practice_as_of,
        expires_on=expires_on,
    )


def columns_of(
    by: Actor, claim: Claim, work: Work, proposed: Proposed, expires_on: date | None
) -> dict[str, object]:
    """What is kept of a decision on a claim."""
    return {
        "claim": claim,
        "outcome": proposed.outcome,
        "decided_on": proposed.decided_on,
        "practice_as_of": proposed.practice_as_of,
        "expires_on": expires_on,
        "basis": work.basis.value,
        "plan": proposed.plan.strip() if proposed.outcome == facts.NOT_YET else "",
        "why_old": proposed.why_old.strip(),
        "decided_by": account_of(by),
        "decided_at": clock.now(),
    }


def reference_of(claim: Claim, basis: Basis) -> str:
    """Where the record says the evidence is: at the claim. On scope only, it says so there too."""
    if basis is Basis.SCOPE:
        return f"Claim {claim.pk}. {Basis.SCOPE.words}: its criteria are not held"
    return f"Claim {claim.pk}. {basis.words}"


def at_the_gate_with(
    claim: Claim, fact: facts.Decision, work: Work, used: Collection[Evidence]
) -> gate.Proposed:
    """The decision as the gate is asked about it: with all that a sample is to cover, and who vouched for it."""
    vouched = {one.witness_id for one in used} | {
        one.signed_by_id
        for one in used
        if one.signed_by_id != claim.assessor_id and not _own(one.signed_by, claim)
    }
    return gate.Proposed(
        person=claim.person.kept,
        fact=fact,
        evidence=reference_of(claim, work.basis),
        methods=tuple(sorted({one.kind for one in used})),
        elements=tuple(work.criteria.values()),
        records=tuple(one.subject for one in used),
        witnesses=frozenset(key for key in vouched if key is not None),
        claim=claim.pk,
    )


def _own(account: object, claim: Claim) -> bool:
    return getattr(account, "person_id", None) in {claim.person_id, claim.person.kept.pk}


def follow_the_gate(*, by: Actor, claim: Claim, row: ClaimDecision, recorded: gate.Recorded) -> None:
    """What became of a decision at the gate becomes of the claim: on the record and released, or held."""
    if isinstance(recorded, gate.Held):
        if row.outcome != facts.NOT_YET:
            _by_itself(by, claim, Move.HOLD, "hold_claim", recorded.words)
        return
    row.row = recorded
    row.save(update_fields=["row"])
    if row.outcome != facts.NOT_YET:
        _by_itself(by, claim, Move.RELEASE, "release_claim")


def _by_itself(by: Actor, claim: Claim, move: Move, action: str, words: str = "") -> None:
    make_move(by=by, claim=claim, move=move, action=action, words=words, parties={Party.STANDING})
