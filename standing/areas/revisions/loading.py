"""From the tables of versions to the crosswalk in memory that the core works on. A fixed number of queries."""

from __future__ import annotations

from datetime import date

from standing.areas.record.models import RefreshRule
from standing.areas.revisions.models import CrosswalkVersion, VersionRow, VersionTarget
from standing.core.crosswalks.versions import CrosswalkToCarry, DraftRow, as_carried, end_of_transition, waits


def draft_rows(version: CrosswalkVersion) -> tuple[DraftRow, ...]:
    """The rows of a version, in order. Two queries."""
    targets: dict[int, list[str]] = {}
    links = VersionTarget.objects.filter(row__version=version).order_by("row_id", "order")
    for row, new in links.values_list("row_id", "new_id"):
        targets.setdefault(row, []).append(new)
    rows = VersionRow.objects.filter(version=version).order_by("order")
    return tuple(_draft_row(row, tuple(targets.get(row.pk, ()))) for row in rows)


def _draft_row(row: VersionRow, new: tuple[str, ...]) -> DraftRow:
    return DraftRow(
        old=row.old_id,
        kind=row.kind,
        new=new,
        need=row.need,
        treatment=row.treatment,
        treatment_why=row.treatment_why,
        context=row.context,
        source_words=row.source_words,
        note=row.note,
        source=row.source,
        question=row.question,
        asks_day=row.asks_day,
        replaced_on=row.replaced_on.isoformat() if row.replaced_on else "",
        deferred=row.deferred,
        deferred_why=row.deferred_why,
    )


def standards_with_a_rule() -> frozenset[str]:
    """The standards that have a refresh rule: only of these can decisions be recorded."""
    rules = RefreshRule.objects.filter(retracted_on__isnull=True)
    return frozenset(rules.values_list("standard", flat=True))


def to_carry(version: CrosswalkVersion) -> CrosswalkToCarry:
    """What a version would have carried over. The version must have its effective day. Four queries.

    What an approved version waits for is settled: a rule taken back later is a matter for whoever carries.
    """
    rows = draft_rows(version)
    ruled = standards_with_a_rule() if version.is_open else frozenset()
    waiting = {row.old: waits(row, ruled) for row in rows} if version.is_open else {}
    waiting = {old: why for old, why in waiting.items() if why}
    effective_on = version.effective_on
    if effective_on is None:
        raise ValueError(f"{version} has no effective day")
    ends_on = version.transition_ends_on or end_of_transition(effective_on)
    carried = [row for row in rows if not row.deferred and row.old not in waiting]
    return CrosswalkToCarry(
        revision=version.revision.code,
        title=version.revision.title,
        number=version.number,
        state=version.state,
        source=version.source,
        effective_on=effective_on,
        transition_ends_on=ends_on,
        last_start_on=version.last_start or ends_on,
        last_assessment_on=version.last_assessment or ends_on,
        rows=tuple(as_carried(row, version.revision.code) for row in carried),
        own_days={row.old: date.fromisoformat(row.replaced_on) for row in carried if row.replaced_on},
        deferred={row.old: row.deferred_why for row in rows if row.deferred},
        waiting=waiting,
        digest=version.digest,
    )
