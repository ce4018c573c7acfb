"""Appeals: opened by the person, decided stage by stage by somebody who had no part before, and what follows."""

from __future__ import annotations

from collections.abc import Mapping

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.appealing import (
    appealed_before,
    check_can_decide_stage,
    current_stage,
    standing_rows,
)
from standing.areas.assessment.bank_holidays import due_day
from standing.areas.assessment.models import Appeal, AppealStage, ClaimDecision
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, System, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.areas.record.actions import Entry, append_facts, retract_facts
from standing.areas.record.loading import to_fact
from standing.areas.record.models import Decision
from standing.areas.record.permissions import can_for_person, check_can_for_person
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.appeals import Stage
from standing.core.assessing.states import TRANSITIONS, Move, Party
from standing.core.rules.facts import NOT_YET, REVOKED

STANDING_AGAIN = System("appeals")
"""Who a revocation stands again by, once the panel no longer suspends it."""

APPEALED = (NOT_YET, REVOKED)
"""What can be appealed against: not yet met, and a revocation."""


@writing()
def open_appeal(*, by: Actor, decision: Decision, grounds: str, answer: Answer | None = None) -> Appeal:
    """Somebody appeals against a decision about themself. It begins with the assessor who decided, where there is one.

    Nothing changes meanwhile. Raises `NotAllowed` for anybody else and `Refused` for what cannot be appealed against.
    """
    account = _somebody(by)
    check_can_for_person(by, Ability.APPEAL, decision.person)
    row = Decision.objects.select_related("person", "standard").get(pk=decision.pk)
    if row.outcome not in APPEALED or row.carried_from_id is not None:
        raise Refused(
            "You can appeal against “not yet met”, and against a revocation where it was first made."
        )
    if row.retracted_on is not None:
        raise Refused("This decision was taken back: there is nothing to appeal against.")
    if Decision.objects.filter(appealed_before(), pk=row.pk).exists():
        raise Refused("There is an appeal against this decision already. Look at it for how it stands.")
    checked = check_text({"grounds": ("Why you do not agree", grounds)}, answer)
    appeal = Appeal.objects.create(
        decision=row,
        grounds=_words(grounds, "grounds", "Say why you do not agree: whoever decides reads it."),
        opened_by=account,
        opened_on=clock.today(),
        opened_at=clock.now(),
    )
    checked.keep(by, appeal.subject)
    first = Stage.ASSESSOR if _assessor_can(row) else Stage.INDEPENDENT
    _open_stage(appeal, first)
    _tell(by, "open_appeal", appeal, {"stage": first.value})
    _move_claim(by, appeal, Move.APPEAL, Party.PRACTITIONER)
    return appeal


@writing()
def decide_appeal(
    *, by: Actor, appeal: Appeal, outcome: str, words: str, answer: Answer | None = None
) -> AppealStage:
    """Decide the stage that an appeal has reached: the decision is upheld, or overturned.

    Overturned, it is taken back: somebody is assessed again after a not yet, and stands as before a revocation. Upheld
    at the last stage, the appeal is over; before, the person may take it further. Raises `NotAllowed` for whoever does
    not decide this stage, or had a part before.
    """
    account, row, stage = _somebody(by), *_open(appeal)
    check_can_decide_stage(account, row, Stage(stage.stage))
    if outcome not in (AppealStage.UPHELD, AppealStage.OVERTURNED):
        raise Refused("Say whether the decision is upheld or overturned.", field="outcome")
    stage.outcome = outcome
    stage.words = _words(words, "words", "Say why: the person reads it.")
    check_text({"words": ("Why", words)}, answer).keep(account, stage.subject)
    stage.decided_by, stage.decided_on = account, clock.today()
    stage.save()
    told = {"stage": stage.stage, "outcome": outcome}
    _tell(by, "decide_appeal", row, told)
    if outcome == AppealStage.OVERTURNED:
        _overturn(account, row)
    else:
        _stands_again(row)
        if Stage(stage.stage).following is None:
            _close(account, row, Appeal.UPHELD, _uphold(row), Party.APPEAL)
    return stage


@writing()
def take_further(*, by: Actor, appeal: Appeal) -> AppealStage:
    """The person takes an appeal that was not upheld for them to its next stage."""
    _somebody(by)
    row = _fresh(appeal)
    check_can_for_person(by, Ability.APPEAL, row.decision.person)
    reached = current_stage(row)
    following = Stage(reached.stage).following
    if row.state != Appeal.OPEN or reached.outcome != AppealStage.UPHELD or following is None:
        raise Refused("This appeal cannot be taken further now. Look at how it stands.")
    stage = _open_stage(row, following)
    _tell(by, "take_appeal_further", row, {"stage": following.value})
    _move_claim(by, row, Move.NEXT_STAGE, Party.PRACTITIONER)
    return stage


@writing()
def drop_appeal(*, by: Actor, appeal: Appeal) -> Appeal:
    """The person drops their appeal: the decision stands."""
    account, row = _somebody(by), _fresh(appeal)
    check_can_for_person(by, Ability.APPEAL, row.decision.person)
    if row.state != Appeal.OPEN:
        raise Refused("This appeal is over already. Look at how it ended.")
    _stands_again(row)
    _close(account, row, Appeal.DROPPED, _uphold(row), Party.PRACTITIONER)
    _tell(by, "drop_appeal", row, {})
    return row


@writing()
@passes_guard(lambda **given: given["appeal"].subject, why="Reason")
def suspend_revocation(*, by: Actor, appeal: Appeal, why: str) -> Appeal:
    """The panel suspends a revocation until it has decided: the person stands as before it. Nobody else can, and at no
    other stage.
    """
    account, row, stage = _somebody(by), *_open(appeal)
    if Stage(stage.stage) is not Stage.PANEL or row.decision.outcome != REVOKED:
        raise Refused("Only the panel suspends, and only a revocation, while it decides an appeal.")
    check_can_decide_stage(account, row, Stage.PANEL)
    if row.suspended_on is not None:
        raise Refused("This revocation is suspended already.")
    reason = _words(why, "why", "Say why: the reason stays with it.")
    row.suspended_on, row.suspended_by, row.suspended_why = clock.today(), account, reason[:500]
    row.save(update_fields=["suspended_on", "suspended_by", "suspended_why"])
    retract_facts(by=by, rows=[row.decision], why=f"Suspended by the panel during an appeal: {reason}"[:500])
    _tell(by, "suspend_revocation", row, {"why": reason})
    return row


def _overturn(by: Account, row: Appeal) -> None:
    rows = list(standing_rows(row))
    if rows:
        retract_facts(by=by, rows=rows, why=f"Overturned on appeal ({row.subject})")
    _close(by, row, Appeal.OVERTURNED, Move.OVERTURN, Party.APPEAL)


def _stands_again(row: Appeal) -> None:
    """A revocation that the panel had suspended stands again, as it was, once it is upheld or the appeal is dropped."""
    decision = _of(row)
    suspended = row.suspended_on is not None and decision.retracted_on is not None
    if not suspended or Decision.objects.filter(replaces=decision).exists():
        return
    beside = {
        "evidence": decision.evidence,
        "replaces": decision,
        "decided_by_id": decision.assessor_id,
    }
    # Nobody records a decision about themself, and this is none: what the panel had put off comes back by itself.
    append_facts(by=STANDING_AGAIN, entries=[Entry(to_fact(decision), source=row.subject, beside=beside)])


def _of(row: Appeal) -> Decision:
    return Decision.objects.select_related("person").get(pk=row.decision_id)


def _close(by: Account, row: Appeal, state: str, move: Move, party: Party) -> None:
    row.state, row.closed_on = state, clock.today()
    row.save(update_fields=["state", "closed_on"])
    _move_claim(by, row, move, party)


def _uphold(row: Appeal) -> Move:
    return Move.UPHOLD_REVOCATION if row.decision.outcome == REVOKED else Move.UPHOLD_NOT_YET


def _move_claim(by: Actor, row: Appeal, move: Move, party: Party) -> None:
    """The claim that the decision ended goes along, where it is still where the decision left it."""
    made = ClaimDecision.objects.filter(row=row.decision).select_related("claim").first()
    if made is None:
        return
    claim = fresh(made.claim)
    if any(each.state is claim.at and each.move is move for each in TRANSITIONS):
        make_move(by=by, claim=claim, move=move, action="appeal_on_claim", parties={party})


def _open_stage(appeal: Appeal, stage: Stage) -> AppealStage:
    today = clock.today()
    return AppealStage.objects.create(
        appeal=appeal, stage=stage.value, opened_on=today, due_on=due_day(stage, today)
    )


def _assessor_can(decision: Decision) -> bool:
    """Whether whoever decided can look at it again: known by name, and still an assessor of the person."""
    assessor = decision.assessor
    known = assessor is not None and not decision.assessor_unknown
    return known and can_for_person(assessor, Ability.RECORD_DECISION, decision.person)


def _fresh(appeal: Appeal) -> Appeal:
    return Appeal.objects.select_related("decision__person").get(pk=appeal.pk)


def _open(appeal: Appeal) -> tuple[Appeal, AppealStage]:
    row = _fresh(appeal)
    stage = current_stage(row)
    if row.state != Appeal.OPEN or stage.outcome:
        raise Refused("This stage is decided. Reload the page to see how.")
    return row, stage


def _somebody(by: Actor) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("An appeal is for people, each by their own account.")
    return by


def _words(text: str, field: str, refusal: str) -> str:
    if not text.strip():
        raise Refused(refusal, field=field)
    return text.strip()


def _tell(by: Actor, action: str, row: Appeal, words: Mapping[str, object]) -> None:
    """The event says what was done, never what somebody wrote about practice."""
    about = {"person": row.decision.person.ref, "decision": row.decision.name}
    record_event(by=by, action=action, subject=row.subject, words={**about, **words})
