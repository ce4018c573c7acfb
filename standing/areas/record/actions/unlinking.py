"""What links of adopted revisions wrote, taken back for some old standards alone: for a crosswalk that is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.record.actions.entries import account_of
from standing.areas.record.actions.following import FOLLOWED, Done, follow_many
from standing.areas.record.actions.freshening import mark_all_stale
from standing.areas.record.following import memberships_onto, olds_carried_onto
from standing.areas.record.loading import known
from standing.areas.record.models import (
    Batch,
    CarryLink,
    Change,
    Decision,
    EditionEnd,
    FactRow,
    Membership,
    Suspension,
)
from standing.areas.record.trail import RETRACT
from standing.areas.refusals import Refused

UNLINK = "unlink_standards"
ROWS_AT_ONCE = 500


@writing()
def unlink_standards(*, by: Actor, batches: Collection[Batch], olds: Collection[str], why: str) -> int:
    """Take back whatever the links of these batches wrote from these old standards, and the ends of those editions.

    From here on what is recorded on them leads nowhere by these batches. What another revision carries onto the same
    new standard is worked out anew from that revision alone. Returns how many facts were retracted. Raises `Refused`
    where a later revision carries one of the new standards on.
    """
    links = list(CarryLink.objects.filter(batch__in=batches, old__in=olds).order_by("pk"))
    _check_not_carried_on(links, batches)
    rows = list(_rows_of(links, batches, olds))
    CarryLink.objects.filter(pk__in=[link.pk for link in links]).delete()
    _retract(by, rows, why)
    mark_all_stale(rows)
    gone = Said(
        UNLINK,
        next(iter(batches)).subject,
        {"links": [[link.old_id, link.new_id, link.context] for link in links], "why": why},
    )
    record_events(by=by, said=[gone, *(Done(RETRACT, row, why).said for row in rows)])
    followed = follow_many(by, *_left_to_others(links, rows))
    mark_all_stale(one.row for one in followed)
    record_events(by=by, said=[one.said for one in followed])
    return len(rows)


def _left_to_others(
    links: Collection[CarryLink], rows: Collection[FactRow]
) -> tuple[dict[str, Collection[int]], bool]:
    """The old standards that other revisions carry onto the same new ones, with whomever this touched."""
    people = {row.person_id for row in rows if isinstance(row, Decision | Suspension | Membership)}
    olds = {old for link in links for old in olds_carried_onto(link.new_id)}
    return dict.fromkeys(sorted(olds), people), bool(olds)


def _check_not_carried_on(links: Collection[CarryLink], batches: Collection[Batch]) -> None:
    news = {link.new_id for link in links}
    later = CarryLink.objects.filter(batch__state=Batch.ACTIVE, old__in=news).exclude(batch__in=batches)
    for link in later.order_by("pk"):
        raise Refused(
            f"The revision {link.revision} carries {link.old_id} on already. Undo that first, correct this one, and "
            "adopt that again."
        )


def _rows_of(
    links: Collection[CarryLink], batches: Collection[Batch], olds: Collection[str]
) -> Iterator[FactRow]:
    model: Any
    for link in links:
        for model in FOLLOWED:
            carried = model.objects.filter(carried_from__standard=link.old_id, standard=link.new_id)
            yield from known(carried, None).order_by("pk")
    news = {link.new_id for link in links}
    revisions = {link.revision for link in links}
    yield from memberships_onto(news).order_by("pk")
    own = Change.objects.filter(
        batch__in=batches, carried_from=None, standard__in=news, subject__in=revisions
    )
    yield from known(own, None).order_by("pk")
    yield from known(EditionEnd.objects.filter(batch__in=batches, standard__in=olds), None).order_by("pk")


def _retract(by: Actor, rows: Collection[FactRow], why: str) -> None:
    """Retract rows of several kinds, some hundreds a statement; the rows in hand say so too."""
    columns = {
        "retracted_on": clock.today(),
        "retracted_at": clock.now(),
        "retracted_by": account_of(by),
        "retraction_reason": why.strip(),
    }
    by_kind: dict[type[FactRow], list[int]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row.pk)
        for name, value in columns.items():
            setattr(row, name, value)
    for model, keys in by_kind.items():
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = model._default_manager.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
            some.filter(retracted_on__isnull=True).update(**columns)
