"""How far adopting a revision has come: what is missing or under way, what it wrote, what undoing would take."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Max

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileVersion
from standing.areas.record.loading import known
from standing.areas.record.models import Batch, Decision
from standing.areas.revisions.actions.adopting import (
    KIND,
    active_adoption,
    counts_of,
    what_is_missing,
)
from standing.areas.revisions.actions.undoing import what_stands_in_the_way
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.selectors.versions import approved_version, revision_by_code
from standing.areas.standards.models import Revision
from standing.core.crosswalks.versions import CrosswalkToCarry

NOT_APPROVED = "Its crosswalk is not approved yet: two people approve it."


@dataclass(frozen=True)
class AdoptionState:
    """A revision as somebody who may adopt it sees it.

    `adopted` is the batch by which it is adopted now, with what it wrote; `staged` one that is being prepared, with how
    many people are done; `failed` why the last one came to nothing, if it did. `missing` are sentences.
    """

    revision: Revision
    version: CrosswalkVersion | None
    crosswalk: CrosswalkToCarry | None
    adopted: Batch | None
    staged: Batch | None
    missing: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    drafts: tuple[ProfileVersion, ...] = ()
    done: int = 0
    of: int = 0
    failed: str = ""
    may_adopt: bool = False


def adoption_state(*, by: Actor, revision: str) -> AdoptionState:
    """How far adopting a revision has come. Raises `NotAllowed` and `NotFound`."""
    found = revision_by_code(by=by, code=revision)
    version = approved_version(by=by, revision=revision)
    crosswalk = to_carry(version) if version is not None else None
    adopted = active_adoption(revision)
    staged = Batch.objects.filter(kind=KIND, source=revision, state=Batch.STAGED).first()
    missing: tuple[str, ...] = ()
    if adopted is None:
        missing = (NOT_APPROVED,) if crosswalk is None else tuple(what_is_missing(crosswalk))
    done, of = _how_far(staged, crosswalk)
    return AdoptionState(
        revision=found,
        version=version,
        crosswalk=crosswalk,
        adopted=adopted,
        staged=staged,
        missing=missing,
        in_the_way=tuple(what_stands_in_the_way(adopted)) if adopted else (),
        counts=counts_of(adopted) if adopted else {},
        drafts=_drafts(adopted),
        done=done,
        of=of,
        failed=_failed(revision, adopted, staged),
        may_adopt=can(by, Ability.ADOPT_REVISION),
    )


def _how_far(staged: Batch | None, crosswalk: CrosswalkToCarry | None) -> tuple[int, int]:
    if staged is None or crosswalk is None:
        return 0, 0
    olds = [row.old for row in crosswalk.rows if row.kind != "unchanged"]
    people = known(Decision.objects.filter(standard__in=olds), None).values("person").distinct()
    rows = Decision.everything.filter(batch=staged, staged=True)
    last = rows.aggregate(last=Max("person"))["last"] or 0
    return people.filter(person__lte=last).count(), people.count()


def _drafts(adopted: Batch | None) -> tuple[ProfileVersion, ...]:
    if adopted is None:
        return ()
    versions = adopted.profile_versions.select_related("profile").order_by("profile__name")
    return tuple(versions)


def _failed(revision: str, adopted: Batch | None, staged: Batch | None) -> str:
    newest = Batch.objects.filter(kind=KIND, source=revision).order_by("-pk").first()
    if adopted is None and staged is None and newest is not None and newest.state == Batch.DISCARDED:
        return newest.ended_why
    return ""
