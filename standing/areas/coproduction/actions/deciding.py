"""A proposal decided, with what follows from that; or closed as not agreed."""

from __future__ import annotations

from collections.abc import Iterable

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.coproduction.actions.checking import check_open, checked_words, fresh, whoever
from standing.areas.coproduction.content import began_of, digest_of, has_something_to_decide
from standing.areas.coproduction.keeping import record_of
from standing.areas.coproduction.members import tallies_of
from standing.areas.coproduction.models import Proposal
from standing.areas.coproduction.models.proposals import LONGEST_WORDS
from standing.areas.coproduction.permissions import check_can_run
from standing.areas.guarding import check_text
from standing.areas.policies.actions import edit_change
from standing.areas.policies.actions.changes import Terms as ChangeTerms
from standing.areas.policies.models import ProposedChange
from standing.areas.profiles.actions import note_how_decided
from standing.areas.profiles.actions.versions import faults_of_groups
from standing.areas.refusals import Refused
from standing.core.coproduction.deciding import Outcome, Tally, is_agreed
from standing.core.coproduction.proposing import About, State
from standing.core.coproduction.record import Began, called, missing_from
from standing.core.guard.answering import Answer


@writing()
@tells_of_refusals(lambda **given: given["proposal"].subject)
def decide(*, by: Actor, proposal: Proposal, guard: Answer | None = None) -> Proposal:
    """Decide a proposal, and apply what was decided. `guard` is for the words of a policy's change, if it has any.

    It is fixed to its content as it is now. Raises `Refused` while a group does not agree, an objection waits for its
    answer, or the record lacks something that its name needs; each says in words what is missing.
    """
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    missing = [*what_is_missing(proposal), *_record_missing(proposal)]
    if missing:
        raise Refused(f"This cannot be decided yet. {' '.join(missing)}")
    _apply(by, proposal, guard)
    proposal.state, proposal.closed_at, proposal.closed_by = State.AGREED.value, clock.now(), whoever(by)
    proposal.called = called(record_of(proposal, began_of(proposal)))
    # Read again: what was applied may have moved a change on, and is what was decided.
    proposal.decided_content = digest_of(fresh(proposal))
    proposal.save()
    if proposal.version is not None:
        note_how_decided(by=by, version=proposal.version, how=proposal.called, ref=proposal.subject)
    words = {"called": proposal.called, "content": proposal.decided_content}
    record_event(by=by, action="decide", subject=proposal.subject, words=words)
    return proposal


@writing()
def close_not_agreed(*, by: Actor, proposal: Proposal, why: str, guard: Answer | None = None) -> Proposal:
    """Close a proposal that is not agreed, with the reasons. All that was said of it stays."""
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    why = checked_words(why, "why", "Say why it was not agreed", LONGEST_WORDS)
    said = check_text({"why": ("Why it was not agreed", why)}, guard).said
    proposal.state, proposal.closed_why = State.NOT_AGREED.value, why
    proposal.closed_at, proposal.closed_by = clock.now(), whoever(by)
    proposal.save()
    words = {"why": why, **said}
    record_event(by=by, action="close_not_agreed", subject=proposal.subject, words=words)
    return proposal


_NOTHING_YET = {
    True: "There is nothing to be for or against yet: write the lines of the draft first, from what people say.",
    False: "There is nothing to be for or against yet. Write it first, from what people say.",
}


def what_is_missing(proposal: Proposal) -> list[str]:
    """Why it is not agreed yet, in sentences that say what to do; none once every group agrees."""
    if proposal.version is None and proposal.profile is not None:
        return ["The draft that it is about was discarded. Close this proposal, and open another."]
    if not has_something_to_decide(proposal):
        return [_NOTHING_YET[proposal.kind is About.PROFILE]]
    if faults := _faults_of_draft(proposal):
        return faults
    if proposal.put_at is None:
        return ["Nobody was asked what they think of it yet."]
    tallies = [tally for _, tally in tallies_of(proposal, digest_of(proposal))]
    return [] if is_agreed(tallies) else list(_not_agreed(tallies))


def _faults_of_draft(proposal: Proposal) -> list[str]:
    draft = proposal.version
    return list(faults_of_groups(draft)) if draft is not None and draft.is_draft else []


def _not_agreed(tallies: Iterable[Tally]) -> Iterable[str]:
    for one in tallies:
        name = one.constituency.name
        if one.outcome is Outcome.UNANSWERED:
            number = len(one.unanswered)
            what = "an objection" if number == 1 else f"{number} objections"
            yield f"{name}: answer {what} in writing first."
        elif one.outcome is Outcome.WITHOUT_QUORUM:
            yield f"{name}: {one.missing} more must say what they think of it as it is now."
        elif one.outcome is Outcome.NOT_AGREED:
            yield f"{name}: they do not agree."


def _record_missing(proposal: Proposal) -> list[str]:
    """What the record lacks for what this would be called. Of whoever was asked afterwards, that they were asked."""
    record = record_of(proposal, began_of(proposal))
    if record.is_empty:
        return ["The record is empty. Say who took part, and what was said.", *missing_from(record)]
    return list(missing_from(record)) if record.began is Began.FROM_THE_START else []


def _apply(by: Actor, proposal: Proposal, guard: Answer | None) -> None:
    """Of a policy's change, the class becomes the one agreed: a draft again, which a clinical lead agrees as ever."""
    change = proposal.change
    if change is not None and change.change_class != proposal.wanted_class:
        edit_change(by=by, change=change, terms=_terms(change, proposal.wanted_class), guard=guard)


def _terms(change: ProposedChange, wanted_class: str) -> ChangeTerms:
    return ChangeTerms(
        change_class=wanted_class,
        what_changed=change.what_changed,
        standards=[one.pk for one in change.standards.all()],
        effective_on=change.effective_on,
        due_on=change.due_on,
        population=change.population,
        part=change.part,
        question=change.asked,
    )
