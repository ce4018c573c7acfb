"""How far adopting a revision has come: what is missing or under way, what it wrote, what undoing would take."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Max

from standing.areas.audit.actors import Actor
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileVersion
from standing.areas.record.loading import known
from standing.areas.record.models import Batch, Decision
from standing.areas.revisions.actions.adopting import (
    counts_of,
    what_is_missing,
)
from standing.areas.revisions.actions.correcting import correction_of, what_stays
from standing.areas.revisions.actions.undoing import what_stands_in_the_way
from standing.areas.revisions.adopted import KIND, active_adoptions, adopted_version
from standing.areas.revisions.loading import to_carry
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.selectors.versions import approved_version, revision_by_code
from standing.areas.standards.models import Revision
from standing.core.crosswalks.correcting import Correction
from standing.core.crosswalks.versions import CrosswalkToCarry

NOT_APPROVED = "Its crosswalk is not approved yet: two people approve it."


@dataclass(frozen=True)
class AdoptionState:
    """A revision as somebody who may adopt it sees it.

    `adopted` is the batch by which it is adopted now, with what it wrote; `staged` one that is being prepared, with how
    many people are done; `failed` why the last one came to nothing, if it did. `missing` are sentences. `correction` is
    what the approved version changes of the one it is adopted by, where that is another; `stays` what people have built
    on what it takes away.
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
    adopted_version: CrosswalkVersion | None = None
    correction: Correction | None = None
    stays: tuple[str, ...] = ()


def adoption_state(*, by: Actor, revision: str) -> AdoptionState:
    """How far adopting a revision has come. Raises `NotAllowed` and `NotFound`."""
    found = revision_by_code(by=by, code=revision)
    version = approved_version(by=by, revision=revision)
    crosswalk = to_carry(version) if version is not None else None
    batches = active_adoptions(revision)
    adopted = batches[0] if batches else None
    by_version = adopted_version(revision)
    correcting = None
    if crosswalk is not None and version is not None and by_version is not None and by_version != version:
        correcting = correction_of(by_version, crosswalk)
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
        in_the_way=tuple(words for batch in batches for words in what_stands_in_the_way(batch)),
        counts=counts_of(*batches) if adopted else {},
        drafts=_drafts(batches),
        done=done,
        of=of,
        failed=_failed(revision, adopted, staged),
        may_adopt=can(by, Ability.ADOPT_REVISION),
        adopted_version=by_version,
        correction=correcting,
        stays=tuple(what_stays(revision, correcting)) if correcting else (),
    )


def _how_far(staged: Batch | None, crosswalk: CrosswalkToCarry | None) -> tuple[int, int]:
    if staged is None or crosswalk is None:
        return 0, 0
    olds = [row.old for row in crosswalk.rows if row.kind != "unchanged"]
    people = known(Decision.objects.filter(standard__in=olds), None).values("person").distinct()
    rows = Decision.everything.filter(batch=staged, staged=True)
    last = rows.aggregate(last=Max("person"))["last"] or 0
    return people.filter(person__lte=last).count(), people.count()


def _drafts(batches: Collection[Batch]) -> tuple[ProfileVersion, ...]:
    versions = ProfileVersion.objects.filter(carried_with__in=batches).select_related("profile")
    return tuple(versions.order_by("profile__name"))


def _failed(revision: str, adopted: Batch | None, staged: Batch | None) -> str:
    newest = Batch.objects.filter(kind=KIND, source=revision).order_by("-pk").first()
    if adopted is None and staged is None and newest is not None and newest.state == Batch.DISCARDED:
        return newest.ended_why
    return ""
