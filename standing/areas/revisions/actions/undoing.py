"""An adopted revision taken back: every answer is as it was, unless somebody has built on it."""

from __future__ import annotations

from collections.abc import Iterator

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions import carried_in_use, discard_carried
from standing.areas.record.actions import retract_batch
from standing.areas.record.digests import digest_retracted
from standing.areas.record.loading import known
from standing.areas.record.models import Batch, CarryLink, Decision, Requirement
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.adopting import active_adoption
from standing.areas.revisions.actions.transitions import close_tasks, in_the_way_of_undoing

MOST_NAMED = 5


class Undone:
    """What undoing took back: the batch, and how many rows of each kind went with it."""

    def __init__(self, batch: Batch, drafts: int, tasks: int) -> None:
        self.batch = batch
        self.counts = {**digest_retracted(batch).counts, "draft profile": drafts, "task": tasks}


@writing()
def undo_adoption(*, by: Actor, revision: str, why: str) -> Undone:
    """Take back all that adopting a revision wrote, and all that followed the old editions since.

    Raises `NotAllowed`; and `Refused` without a reason, for a revision that is not adopted, and with what stands in
    the way once somebody has built on it. Then nothing is changed.
    """
    check_can(by, Ability.ADOPT_REVISION)
    if not why.strip():
        raise Refused("Say why the revision is undone: the reason stays with it.", field="why")
    batch = active_adoption(revision)
    if batch is None:
        raise Refused(f"The revision {revision} is not adopted, so there is nothing to undo.")
    found = list(what_stands_in_the_way(batch))
    if found:
        raise Refused(f"Somebody has built on {batch.name}, so it cannot be undone. {' '.join(found)}")
    drafts = discard_carried(by=by, batch=batch, why=why)
    tasks = close_tasks(by=by, batch=batch, why=why)
    batch = retract_batch(by=by, batch=batch, why=why)
    undone = Undone(batch, drafts, tasks)
    words = {"batch": batch.subject, "why": why.strip(), "rows": undone.counts}
    record_event(by=by, action="undo_adoption", subject=f"revision:{revision}", words=words)
    return undone


def what_stands_in_the_way(batch: Batch) -> Iterator[str]:
    """What was built on an adoption, in sentences that say what would have to go first."""
    news = set(CarryLink.objects.filter(batch=batch).values_list("new", flat=True))
    later = CarryLink.objects.filter(batch__state=Batch.ACTIVE, old__in=news).exclude(batch=batch)
    for revision, name in sorted(set(later.values_list("revision", "batch__name"))):
        yield f"{name} ({revision}) was adopted on top of it: undo that first."
    yield from _decisions(batch, news)
    yield from (f"{one} is in use: put another version in use first." for one in carried_in_use(batch))
    yield from _requirements(batch, news)
    yield from in_the_way_of_undoing(batch)


def _decisions(batch: Batch, news: set[str]) -> Iterator[str]:
    rows = known(
        Decision.objects.filter(
            standard__in=news,
            carried_from__isnull=True,
            recorded_at__gt=batch.activated_at,
            equivalence=None,
        ),
        None,
    ).select_related("person")
    named = [
        f"{row.person.name} ({row.person.ref}) on {row.standard_id}"
        for row in rows.order_by("pk")[:MOST_NAMED]
    ]
    if named:
        more = rows.count() - len(named)
        others = f" and {more} more" if more else ""
        yield f"Decisions were recorded on the new editions since: {', '.join(named)}{others}."


def _requirements(batch: Batch, news: set[str]) -> Iterator[str]:
    rows = known(Requirement.objects.filter(standard__in=news, recorded_at__gt=batch.activated_at), None)
    roles = sorted(set(rows.values_list("role", flat=True)))
    if roles:
        yield f"The role{'' if len(roles) == 1 else 's'} {', '.join(roles)} ask for the new editions since."
