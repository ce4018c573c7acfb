"""The four columns of a tracking document, put together again from lines.

The table is broken into pages whose header lines repeat; a row may go on after a page break; a copy may have
been wrapped to a line width or have lost a tab. A row is complete when it has three tabs and something after
the last. Whatever cannot be placed with certainty is a problem naming its line, and is joined to nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from standing.core.formats.decoding import Text
from standing.core.formats.results import Problem, Repair, where

COLUMNS = 4
_HEADERS = re.compile(
    r"Current\s+NOS\s+\(\d{4}\)\s*Replacement\s+NOS[ \t]*|Prefix[ \t]+Title[ \t]+Prefix[ \t]+Title[ \t]*|\f"
)
_ROW_START = re.compile(r"([A-Z]{2,8})(\d{1,4})[ ]*\t")
_CODE_AND_TITLE = re.compile(r"[A-Z]{2,8}(?: [A-Z])?\d{1,4}(?:\.\d{4})?\s+[A-Z]")
_BREAK = object()


@dataclass(frozen=True)
class RawRow:
    """One row: the line it begins on and its four cells, joined across lines but not yet understood."""

    line: int
    cells: tuple[str, str, str, str]


@dataclass
class _Row:
    """A row being put together: segments are the parts of it that stand on different pages."""

    line: int
    code: str
    segments: list[str]
    joins: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the present segment has all its cells."""
        return self.segments[-1].count("\t") >= COLUMNS - 1 and not self.segments[-1].endswith("\t")


@dataclass
class Table:
    """The raw rows of a text, and what was repaired or not understood on the way."""

    rows: list[RawRow] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Assembler:
    """Takes the pieces of a document in order and puts the rows together."""

    def __init__(self, file: str, prefix: str) -> None:
        self.table = Table()
        self._file, self._prefix = file, prefix
        self._row: _Row | None = None
        self._in_table = self._broken = False

    def page_break(self, is_header: bool) -> None:
        """A header line, a form feed or an empty line."""
        self._broken = True
        self._in_table = self._in_table or is_header

    def text(self, line: int, piece: str) -> None:
        """A piece of a line that is no header."""
        start = _ROW_START.match(piece)
        row = self._row
        if (
            start
            and start[1] == self._prefix
            and (row is None or row.complete or row.code != start[1] + start[2])
        ):
            self.finish()
            self._in_table = True
            self._row = _Row(line, start[1] + start[2], [piece])
        elif row is None:
            self._stray(line, piece)
        elif not row.complete:
            self._join(row, line, piece)
        elif piece.startswith("\t") and self._broken:
            row.segments.append(piece)
            row.joins.append((line, "a row that goes on after a page break was joined", piece))
        elif self._broken or "\t" in piece or "  " in piece or _begins_a_row(row, piece):
            self._stray(line, piece)
        else:
            self._join(row, line, piece)
        self._broken = False

    def finish(self) -> None:
        """Closes the row being put together, if any."""
        row, self._row = self._row, None
        if row is None:
            return
        parts = [self._cells(segment) for segment in row.segments]
        wrong = next((part for part in parts if len(part) != COLUMNS), None)
        if wrong is not None:
            what = f"the row of {row.code} has {len(wrong)} cells, expected {COLUMNS} (three tabs)"
            self._problem(
                row.line,
                what,
                "Compare the row with the document and put its tabs back, then import it again.",
            )
            return
        odd = next((part for part in parts[1:] if not _goes_on(part)), None)
        if odd is not None:
            what = f"after the row of {row.code} come cells without a code that do not continue it: "
            self._problem(
                row.line,
                what + repr(" ".join(odd).strip()),
                "Put the missing code back, then import it again.",
            )
            return
        cells = [" ".join(filter(None, column)) for column in zip(*parts, strict=True)]
        whole = " | ".join(cells)
        for line, what, piece in row.joins:
            self.table.repairs.append(Repair(where(self._file, line), what, piece, whole))
        self.table.rows.append(RawRow(row.line, (cells[0], cells[1], cells[2], cells[3])))

    def _cells(self, segment: str) -> list[str]:
        cells = [" ".join(cell.split()) for cell in segment.split("\t")]
        while len(cells) > COLUMNS and not cells[-1]:
            cells.pop()
        return cells

    def _join(self, row: _Row, line: int, piece: str) -> None:
        so_far = row.segments[-1]
        glue = "" if re.search(r"\w-$", so_far[-2:]) else " "
        row.segments[-1] = so_far + glue + piece
        row.joins.append((line, "a row wrapped over several lines was joined", piece))

    def _stray(self, line: int, piece: str) -> None:
        if not self._in_table and "\t" not in piece:
            return  # the prose before the table
        self._in_table = True
        self.finish()
        what = f"this line is not a row of the table and was not read: {piece.strip()[:80]!r}"
        self._problem(
            line, what, "Compare it with the document: an old code, a tab or a line end may be missing."
        )

    def _problem(self, line: int, what: str, do: str) -> None:
        self.table.problems.append(Problem(where(self._file, line), what, do))


def read_table(text: Text) -> Table:
    """The raw rows of a decoded tracking document."""
    assembler = _Assembler(text.file, _old_prefix(text))
    for number, piece in _pieces(text):
        if isinstance(piece, str):
            assembler.text(number, piece)
        else:
            assembler.page_break(is_header=piece is _BREAK)
    assembler.finish()
    return assembler.table


def _pieces(text: Text) -> Iterator[tuple[int, object]]:
    """Each line as text, a header (`_BREAK`) or empty (None); a header glued to a row comes as two pieces."""
    for number, line in enumerate(text.lines, 1):
        position = 0
        for header in _HEADERS.finditer(line):
            if line[position : header.start()].strip():
                yield number, line[position : header.start()]
            yield number, (None if header.group() == "\f" else _BREAK)
            position = header.end()
        rest = line[position:]
        if rest.strip():
            yield number, rest.rstrip(" ")
        elif not position:
            yield number, None


def _old_prefix(text: Text) -> str:
    """The letters of the old codes: those that most lines of the table begin with."""
    starts = (_ROW_START.match(line) for line in text.lines)
    counts = Counter(start[1] for start in starts if start)
    return counts.most_common(1)[0][0] if counts else ""


def _begins_a_row(row: _Row, piece: str) -> bool:
    """Whether words look like a row whose tabs are lost: a code and a title, unless "and" stands before them."""
    return bool(_CODE_AND_TITLE.match(piece)) and not row.segments[-1].rstrip().endswith(" and")


def _goes_on(cells: list[str]) -> bool:
    """Whether these cells can be the rest of a row: no codes, and words that go on in the middle of a
    sentence.
    """
    texts = [cell for cell in (cells[1], cells[3]) if cell]
    return not cells[0] and not cells[2] and bool(texts) and all(not text[0].isupper() for text in texts)
