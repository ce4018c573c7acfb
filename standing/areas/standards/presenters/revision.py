"""The page of a revision: its crosswalk by kind, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from standing.areas.standards.presenters.words import KINDS, TREATMENTS, joined, link
from standing.core.catalogue import Revision
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow
from standing.site.components.lists import Cell, Counts, Row, Table
from standing.site.dates import long_day

_JOINING = {"all": "and", "any": "or"}


@dataclass(frozen=True)
class RevisionPage:
    """Everything the page says."""

    title: str
    caption: str
    rows: list[Row]
    kinds: Table
    counts: Counts
    crosswalk: Table


def kinds_present(holdings: Holdings, revision: Revision) -> list[tuple[str, str]]:
    """The kinds that occur, in the order of the rules, each with its count in words."""
    counted = Counter(row.kind for row in holdings.catalogue.rows(revision.revision))
    return [(kind, f"{kind} ({counted[kind]})") for kind in KINDS if counted[kind]]


def present_revision(holdings: Holdings, revision: Revision, kind: str) -> RevisionPage:
    """What the page of a revision says; with a kind, only the rows of that kind."""
    rows = holdings.catalogue.rows(revision.revision)
    shown = [row for row in rows if kind in ("", row.kind)]
    return RevisionPage(
        title=revision.title,
        caption=f"Crosswalk, {revision.published}",
        rows=_facts(revision, rows),
        kinds=_kinds(rows),
        counts=Counts(len(shown), len(rows), "row", "rows"),
        crosswalk=_crosswalk(holdings, shown),
    )


def _facts(revision: Revision, rows: tuple[CrosswalkRow, ...]) -> list[Row]:
    linked = [new for row in rows for new in row.new]
    facts = [
        Row("Source", revision.source),
        Row("In effect from", _day(revision.effective_on)),
        Row("Transition ends", _day(revision.transition_ends_on)),
        Row("Size", f"{len(rows)} old standards, {len(linked)} links to {len(set(linked))} new standards"),
    ]
    return [*facts, Row("Note", revision.note)] if revision.note else facts


def _day(iso: str) -> str:
    return long_day(date.fromisoformat(iso)) if iso else "Not set yet"


def _kinds(rows: tuple[CrosswalkRow, ...]) -> Table:
    counted = Counter((row.kind, row.treatment) for row in rows)
    ordered = sorted(counted, key=lambda pair: list(KINDS).index(pair[0]))
    return Table(
        "kinds",
        "Rows by kind of change",
        ["Kind", "What it means", "For somebody who holds the old standard", Cell("Rows", number=True)],
        [
            [
                Cell(kind, href=f"?kind={kind}#rows", hidden_text="rows only"),
                KINDS[kind],
                TREATMENTS.get(treatment, treatment),
                Cell(counted[kind, treatment], number=True),
            ]
            for kind, treatment in ordered
        ],
        stack=True,
    )


def _crosswalk(holdings: Holdings, rows: list[CrosswalkRow]) -> Table:
    return Table(
        "rows-table",
        "What each old standard became",
        ["Old standard", "Became", "Kind", "The source's words, and notes"],
        [
            [
                Cell(_whole(link(holdings, row.old))),
                Cell(_whole(_became(holdings, row))),
                row.kind,
                Cell(_whole(_notes(row))),
            ]
            for row in rows
        ],
        stack=True,
        row_heads=False,
        empty="No row is of this kind.",
    )


def _became(holdings: Holdings, row: CrosswalkRow) -> Markup:
    if not row.new:
        return Markup("Nothing new: {}").format(KINDS[row.kind][:1].lower() + KINDS[row.kind][1:])
    became = joined([link(holdings, new) for new in row.new], _JOINING[row.need])
    return Markup("{}, in the context {}").format(became, row.context) if row.context else became


def _notes(row: CrosswalkRow) -> Markup:
    words = Markup("“{}” ").format(row.source_words) if row.source_words else Markup("")
    return words + row.note


def _whole(words: Markup) -> Markup:
    """One piece: on a phone the parts of a cell stand beside each other."""
    return Markup("<span>{}</span>").format(words)
