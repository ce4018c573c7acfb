"""Reads one sheet of an xlsx workbook (ECMA-376 part 1, 18.3) as its XML streams by."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from standing.core.formats.workbook.formats import Shows, shows, value_shown
from standing.core.formats.workbook.grid import Budget, Grid
from standing.core.formats.workbook.markup import Attributes, walk, whole
from standing.core.formats.workbook.model import Cell, Merge, Sheet, Value

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Merged blocks and hidden columns beyond this many are no table of people.
_MOST_MERGES = 50_000
UNSAVED = "a formula whose result was not saved"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: its number format, its fill as RRGGBB, and whether its text is struck through."""

    format: str = ""
    fill: str = ""
    struck: bool = False


_PLAIN = Style()


def read_sheet(pieces: Iterable[bytes], name: str, hidden: bool, budget: Budget, cells: Cells) -> Sheet:
    """One sheet from its XML."""
    reader = _Reader(Grid(name, budget), budget, cells)
    walk(pieces, reader.start, reader.end, reader.text)
    return Sheet(
        name,
        reader.grid.rows(),
        hidden,
        tuple(reader.merged),
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_columns),
        reader.frozen,
    )


class Cells:
    """Makes cells of what is written down for them. `uncalculated`: no program has worked the formulas out yet, so a
    result of 0 is none.
    """

    def __init__(self, texts: list[str], styles: list[Style], starts_1904: bool, uncalculated: bool) -> None:
        self._texts = texts
        self._styles = dict(zip(map(str, range(len(styles))), styles, strict=False))
        self._starts_1904 = starts_1904
        self._uncalculated = uncalculated

    def cell(self, kind: str, style: str, written: str | None, formula: bool) -> Cell:
        """The cell of a kind (`t`), a style (`s`), the value as written (None: none was), with or without formula."""
        look = self._styles.get(style, _PLAIN)
        value, error = self._value(kind, written, formula, look.format)
        if not look.fill and not look.struck and not formula and not look.format:
            return Cell(value, error)
        format_kept = (
            look.format if isinstance(value, int | float | date) and not isinstance(value, bool) else ""
        )
        return Cell(value, error, formula, format_kept, look.fill, look.struck)

    def _value(self, kind: str, written: str | None, formula: bool, number_format: str) -> tuple[Value, str]:
        if written is None:
            return None, UNSAVED if formula else ""
        match kind:
            case "" | "n":
                answer = self._number(written, formula, number_format)
            case "s":
                place = whole(written)
                known = place is not None and place < len(self._texts)
                answer = (
                    (self._texts[place or 0], "") if known else (None, "a text that the file does not hold")
                )
            case "str" | "inlineStr":
                answer = unescaped(written), ""
            case "b":
                answer = written in ("1", "true"), ""
            case "d":
                answer = _iso(written)
            case "e":
                answer = None, f"the error {written[:40]}"
            case _:
                answer = None, f"a value of a kind that is not known ({kind[:40]})"
        return answer

    def _number(self, written: str, formula: bool, number_format: str) -> tuple[Value, str]:
        if not written.strip():
            return None, UNSAVED if formula else ""
        try:
            number = float(written)
        except ValueError:
            return None, f"{written[:40]!r} where a number should be"
        if not math.isfinite(number):
            return None, f"{written[:40]!r} where a number should be"
        if formula and self._uncalculated and number == 0:
            return None, UNSAVED
        if number_format and shows(number_format) is not Shows.NUMBER:
            return value_shown(number, number_format, self._starts_1904)
        return (int(number) if number.is_integer() and abs(number) < 1e15 else number), ""


def _iso(written: str) -> tuple[Value, str]:
    """A date that is kept as text (only strict workbooks do)."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None, f"{written[:40]!r} where a date should be"
    moment = moment.replace(tzinfo=None)
    return (moment if moment.time() != time.min else moment.date()), ""


def unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold put back (`_x000D_`)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Reader:
    """Follows the XML of one sheet."""

    def __init__(self, grid: Grid, budget: Budget, cells: Cells) -> None:
        self.grid = grid
        self.merged: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.frozen = 0
        self._budget = budget
        self._cells = cells
        self._names: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = 0
        self._hidden_unless_said = False
        self._attributes: Attributes = {}
        self._formula = False
        self._written: list[str] | None = None
        self._listening = False
        self._aid = 0

    def start(self, element: str, attributes: Attributes) -> None:
        name = self._names.get(element) or self._names.setdefault(element, element.rpartition("}")[2])
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "t"):
            self._listening = not self._aid
            if self._listening and self._written is None:
                self._written = []
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._aid += 1
        else:
            self._about(name, attributes)

    def end(self, element: str) -> None:
        name = self._names[element]
        if name == "c":
            written = None if self._written is None else "".join(self._written)
            kind, style = self._attributes.get("t", ""), self._attributes.get("s", "")
            if written is not None or self._formula:
                self.grid.put(self._row, self._column, self._cells.cell(kind, style, written, self._formula))
            self._written = None
        elif name in ("v", "t"):
            self._listening = False
        elif name == "rPh":
            self._aid -= 1

    def text(self, words: str) -> None:
        if self._listening and self._written is not None:
            self._written.append(words)

    def _begin_row(self, attributes: Attributes) -> None:
        self._budget.mark()
        self._row = whole(attributes.get("r")) or self._row + 1
        self._column = 0
        low = attributes.get("customHeight") == "1" and attributes.get("ht") in ("0", "0.0")
        said = attributes.get("hidden", "1" if self._hidden_unless_said else "0")
        if low or said in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        self._budget.mark()
        self._attributes = attributes
        self._formula = False
        self._written = None
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place:
            self._column = self._number_of(place[1])
            self._row = int(place[2])
        else:
            self._column += 1

    def _number_of(self, column: str) -> int:
        return self._columns.get(column) or self._columns.setdefault(column, _column(column))

    def _about(self, name: str, attributes: Attributes) -> None:
        """What is said of the sheet besides its cells."""
        if name == "mergeCell" and len(self.merged) < _MOST_MERGES:
            ends = [_REFERENCE.fullmatch(each) for each in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                rows = sorted(int(end[2]) for end in ends if end)
                columns = sorted(_column(end[1]) for end in ends if end)
                self.merged.append(Merge(rows[0], columns[0], rows[1], columns[1]))
        elif name == "col":
            self._hide_columns(attributes)
        elif name == "pane" and attributes.get("state", "").startswith("frozen"):
            self.frozen = whole(attributes.get("ySplit", "").partition(".")[0]) or 0
        elif name == "sheetFormatPr":
            self._hidden_unless_said = attributes.get("zeroHeight") in ("1", "true")

    def _hide_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in ("1", "true") or attributes.get("width") in ("0", "0.0"):
            first, last = whole(attributes.get("min")), whole(attributes.get("max"))
            if first is not None and last is not None:
                self.hidden_columns.update(range(first, min(last, self._budget.limits.columns) + 1))


def _column(text: str) -> int:
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number
