"""Versions of crosswalks for whoever may look at them, and the one in force for those who carry people over by it."""

from __future__ import annotations

from django.db.models import QuerySet

from standing.areas.audit.actors import Actor
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.standards.models import Revision
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import CrosswalkToCarry


def revision_by_code(*, by: Actor, code: str) -> Revision:
    """A revision. Raises `NotFound`."""
    check_can_see_revisions(by)
    found = Revision.objects.filter(code=code).first()
    if found is None:
        raise NotFound(f"There is no revision {code}.")
    return found


def approved_version(*, by: Actor, revision: str) -> CrosswalkVersion | None:
    """The approved version of the crosswalk of a revision, if there is one. Raises `NotFound` for no such revision."""
    found = revision_by_code(by=by, code=revision)
    return _versions(found).filter(state=State.APPROVED.value).first()


def approved_crosswalk(*, by: Actor, revision: str) -> CrosswalkToCarry:
    """The approved crosswalk of a revision: its days, and every row by which people are carried over.

    Raises `NotFound` for a revision that does not exist, and `Refused`, saying what to do, for one without an approved
    crosswalk.
    """
    version = approved_version(by=by, revision=revision)
    if version is None:
        raise Refused(
            f"The crosswalk of {revision} is not approved. Two people approve it on the page of the revision; "
            "then it can be adopted."
        )
    return to_carry(version)


def crosswalk_to_rehearse(*, by: Actor, revision: str) -> CrosswalkToCarry:
    """The crosswalk of a revision as it stands: the draft if one is open, else the approved one.

    Rows that wait for a steward are left out and named. Raises `NotFound` for a revision that does not exist, and
    `Refused` for one without a crosswalk or without an effective day.
    """
    found = revision_by_code(by=by, code=revision)
    version = _versions(found).exclude(state=State.SUPERSEDED.value).order_by("-number").first()
    if version is None:
        raise Refused(f"{found.title} has no crosswalk yet. A framework steward begins one on its page.")
    if version.effective_on is None:
        raise Refused(
            f"{version} has no effective day yet. A framework steward sets it on the page of the revision."
        )
    return to_carry(version)


def _versions(revision: Revision) -> QuerySet[CrosswalkVersion]:
    return CrosswalkVersion.objects.select_related("revision").filter(revision=revision)
