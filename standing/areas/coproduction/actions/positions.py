"""What members say of a proposal: given, given again, answered where they object, and what came of the answer."""

from __future__ import annotations

from enum import StrEnum

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.actions.checking import check_open, checked_words, fresh, whoever
from standing.areas.coproduction.content import digest_of
from standing.areas.coproduction.models import Invitation, Participant, Point, Position, Proposal
from standing.areas.coproduction.models.proposals import LONGEST_WORDS
from standing.areas.coproduction.permissions import check_can_run, check_can_take_part
from standing.areas.guarding import Checked, check_text
from standing.areas.people.models import Account
from standing.areas.refusals import NotAllowed, Refused
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.record import Standpoint
from standing.core.guard.answering import Answer


class Comes(StrEnum):
    """What comes of a point: something changes because of it, or it is not taken. Named as a `Point` keeps it."""

    CHANGED = "changed"
    NOT_TAKEN = "not_taken_because"


_ASKS = {
    Stance.OBJECTS: "Say why you object: somebody will answer you in writing",
    Stance.WITH_CHANGES: "Say what should change",
}


@writing()
def give_position(
    *,
    by: Actor,
    proposal: Proposal,
    stance: Stance,
    reason: str = "",
    speaks_for: Standpoint | None = None,
    guard: Answer | None = None,
) -> Position:
    """A member says what they think of a proposal as it is now. What they said before is kept, and no longer counts.

    A member of two groups speaks for one, and says which. A reason becomes a point of the record. Raises `NotAllowed`
    for whoever was not asked, `Refused` before people are asked what they think or without a reason where one is
    needed, and `MayIdentify`.
    """
    proposal = fresh(proposal)
    account, invited = check_can_take_part(by, proposal)
    check_open(proposal)
    if proposal.put_at is None:
        raise Refused("People are not asked what they think of it yet. Say what matters to you first.")
    stance = Stance(stance)
    reason = _reason(stance, reason)
    said = check_text({"reason": ("Reason", reason)}, guard)
    invitation = _speaking_for(invited, speaks_for)
    before = proposal.positions.filter(account=account, is_latest=True).first()
    content = digest_of(proposal)
    if before is not None and _is_alike(before, stance, reason, invitation, content):
        raise Refused("You have said just this already. Change it, or leave it as it is.", field="stance")
    return _write(account, proposal, invitation, (stance, reason, content), said)


@writing()
def confirm_position(*, by: Actor, proposal: Proposal) -> Position:
    """A member says the same again, of a proposal that was changed since. Raises `Refused` where it was not."""
    proposal = fresh(proposal)
    account, invited = check_can_take_part(by, proposal)
    check_open(proposal)
    before = proposal.positions.select_related("invitation").filter(account=account, is_latest=True).first()
    content = digest_of(proposal)
    if before is None or before.content == content:
        raise Refused("Nothing was changed since you said what you think. There is nothing to say again.")
    invitation = next((one for one in invited if one.pk == before.invitation_id), None)
    if invitation is None:
        raise Refused("You are no longer in the group that you spoke for. Say what you think for another.")
    given = (Stance(before.stance), before.reason, content)
    return _write(account, proposal, invitation, given, Checked((), None))


@writing()
def answer_objection(
    *, by: Actor, position: Position, words: str, comes: Comes | None = None, guard: Answer | None = None
) -> Position:
    """Answer an objection in writing, and say with the same words what comes of its point, unless that is said later.
    Whoever made it then says whether it still stands. Raises `Refused` where it waits for no answer, or it is written
    down already what came of its point.
    """
    position = Position.objects.select_related("proposal").get(pk=position.pk)
    proposal = fresh(position.proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    if not position.waits_for_an_answer:
        raise Refused(
            "This objection waits for no answer: it was answered, or its author said something else."
        )
    words = checked_words(words, "words", "Write the answer", LONGEST_WORDS)
    said = check_text({"words": ("Answer", words)}, guard).said
    position.answer, position.answered_at, position.answered_by = words, clock.now(), whoever(by)
    position.save(update_fields=["answer", "answered_at", "answered_by"])
    told = {"position": position.pk, "answer": words, **said}
    if comes is not None:
        told["point"], told[comes.value] = _settle(position, comes, words), words
    record_event(by=by, action="answer_objection", subject=proposal.subject, words=told)
    return position


def _settle(position: Position, comes: Comes, words: str) -> int:
    said = position.proposal.points.select_related("participant")
    point = next((one for one in said if one.is_reason_of(position)), None)
    if point is None or point.is_settled:
        raise Refused(
            "What came of this point is written down already. Send the answer alone.", field="comes"
        )
    setattr(point, comes.value, words)
    point.save(update_fields=[comes.value])
    return point.pk


@writing()
def settle_objection(*, by: Actor, position: Position, still_stands: bool) -> Position:
    """Whoever objected has read the answer, and says whether their objection still stands."""
    position = Position.objects.select_related("proposal").get(pk=position.pk)
    if not isinstance(by, Account) or position.account_id != by.pk:
        raise NotAllowed("Only whoever objected can say whether their objection still stands.")
    proposal = fresh(position.proposal)
    check_can_take_part(by, proposal)
    check_open(proposal)
    if not position.is_latest or not position.is_objection or not position.answer:
        raise Refused("This objection has no answer to read, or you have said something else since.")
    position.still_stands, position.settled_at = still_stands, clock.now()
    position.save(update_fields=["still_stands", "settled_at"])
    words = {"position": position.pk, "still_stands": still_stands}
    record_event(by=by, action="settle_objection", subject=proposal.subject, words=words)
    return position


def participant_of(account: Account, proposal: Proposal, standpoint: Standpoint) -> Participant:
    """Somebody's row in the record of a proposal, made when it is first needed; from where they speak, as they say."""
    made, _ = Participant.objects.get_or_create(
        proposal=proposal, account=account, defaults={"standpoint": standpoint.value}
    )
    return made


def took_part(account: Account, proposal: Proposal, standpoint: Standpoint) -> Participant:
    """The same, of somebody who has now said something for that group."""
    found = participant_of(account, proposal, standpoint)
    if not found.took_part or found.standpoint != standpoint.value:
        found.took_part, found.standpoint = True, standpoint.value
        found.save(update_fields=["took_part", "standpoint"])
    return found


def _reason(stance: Stance, reason: str) -> str:
    if stance in _ASKS:
        return checked_words(reason, "reason", _ASKS[stance], LONGEST_WORDS)
    return checked_words(reason, "reason", "", LONGEST_WORDS) if reason.strip() else ""


def _speaking_for(invited: list[Invitation], speaks_for: Standpoint | None) -> Invitation:
    if speaks_for is None and len(invited) == 1:
        return invited[0]
    found = next((one for one in invited if one.speaks_for is speaks_for), None)
    if found is None:
        raise Refused(
            "You are in more than one group. Choose the one that you speak for here."
            if speaks_for is None
            else "You are not in that group, or it was not asked. Choose one that you are in.",
            field="speaks_for",
        )
    return found


def _is_alike(before: Position, stance: Stance, reason: str, invitation: Invitation, content: str) -> bool:
    held = (before.stance, before.reason, before.invitation_id, before.content)
    return held == (stance.value, reason, invitation.pk, content)


def _write(
    account: Account,
    proposal: Proposal,
    invitation: Invitation,
    given: tuple[Stance, str, str],
    checked: Checked,
) -> Position:
    stance, reason, content = given
    proposal.positions.filter(account=account, is_latest=True).update(is_latest=False)
    made = Position.objects.create(
        proposal=proposal,
        invitation=invitation,
        account=account,
        stance=stance.value,
        reason=reason,
        content=content,
        given_at=clock.now(),
    )
    who = took_part(account, proposal, invitation.speaks_for)
    _keep_point(made, who)
    words = {
        "position": made.pk,
        "stance": stance.value,
        "reason": reason,
        "speaks_for": invitation.constituency.standpoint,
        "content": content,
        **checked.said,
    }
    record_event(by=account, action="give_position", subject=proposal.subject, words=words)
    return made


def _keep_point(position: Position, who: Participant) -> None:
    """A reason is something that was said: it goes into the record once, however often it is said again."""
    reason = position.reason
    if reason and not who.points.filter(what=reason).exists():
        Point.objects.create(
            proposal=position.proposal,
            standpoint=who.standpoint,
            participant=who,
            position=position,
            what=reason,
            said_at=position.given_at,
            written_by=position.account,
        )
