"""An adopted revision taken back: every answer is as it was, unless somebody has built on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions import carried_in_use, discard_carried
from standing.areas.profiles.models import RoleProfile
from standing.areas.record.actions import retract_batch
from standing.areas.record.digests import digest_retracted
from standing.areas.record.loading import known
from standing.areas.record.models import Batch, CarryLink, Decision, Requirement
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.transitions import close_tasks, in_the_way_of_undoing
from standing.areas.revisions.adopted import active_adoptions
from standing.areas.revisions.naming import short

MOST_NAMED = 5


class Undone:
    """What undoing took back: the last batch, and how many rows of each kind went with it and those it corrected."""

    def __init__(self, batches: Sequence[Batch], drafts: int, tasks: int) -> None:
        self.batch = batches[0]
        rows: Counter[str] = sum((Counter(digest_retracted(one).counts) for one in batches), Counter())
        self.counts = {**rows, "draft profile": drafts, "task": tasks}


@writing()
@passes_guard(lambda **given: f"revision:{given['revision']}", why="Reason")
def undo_adoption(*, by: Actor, revision: str, why: str) -> Undone:
    """Take back all that adopting a revision wrote, and all that followed the old editions since.

    Raises `NotAllowed`; and `Refused` without a reason, for a revision that is not adopted, and with what stands in
    the way once somebody has built on it. Then nothing is changed.
    """
    check_can(by, Ability.ADOPT_REVISION)
    if not why.strip():
        raise Refused("Say why the revision is undone: the reason stays with it.", field="why")
    batches = active_adoptions(revision)
    if not batches:
        raise Refused(f"The revision {revision} is not adopted, so there is nothing to undo.")
    found = list(dict.fromkeys(words for batch in batches for words in what_stands_in_the_way(batch)))
    if found:
        raise Refused(f"Somebody has built on {batches[0].name}, so it cannot be undone. {' '.join(found)}")
    drafts = sum(discard_carried(by=by, batch=batch, why=why) for batch in batches)
    tasks = sum(close_tasks(by=by, batch=batch, why=why) for batch in batches)
    batches = [retract_batch(by=by, batch=batch, why=why) for batch in batches]
    undone = Undone(batches, drafts, tasks)
    named = ", ".join(batch.subject for batch in batches)
    words = {"batch": named, "why": why.strip(), "rows": undone.counts}
    record_event(by=by, action="undo_adoption", subject=f"revision:{revision}", words=words)
    return undone


def what_stands_in_the_way(batch: Batch) -> Iterator[str]:
    """What was built on an adoption, in sentences that say what would have to go first."""
    news = set(CarryLink.objects.filter(batch=batch).values_list("new", flat=True))
    later = CarryLink.objects.filter(batch__state=Batch.ACTIVE, old__in=news).exclude(
        batch__source=batch.source
    )
    for revision, name in sorted(set(later.values_list("revision", "batch__name"))):
        yield f"{name} ({revision}) was adopted on top of it: undo that first."
    yield from decisions_since(batch, news)
    in_use = carried_in_use(batch)
    yield from (
        f"{one} is in use: put a version without the new editions in use first. From its first day on, this one is "
        "no longer in the way."
        for one in in_use
    )
    yield from requirements_since(batch, news, besides={one.profile.code for one in in_use})
    yield from in_the_way_of_undoing(batch)


def decisions_since(batch: Batch, news: set[str]) -> Iterator[str]:
    """The decisions that somebody recorded on new standards since a batch came, in a sentence."""
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
        f"{row.person.name} ({row.person.ref}) on {short(row.standard_id)}"
        for row in rows.order_by("pk")[:MOST_NAMED]
    ]
    if named:
        more = rows.count() - len(named)
        others = f" and {more} more" if more else ""
        yield f"Decisions were recorded on the new editions since: {', '.join(named)}{others}."


def requirements_since(batch: Batch, news: set[str], besides: Collection[str] = ()) -> Iterator[str]:
    """The roles, `besides` some that are named already, that ask for new standards since a batch came and go on
    asking, in a sentence.
    """
    since = Requirement.objects.filter(standard__in=news, recorded_at__gt=batch.activated_at)
    going_on = known(since, None).filter(Q(to_on__isnull=True) | Q(to_on__gt=clock.today()))
    roles = sorted(set(going_on.exclude(role__in=besides).values_list("role", flat=True)))
    if roles:
        names = dict(RoleProfile.objects.filter(code__in=roles).values_list("code", "name"))
        named = ", ".join(names.get(role, role) for role in roles)
        yield f"The new editions are asked of {named} since: put a version without them in use first."
