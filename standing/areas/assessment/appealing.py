"""An appeal as the rules of independence see it, and which account may decide its stage."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from standing.areas.assessment.models import Appeal, AppealStage, ClaimDecision, HeldDecision, Judgement
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.permissions import refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.gate import NotIndependent
from standing.areas.record.models import Decision
from standing.areas.record.permissions import can_for_person
from standing.areas.record.relations import Part, Relations
from standing.areas.refusals import NotAllowed
from standing.core.assessing.appeals import Stage
from standing.core.rules.independence import Act


def current_stage(appeal: Appeal) -> AppealStage:
    """The stage that an appeal has reached."""
    found = appeal.stages.order_by("pk").last()
    assert found is not None
    return found


def standing_rows(appeal: Appeal) -> QuerySet[Decision]:
    """What an appeal is about, as it stands on the record: the decision, or a revocation that the panel had suspended
    and that was recorded again. None while it is suspended, or once it was taken back.
    """
    again = Q(replaces=appeal.decision_id, source=appeal.subject)
    return Decision.objects.filter(Q(pk=appeal.decision_id) | again, retracted_on__isnull=True)


def appealed_before() -> Q:
    """Decisions against which there is an appeal, or was one that was not dropped. A revocation that the panel had
    suspended and that was recorded again is the same decision.
    """
    kept = Appeal.objects.exclude(state=Appeal.DROPPED)
    suspended = kept.filter(suspended_on__isnull=False)
    return Q(pk__in=kept.values("decision")) | Q(replaces__in=suspended.values("decision"))


def part_of_appeal(appeal: Appeal) -> Part:
    """What somebody judges who decides it: with everybody who had a part before, or is a witness."""
    decision = appeal.decision
    parties = {decision.assessor_id, decision.recorded_by_id}
    parties |= set(appeal.stages.values_list("decided_by", flat=True))
    parties |= set(decision.reviews.values_list("made_by", flat=True))
    witnesses: set[int | None] = set()
    held = HeldDecision.objects.filter(decision=decision).first()
    if held is not None:
        parties |= {held.assessor_id, held.countersigned_by_id, held.ended_by_id}
        witnesses |= set(held.witnesses)
    made = ClaimDecision.objects.filter(row=decision).select_related("claim").first()
    if made is not None:
        parties |= {made.decided_by_id}
        parties |= set(Judgement.objects.filter(claim=made.claim).values_list("judged_by", flat=True))
        rows = made.claim.attachments.values_list("evidence__witness", "evidence__signed_by")
        witnesses |= {key for row in rows for key in row}
    return Part(
        person=decision.person,
        standard=decision.standard_id,
        context=decision.context,
        day=clock.today(),
        witnesses=frozenset(key for key in witnesses if key is not None),
        parties=frozenset(key for key in parties if key is not None),
    )


def check_can_decide_stage(by: Account, appeal: Appeal, stage: Stage) -> None:
    """Whether this account decides this stage of an appeal. Raises `NotAllowed` or `NotIndependent`."""
    person = appeal.decision.person
    part = part_of_appeal(appeal)
    relations = Relations(by, [person])
    acts: list[Act] = []
    if stage is Stage.ASSESSOR:
        if by.pk == appeal.decision.assessor_id and can_for_person(by, Ability.RECORD_DECISION, person):
            acts = [Act.RECONSIDER]
    elif stage is Stage.INDEPENDENT:
        acts += [Act.APPEAL] if can_for_person(by, Ability.VERIFY, person) else []
        acts += [Act.REASSESS] if can_for_person(by, Ability.RECORD_DECISION, person) else []
    elif stage is Stage.PANEL:
        acts = [Act.APPEAL] if can_for_person(by, Ability.SIT_ON_PANEL, person) else []
    elif scope_of(by, Ability.SIT_ON_PANEL, clock.today()).service:
        acts = [Act.RECONSIDER]
    if not acts:
        raise NotAllowed(_not_theirs(by, stage))
    verdicts = [relations.judge(act, part) for act in acts]
    if not any(verdict.allowed for verdict in verdicts):
        raise NotIndependent(by, verdicts[0], part)


def _not_theirs(by: Account, stage: Stage) -> str:
    if stage is Stage.PANEL:
        return refusal(by, Ability.SIT_ON_PANEL)
    return f"You cannot decide this appeal now. Who decides at this stage: {stage.words[0].lower()}{stage.words[1:]}."


def can_decide_stage(by: Account, appeal: Appeal, stage: Stage) -> bool:
    """Whether `check_can_decide_stage` would let it pass."""
    try:
        check_can_decide_stage(by, appeal, stage)
    except NotAllowed:
        return False
    return True
