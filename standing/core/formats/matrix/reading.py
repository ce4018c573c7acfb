"""From a layout and the answers to one entry for each filled cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from standing.core.formats.matrix.asking import ask
from standing.core.formats.matrix.cells import Form, Said, said, shown
from standing.core.formats.matrix.model import (
    Conventions,
    Entries,
    Entry,
    Kind,
    Layout,
    Meaning,
    Person,
    Question,
    ValueColumn,
)
from standing.core.formats.matrix.people import People
from standing.core.formats.matrix.settling import Column, Settled, settle
from standing.core.formats.matrix.words import tidy
from standing.core.formats.workbook import Sheet, Workbook


def questions(workbook: Workbook, layout: Layout, conventions: Conventions, today: date) -> list[Question]:
    """What must be asked before the sheet can be read, once a column; without what `conventions` answer already."""
    sheet = workbook.sheet(layout.sheet)
    return ask(sheet, layout, _columns(workbook, sheet, layout, today), conventions, today)


def read_entries(workbook: Workbook, layout: Layout, conventions: Conventions, today: date) -> Entries:
    """One entry for each filled cell of the layout's people and columns. What a question is open for is UNANSWERED.

    What the person asked to leave out because it is hidden is not among them, and that is said.
    """
    sheet = workbook.sheet(layout.sheet)
    columns = {column.column.column: column for column in _columns(workbook, sheet, layout, today)}
    people = People(sheet, layout)
    reader = _Reader(sheet, layout, conventions, today, columns)
    rows = list(_named(people, conventions, layout))
    entries = sorted(
        (entry for row, person in rows for entry in reader.entries(row, person)),
        key=lambda entry: (entry.row, entry.column),
    )
    return Entries(
        tuple(entries), tuple(rows), tuple(people.faults), tuple(people.repairs), tuple(reader.settled())
    )


def _columns(workbook: Workbook, sheet: Sheet, layout: Layout, today: date) -> list[Column]:
    """Each column that is read, with what its filled cells say."""
    return [
        Column(
            sheet.name,
            column,
            [
                (row, said(cell, today, workbook.starts_1904))
                for row in layout.people
                if not (cell := sheet.cell(row, column.column)).empty
            ],
        )
        for column in layout.columns
    ]


def _named(people: People, conventions: Conventions, layout: Layout) -> Iterator[tuple[int, Person]]:
    """Each row with its person; a row that names nobody has the person above it, where that was answered."""
    down = conventions.of(Kind.FILL_DOWN, layout.sheet, None) == "yes"
    learner = conventions.of(Kind.LEARNER, layout.sheet, None) if not layout.fields else None
    above: Person | None = None
    for row, person in people.read():
        if learner:
            yield row, replace(person, name=tidy(learner))
        elif not person.known and down and above:
            yield row, above
        else:
            yield row, person
            above = person


@dataclass
class _Reader:
    """Makes the entries of one sheet."""

    sheet: Sheet
    layout: Layout
    conventions: Conventions
    today: date
    columns: dict[int, Column]

    def __post_init__(self) -> None:
        self._left_out = 0
        self._hidden_answer = self.conventions.of(Kind.HIDDEN, self.layout.sheet, None)
        self._said = {column: dict(each.cells) for column, each in self.columns.items()}
        self._rows = frozenset(self.layout.people)
        self._answers: dict[tuple[int, int], Settled] = {}

    def entries(self, row: int, person: Person) -> Iterator[Entry]:
        """The entries of one row."""
        label = self._label(row)
        for column in self.layout.columns:
            found = self._said[column.column].get(row)
            if found is not None:
                entry = self._entry(row, column, person, label, found)
                if entry:
                    yield entry

    def _label(self, row: int) -> str:
        column = self.layout.label_column
        return tidy(shown(self.sheet.spread(row, column))) if column is not None else ""

    def _entry(self, row: int, column: ValueColumn, person: Person, label: str, found: Said) -> Entry | None:
        hidden = self._hidden(row, column.column)
        if hidden and self._hidden_answer == "leave-out":
            self._left_out += 1
            return None
        course = column.label or label
        settled = self._wrong(row, column.column, person, course) or self._settled(column.column, found)
        if hidden and self._hidden_answer is None and settled.meaning is not Meaning.FAULT:
            what = f"{hidden}, and whether it is to be read is not said"
            settled = Settled(Meaning.UNANSWERED, fault=what, do="Answer the question about what is hidden.")
        return Entry(
            self.layout.sheet,
            row,
            column.column,
            self.sheet.address(row, column.column),
            person,
            course,
            found.written,
            settled.meaning,
            settled.day,
            found.note,
            settled.repaired or found.repaired,
            hidden,
            settled.fault,
            settled.do,
        )

    def _settled(self, column: int, found: Said) -> Settled:
        """What a cell says; cells that say the same share the answer."""
        known = self._answers.get((column, id(found)))
        if known is None:
            known = settle(found, self.columns[column], self.conventions, self.today)
            self._answers[column, id(found)] = known
        return known

    def _wrong(self, row: int, column: int, person: Person, course: str) -> Settled | None:
        """What is wrong with the place of a cell, whatever it says."""
        if not person.known:
            what = f"row {row} names nobody"
            if self.layout.fields and self.conventions.of(Kind.FILL_DOWN, self.layout.sheet, None) == "no":
                return Settled(Meaning.FAULT, fault=what, do="Write the person into the row, or clear it.")
            return Settled(
                Meaning.UNANSWERED, fault=what, do="Answer the question about rows without a name."
            )
        if not course:
            do = "Write the course into the row, or clear it."
            return Settled(Meaning.FAULT, fault=f"row {row} names no course", do=do)
        covered = self._covered(row, column)
        if covered > 1:
            what = f"one text stands in {covered} cells that are merged"
            do = "Unmerge the cells, and write into each what holds for it."
            return Settled(Meaning.FAULT, fault=what, do=do)
        return None

    def _covered(self, row: int, column: int) -> int:
        """How many cells that are read a merged block covers; 1 for a cell by itself."""
        merge = self.sheet.merge_at(row, column)
        if merge is None:
            return 1
        rows = sum(each in self._rows for each in range(merge.top, min(merge.bottom, self.sheet.height) + 1))
        return rows * sum(merge.left <= each <= merge.right for each in self.columns)

    def _hidden(self, row: int, column: int) -> str:
        """Why a cell cannot be seen in the spreadsheet, empty if it can."""
        sheet = self.sheet
        if sheet.hidden:
            return "the sheet is hidden"
        used = {column, self.layout.label_column} & sheet.hidden_columns
        if row in sheet.hidden_rows:
            return f"row {row} is hidden"
        return "its column is hidden" if used else ""

    def settled(self) -> Iterator[str]:
        """What was settled by evidence, and what was left out because it is hidden."""
        for column in self.columns.values():
            if (
                column.order
                and column.forms[Form.ORDER]
                and column.answer(self.conventions, Kind.ORDER) is None
            ):
                first = next((row, each) for row, each in column.cells if each.order)
                where = self.sheet.address(first[0], column.column.column)
                part = column.order.partition("-")[0]
                proof = f"{first[1].written.strip()} ({where}) can only be read so"
                yield f"“{column.column.heading}”: the {part} first, as {proof}."
            if any(each.short for _, each in column.cells):
                start = self.today.year - 60
                yield f"“{column.column.heading}”: years of two digits are those from {start} to {start + 99}."
        if self._left_out:
            yield f"{self._left_out} cells that the spreadsheet hides were left out, as was answered."
