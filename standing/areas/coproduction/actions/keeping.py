"""The record of a proposal: who took part, what they needed, what was said, what changed, what was not and why."""

from __future__ import annotations

from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.actions.checking import check_open, checked_words, fresh, whoever
from standing.areas.coproduction.actions.positions import participant_of, took_part
from standing.areas.coproduction.models import Participant, Point, Proposal
from standing.areas.coproduction.models.proposals import LONGEST_WORDS
from standing.areas.coproduction.permissions import check_can_run, check_can_take_part
from standing.areas.guarding import check_text, passes_guard
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import NotAllowed, Refused
from standing.core.coproduction.record import Standpoint
from standing.core.guard.answering import Answer

LONGEST_NEEDS, LONGEST_NAME = 500, 200


@dataclass(frozen=True)
class About:
    """What is kept of somebody who took part. None of `needs` where nobody asked; empty where they need nothing."""

    is_named: bool
    needs: str | None
    needs_met: bool | None = None
    payment_offered: bool | None = None

    def __str__(self) -> str:
        return self.needs or ""


@writing()
@passes_guard(lambda **given: given["proposal"].subject, needs="What is needed")
def set_about_me(
    *, by: Actor, proposal: Proposal, is_named: bool, needs: str, needs_met: bool | None
) -> Participant:
    """A member says whether they are named, what they need to take part, and whether they had it. At any time: a name
    is taken off, or put back, after the decision too.
    """
    proposal = fresh(proposal)
    check_can(by, Ability.SEE_PROPOSALS)
    if not isinstance(by, Account):
        raise NotAllowed("Only somebody who takes part can say this of themself.")
    found = proposal.participants.filter(account=by).first()
    if found is None:
        account, invited = check_can_take_part(by, proposal)
        check_open(proposal)
        found = participant_of(account, proposal, invited[0].speaks_for)
    about = About(is_named, needs, needs_met, found.payment_offered)
    return _write_about(by, found, about, "set_about_me")


@writing()
@passes_guard(lambda **given: given["proposal"].subject, about="What is needed")
def add_participant(
    *, by: Actor, proposal: Proposal, standpoint: Standpoint, name: str, about: About
) -> Participant:
    """Put down somebody without an account who took part, in a meeting say. Their name only if they wish it."""
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise Refused(f"Shorten the name: {LONGEST_NAME} letters fit.", field="name")
    if about.is_named and not name:
        raise Refused("Write the name of whoever wants to be named.", field="name")
    if name and not about.is_named:
        raise Refused("Leave the name out: they do not want to be named.", field="name")
    made = Participant.objects.create(
        proposal=proposal, standpoint=standpoint.value, name=name, took_part=True
    )
    return _write_about(by, made, about, "add_participant")


@writing()
@passes_guard(lambda **given: given["participant"].proposal.subject, needs="What is needed")
def change_participant(
    *, by: Actor, participant: Participant, needs: str | None, needs_met: bool | None, payment: bool | None
) -> Participant:
    """Put down what somebody needed, whether it was met, and whether payment was offered. Their name stays theirs to
    give.
    """
    participant = Participant.objects.get(pk=participant.pk)
    check_can_run(by, fresh(participant.proposal).kind)
    about = About(participant.is_named, needs, needs_met, payment)
    return _write_about(by, participant, about, "change_participant")


@writing()
def say(
    *,
    by: Actor,
    proposal: Proposal,
    what: str,
    speaks_for: Standpoint | None = None,
    guard: Answer | None = None,
) -> Point:
    """A member says what matters to them. It stays in the record, with what comes of it. Raises as `give_position`."""
    proposal = fresh(proposal)
    account, invited = check_can_take_part(by, proposal)
    check_open(proposal)
    what = checked_words(what, "what", "Write what you want to say", LONGEST_WORDS)
    said = check_text({"what": ("What you say", what)}, guard).said
    held = proposal.participants.filter(account=account).first()
    known = [one.speaks_for for one in invited]
    standpoint = speaks_for or (held.speaks_for if held and held.speaks_for in known else known[0])
    if standpoint not in known:
        raise Refused("Choose a group that you are in.", field="speaks_for")
    who = took_part(account, proposal, standpoint)
    point = Point(proposal=proposal, standpoint=who.standpoint, participant=who, what=what)
    return _write_point(by, point, "say", said)


@writing()
def add_point(
    *, by: Actor, proposal: Proposal, standpoint: Standpoint, what: str, guard: Answer | None = None
) -> Point:
    """Put down what was said in a meeting, by a group rather than by anybody in it."""
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    what = checked_words(what, "what", "Write what was said", LONGEST_WORDS)
    said = check_text({"what": ("What was said", what)}, guard).said
    point = Point(proposal=proposal, standpoint=standpoint.value, what=what)
    return _write_point(by, point, "add_point", said)


@writing()
def settle_point(
    *, by: Actor, point: Point, changed: str, not_taken_because: str, guard: Answer | None = None
) -> Point:
    """Say what changed because of a point, or why it was not taken. One of the two, or both where part was taken."""
    point = Point.objects.select_related("proposal").get(pk=point.pk)
    proposal = fresh(point.proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    changed, because = changed.strip(), not_taken_because.strip()
    if not changed and not because:
        raise Refused("Say what changed because of it, or why it was not taken.", field="changed")
    for field, text in (("changed", changed), ("not_taken_because", because)):
        if len(text) > LONGEST_WORDS:
            raise Refused(f"Shorten it: {LONGEST_WORDS:,} letters fit.", field=field)
    texts = {
        "changed": ("What changed", changed),
        "not_taken_because": ("Why it was not taken", because),
    }
    said = check_text(texts, guard).said
    point.changed, point.not_taken_because = changed, because
    point.save(update_fields=["changed", "not_taken_because"])
    words = {"point": point.pk, "changed": changed, "not_taken_because": because, **said}
    record_event(by=by, action="settle_point", subject=proposal.subject, words=words)
    return point


def _write_about(by: Actor, participant: Participant, about: About, action: str) -> Participant:
    needs = None if about.needs is None else about.needs.strip()
    if needs and len(needs) > LONGEST_NEEDS:
        raise Refused(f"Shorten what is needed: {LONGEST_NEEDS} letters fit.", field="more")
    if not needs and about.needs_met is not None:
        raise Refused(
            "Say what is needed first, or choose the last answer: not known yet, or nothing is needed.",
            field="needs_met",
        )
    participant.is_named, participant.access_needs = about.is_named, needs
    participant.access_met, participant.payment_offered = about.needs_met, about.payment_offered
    participant.save()
    # What somebody needs is theirs: the trail says that it was asked and met, and not what it is.
    words = {
        "participant": participant.pk,
        "standpoint": participant.standpoint,
        "is_named": about.is_named,
        "needs_asked": needs is not None,
        "needs_something": bool(needs),
        "needs_met": about.needs_met,
        "payment_offered": about.payment_offered,
    }
    record_event(by=by, action=action, subject=participant.proposal.subject, words=words)
    return participant


def _write_point(by: Actor, point: Point, action: str, said: dict[str, object]) -> Point:
    point.said_at, point.written_by = clock.now(), whoever(by)
    point.save()
    words = {"point": point.pk, "standpoint": point.standpoint, "what": point.what, **said}
    record_event(by=by, action=action, subject=point.proposal.subject, words=words)
    return point
