"""From what a merge found to the tables of the catalogue: a few statements a part, however long the source.

Nothing is removed: what a source does not mention stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Max, Model

from standing.areas.standards import models as tables
from standing.core.catalogue import (
    CompetencyList,
    Judgement,
    OtherTitle,
    Revision,
    Standard,
    Statement,
    Suite,
)
from standing.core.merging import PARTS, Changes
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary


def write_changes(changes: Changes) -> None:
    """Write what a merge found, in the caller's transaction, and give the catalogue another version."""
    for part in PARTS:
        both = [*changes.created.get(part.name, ()), *changes.updated.get(part.name, ())]
        if both:
            _WRITERS[part.name](both)
    tables.CatalogueVersion.objects.update_or_create(id=1, defaults={"version": uuid4().hex})


def _put(rows: Iterable[Model], unique: Sequence[str], update: Sequence[str]) -> None:
    """Add rows, or bring those that are there by their unique fields to what is said now."""
    objects = list(rows)
    if objects:
        manager = type(objects[0])._default_manager
        manager.bulk_create(
            objects, update_conflicts=True, unique_fields=list(unique), update_fields=list(update)
        )


def _suites(suites: Sequence[Suite]) -> None:
    rows = (
        tables.Suite(code=suite.suite, name=suite.name, alias_prefix=suite.alias_prefix, note=suite.note)
        for suite in suites
    )
    _put(rows, ["code"], ["name", "alias_prefix", "note"])


def _standards(standards: Sequence[Standard]) -> None:
    """Where a standard stands in the catalogue is settled when it comes: what is there keeps its place."""
    suites = dict(tables.Suite.objects.values_list("code", "id"))
    last = tables.Standard.objects.aggregate(last=Max("order"))["last"] or 0
    rows = (
        tables.Standard(
            id=each.id,
            code=each.code,
            edition=each.edition,
            title=each.title,
            suite_id=suites[each.suite],
            note=each.note,
            source=each.source,
            order=order,
        )
        for order, each in enumerate(standards, last + 1)
    )
    _put(rows, ["id"], ["title", "note"])
    aliases = [tables.Alias(standard_id=each.id, text=text) for each in standards for text in each.aliases]
    tables.Alias.objects.bulk_create(aliases, ignore_conflicts=True)


def _summaries(summaries: Sequence[Summary]) -> None:
    rows = {each.standard: each for each in summaries}
    standards = list(tables.Standard.objects.filter(id__in=rows))
    for standard in standards:
        summary = rows[standard.id]
        standard.summary = summary.sentence
        standard.facets = {
            "works_with": list(summary.works_with),
            "kind_of_work": list(summary.kind_of_work),
            "setting": list(summary.setting),
            "specialist": summary.specialist,
        }
    tables.Standard.objects.bulk_update(standards, ["summary", "facets"])


def _statements(statements: Sequence[Statement]) -> None:
    rows = (
        tables.StatementOfStatus(
            standard_id=each.standard,
            status=each.status,
            source=each.source,
            as_of=date.fromisoformat(each.as_of),
            printed=each.printed,
        )
        for each in statements
    )
    _put(rows, ["standard", "source", "as_of"], ["status", "printed"])


def _titles(titles: Sequence[OtherTitle]) -> None:
    rows = (
        tables.OtherTitle(standard_id=each.standard, source=each.source, title=each.title) for each in titles
    )
    _put(rows, ["standard", "source"], ["title"])


def _revisions(revisions: Sequence[Revision]) -> None:
    rows = [
        tables.Revision(
            code=each.revision,
            title=each.title,
            suite=each.suite,
            published=each.published,
            as_of=date.fromisoformat(each.as_of),
            source=each.source,
            same_code_edition=each.same_code_edition,
            old_codes=list(each.old.items()),
            issued_codes=list(each.issued.items()),
            effective_on=_day(each.effective_on),
            transition_ends_on=_day(each.transition_ends_on),
            note=each.note,
        )
        for each in revisions
    ]
    told = [
        "title",
        "suite",
        "published",
        "as_of",
        "source",
        "same_code_edition",
        "old_codes",
        "issued_codes",
    ]
    _put(rows, ["code"], [*told, "effective_on", "transition_ends_on", "note"])


def _judgements(judgements: Sequence[Judgement]) -> None:
    revisions = _revision_keys()
    rows = (
        tables.Judgement(revision_id=revisions[each.revision], old=each.old, kind=each.kind, why=each.why)
        for each in judgements
    )
    _put(rows, ["revision", "old"], ["kind", "why"])


def _crosswalk(rows: Sequence[CrosswalkRow]) -> None:
    revisions = _revision_keys()
    last = tables.CrosswalkRow.objects.aggregate(last=Max("order"))["last"] or 0
    _put(
        (
            tables.CrosswalkRow(
                revision_id=revisions[each.revision],
                order=order,
                old_id=each.old,
                kind=each.kind,
                need=each.need,
                treatment=each.treatment,
                context=each.context,
                source_words=each.source_words,
                note=each.note,
                source=each.source,
            )
            for order, each in enumerate(rows, last + 1)
        ),
        ["revision", "old"],
        ["kind", "need", "treatment", "context", "source_words", "note"],
    )
    named = tables.CrosswalkRow.objects.values_list("revision__code", "old_id", "id")
    keys = {(revision, old): key for revision, old, key in named}
    links = [
        tables.CrosswalkTarget(row_id=keys[each.revision, each.old], new_id=new, order=order)
        for each in rows
        for order, new in enumerate(each.new, 1)
    ]
    # A row that was there keeps its targets: a source that names others is a contradiction and is not written.
    tables.CrosswalkTarget.objects.bulk_create(links, ignore_conflicts=True)


def _lists(lists: Sequence[CompetencyList]) -> None:
    _put(
        (
            tables.CompetencyList(
                name=each.name, title=each.title, as_of=date.fromisoformat(each.as_of), printed=each.printed
            )
            for each in lists
        ),
        ["name"],
        ["title", "as_of", "printed"],
    )
    keys = dict(tables.CompetencyList.objects.values_list("name", "id"))
    entries = (
        tables.CompetencyListEntry(
            list_id=keys[each.name],
            number=number,
            standard=standard,
            printed_as=each.printed_as.get(number, ""),
            cut=each.cut.get(number, ""),
            note=each.notes.get(number, ""),
        )
        for each in lists
        for number, standard in each.standards.items()
    )
    _put(entries, ["list", "number"], ["standard", "printed_as", "cut", "note"])


def _digests(digests: Sequence[tuple[tuple[str, str], str]]) -> None:
    told = dict(digests)
    entries = [
        entry
        for entry in tables.CompetencyListEntry.objects.select_related("list")
        if (entry.list.name, entry.number) in told
    ]
    for entry in entries:
        entry.digest = told[entry.list.name, entry.number]
    tables.CompetencyListEntry.objects.bulk_update(entries, ["digest"])


def _revision_keys() -> dict[str, int]:
    return dict(tables.Revision.objects.values_list("code", "id"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


_WRITERS: dict[str, Any] = {
    "suites": _suites,
    "standards": _standards,
    "summaries": _summaries,
    "statements": _statements,
    "titles": _titles,
    "revisions": _revisions,
    "judgements": _judgements,
    "crosswalk": _crosswalk,
    "lists": _lists,
    "digests": _digests,
}
