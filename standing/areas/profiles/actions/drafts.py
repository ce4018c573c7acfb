"""What every change to a draft asks first: that it is a draft, and what was decided about it with others."""

from __future__ import annotations

from standing.areas.audit.actions import Actor, record_event
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import HowDecided, LineGroup, ProfileLine, ProfileVersion, ServiceFunction
from standing.areas.refusals import Refused

GONE = "This draft was discarded. Make another one from the profile’s page."


def draft_to_change(by: Actor, version: ProfileVersion) -> ProfileVersion:
    """The draft as it is now, to be changed. Raises `NotAllowed`, and `Refused` for a version that is none.

    What was decided with others was decided of the draft as it was: changed, it is its owner's alone again.
    """
    check_can(by, Ability.EDIT_PROFILES)
    found = ProfileVersion.objects.select_related("profile").filter(pk=version.pk).first()
    if found is None:
        raise Refused(GONE)
    if not found.is_draft:
        raise Refused(
            f"Version {found.number} is not a draft, and what it asks for is not edited. "
            "Make a draft of the next version, change that, and put it in use."
        )
    if found.decided_how:
        _reopen(by, found)
    return found


def _reopen(by: Actor, version: ProfileVersion) -> None:
    words = {"version": version.number, "was": version.decided_how, "ref": version.decided_ref}
    version.decided_how, version.decided_ref = HowDecided.BY_OWNER.value, ""
    version.save(update_fields=["decided_how", "decided_ref"])
    record_event(by=by, action="reopen_decision", subject=subject_of(version.profile), words=words)


def line_to_change(by: Actor, line: ProfileLine) -> ProfileLine:
    """A line of a draft as it is now, to be changed. Raises as `draft_to_change` does."""
    check_can(by, Ability.EDIT_PROFILES)
    found = ProfileLine.objects.select_related("standard", "function", "group").filter(pk=line.pk).first()
    if found is None:
        raise Refused("This line was removed before. Reload the draft to see how it stands now.")
    found.version = draft_to_change(by, found.version)
    return found


def function_to_change(by: Actor, function: ServiceFunction) -> ServiceFunction:
    """A function of a draft as it is now, to be changed. Raises as `draft_to_change` does."""
    check_can(by, Ability.EDIT_PROFILES)
    found = ServiceFunction.objects.filter(pk=function.pk).first()
    if found is None:
        raise Refused("This function was removed before. Reload the draft to see how it stands now.")
    found.version = draft_to_change(by, found.version)
    return found


def group_to_change(by: Actor, group: LineGroup) -> LineGroup:
    """A group of a draft as it is now, to be changed. Raises as `draft_to_change` does."""
    check_can(by, Ability.EDIT_PROFILES)
    found = LineGroup.objects.filter(pk=group.pk).first()
    if found is None:
        raise Refused("This group was removed before. Reload the draft to see how it stands now.")
    found.version = draft_to_change(by, found.version)
    return found
