"""How far revisions have come, and what can be done with one now: each with why not, where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import refusal, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.models import Batch
from standing.areas.revisions.actions.adopting import what_is_missing
from standing.areas.revisions.actions.undoing import what_stands_in_the_way
from standing.areas.revisions.adopted import KIND
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.selectors.versions import revision_by_code
from standing.areas.standards.models import Revision
from standing.core.crosswalks.course import Course, Stage
from standing.core.crosswalks.states import State

NOT_BEGUN = "No crosswalk is begun for it yet."
NOT_APPROVED = "Two people approve its crosswalk first."
NO_DAY = "Its effective day is not set yet."
NOT_ADOPTED = "It is not adopted."
IS_ADOPTED = "It is adopted already."


@dataclass(frozen=True)
class RevisionCourse:
    """A revision with how far it has come. `version` is the one it is adopted by, or would be: approved, else open.

    `approved` is newer than `version` where a corrected crosswalk waits to be adopted in its place.
    """

    revision: Revision
    course: Course
    stage: Stage
    version: CrosswalkVersion | None
    approved: CrosswalkVersion | None
    open: CrosswalkVersion | None
    adopted: Batch | None
    undone: Batch | None


@dataclass(frozen=True)
class Offer:
    """Something that can be done with a revision; or, with `why_not`, that cannot be done now."""

    name: str
    why_not: str = ""
    is_hindered: bool = False
    """Whether something is missing or in the way first, which its page names."""

    @property
    def can_be_done(self) -> bool:
        return not self.why_not


def course_of(*, by: Actor, code: str, today: date) -> RevisionCourse:
    """How far a revision has come. Raises `NotFound`, and `NotAllowed` for an account that sees no revisions."""
    revision = revision_by_code(by=by, code=code)
    return courses_of([revision], today)[revision.pk]


def courses_of(revisions: Iterable[Revision], today: date) -> dict[int, RevisionCourse]:
    """How far each of these revisions has come, by its key. Two queries."""
    those = list(revisions)
    versions: dict[int, list[CrosswalkVersion]] = {}
    for version in CrosswalkVersion.objects.filter(revision__in=those).order_by("-number"):
        versions.setdefault(version.revision_id, []).append(version)
    batches: dict[str, list[Batch]] = {}
    for batch in Batch.objects.filter(kind=KIND, source__in=[one.code for one in those]).order_by("-pk"):
        batches.setdefault(batch.source, []).append(batch)
    return {one.pk: _course(one, versions.get(one.pk, []), batches.get(one.code, []), today) for one in those}


def _course(
    revision: Revision, versions: list[CrosswalkVersion], batches: list[Batch], today: date
) -> RevisionCourse:
    for each in versions:
        each.revision = revision
    approved = next((one for one in versions if one.state == State.APPROVED), None)
    opened = next((one for one in versions if one.is_open), None)
    adopted = next((one for one in batches if one.state == Batch.ACTIVE), None)
    undone = _undone_since(approved, batches) if adopted is None else None
    by_digest = {one.digest: one for one in versions if one.digest}
    version = (by_digest.get(adopted.sha256) if adopted else None) or approved or opened
    course = Course(
        open=State(opened.state) if opened else None,
        is_approved=approved is not None,
        is_being_prepared=any(one.state == Batch.STAGED for one in batches),
        adopted_on=timezone.localdate(adopted.activated_at) if adopted and adopted.activated_at else None,
        undone_on=timezone.localdate(undone.ended_at) if undone and undone.ended_at else None,
        effective_on=version.effective_on if version else None,
        transition_ends_on=version.transition_ends_on if version else None,
    )
    return RevisionCourse(revision, course, course.stage(today), version, approved, opened, adopted, undone)


def _undone_since(approved: CrosswalkVersion | None, batches: list[Batch]) -> Batch | None:
    """The adoption that was undone since the crosswalk was approved."""
    if approved is None or approved.approved_at is None:
        return None
    gone = (one for one in batches if one.state == Batch.RETRACTED and one.ended_at is not None)
    return next((one for one in gone if one.ended_at and one.ended_at >= approved.approved_at), None)


def offers(*, by: Actor, found: RevisionCourse) -> list[Offer]:
    """What this account can do with a revision now, and why not what it cannot."""
    asked: tuple[tuple[str, Ability, Callable[[RevisionCourse], str]], ...] = (
        ("rehearse", Ability.REHEARSE, _no_rehearsal),
        ("adopt", Ability.ADOPT_REVISION, _no_adoption),
        ("progress", Ability.REHEARSE, _no_progress),
        ("undo", Ability.ADOPT_REVISION, _no_undoing),
    )
    found_out = [(name, why_not(found) or _may_not(by, ability)) for name, ability, why_not in asked]
    nothing_against = {name for name, why in found_out if not why}
    hindered = "undo" if found.adopted is not None else "adopt"
    is_hindered = hindered in nothing_against and bool(hindrances(found))
    return [Offer(name, why, is_hindered and name == hindered) for name, why in found_out]


def _may_not(by: Actor, ability: Ability) -> str:
    return "" if scope_of(by, ability, clock.today()).anyone else refusal(by, ability)


def _no_rehearsal(found: RevisionCourse) -> str:
    if found.stage.is_adopted:
        corrects = found.open is not None or found.approved != found.version
        return "" if corrects else IS_ADOPTED
    if found.version is None:
        return "" if found.revision.rows.exists() else NOT_BEGUN
    return "" if found.version.effective_on else NO_DAY


def _no_adoption(found: RevisionCourse) -> str:
    if found.stage.is_adopted:
        corrects = found.approved is not None and found.version != found.approved
        return "" if corrects else IS_ADOPTED
    if found.approved is None:
        return NOT_APPROVED
    return ""


def _no_progress(found: RevisionCourse) -> str:
    return "" if found.stage.is_adopted else f"{NOT_ADOPTED} There is progress from then on."


def _no_undoing(found: RevisionCourse) -> str:
    return "" if found.adopted is not None else f"{NOT_ADOPTED} There is nothing to undo."


def hindrances(found: RevisionCourse) -> list[str]:
    """What stands against adopting, or undoing, whichever would be next, in sentences; none where nothing does."""
    if found.adopted is not None:
        return list(what_stands_in_the_way(found.adopted))
    if found.approved is not None:
        return list(what_is_missing(to_carry(found.approved)))
    return []


def today_course(*, by: Actor, code: str) -> RevisionCourse:
    """As `course_of`, today."""
    return course_of(by=by, code=code, today=clock.today())
