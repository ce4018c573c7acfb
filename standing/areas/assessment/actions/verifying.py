"""A decision that is held: countersigned, released onto the record, returned, or taken back."""

from __future__ import annotations

from standing.areas.assessment.actions.moving import fresh, make_move
from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.models import ClaimDecision, HeldDecision
from standing.areas.assessment.verifying import part_of, proposed_of
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account
from standing.areas.people.roles import Ability
from standing.areas.record.actions import write_released
from standing.areas.record.gate import NotIndependent
from standing.areas.record.models import AssessorLevel, Decision
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.relations import Relations
from standing.areas.record.selectors.assessors import levels_on
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.states import Move, Party
from standing.core.rules.independence import Act

Said = tuple[str, Answer | None]
"""A reason, and what its author answered to what the guard found in it."""


@writing()
def release_decision(*, by: Actor, held: HeldDecision) -> Decision:
    """An internal verifier agrees: the decision comes onto the record, decided when it was and in effect from today.

    Raises `NotAllowed` for whoever does not verify about the person or is not independent of the decision, and
    `Refused` where it does not wait for this.
    """
    row = _open(held, HeldDecision.VERIFYING)
    account = _checked(by, row, Ability.VERIFY, Act.VERIFY)
    return _release(account, row, "release_decision")


@writing()
def return_decision(*, by: Actor, held: HeldDecision, why: str, answer: Answer | None = None) -> HeldDecision:
    """An internal verifier sends a decision back with a reason: it never counts, and more of its assessor's are drawn.

    Raises as releasing.
    """
    row = _open(held, HeldDecision.VERIFYING)
    account = _checked(by, row, Ability.VERIFY, Act.VERIFY)
    return _return(account, row, (why, answer), "return_decision")


@writing()
def countersign_decision(*, by: Actor, held: HeldDecision) -> HeldDecision:
    """A qualified assessor who had no part in it agrees with the decision of one who is not qualified yet.

    It goes on to be verified where it was drawn, and onto the record where it was not.
    """
    row = _open(held, HeldDecision.COUNTERSIGNING)
    account = _checked_to_countersign(by, row)
    row.countersigned_by, row.countersigned_at = account, clock.now()
    if row.to_verify:
        row.state = HeldDecision.VERIFYING
        row.save(update_fields=["countersigned_by", "countersigned_at", "state"])
        record_event(by=by, action="countersign_decision", subject=row.subject, words=_about(row))
        return row
    row.save(update_fields=["countersigned_by", "countersigned_at"])
    _release(account, row, "countersign_decision")
    return row


@writing()
def refuse_to_countersign(
    *, by: Actor, held: HeldDecision, why: str, answer: Answer | None = None
) -> HeldDecision:
    """A qualified assessor does not agree: the decision goes back, and never counts."""
    row = _open(held, HeldDecision.COUNTERSIGNING)
    account = _checked_to_countersign(by, row)
    return _return(account, row, (why, answer), "refuse_to_countersign")


@writing()
def take_back_held(*, by: Actor, held: HeldDecision, why: str, answer: Answer | None = None) -> HeldDecision:
    """Whoever made a decision takes it back while it is held. One on a claim is returned by the verifier instead."""
    row = _open(held, *HeldDecision.OPEN)
    if not isinstance(by, Account) or by.pk != row.assessor_id:
        raise NotAllowed("Only whoever made this decision takes it back.")
    if row.claim_id is not None:
        raise Refused("This decision is on a claim. Ask the verifier to return it, and say why.")
    return _end(by, row, HeldDecision.WITHDRAWN, (why, answer), "take_back_held")


def _release(by: Account, row: HeldDecision, action: str) -> Decision:
    decision = write_released(
        by=by, proposed=proposed_of(row), decided_by=row.assessor, held_from=clock.today()
    )
    row.state, row.decision = HeldDecision.RELEASED, decision
    row.ended_by, row.ended_at = by, clock.now()
    row.save(update_fields=["state", "decision", "ended_by", "ended_at"])
    words = _about(row) | {"decision": decision.name, "counts_from": decision.held_from}
    record_event(by=by, action=action, subject=row.subject, words=words)
    if row.claim is not None:
        _move_claim(by, row, Move.RELEASE, "release_claim")
        made = ClaimDecision.objects.filter(claim=row.claim, row__isnull=True).last()
        if made is not None:
            made.row = decision
            made.save(update_fields=["row"])
    return decision


def _return(by: Account, row: HeldDecision, why: Said, action: str) -> HeldDecision:
    ended = _end(by, row, HeldDecision.RETURNED, why, action)
    if row.claim is not None:
        _move_claim(by, row, Move.RETURN, "return_claim", ended.ended_why)
    return ended


def _end(by: Account, row: HeldDecision, state: str, said: Said, action: str) -> HeldDecision:
    """End a held decision. What somebody wrote about practice passes the guard, and is never in the trail."""
    why, answer = said
    if not why.strip():
        raise Refused("Say why: whoever decided reads it.", field="why")
    checked = check_text({"why": ("Why", why)}, answer)
    row.state, row.ended_why = state, why.strip()
    row.ended_by, row.ended_at = by, clock.now()
    row.save(update_fields=["state", "ended_why", "ended_by", "ended_at"])
    checked.keep(by, row.subject)
    record_event(by=by, action=action, subject=row.subject, words=_about(row) | checked.said)
    return row


def _move_claim(by: Account, row: HeldDecision, move: Move, action: str, words: str = "") -> None:
    assert row.claim is not None
    make_move(by=by, claim=fresh(row.claim), move=move, action=action, words=words, parties={Party.VERIFIER})


def _open(held: HeldDecision, *states: str) -> HeldDecision:
    row = HeldDecision.objects.select_related("person", "standard", "claim", "assessor", "replaces").get(
        pk=held.pk
    )
    if row.state not in states:
        raise Refused("This decision does not wait for this any more. Reload the page to see how it stands.")
    return row


def _checked(by: Actor, row: HeldDecision, ability: Ability, act: Act) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("Somebody who had no part in the decision does this, by their own account.")
    check_can_for_person(by, ability, row.person)
    part = part_of(row)
    verdict = Relations(by, [row.person]).judge(act, part)
    if not verdict.allowed:
        raise NotIndependent(by, verdict, part)
    return by


def _checked_to_countersign(by: Actor, row: HeldDecision) -> Account:
    account = _checked(by, row, Ability.RECORD_DECISION, Act.COUNTERSIGN)
    if levels_on([account.pk], clock.today()).get(account.pk) == AssessorLevel.UNQUALIFIED:
        raise NotAllowed(
            "You are not qualified as an assessor yet, so you cannot countersign. Ask one who is."
        )
    return account


def _about(row: HeldDecision) -> dict[str, object]:
    return {
        "person": row.person.ref,
        "standard": row.standard_id,
        "context": row.context,
        "decided_on": row.decided_on,
        "assessor": row.assessor.audit_name,
    }
