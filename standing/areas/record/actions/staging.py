"""Rows put aside in a batch, some at a time: no page, command or file knows them until the batch is activated."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.people.models import Person
from standing.areas.record import models
from standing.areas.record.actions.batches import check_in_state
from standing.areas.record.actions.entries import Appending, Entry, account_of
from standing.areas.record.digests import FACT_TABLES
from standing.areas.record.inserting import insert_rows
from standing.areas.record.models import Batch, CarryLink
from standing.core.rules.links import Link


@writing()
def stage_facts(*, by: Actor, batch: Batch, entries: Sequence[Entry]) -> int:
    """Put rows aside in a batch: some thousand a call, checked as at the door, and no facts yet. How many.

    Raises `BadFact`, `Refused` or `NotAllowed`; then none of these entries is kept, and those staged before are.
    """
    check_in_state(batch, Batch.STAGED, "Facts can be added to a batch only until it is put into the record.")
    return Appending(by, batch=batch, staged=True).insert(entries)


CARRIED_COLUMNS = (
    "person_id",
    "standard_id",
    "context",
    "outcome",
    "decided_on",
    "held_from",
    "practice_as_of",
    "expires_on",
    "evidence",
    "source",
    "carried_from_id",
    "assessor_unknown",
    "recorded_for_id",
)
"""What is given of each carried decision, in this order, to `stage_carried`."""


@writing()
def stage_carried(*, by: Actor, batch: Batch, decisions: Iterable[Sequence[Any]]) -> int:
    """Put decisions aside that the rules carry over from others: as `stage_facts`, for hundreds of thousands.

    They are not checked again: nobody decides them anew, and what they are carried from passed the door. How many.
    """
    return _stage_unchecked(by, batch, models.Decision, CARRIED_COLUMNS, decisions)


MEMBERSHIP_COLUMNS = ("person_id", "population", "from_on", "to_on", "source", "recorded_for_id")
"""What is given of each membership, in this order, to `stage_memberships`."""


@writing()
def stage_memberships(*, by: Actor, batch: Batch, memberships: Iterable[Sequence[Any]]) -> int:
    """Put memberships aside that the rules give to whoever is carried over, as in `stage_carried`. How many."""
    return _stage_unchecked(by, batch, models.Membership, MEMBERSHIP_COLUMNS, memberships)


def _stage_unchecked(
    by: Actor, batch: Batch, model: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    check_in_state(batch, Batch.STAGED, "Facts can be added to a batch only until it is put into the record.")
    account = account_of(by)
    shared = {
        "batch_id": batch.pk,
        "staged": True,
        "recorded_on": clock.today(),
        "recorded_at": clock.now(),
        "recorded_by_id": account.pk if account else None,
    }
    return insert_rows(model, shared, columns, rows)


@writing()
def stage_links(*, by: Actor, batch: Batch, revision: str, links: Sequence[Link]) -> None:
    """Put aside with a batch by which links an adopted revision carries people over: in force once it is active."""
    check_in_state(batch, Batch.STAGED, "It cannot be added to any more.")
    CarryLink.objects.filter(batch=batch).delete()
    CarryLink.objects.bulk_create(
        CarryLink(
            batch=batch,
            revision=revision,
            old_id=link.old,
            new_id=link.new,
            context=link.context,
            bridges=link.bridges,
            effective_on=link.effective_on,
            transition_ends_on=link.transition_ends_on,
        )
        for link in links
    )


@writing()
def unstage_facts(*, by: Actor, batch: Batch, people: Collection[Person]) -> None:
    """Take out of a batch again what is staged about these people, so that it can be staged as things are now."""
    check_in_state(
        batch, Batch.STAGED, "Facts can be taken out of a batch only until it is put into the record."
    )
    for model in FACT_TABLES:
        if issubclass(model, models.AboutPerson):
            rows = model.everything.filter(batch=batch, staged=True, person__in=[one.pk for one in people])
            rows._raw_delete(rows.db)
