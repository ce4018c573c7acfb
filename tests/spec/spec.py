"""What a spec is: a rule in a sentence, a few facts as small tables, and the answers expected of them.

A table is its name, a line of columns, and its rows, split by `|`. What every spec would repeat may be left out: the
person is ann and the standard MH14@2013 unless the facts say otherwise, and decisions are numbered from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standing.core.engine.tables import TABLES

PERSON, STANDARD = "ann", "MH14@2013"

Row = dict[str, str]
Facts = dict[str, list[Row]]


@dataclass(frozen=True)
class Crosswalk:
    """A revision that is adopted before the answers are asked: its days, and its rows as a table."""

    effective_on: str
    transition_ends_on: str
    table: str

    def rows(self) -> list[Row]:
        """The rows as written."""
        return _rows(self.table.strip().splitlines())


@dataclass(frozen=True)
class Spec:
    """One rule. `answers` asks about days; `rows` is the whole answer, for whole lives or for a window."""

    title: str
    rule: str
    facts: str
    answers: str = ""
    rows: str = ""
    window: tuple[str, str] | None = None
    known_on: str = ""
    crosswalk: Crosswalk | None = None

    def __post_init__(self) -> None:
        assert self.answers or self.rows, f"{self.title} asks nothing"

    @property
    def known_day(self) -> date | None:
        return date.fromisoformat(self.known_on) if self.known_on else None

    def fact_rows(self) -> Facts:
        """The facts with everything that the tables leave out."""
        return {
            name: [_completed(name, row, n) for n, row in enumerate(rows, 1)] for name, rows in self.tables()
        }

    def tables(self) -> list[tuple[str, list[Row]]]:
        """The tables as written."""
        blocks = [block.strip().splitlines() for block in re.split(r"\n\s*\n", self.facts.strip())]
        tables = [(name.strip(), _rows(lines)) for name, *lines in blocks]
        if "standards" not in dict(tables):
            tables.insert(0, ("standards", [{"standard": STANDARD}]))
        return tables

    def asked(self) -> list[Row]:
        """The days asked about, as written."""
        return _rows(self.answers.strip().splitlines())

    def told(self) -> list[Row]:
        """The whole answer expected, as written."""
        return _rows(self.rows.strip().splitlines())

    def questions(self) -> Iterator[Row]:
        """The days asked about, each with the answer expected."""
        for row in self.asked():
            yield {
                "person": PERSON,
                "standard": STANDARD,
                "context": "",
                "reasons": "",
                "expires_on": "",
            } | row

    def expected_rows(self) -> list[Row]:
        """The whole answer expected."""
        blank = dict.fromkeys(("context", "from", "to", "reasons", "expires_on"), "")
        return [{"person": PERSON, "standard": STANDARD} | blank | row for row in self.told()]


@dataclass(frozen=True)
class Chapter:
    """The specs of one part of the rules."""

    name: str
    title: str
    text: str
    specs: tuple[Spec, ...]


def _rows(lines: list[str]) -> list[Row]:
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]


def _completed(table: str, row: Row, number: int) -> Row:
    columns = TABLES[table].column_names
    left_out = {"person": PERSON, "standard": STANDARD, "decision": str(number), "unit": "ward 3"}
    if table == "suspensions":
        del left_out["standard"]
    unknown = row.keys() - columns
    assert not unknown, f"{table} has no column {unknown}"
    return {column: value for column, value in left_out.items() if column in columns} | row
