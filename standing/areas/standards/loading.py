"""From the tables of the catalogue to the catalogue in memory that the core works on.

Reading is a fixed number of queries. What is read stays in memory until the catalogue is written again, by whichever
process: one small query tells.
"""

from __future__ import annotations

from standing.areas.standards import models as tables
from standing.core.catalogue import (
    Catalogue,
    CompetencyList,
    Judgement,
    OtherTitle,
    Revision,
    Standard,
    Statement,
    Suite,
)
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary

_read: dict[str, Holdings] = {}


def read_holdings() -> Holdings:
    """The catalogue of the store: one query if it is the one last read here, else a fixed number of them."""
    version = tables.CatalogueVersion.objects.values_list("version", flat=True).first()
    if version is None:
        return Holdings()
    if version not in _read:
        holdings = _holdings()
        _read.clear()
        _read[version] = holdings
    return _read[version]


def _holdings() -> Holdings:
    standards, summaries = _standards()
    lists, digests = _lists()
    revisions = tables.Revision.objects.all()
    catalogue = Catalogue(
        suites=tuple(
            Suite(*row) for row in tables.Suite.objects.values_list("code", "name", "alias_prefix", "note")
        ),
        standards=standards,
        revisions=tuple(_revision(row) for row in revisions),
        crosswalk=_crosswalk(),
        judgements=tuple(
            Judgement(*row)
            for row in tables.Judgement.objects.values_list("revision__code", "old", "kind", "why")
        ),
        statements=tuple(
            Statement(standard, status, source, as_of.isoformat(), printed)
            for standard, status, source, as_of, printed in tables.StatementOfStatus.objects.values_list(
                "standard_id", "status", "source", "as_of", "printed"
            )
        ),
        lists=lists,
        titles=tuple(
            OtherTitle(*row)
            for row in tables.OtherTitle.objects.values_list("standard_id", "title", "source")
        ),
        digests=digests,
    )
    return Holdings(catalogue, summaries)


def _standards() -> tuple[tuple[Standard, ...], dict[str, Summary]]:
    aliases: dict[str, list[str]] = {}
    for standard, text in tables.Alias.objects.values_list("standard_id", "text"):
        aliases.setdefault(standard, []).append(text)
    standards, summaries = [], {}
    for row in tables.Standard.objects.select_related("suite"):
        names = tuple(aliases.get(row.id, ()))
        standards.append(
            Standard(row.id, row.code, row.edition, row.title, row.suite.code, names, row.source, row.note)
        )
        if row.summary:
            # A competence of the service's own is described, but filed under nothing.
            facets = {
                name: tuple(row.facets.get(name, ())) for name in ("works_with", "kind_of_work", "setting")
            }
            specialist = row.facets.get("specialist", False)
            summaries[row.id] = Summary(row.id, row.summary, **facets, specialist=specialist)
    return tuple(standards), summaries


def _revision(row: tables.Revision) -> Revision:
    return Revision(
        row.code,
        row.title,
        row.suite,
        row.source,
        row.published,
        row.as_of.isoformat(),
        row.same_code_edition,
        dict(row.old_codes),
        dict(row.issued_codes),
        row.effective_on.isoformat() if row.effective_on else "",
        row.transition_ends_on.isoformat() if row.transition_ends_on else "",
        row.note,
    )


def _crosswalk() -> tuple[CrosswalkRow, ...]:
    targets: dict[int, list[str]] = {}
    for row, new in tables.CrosswalkTarget.objects.order_by("row_id", "order").values_list(
        "row_id", "new_id"
    ):
        targets.setdefault(row, []).append(new)
    rows = tables.CrosswalkRow.objects.order_by("revision_id", "order").select_related("revision")
    return tuple(
        CrosswalkRow(
            row.revision.code,
            row.old_id,
            row.kind,
            tuple(targets.get(row.pk, ())),
            row.need,
            row.source_words,
            row.note,
            row.context,
            row.source,
            row.treatment,
        )
        for row in rows
    )


def _lists() -> tuple[tuple[CompetencyList, ...], dict[tuple[str, str], str]]:
    lists = []
    digests: dict[tuple[str, str], str] = {}
    for row in tables.CompetencyList.objects.prefetch_related("entries"):
        entries = list(row.entries.all())
        lists.append(
            CompetencyList(
                row.name,
                row.title,
                {entry.number: entry.standard for entry in entries},
                {entry.number: entry.printed_as for entry in entries if entry.printed_as},
                {entry.number: entry.cut for entry in entries if entry.cut},
                {entry.number: entry.note for entry in entries if entry.note},
                row.as_of.isoformat(),
                row.printed,
            )
        )
        digests |= {(row.name, entry.number): entry.digest for entry in entries if entry.digest}
    return tuple(lists), digests
