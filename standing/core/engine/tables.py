"""The fact tables (rules, part 2): their columns, and how the cells of a row become a fact.

Cells come as text (CSV) or as typed values (Parquet). Text is taken as written; nothing is trimmed or
guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from standing.core.rules.facts import (
    Absence,
    Assignment,
    BadFact,
    Change,
    Claim,
    Decision,
    Membership,
    RefreshRule,
    Requirement,
    Signature,
    Suspension,
    is_known,
)

Cell = object
"""One cell: text, a number, a date, or None where there is nothing."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


def read_text(column: str, cell: Cell) -> str:
    """The cell as text, as written. A whole number (an id kept as a number in Parquet) is its digits."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    raise BadFact(column, cell, "text")


def read_day(column: str, cell: Cell) -> date:
    """The cell as a day, from ISO text or a date."""
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    if isinstance(cell, str) and _ISO_DAY.fullmatch(cell):
        with suppress(ValueError):
            return date.fromisoformat(cell)
    raise BadFact(column, cell, "a day as year-month-day, like 2026-03-31")


def read_number(column: str, cell: Cell) -> int:
    """The cell as a whole number, from digits or a number without a fraction."""
    if isinstance(cell, str) and _WHOLE_NUMBER.fullmatch(cell):
        return int(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    raise BadFact(column, cell, "a whole number")


@dataclass(frozen=True)
class Column:
    """One column: its name in files, the attribute of the fact it fills, how it is read, whether it must be
    there.
    """

    name: str
    attribute: str
    read: Callable[[str, Cell], Any]
    required: bool


@dataclass(frozen=True)
class Table:
    """One fact table: its name, the class of its rows, its columns, and what must be used only once."""

    name: str
    fact: type
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    column_names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column_names", frozenset(column.name for column in self.columns))

    @property
    def names_a_standard(self) -> bool:
        """Whether its rows name a standard that another table, `standards`, has to have."""
        return self.name != "standards" and "standard" in self.column_names

    def row_to_fact(self, cells: Mapping[str, Cell]) -> Any:
        """The fact a row states. Raises `BadFact` for the first cell that cannot be."""
        given: dict[str, Any] = {}
        for column in self.columns:
            cell = cells.get(column.name)
            if cell is not None and cell != "":
                given[column.attribute] = column.read(column.name, cell)
            elif column.required:
                raise BadFact(column.name, "", "a value: this column must be filled in")
        return self.fact(**given)

    def fact_to_row(self, fact: Any) -> dict[str, str]:
        """The row, as text, that states a fact: the inverse of `row_to_fact`."""
        return {column.name: _as_text(getattr(fact, column.attribute)) for column in self.columns}


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


_READERS: dict[str, Callable[[str, Cell], Any]] = {"": read_text, "day": read_day, "number": read_number}
_ATTRIBUTES = {"from": "from_on", "to": "to_on", "class": "change_class"}


def _columns(description: str) -> Iterator[Column]:
    """Columns from a line such as `person from:day to?:day`; a ? marks one that may be missing or empty."""
    for word in description.split():
        name, _, kind = word.partition(":")
        required = not name.endswith("?")
        name = name.removesuffix("?")
        yield Column(name, _ATTRIBUTES.get(name, name), _READERS[kind], required)


_SECOND_AXIS = " recorded_on?:day retracted_on?:day"


def _table(name: str, fact: type, description: str, unique: tuple[str, ...] = ()) -> Table:
    return Table(name, fact, tuple(_columns(description)), unique)


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table(
            "standards",
            RefreshRule,
            "standard rule_from?:day validity_months?:number grace_days?:number ends_on?:day",
            unique=("standard", "rule_from"),
        ),
        _table(
            "requirements",
            Requirement,
            "role standard context? from:day to?:day needed_by_days?:number" + _SECOND_AXIS,
        ),
        _table("assignments", Assignment, "person unit role from:day to?:day" + _SECOND_AXIS),
        _table(
            "decisions",
            Decision,
            "decision person standard context? outcome decided_on:day held_from?:day practice_as_of?:day"
            " expires_on?:day" + _SECOND_AXIS,
            unique=("decision",),
        ),
        _table(
            "changes",
            Change,
            "subject version:number standard class effective_on:day due_on?:day withdrawn_on?:day population?"
            + _SECOND_AXIS,
            unique=("subject", "version", "standard"),
        ),
        _table("members", Membership, "person population from:day to?:day" + _SECOND_AXIS),
        _table("signatures", Signature, "person subject version:number signed_on:day" + _SECOND_AXIS),
        _table("absences", Absence, "person from:day to?:day" + _SECOND_AXIS),
        _table("suspensions", Suspension, "person standard? from:day to?:day" + _SECOND_AXIS),
        _table("claims", Claim, "person standard opened_on:day closed_on?:day" + _SECOND_AXIS),
    )
}


@dataclass(frozen=True)
class Located:
    """A fact and where it was read: the file, and the row of it (the header is row 1)."""

    file: str
    row: int
    fact: Any


@dataclass(frozen=True)
class FactTables:
    """Every row of every table as read, by table name; and the files and columns that belong to no table."""

    tables: Mapping[str, tuple[Located, ...]]
    ignored_files: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()

    def facts(self, table: str) -> tuple[Any, ...]:
        """The facts of a table, known or not, in the order of its rows."""
        return tuple(located.fact for located in self.tables.get(table, ()))

    def known(self, table: str, known_on: date | None) -> tuple[Located, ...]:
        """The rows known on a day, or now. Refresh rules are always known: their table has no second axis."""
        rows = self.tables.get(table, ())
        if table == "standards":
            return rows
        return tuple(row for row in rows if is_known(row.fact, known_on))


def rows_to_facts(
    table: Table, file: str, rows: Iterable[tuple[int, Mapping[str, Cell]] | str]
) -> Iterator[Located | str]:
    """Each row as a located fact, or as a message of why it cannot be one; messages are passed on."""
    for row in rows:
        if isinstance(row, str):
            yield row
            continue
        number, cells = row
        try:
            yield Located(file, number, table.row_to_fact(cells))
        except BadFact as bad:
            yield f"{file}:{number}:{bad.column}: {bad}"
