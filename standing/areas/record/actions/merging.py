"""Two records of one person made one, and two again: what concerns the facts.

No fact is written anew. Each says in whose record it stands and, if that changed, for whom it was recorded; a merge and
a split change the first alone, and are themselves known from a day on. So whatever was known before stays as it was
known, what is written after a merge stays with whom it was written for, and everything else goes back where it was.
"""

from collections.abc import Collection, Iterator

from django.db.models import F

from standing.areas.audit.actions import Actor, writing
from standing.areas.people.actions.merges import note_merge, note_split
from standing.areas.people.merging import following
from standing.areas.people.models import Merge, Person
from standing.areas.record.digests import FACT_TABLES
from standing.areas.record.models import AboutPerson
from standing.areas.record.periods import store_periods

FACTS_OF_A_PERSON = tuple(model for model in FACT_TABLES if issubclass(model, AboutPerson))


@writing()
def merge_people(*, by: Actor, kept: Person, merged: Person, why: str) -> Merge:
    """Make two records one: everything in the merged one stands in the kept one from today, and the account too.

    The kept person keeps name and number; the other number finds them. Undone exactly by `split_people`. Raises
    `NotAllowed` or `Refused`; then nothing is written.
    """
    merge = note_merge(by=by, kept=kept, merged=merged, why=why)
    _put_where_they_belong(merge)
    return merge


@writing()
def split_people(*, by: Actor, merge: Merge, why: str) -> Merge:
    """Make two records of one that was merged: what came from the merged one goes back, with what corrected it since.

    What was recorded for the kept person since the merge stays with them. Raises `NotAllowed` or `Refused`; then
    nothing is written.
    """
    merge = note_split(by=by, merge=merge, why=why)
    _put_where_they_belong(merge)
    return merge


def _put_where_they_belong(merge: Merge) -> None:
    """Let every fact of the records that a merge is about stand where the merges in force say, and compute anew."""
    follow = following()
    touched = {merge.kept.kept.pk, merge.merged.pk}
    for origin in _origins(merge.merged_id):
        target = follow.kept(origin)
        touched.add(target)
        _put(origin, target)
    store_periods(list(Person.everybody.filter(pk__in=touched)))


def _put(origin: int, target: int) -> None:
    """Let what was recorded for one record stand in another, or in its own again; staged rows too."""
    for model in FACTS_OF_A_PERSON:
        moved = model.everything.filter(recorded_for=origin)
        if target == origin:
            moved.update(person=F("recorded_for"), recorded_for=None)
        else:
            moved.update(person=target)
            model.everything.filter(recorded_for__isnull=True, person=origin).update(
                recorded_for=F("person"), person=target
            )


def _origins(merged: int) -> Collection[int]:
    """A merged record, and those merged into it at any time: their facts go with it."""
    into = dict(Merge.objects.filter(split_on__isnull=True).values_list("merged", "kept"))
    return {merged} | {key for key in into if merged in _path(key, into)}


def _path(key: int, into: dict[int, int]) -> Iterator[int]:
    while key in into:
        key = into[key]
        yield key
