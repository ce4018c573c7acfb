"""Versions of a policy: drafted, ratified, published, extended, withdrawn, each by the one table of the lifecycle."""

from __future__ import annotations

from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.audit.attempts import tells_of_refusals
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Extension, Policy, PolicyVersion
from standing.areas.refusals import Refused
from standing.core.policies.lifecycle import ENDED, IN_EFFECT, Move, NoSuchMove, State, after


def _of_policy(*, version: PolicyVersion, **_: object) -> str:
    return version.policy.subject


_of_version = tells_of_refusals(_of_policy)


@writing()
@tells_of_refusals(lambda **given: given["policy"].subject)
def draft_version(*, by: Actor, policy: Policy) -> PolicyVersion:
    """Begin the next version. Raises `Refused` while there is one that is not published."""
    check_can(by, Ability.KEEP_POLICIES)
    last = policy.versions.order_by("-number").first()
    if last is not None and last.published_on is None and last.withdrawn_on is None:
        raise Refused(f"Version {last.number} of {policy} is a draft already. Go on with that one.")
    number = last.number + 1 if last else 1
    draft = PolicyVersion.objects.create(
        policy=policy, number=number, made_at=clock.now(), made_by=by if isinstance(by, Account) else None
    )
    record_event(by=by, action="draft_policy_version", subject=policy.subject, words={"version": number})
    return draft


@writing()
@_of_version
def ratify(*, by: Actor, version: PolicyVersion, ratified_on: date) -> PolicyVersion:
    """Its group ratified the version on a day, not a later one than today. Raises `Refused` where it cannot be."""
    version = _moving(by, version, Move.RATIFY)
    _check_past(ratified_on, "ratified_on")
    version.ratified_on = ratified_on
    version.save(update_fields=["ratified_on"])
    _tell(by, "ratify_policy", version, ratified_on=ratified_on, group=version.policy.ratifying_group)
    return version


@writing()
@_of_version
@passes_guard(_of_policy, conditions="What is to be done first")
def ratify_with_conditions(
    *, by: Actor, version: PolicyVersion, decided_on: date, conditions: str, conditions_by: date | None = None
) -> PolicyVersion:
    """Its group ratified the version provided that something is done first: until then it cannot be published.

    `conditions_by` is the last day the group gave for it, if it gave one. Raises `Refused`.
    """
    version = _moving(by, version, Move.RATIFY_WITH_CONDITIONS)
    _check_past(decided_on, "decided_on")
    conditions = _said(conditions, "Say what is to be done before it may be published.", field="conditions")
    if conditions_by is not None and conditions_by < decided_on:
        raise Refused("The conditions are to be met after the day of the decision.", field="conditions_by")
    version.conditional_on, version.conditions, version.conditions_by = decided_on, conditions, conditions_by
    version.save(update_fields=["conditional_on", "conditions", "conditions_by"])
    _tell(
        by,
        "ratify_policy_with_conditions",
        version,
        decided_on=decided_on,
        group=version.policy.ratifying_group,
        conditions=conditions,
        conditions_by=conditions_by,
    )
    return version


@writing()
@_of_version
@passes_guard(_of_policy, how="What was done")
def meet_conditions(*, by: Actor, version: PolicyVersion, met_on: date, how: str) -> PolicyVersion:
    """What its group asked for was done, and the group was shown: the version is ratified from that day."""
    version = _moving(by, version, Move.MEET_CONDITIONS)
    _check_past(met_on, "met_on")
    how = _said(how, "Say what was done, and who agreed that it meets the conditions.", field="how")
    if version.conditional_on is not None and met_on < version.conditional_on:
        raise Refused(
            f"The conditions were set on {version.conditional_on:%-d %B %Y}. They were met then or later.",
            field="met_on",
        )
    version.ratified_on = met_on
    version.save(update_fields=["ratified_on"])
    _tell(by, "meet_policy_conditions", version, met_on=met_on, group=version.policy.ratifying_group, how=how)
    return version


@writing()
@_of_version
@passes_guard(_of_policy, why="Reason")
def not_ratify(*, by: Actor, version: PolicyVersion, decided_on: date, why: str) -> PolicyVersion:
    """Its group did not ratify the version, and says why: it stays a draft, or becomes one again. Conditions that the
    group had set are set no more; the audit trail keeps them.
    """
    version = _moving(by, version, Move.NOT_RATIFY)
    _check_past(decided_on, "decided_on")
    why = _said(why, "Say why it was not ratified.")
    version.conditional_on, version.conditions, version.conditions_by = None, "", None
    version.save(update_fields=["conditional_on", "conditions", "conditions_by"])
    _tell(
        by, "not_ratify_policy", version, decided_on=decided_on, group=version.policy.ratifying_group, why=why
    )
    return version


@writing()
@_of_version
def publish(
    *,
    by: Actor,
    version: PolicyVersion,
    published_on: date,
    effective_on: date,
    review_on: date | None = None,
) -> PolicyVersion:
    """Publish a version, to be in effect from a day, in place of the version before from that day.

    `review_on` is the last day by which it is to be reviewed; what is made elsewhere may have none. Raises `Refused`
    for days that are not in order, and while the version before is not in effect by then.
    """
    version = _moving(by, version, Move.PUBLISH)
    _check_publishing(version, published_on, effective_on, review_on)
    before = _version_before(version, effective_on)
    version.published_on, version.effective_on, version.review_on = published_on, effective_on, review_on
    version.save(update_fields=["published_on", "effective_on", "review_on"])
    if before is not None:
        before.superseded_on = effective_on
        before.save(update_fields=["superseded_on"])
    _tell(
        by,
        "publish_policy",
        version,
        published_on=published_on,
        effective_on=effective_on,
        review_on=review_on,
        instead_of=before.number if before else None,
    )
    return version


@writing()
@_of_version
@passes_guard(_of_policy, reason="Reason")
def extend(
    *, by: Actor, version: PolicyVersion, decided_on: date, decided_by: str, to_on: date, reason: str
) -> Extension:
    """A group decided that the version is reviewed by a later day, and why. Raises `Refused` for an earlier one."""
    version = _moving(by, version, Move.EXTEND)
    _check_past(decided_on, "decided_on")
    reason = _said(reason, "Say why it is extended: the reason stays with it.", field="reason")
    group = _said(decided_by, "Say which group decided.", field="decided_by")
    until = version.to_be_reviewed_by
    if until is not None and to_on <= until:
        raise Refused(
            f"It is to be reviewed by {until:%-d %B %Y} already. Choose a later day.", field="to_on"
        )
    if to_on <= clock.today():
        raise Refused("An extension is until a day to come. Choose a later day.", field="to_on")
    extension = Extension.objects.create(
        version=version,
        decided_on=decided_on,
        decided_by=group,
        to_on=to_on,
        reason=reason,
        recorded_by=by if isinstance(by, Account) else None,
        recorded_at=clock.now(),
    )
    _tell(
        by,
        "extend_policy",
        version,
        decided_on=decided_on,
        group=group,
        before=until,
        to_on=to_on,
        why=reason,
    )
    return extension


@writing()
@_of_version
@passes_guard(_of_policy, why="Reason")
def withdraw(*, by: Actor, version: PolicyVersion, withdrawn_on: date, why: str) -> PolicyVersion:
    """From a day the version is no longer to be followed. What its changes ask of people is withdrawn on their own
    pages. Raises `Refused` for a day before it was in effect.
    """
    version = _moving(by, version, Move.WITHDRAW)
    why = _said(why, "Say why it is withdrawn: the reason stays with it.")
    if version.effective_on and withdrawn_on < version.effective_on and version.effective_on <= clock.today():
        raise Refused(
            f"It has been in effect since {version.effective_on:%-d %B %Y}. Choose that day or a later one.",
            field="withdrawn_on",
        )
    version.withdrawn_on, version.withdrawn_why = withdrawn_on, why
    version.save(update_fields=["withdrawn_on", "withdrawn_why"])
    _tell(by, "withdraw_policy", version, withdrawn_on=withdrawn_on, why=why)
    return version


def _moving(by: Actor, version: PolicyVersion, move: Move) -> PolicyVersion:
    """The version as it is now, if the account may and the table of states allows the move today."""
    check_can(by, Ability.KEEP_POLICIES)
    found = PolicyVersion.objects.select_related("policy__owner").get(pk=version.pk)
    state = found.state_on(clock.today())
    if found.withdrawn_on is not None and state not in ENDED:
        raise Refused(f"{found} is to be withdrawn on {found.withdrawn_on:%-d %B %Y} already.")
    try:
        after(state, move, found.policy.of_kind)
    except NoSuchMove as none:
        raise Refused(f"{found}: {none}") from none
    return found


def _check_publishing(
    version: PolicyVersion, published_on: date, effective_on: date, review_on: date | None
) -> None:
    _check_past(published_on, "published_on")
    if version.ratified_on and published_on < version.ratified_on:
        raise Refused(
            f"It was ratified on {version.ratified_on:%-d %B %Y}. It is published then or later.",
            field="published_on",
        )
    if version.ratified_on and effective_on < published_on:
        raise Refused("It is in effect from the day it is published or a later one.", field="effective_on")
    if review_on is None and version.ratified_on:
        raise Refused("Say by which day it is to be reviewed.", field="review_on")
    if review_on is not None and review_on <= effective_on:
        raise Refused("Its review day comes after the day it is in effect from.", field="review_on")


def _version_before(version: PolicyVersion, effective_on: date) -> PolicyVersion | None:
    """The published version that this one takes the place of. Raises `Refused` where none could be in effect first."""
    published = version.policy.versions.filter(published_on__isnull=False, superseded_on__isnull=True)
    before = published.exclude(pk=version.pk).order_by("-number").first()
    if before is None:
        return None
    state = before.state_on(effective_on)
    if state is State.WITHDRAWN:
        return None
    if state not in IN_EFFECT or before.effective_on == effective_on:
        raise Refused(
            f"Version {before.number} is in effect from {before.effective_on:%-d %B %Y} only. Choose a later day, or "
            "withdraw that version first.",
            field="effective_on",
        )
    return before


def _check_past(day: date, field: str) -> None:
    if day > clock.today():
        raise Refused("Give the day it was done: it cannot be in the future.", field=field)


def _said(words: str, ask: str, field: str = "why") -> str:
    if not words.strip():
        raise Refused(ask, field=field)
    return words.strip()


def _tell(by: Actor, action: str, version: PolicyVersion, **words: object) -> None:
    said = {"version": version.number, **words}
    record_event(by=by, action=action, subject=version.policy.subject, words=said)
