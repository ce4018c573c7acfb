"""The page that says what a crosswalk in a file would begin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from standing.areas.revisions.actions.settling import Settling
from standing.areas.revisions.presenters.crosswalks import became
from standing.areas.revisions.presenters.differences import differences_counted, differences_table
from standing.areas.revisions.selectors.spreadsheets import SpreadsheetRead
from standing.core.holdings import Holdings
from standing.site.components.lists import Cell, Row, Table

MOST_REPAIRS = 300


@dataclass(frozen=True)
class SpreadsheetPage:
    """What the page says."""

    title: str
    file: str
    lead: str
    refused: bool
    compared_with: str
    submit: str
    rows: list[Row]
    problems: Table
    repairs: Table
    crosswalk: Table
    counted: str
    differences: Table | None


def present_spreadsheet(read: SpreadsheetRead, holdings: Holdings) -> SpreadsheetPage:
    """What the page of a file that was sent says."""
    reading = read.reading
    titles = holdings.titles
    kinds = Counter(row.kind or "not said" for row in reading.records)
    return SpreadsheetPage(
        title=_title(read),
        file=read.file,
        lead=_lead(read),
        refused=read.refused,
        compared_with=f"version {read.draft}" if read.draft else "the approved version",
        submit=f"Change version {read.draft} as shown" if read.draft else "Begin a version with these rows",
        rows=[
            Row("Rows read", str(len(reading.records))),
            Row("Kinds", ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items())) or "none"),
            Row("Problems", str(len(reading.problems))),
            Row("Repairs made in reading", str(len(reading.repairs))),
        ],
        problems=Table(
            "problems",
            "Problems",
            ["Where", "What was found", "What to do"],
            [[_place(each.where), each.what, each.do] for each in reading.problems],
            stack=True,
            hide_caption=True,
        ),
        repairs=Table(
            "repairs",
            "Repairs made in reading",
            ["Where", "What was put right", "In the file", "As read"],
            [
                [_place(each.where), each.what, each.before or "–", each.after or "–"]
                for each in reading.repairs[:MOST_REPAIRS]
            ],
            stack=True,
            hide_caption=True,
            empty="Nothing had to be put right.",
            notes=_more(len(reading.repairs)),
        ),
        crosswalk=Table(
            "crosswalk",
            "As it was read",
            ["Old standard", "Became", "Kind", "Context", "Note"],
            [
                [
                    row.old,
                    Cell(became(holdings, row)),
                    row.kind or "Not said",
                    row.context or "–",
                    row.note or "–",
                ]
                for row in reading.records
            ],
            stack=True,
            hide_caption=True,
            empty="No row was read.",
        ),
        counted=differences_counted(read.differences) if read.differences else "",
        differences=differences_table(read.differences, titles) if read.differences else None,
    )


def _title(read: SpreadsheetRead) -> str:
    if read.refused:
        return "This file cannot be taken"
    return (
        f"Check before you change version {read.draft}" if read.draft else "Check before you begin a version"
    )


def _lead(read: SpreadsheetRead) -> str:
    if read.refused:
        return "Nothing was changed. Put the problems below right in the file, then send it again."
    if read.draft is None:
        return "Nothing has been changed yet. Beginning a version takes every row, as it is shown here."
    words = f"Nothing has been changed yet. Only what the file says otherwise than version {read.draft} is changed."
    left = len(read.left)
    if left:
        words += f" {left} row{'' if left == 1 else 's'} of it not in the file stay as they are."
    return words


def settled_words(found: Settling) -> str:
    """What a file changed in a draft, in a sentence."""
    changed, added = len(found.changed), len(found.added)
    if not changed and not added:
        return "The file says the same as the draft. Nothing was changed."
    words = f"{changed} row{' is' if changed == 1 else 's are'} changed"
    return f"{words} and {added} added." if added else f"{words}."


def _place(where: str) -> Cell:
    """ "row 12" of "file:12"; another address as it is."""
    row = where.rpartition(":")[2]
    return Cell(f"row {row}", narrow=True) if row.isdigit() else Cell(row)


def _more(number: int) -> tuple[str, ...]:
    return (f"{number - MOST_REPAIRS:,} more are not listed here.",) if number > MOST_REPAIRS else ()
