"""The rows of a draft: changed after comparing the texts, given a context, deferred, added, taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db.models import Max

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion, VersionRow
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.revisions.versioning import begin_edit, columns_of, subject_of, told, words_of, write_rows
from standing.areas.standards.models import CrosswalkRow as DocumentRow
from standing.areas.standards.models import Standard
from standing.core.crosswalks.people_named import row_leaves_out
from standing.core.crosswalks.versions import NO_TARGET, DraftRow, treatments_for
from standing.core.rules.carry_over import NEEDS, TREATMENTS
from standing.core.rules.links import IN_CONTEXT

LONGEST_CONTEXT = 100


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), why="Reason", note="Note")
def change_row(
    *,
    by: Actor,
    version: CrosswalkVersion,
    old: str,
    kind: str,
    new: Sequence[str],
    need: str = "any",
    treatment: str = "",
    why: str = "",
    context: str = "",
    note: str = "",
    replaced_on: date | None = None,
) -> DraftRow:
    """Say what becomes of an old standard, how its holders are treated, and why that is not what its kind says.

    An empty `treatment` is that of the kind. What a row waited for is settled by this, as far as it is said here; a
    row that was deferred is no longer. Raises `Refused` for a standard that is not in the catalogue, a treatment that
    does not fit, a missing reason, a context that would have no effect, and when nothing differs.
    """
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    before = _row(version, old)
    after = replace(
        before,
        kind=kind,
        new=tuple(dict.fromkeys(new)),
        need=need if len(set(new)) > 1 else "any",
        treatment="" if treatment == TREATMENTS.get(kind) else treatment,
        treatment_why=why.strip(),
        context=" ".join(context.split()),
        note=note.strip(),
        question="",
        replaced_on=replaced_on.isoformat() if replaced_on else "",
        deferred=False,
        deferred_why="",
    )
    check_row(after, row_of_document(version, old))
    if after == before:
        raise Refused("Nothing is different. Change something, or leave the row as it is.", field="kind")
    write_row(version, after)
    told(
        version,
        by=by,
        action="change_crosswalk_row",
        old=old,
        words=change_said(before, after),
        more=_both(before, after),
    )
    return after


@writing()
def set_contexts(
    *, by: Actor, version: CrosswalkVersion, contexts: Mapping[str, str], sure: Collection[str] = ()
) -> int:
    """Name the contexts of rows carried in one, by their old standards. Returns how many were set.

    A context that does not name whom the wording of its row names is refused, unless the row is among those of which
    somebody is `sure`: nobody is to count with people with whom they have not shown it. Raises `Refused`; then no row
    is changed.
    """
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    kept = {old: _context(context) for old, context in contexts.items()}
    if not kept or not all(kept.values()):
        raise Refused("Enter the context, for instance mental health.", field="context")
    rows = {row.old: row for row in draft_rows(version)}
    named = {old: _in_context(version, rows, old, context) for old, context in kept.items()}
    unsure = [row for old, row in named.items() if old not in sure]
    titles = dict(Standard.objects.values_list("pk", "title"))
    if left := [f"{row.old} names {_joined(out)}" for row in unsure if (out := row_leaves_out(row, titles))]:
        raise Refused(
            f"{'; '.join(left)}: the context does not. Name them, or say that the context is right as it is.",
            field="context",
        )
    for row in named.values():
        write_row(version, row)
    by_context: dict[str, list[str]] = {}
    for old, context in kept.items():
        by_context.setdefault(context, []).append(old)
    said = "; ".join(f"“{context}” for {', '.join(olds)}" for context, olds in by_context.items())
    told(version, by=by, action="set_crosswalk_contexts", words=f"Context {said}.", more={"contexts": kept})
    return len(named)


def _in_context(version: CrosswalkVersion, rows: Mapping[str, DraftRow], old: str, context: str) -> DraftRow:
    row = rows.get(old)
    if row is None:
        raise Refused(f"{old} has no row in this version. Reload the page to see how it stands now.")
    if row.treated != IN_CONTEXT or row.deferred:
        raise Refused(
            f"{old} is not carried in a context, so naming one would have no effect.", field="context"
        )
    return replace(row, context=context)


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names)


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), why="Reason")
def defer_rows(*, by: Actor, version: CrosswalkVersion, old: Sequence[str], why: str) -> int:
    """Settle that nothing is carried for these rows for now, with a reason. Their holders keep what they hold, their
    old editions do not end, and nothing is written for them, until a later version settles them. Returns how many.
    """
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    if not why.strip():
        raise Refused("Say why nothing is carried for these rows: the reason stays with them.", field="why")
    if not old:
        raise Refused("Choose at least one row.", field="rows")
    rows = [_row(version, each) for each in old]
    for row in rows:
        write_row(version, replace(row, deferred=True, deferred_why=why.strip()))
        told(
            version,
            by=by,
            action="defer_crosswalk_row",
            old=row.old,
            words=f"Nothing is carried: {why.strip()}",
        )
    return len(rows)


@writing()
def resume_row(*, by: Actor, version: CrosswalkVersion, old: str) -> DraftRow:
    """Take a row up again for which nothing was to be carried. It waits for whatever it waited for before."""
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    row = _row(version, old)
    if not row.deferred:
        raise Refused(f"{old} is not deferred.")
    resumed = replace(row, deferred=False, deferred_why="")
    write_row(version, resumed)
    told(version, by=by, action="resume_crosswalk_row", old=old, words="Taken up again.")
    return resumed


@writing()
def add_row(*, by: Actor, version: CrosswalkVersion, old: str) -> DraftRow:
    """Add an unfinished row for an old standard. Raises `Refused` for one that has a row or is not in the catalogue."""
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    if not Standard.objects.filter(pk=old).exists():
        raise Refused(f"{old} is not in the catalogue. Add the standard first.", field="standards")
    if version.rows.filter(old=old).exists():
        raise Refused(f"{old} has a row already. Change that one.", field="standards")
    last = version.rows.aggregate(last=Max("order"))["last"] or 0
    row = DraftRow(old=old)
    write_rows(version, [row], last + 1)
    told(version, by=by, action="add_crosswalk_row", old=old, words="Row added.")
    return row


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), why="Reason")
def remove_row(*, by: Actor, version: CrosswalkVersion, old: str, why: str) -> None:
    """Take a row out. The standard is then none of this revision’s. Raises `Refused` without a reason, and for a row
    that the imported document has: what it says is changed or deferred, never dropped.
    """
    check_can_edit_crosswalks(by)
    version = begin_edit(version)
    row = _row(version, old)
    if not why.strip():
        raise Refused("Say why the row is taken out.", field="why")
    if row_of_document(version, old) is not None:
        raise Refused(
            f"The document has a row for {old}, so it is not taken out. Change the row, or settle that nothing is "
            "carried for it."
        )
    version.rows.filter(old=old).delete()
    more = {"before": words_of(row)}
    told(
        version,
        by=by,
        action="remove_crosswalk_row",
        old=old,
        words=f"Row taken out: {why.strip()}",
        more=more,
    )


def check_row(row: DraftRow, document: DocumentRow | None = None) -> None:
    """Raise `Refused` for a row that contradicts itself. What is only unfinished may wait."""
    if row.kind and row.kind not in TREATMENTS:
        raise Refused("Choose one of the kinds of change.", field="kind")
    if row.need not in NEEDS:
        raise Refused("Say whether all of the new standards are needed, or any.", field="need")
    if row.old in row.new:
        raise Refused(f"{row.old} cannot become itself. An edition that stays is unchanged.", field="new")
    if row.kind in NO_TARGET and row.new:
        raise Refused(
            f"A standard that is {row.kind} has no new standard. Take the new ones away, or choose another kind.",
            field="new",
        )
    missing = set(row.new) - set(Standard.objects.filter(pk__in=row.new).values_list("pk", flat=True))
    if missing:
        raise Refused(
            f"{', '.join(sorted(missing))}: not in the catalogue. Add the standard first.", field="new"
        )
    if row.kind and row.new and row.treated not in treatments_for(len(row.new)):
        raise Refused(
            f"“{row.treated}” does not fit {len(row.new)} new standards. Choose one of: "
            f"{'; '.join(treatments_for(len(row.new)))}.",
            field="treatment",
        )
    if row.treatment and not row.treatment_why:
        raise Refused(
            "Say what you found when you compared the texts: the treatment is not that of its kind.",
            field="why",
        )
    if document is not None and _differs(row, document) and not row.treatment_why:
        raise Refused("Say why the row differs from what the document says.", field="why")
    _context(row.context)
    if row.context and row.treated != IN_CONTEXT:
        raise Refused(
            "A context has an effect only where people are carried over in a context. Choose that treatment, or leave "
            "the context empty.",
            field="context",
        )


def _differs(row: DraftRow, document: DocumentRow) -> bool:
    links = [link.new_id for link in document.links.all()]
    need = document.need if len(links) > 1 else "any"
    return (row.kind, list(row.new), row.need) != (document.kind, links, need)


def row_of_document(version: CrosswalkVersion, old: str) -> DocumentRow | None:
    """The row of the imported document for an old standard, if it has one."""
    found = DocumentRow.objects.filter(revision=version.revision, old=old).prefetch_related("links")
    return found.exclude(source__startswith="Crosswalk of ").first()


def _context(context: str) -> str:
    kept = " ".join(context.split())
    if len(kept) > LONGEST_CONTEXT:
        raise Refused(
            f"Shorten the context: it has {len(kept)} characters, and {LONGEST_CONTEXT} fit.", field="context"
        )
    return kept


def _row(version: CrosswalkVersion, old: str) -> DraftRow:
    for row in draft_rows(version):
        if row.old == old:
            return row
    raise Refused(f"{old} has no row in this version. Reload the page to see how it stands now.")


def write_row(version: CrosswalkVersion, row: DraftRow) -> None:
    """Write a row that the version has, as it is to stand now, and its new standards."""
    kept = VersionRow.objects.get(version=version, old=row.old)
    for name, value in columns_of(row).items():
        setattr(kept, name, value)
    kept.save()
    if [link.new_id for link in kept.links.all()] != list(row.new):
        kept.links.all().delete()
        for order, new in enumerate(row.new, 1):
            kept.links.create(new_id=new, order=order)


def _both(before: DraftRow, after: DraftRow) -> dict[str, Any]:
    return {"before": words_of(before), "after": words_of(after)}


_CALLED = {
    "kind": "kind",
    "new": "new standards",
    "need": "all or any",
    "treatment": "treatment",
    "treatment_why": "reason",
    "context": "context",
    "note": "note",
    "question": "question",
    "replaced_on": "day replaced",
    "deferred": "deferred",
    "deferred_why": "reason for deferring",
}


def change_said(before: DraftRow, after: DraftRow) -> str:
    """What differs between two tellings of a row, in a line."""
    one, other = asdict(before), asdict(after)
    parts = [
        f"{words}: {_said(one[name])} → {_said(other[name])}"
        for name, words in _CALLED.items()
        if one[name] != other[name]
    ]
    return "; ".join(parts)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return " and ".join(value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value}" or "none"
