"""The days of a revision, and how its crosswalk is approved: sent, approved by two different people, then fixed."""

from __future__ import annotations

from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.audit.actors import System
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions.telling import tell_soon
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import Approval, CrosswalkVersion
from standing.areas.revisions.permissions import check_can_approve_crosswalks, check_can_edit_crosswalks
from standing.areas.revisions.versioning import begin_edit, digest_of, fresh, moved, subject_of, told
from standing.areas.standards.actions import settle_revision
from standing.core.crosswalks.states import Move, State
from standing.core.crosswalks.versions import as_told, end_of_transition, waits


@writing()
def set_days(
    *,
    by: Actor,
    version: CrosswalkVersion,
    effective_on: date,
    transition_ends_on: date | None = None,
    last_start_on: date | None = None,
    last_assessment_on: date | None = None,
) -> CrosswalkVersion:
    """Set the days of a revision. Without an end, the transition ends 12 months later less a day (rules, part 5).

    Raises `Refused` for days that are not in order.
    """
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    ends_on = transition_ends_on or end_of_transition(effective_on)
    _check_order(effective_on, ends_on, last_start_on, last_assessment_on)
    days = {
        "effective_on": effective_on,
        "transition_ends_on": ends_on,
        "last_start_on": last_start_on,
        "last_assessment_on": last_assessment_on,
    }
    before = {name: getattr(version, name) for name in days}
    if before == days:
        raise Refused("Nothing is different. Change a day, or leave them as they are.", field="effective_on")
    for name, day in days.items():
        setattr(version, name, day)
    version.save(update_fields=list(days))
    words = f"In effect from {_said(effective_on)}; transition ends {_said(ends_on)}."
    if last_start_on:
        words += f" Last day to begin: {_said(last_start_on)}."
    if last_assessment_on:
        words += f" Last day of assessment: {_said(last_assessment_on)}."
    told(version, by=by, action="set_crosswalk_days", words=words, more={"before": before, "after": days})
    return version


def _check_order(
    effective_on: date, ends_on: date, last_start: date | None, last_assessment: date | None
) -> None:
    if ends_on < effective_on:
        raise Refused("The transition must end on or after the day it begins.", field="transition_ends_on")
    if last_assessment and not effective_on <= last_assessment <= ends_on:
        raise Refused("The last day of assessment must lie in the transition.", field="last_assessment_on")
    if last_start and last_start > (last_assessment or ends_on):
        raise Refused(
            "The last day to begin must not be after the last day of assessment, nor after the end of the transition.",
            field="last_start_on",
        )


@writing()
def send_for_approval(*, by: Actor, version: CrosswalkVersion) -> CrosswalkVersion:
    """Ask two people to approve. Raises `Refused` while days are missing or a row waits for a steward."""
    check_can_edit_crosswalks(by)
    version = fresh(version)
    moved(version, Move.SEND)
    check_complete(version)
    version.state, version.sent_at = State.AWAITING.value, clock.now()
    version.save(update_fields=["state", "sent_at"])
    told(version, by=by, action="send_crosswalk", words="Sent for approval by two people.")
    return version


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), why="Reason")
def take_back(*, by: Actor, version: CrosswalkVersion, why: str) -> CrosswalkVersion:
    """Take a version back from approval, to change it: by a steward, or by whoever may approve and does not."""
    if not can_take_back(by):
        check_can_edit_crosswalks(by)
    version = fresh(version)
    moved(version, Move.TAKE_BACK)
    if not why.strip():
        raise Refused("Say why it is taken back: whoever changes it reads that.", field="why")
    version = begin_edit(version)
    told(version, by=by, action="take_crosswalk_back", words=f"Taken back to be changed: {why.strip()}")
    return version


def can_take_back(by: Actor) -> bool:
    """Whether somebody may take a version back: whoever may approve it."""
    try:
        check_can_approve_crosswalks(by)
    except NotAllowed:
        return False
    return True


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), words="Words with the approval")
def approve_crosswalk(
    *, by: Actor, version: CrosswalkVersion, account: Account | None = None, digest: str = "", words: str = ""
) -> CrosswalkVersion:
    """Approve a version as it stands: the first of two people, or the second, after whom it is approved and fixed.

    `digest` is that of what the approver has seen; another one is refused. `account` names who approves where a
    command is run on the server. Raises `NotAllowed` for whoever may not, and `Refused` for somebody who approved
    already, for a version that is not awaiting approval, and for one in which a row waits again.
    """
    approver = _approver(by, account)
    version = fresh(version)
    given = list(version.approvals.select_related("account"))
    move = Move.APPROVE_SECOND if given else Move.APPROVE_FIRST
    state = moved(version, move)
    if any(each.account_id == approver.pk for each in given):
        raise Refused("You have approved this already. Somebody else must be the second.")
    check_complete(version)
    now = digest_of(version)
    if digest and digest != now:
        raise Refused(
            "The crosswalk was changed while you looked at it. Look at it as it stands now, then approve."
        )
    Approval.objects.create(version=version, account=approver, at=clock.now(), words=words.strip())
    said = "first of two" if not given else "second of two"
    told(
        version,
        by=by,
        action="approve_crosswalk",
        words=f"Approved by {approver.name}, {said}.{f' {words.strip()}' if words.strip() else ''}",
        more={"approver": approver.audit_name, "digest": now},
    )
    if state == State.APPROVED:
        _fix(version, by, given[0].account, approver, now)
    return version


def _approver(by: Actor, account: Account | None) -> Account:
    """Who approves: the account that is signed in, or the one that a command on the server names."""
    if isinstance(by, Account):
        check_can_approve_crosswalks(by)
        return by
    if not isinstance(by, System) or account is None:
        raise Refused("A person approves a crosswalk. Name the account of the one who does.")
    check_can_approve_crosswalks(account)
    return account


def _fix(version: CrosswalkVersion, by: Actor, first: Account, second: Account, digest: str) -> None:
    """Make a version the approved one; the one before it is superseded."""
    before = CrosswalkVersion.objects.filter(revision=version.revision, state=State.APPROVED.value).first()
    if before is not None:
        state = moved(before, Move.SUPERSEDE)
        before.state = (state or State.SUPERSEDED).value
        before.save(update_fields=["state"])
        before.revision = version.revision
        told(before, by=by, action="supersede_crosswalk", words=f"Superseded by version {version.number}.")
    version.state, version.approved_at, version.digest = State.APPROVED.value, clock.now(), digest
    version.first_approver, version.second_approver = first, second
    version.save(update_fields=["state", "approved_at", "digest", "first_approver", "second_approver"])
    if version.effective_on is None or version.transition_ends_on is None:
        raise Refused("Set the effective day first.")
    settle_revision(
        by=by,
        revision=version.revision,
        effective_on=version.effective_on,
        transition_ends_on=version.transition_ends_on,
        rows=as_told(draft_rows(version), version.revision.code),
        source=f"Crosswalk of {version.revision.code}, version {version.number}",
    )
    tell_soon()


def check_complete(version: CrosswalkVersion) -> None:
    """Raise `Refused`, saying what is missing, unless days and rows are settled or deferred."""
    if version.effective_on is None or version.transition_ends_on is None:
        raise Refused("Set the day from which the revision is in effect first.")
    rows = draft_rows(version)
    if not rows:
        raise Refused("The crosswalk has no row. Add one for each old standard first.")
    ruled = standards_with_a_rule()
    waiting = [row.old for row in rows if waits(row, ruled)]
    if waiting:
        named = ", ".join(waiting[:10]) + (f" and {len(waiting) - 10} more" if len(waiting) > 10 else "")
        is_are = "1 row waits" if len(waiting) == 1 else f"{len(waiting)} rows wait"
        raise Refused(
            f"{is_are} for a steward: {named}. Settle each, or say that nothing is carried for it, then send it again."
        )


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
