"""Which rows of a sheet are people (or records), and which are not, and why. A row that could be either is a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from standing.core.formats.matrix.cells import Form
from standing.core.formats.matrix.headings import (
    begins_key,
    field_of,
    heading,
    is_nobody,
    is_note,
    is_total,
    may_be_total,
)
from standing.core.formats.matrix.heads import Head
from standing.core.formats.matrix.model import Fault, Field, Left
from standing.core.formats.matrix.view import View

# What a cell of a person says of a course, and a total or a remark does not.
_TELLING = frozenset((Form.DAY, Form.ORDER, Form.MONTH, Form.YEARLESS, Form.NUMBER, Form.STATE))
# The columns that say who it is; one is enough.
IDENTITY = (Field.NUMBER, Field.NAME, Field.FORENAME, Field.SURNAME, Field.EMAIL)
_LONG_NAME = 60
# So many cells tell whether a row is one of headings.
_ENOUGH = 12


@dataclass
class Rows:
    """The rows of a sheet below its headings, told apart."""

    people: list[int] = field(default_factory=list)
    left_out: list[Left] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """What is known of the columns when the rows are told apart. `label` names the course of a row, if any does."""

    heads: Mapping[int, Head]
    fields: Mapping[Field, int]
    label: int | None
    values: tuple[int, ...]

    @property
    def identity(self) -> list[int]:
        """The columns that say who it is."""
        return [self.fields[each] for each in IDENTITY if each in self.fields]


def tell_apart(view: View, rows: range, columns: Columns) -> Rows:
    """The rows of a range, which ends with the last of the sheet or before."""
    return _Teller(view, columns).told(rows)


class _Teller:
    """Goes through the rows from top to bottom."""

    def __init__(self, view: View, columns: Columns) -> None:
        self._view = view
        self._columns = columns
        self._rows = Rows()
        self._numbered = Field.NUMBER in columns.fields

    def told(self, rows: range) -> Rows:
        view = self._view
        key = ""
        for row in rows:
            filled = view.filled(row)
            beginning = view.own_text(row, filled[0]) if filled else ""
            if not filled:
                self._leave(row, "blank", "nothing stands in it")
            elif self._is_other_table(row):
                self._stop(row)
                break
            elif begins_key(beginning) and not self._is_like_person(row):
                key = beginning
                self._leave(row, "note", "a key to colours or signs begins here")
            elif key and not self._has_number(row) and not self._is_dated(row):
                self._leave(row, "note", f"it belongs to the key that begins with “{key}”")
            else:
                self._tell(row, filled)
        return self._rows

    def _leave(self, row: int, kind: str, why: str) -> None:
        self._rows.left_out.append(Left(row, kind, why))

    def _stop(self, first: int) -> None:
        """Another table with other headings: its cells must not be read under these."""
        where = self._view.address(first, self._view.filled(first)[0])
        what = f"another table begins in row {first}, with other headings; it was not read"
        self._rows.faults.append(Fault(where, what, "Put each table on a sheet of its own."))
        for row in range(first, self._view.height + 1):
            self._leave(row, "other-table", f"it belongs to the table that begins in row {first}")

    def _is_other_table(self, row: int) -> bool:
        """Whether a row has headings again, and other ones."""
        view = self._view
        texts = {column: view.own_text(row, column) for column in view.filled(row)[:_ENOUGH]}
        known = [column for column, text in texts.items() if field_of(text)]
        if len(known) < 2 or len(texts) < 3 or self._is_dated(row):
            return False
        who = [texts[column] for column in self._columns.identity if column in texts]
        same = sum(heading(text) == heading(self._words(column)) for column, text in texts.items())
        return same < 0.6 * len(texts) and (not who or field_of(who[0]) is not None)

    def _is_dated(self, row: int) -> bool:
        """Whether a row says of some course how it stands: a date or a state, not a number or a mark."""
        found = (self._view.said(row, column) for column in self._columns.values)
        return any(each is not None and each.form in _TELLING for each in found)

    def _is_like_person(self, row: int) -> bool:
        """Whether a row has what only people have: a staff number, a date, or a ward or role beside a name."""
        columns = self._columns
        about = [column for field, column in columns.fields.items() if field not in IDENTITY]
        who = [column for column in columns.identity if self._view.own_text(row, column)]
        beside = len(who) > 1 or any(self._view.own_text(row, column) for column in about)
        return self._has_number(row) or (bool(who) and (beside or self._is_dated(row)))

    def _words(self, column: int) -> str:
        head = self._columns.heads.get(column)
        return (head.lower or head.upper) if head else ""

    def _is_repeated(self, row: int, filled: list[int]) -> bool:
        some = filled[:_ENOUGH]
        texts = [(self._view.own_text(row, column), self._columns.heads.get(column)) for column in some]
        same = sum(
            head is not None and heading(text) in (heading(head.lower), heading(head.upper))
            for text, head in texts
        )
        return len(some) > 1 and same >= 0.6 * len(some)

    def _tell(self, row: int, filled: list[int]) -> None:
        columns = self._columns
        who = [column for column in columns.identity if self._view.text(row, column)]
        beginning = self._view.own_text(row, filled[0])
        if self._is_repeated(row, filled):
            self._leave(row, "repeated-header", "it repeats the headings")
        elif (is_total(beginning) and not self._is_dated(row)) or (
            may_be_total(beginning) and not self._is_like_person(row)
        ):
            self._leave(row, "total", f"“{beginning}” adds others up")
        elif is_note(beginning) and not self._is_like_person(row):
            self._leave(row, "note", f"“{beginning[:80]}” is a remark")
        elif who:
            self._tell_named(row, filled, who)
        else:
            self._tell_unnamed(row, filled)

    def _has_number(self, row: int) -> bool:
        """Whether a row has a staff number: "Total: 5" in that column is none."""
        number = self._view.own_text(row, self._columns.fields[Field.NUMBER]) if self._numbered else ""
        return any(letter.isdecimal() for letter in number) and not is_total(number) and not is_note(number)

    def _tell_named(self, row: int, filled: list[int], who: list[int]) -> None:
        view = self._view
        name = view.text(row, who[0])
        only = set(filled) <= set(who)
        merge = view.sheet.merge_at(row, who[0])
        if any(is_nobody(view.text(row, column)) for column in who) and not self._has_number(row):
            self._leave(row, "nobody", f"“{name}” is nobody yet")
        elif any(view.sheet.cell(row, column).struck for column in who):
            self._doubt(
                row,
                who[0],
                "struck",
                f"“{name}” is struck through",
                "Take the row out if the person has left.",
            )
        elif only and not self._has_number(row) and merge and merge.right > merge.left:
            self._leave(row, "heading", f"“{name}” stands alone over the rows below it")
        elif only and not self._has_number(row) and (len(name) > _LONG_NAME or name.endswith((":", "."))):
            self._leave(row, "note", f"“{name[:80]}” is a remark")
        elif len(filled) == 1 and not self._has_number(row):
            what = f"“{name}” stands alone in its row: a person with nothing entered, or a heading"
            do = "Write the person's staff number or unit beside it, or merge the heading over the whole row."
            self._doubt(row, who[0], "doubtful", what, do)
        else:
            self._rows.people.append(row)

    def _doubt(self, row: int, column: int, kind: str, what: str, do: str) -> None:
        self._leave(row, kind, what)
        words = self._view.own_text(row, column)
        self._rows.faults.append(Fault(self._view.address(row, column), what, do, words))

    def _tell_unnamed(self, row: int, filled: list[int]) -> None:
        view, columns = self._view, self._columns
        cells = [view.sheet.cell(row, column) for column in filled]
        numbers = [cell for cell in cells if cell.formula or isinstance(cell.value, int | float)]
        values = [column for column in filled if column in columns.values]
        if columns.label is not None and view.text(row, columns.label) and (values or not columns.identity):
            self._rows.people.append(row)
        elif 2 * len(numbers) > len(filled):
            self._leave(row, "total", "it holds numbers and no name")
        elif not self._rows.people and columns.label is None:
            self._leave(row, "above", "it stands between the headings and the first person, and names nobody")
        elif any(view.is_entry(row, column) for column in values):
            what = f"row {row} holds dates or states, and names nobody"
            do = "Write the person's name or staff number into the row, or clear it."
            self._doubt(row, filled[0], "doubtful", what, do)
        else:
            self._leave(row, "note", f"it names nobody (“{view.own_text(row, filled[0])[:80]}”)")
