"""The pages on which documents are brought into the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from standing.areas.standards.models import SourceDocument
from standing.core.formats.results import Problem, Repair
from standing.core.importing import ImportReport
from standing.site.components.lists import Cell, Counts, Pages, Row, Table, counts_of
from standing.site.dates import moment

FORMATS = {
    "tracking-document": "Tracking document of a revision",
    "competencies-list": "Competencies list",
    "nos-register": "Register of standards",
    "standards-table": "Table of new standards",
}

ON_A_PAGE = 50
"""How many problems, and how many repairs, are shown at once: a whole register has ten thousand."""


@dataclass(frozen=True)
class Part:
    """A page of a list: its table, how much of the list it is, and the way to the rest."""

    table: Table
    counts: Counts
    pages: Pages


@dataclass(frozen=True)
class PreviewPage:
    """What importing a document would do."""

    title: str
    file: str
    lead: str
    refused: bool
    rows: list[Row]
    problems: Part
    repairs: Part


def present_preview(report: ImportReport, query: QueryDict) -> PreviewPage:
    """What the page of a staged document says; `query` says which pages of its lists."""
    problems = Paginator(report.problems, ON_A_PAGE).get_page(query.get("problems"))
    repairs = Paginator(report.repairs, ON_A_PAGE).get_page(query.get("repairs"))
    return PreviewPage(
        title="This document cannot be imported" if report.refused else "Check before you import",
        file=report.file,
        lead=_lead(report),
        refused=report.refused,
        rows=_rows(report),
        problems=Part(
            _problems(problems),
            counts_of(problems, "problem", "problems"),
            Pages.of(problems, query, "problems"),
        ),
        repairs=Part(
            _repairs(repairs), counts_of(repairs, "repair", "repairs"), Pages.of(repairs, query, "repairs")
        ),
    )


def _lead(report: ImportReport) -> str:
    if report.refused:
        return "Nothing was changed. Put the problems below right in the document, then send it again."
    if report.created or report.updated:
        return "Nothing has been changed yet. Importing does what is counted here, all of it or none of it."
    return (
        "Everything in this document is in the catalogue already. Importing it only notes that it was read."
    )


def _rows(report: ImportReport) -> list[Row]:
    rows = [
        Row("Kind of document", FORMATS.get(report.format, "Not recognised")),
        Row("Rows or entries read", f"{report.read:,}"),
    ]
    if not report.refused:
        rows += [
            Row("New", f"{report.created:,}"),
            Row("Added to", f"{report.updated:,}"),
            Row("In the catalogue already", f"{report.unchanged:,}"),
        ]
    rows += [
        Row("Repairs made in reading", f"{len(report.repairs):,}"),
        Row("Problems", f"{len(report.problems):,}"),
        Row("Fingerprint (SHA-256)", f"{report.sha256[:16]}…"),
    ]
    return rows


def _problems(page: Page[Problem]) -> Table:
    return Table(
        "problems",
        "Problems for you to settle",
        ["Where", "What was found", "What to do"],
        [[_line(each.where), each.what, each.do] for each in page.object_list],
        stack=True,
        hide_caption=True,
    )


def _repairs(page: Page[Repair]) -> Table:
    return Table(
        "repairs",
        "Repairs made in reading",
        ["Where", "What was put right", "In the document", "As read"],
        [[_line(each.where), each.what, each.before or "–", each.after or "–"] for each in page.object_list],
        stack=True,
        hide_caption=True,
        empty="Nothing had to be put right.",
    )


def _line(where: str) -> Cell:
    """ "line 12" of "file:12"."""
    line = where.rpartition(":")[2]
    return Cell(f"line {line}", narrow=True) if line.isdigit() else Cell(where)


def present_imported(documents: Sequence[SourceDocument]) -> Table:
    """The documents that were imported."""
    return Table(
        "imported",
        "Documents imported so far",
        ["File", "Kind", "When", "Fingerprint (SHA-256)"],
        [
            [
                each.file,
                FORMATS.get(each.format, each.format),
                moment(each.imported_at),
                Cell(f"{each.sha256[:16]}…", narrow=True),
            ]
            for each in documents
        ],
        stack=True,
        hide_caption=True,
        empty="No document has been imported yet. The catalogue is the one that comes with Standing.",
    )


def done_words(report: ImportReport) -> str:
    """What was done, in a sentence."""
    if not report.created and not report.updated:
        return f"{report.file} was read. Everything in it was in the catalogue already."
    counts = f"{report.created:,} new, {report.updated:,} added to, {report.unchanged:,} as they were"
    return f"{report.file} was imported: {counts}."
