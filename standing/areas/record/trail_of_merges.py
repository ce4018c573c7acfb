"""The merges against the audit trail, and every fact of a merged record against the merges."""

from collections.abc import Iterator
from typing import Any

from standing.areas.audit.models import Event
from standing.areas.people.actions.merges import MERGE, SPLIT
from standing.areas.people.merging import following
from standing.areas.people.models import Merge, Person
from standing.areas.record.digests import FACT_TABLES
from standing.areas.record.models import AboutPerson
from standing.areas.record.trail_of_batches import ADVICE
from standing.core.formats.results import Problem


def merges_at_odds() -> Iterator[Problem]:
    """Every merge that is not what the trail says, and everything that is not where the merges put it."""
    yield from _merges()
    yield from _people()
    yield from _facts()


def _merges() -> Iterator[Problem]:
    done, undone = _events(MERGE), _events(SPLIT)
    merges = {merge.subject: merge for merge in Merge.objects.select_related("kept", "merged").order_by("pk")}
    for subject, merge in merges.items():
        if subject not in done or (merge.split_on is not None) != (subject in undone):
            yield Problem(
                subject, "The people and the audit trail differ on what was merged or split.", ADVICE
            )
            continue
        says, of_day = done[subject].words.words, done[subject].at.date()
        if isinstance(says, dict) and (says.get("kept"), says.get("merged"), says.get("why")) != (
            merge.kept.ref,
            merge.merged.ref,
            merge.why,
        ):
            yield Problem(
                subject, f"This merge is not what event {done[subject].pk} says, of {of_day}.", ADVICE
            )
    for subject in sorted(done.keys() - merges.keys()):
        yield Problem(subject, f"Event {done[subject].pk} says these were merged; the merge is gone.", ADVICE)


def _events(action: str) -> dict[str, Event]:
    found = Event.objects.filter(action=action, subject__startswith="merge:").select_related("words")
    return {event.subject: event for event in found}


def _people() -> Iterator[Problem]:
    into = following().into
    for person in Person.everybody.filter(merged_into__isnull=False):
        if into.get(person.pk) != person.merged_into_id:
            yield Problem(f"person:{person.ref}", "No merge says that this record is another's.", ADVICE)
    missing = Person.objects.filter(pk__in=into)
    for person in missing:
        yield Problem(
            f"person:{person.ref}", "A merge says that this record is another's; it is not.", ADVICE
        )


def _facts() -> Iterator[Problem]:
    follow = following()
    about_people: list[Any] = [model for model in FACT_TABLES if issubclass(model, AboutPerson)]
    for model in about_people:
        for row in model.objects.filter(recorded_for__isnull=False).iterator(500):
            if follow.kept(row.recorded_for_id) != row.person_id:
                yield Problem(row.name, "This fact stands in a record where no merge put it.", ADVICE)
        for row in model.objects.filter(recorded_for__isnull=True, person__in=list(follow.into)):
            yield Problem(row.name, "This fact stands in a record that was merged into another.", ADVICE)
