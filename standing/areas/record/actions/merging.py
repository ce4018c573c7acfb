"""Two records of one person made one, and two again: what concerns the facts.

No fact that somebody recorded is written anew. Each says in whose record it stands and, if that changed, for whom it
was recorded; a merge and a split change the first alone, and are themselves known from a day on. So whatever was known
before stays as it was known, what is written after a merge stays with whom it was written for, and everything else goes
back where it was. What is carried onto new editions comes of all that is then known of each, so it is worked out again.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F

from standing.areas.audit.actions import Actor, record_events, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.actions.merges import note_merge, note_split
from standing.areas.people.merging import following
from standing.areas.people.models import Merge, Person
from standing.areas.record.actions.following import follow
from standing.areas.record.actions.freshening import bring_up_to_date
from standing.areas.record.digests import FACT_TABLES
from standing.areas.record.loading import known
from standing.areas.record.models import AboutPerson, Decision, Signature, Suspension
from standing.areas.record.periods import store_periods, stored_once

FACTS_OF_A_PERSON = tuple(model for model in FACT_TABLES if issubclass(model, AboutPerson))
FOLLOWED_OF_A_PERSON: tuple[Any, ...] = (Decision, Suspension, Signature)
"""The kinds of facts about people from which it follows what stands for them on new editions."""


def _of_kept(*, kept: Person, **_: object) -> str:
    return f"person:{kept.ref}"


def _of_merge(*, merge: Merge, **_: object) -> str:
    return merge.subject


@writing()
@passes_guard(_of_kept, why="How you know that they are one person")
def merge_people(*, by: Actor, kept: Person, merged: Person, why: str) -> Merge:
    """Make two records one: everything in the merged one stands in the kept one from today, and the account too.

    The kept person keeps name and number; the other number finds them. Undone exactly by `split_people`. Raises
    `NotAllowed` or `Refused`; then nothing is written.
    """
    merge = note_merge(by=by, kept=kept, merged=merged, why=why)
    _put_where_they_belong(by, merge)
    return merge


@writing()
@passes_guard(_of_merge, why="Reason")
def split_people(*, by: Actor, merge: Merge, why: str) -> Merge:
    """Make two records of one that was merged: what came from the merged one goes back, with what corrected it since.

    What was recorded for the kept person since the merge stays with them. Raises `NotAllowed` or `Refused`; then
    nothing is written.
    """
    merge = note_split(by=by, merge=merge, why=why)
    _put_where_they_belong(by, merge)
    return merge


def _put_where_they_belong(by: Actor, merge: Merge) -> None:
    """Let every fact of the records that a merge is about stand where the merges in force say, and compute anew."""
    merges = following()
    touched = {merge.kept.kept.pk, merge.merged.pk}
    for origin in _origins(merge.merged_id):
        target = merges.kept(origin)
        touched.add(target)
        _put(origin, target)
    people = list(Person.everybody.filter(pk__in=touched))
    with stored_once():
        _follow(by, people)
        store_periods(people)


def _follow(by: Actor, people: Collection[Person]) -> None:
    """Let new editions follow what is known of these people now, as the door does where it is recorded: a signature
    ends what is asked of whose record it stands in, and of nobody else.
    """
    rows = [
        row
        for model in FOLLOWED_OF_A_PERSON
        for row in known(model._default_manager.filter(person__in=people), None).select_related("person")
    ]
    followed = follow(by, rows)
    record_events(by=by, said=[one.said for one in followed])
    bring_up_to_date(one.row for one in followed)


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
