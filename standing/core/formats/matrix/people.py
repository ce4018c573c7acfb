"""What the rows of a sheet say of their people, kept as text and as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standing.core.formats.matrix.cells import shown
from standing.core.formats.matrix.model import Fault, Field, Layout, Person
from standing.core.formats.matrix.words import tidy
from standing.core.formats.results import Repair
from standing.core.formats.workbook import Cell, Sheet

_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
_AS_TEXT = re.compile(r"""=?"([^"]*)"|'(.*)""")
_DECIMAL = re.compile(r"(\d+)\.0+")
_ZEROS = re.compile(r"0{2,}")
_WRITE = "Write it again as text, as it stands on the pay slip."


class People:
    """Reads the people of a layout, row by row, and notes what was put right."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.faults: list[Fault] = []
        self._sheet = sheet
        self._layout = layout
        self._as_numbers: list[str] = []
        self._mended: list[Repair] = []
        self._sections = {left.number: left for left in layout.left_out if left.kind == "heading"}

    def read(self) -> Iterator[tuple[int, Person]]:
        """Each row that is read, and what it says of its person; empty where it names nobody."""
        section = ""
        headed = sorted(self._sections)
        for row in self._layout.people:
            while headed and headed[0] < row:
                at = headed.pop(0)
                section = tidy(next(shown(cell) for cell in self._sheet.rows[at - 1] if not cell.empty))
            told = {field: self._told(field, row, column) for field, column in self._layout.fields.items()}
            yield row, Person(**{field.value: text for field, text in told.items()}, section=section)

    @property
    def repairs(self) -> list[Repair]:
        """What was put right in staff numbers."""
        found = list(self._mended)
        if self._as_numbers:
            count = len(self._as_numbers)
            what = f"{count} staff numbers kept as numbers: leading zeros, if there were any, are lost"
            found.append(Repair(self._as_numbers[0], what, "number", "text"))
        return found

    def _told(self, field: Field, row: int, column: int) -> str:
        cell = self._sheet.spread(row, column)
        address = self._sheet.address(row, column)
        if cell.error:
            do = "Put the value itself into the cell, or work the workbook out and save it."
            self.faults.append(Fault(address, cell.error, do))
            return ""
        if field is Field.NUMBER and not cell.empty:
            return self._number(cell, address)
        return tidy(shown(cell))

    def _number(self, cell: Cell, address: str) -> str:
        """A staff number as text."""
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            return self._from_number(cell, address)
        written = tidy(shown(cell))
        if _ROUNDED.fullmatch(written):
            self.faults.append(
                Fault(address, f"the staff number {written} was cut short by a spreadsheet", _WRITE, written)
            )
            return ""
        quoted = _AS_TEXT.fullmatch(written)
        decimal = _DECIMAL.fullmatch(written)
        mended = (quoted[1] or quoted[2] or "") if quoted else decimal[1] if decimal else written
        if mended != written:
            self._mended.append(
                Repair(address, "a staff number freed of the signs around it", written, mended)
            )
        return mended.strip()

    def _from_number(self, cell: Cell, address: str) -> str:
        number = float(cell.value)  # type: ignore[arg-type]
        if not number.is_integer() or not 0 <= number < 1e15:
            self.faults.append(
                Fault(address, f"the staff number {shown(cell)} is no whole number", _WRITE, shown(cell))
            )
            return ""
        text = str(int(number))
        if _ZEROS.fullmatch(cell.format):
            # The format shows the zeros: they are what people see.
            padded = text.zfill(len(cell.format))
            if padded != text:
                self._mended.append(
                    Repair(address, "a staff number with its zeros, as it is shown", text, padded)
                )
            return padded
        self._as_numbers.append(address)
        return text
