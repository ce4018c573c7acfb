"""Reads delimited text (csv, tsv and their relatives): which characters, which delimiter, then the cells, all as text.

What is understood by evidence is said. A formula in a text file is plain text: nothing is ever worked out.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from standing.core.formats.decoding import characters, damages
from standing.core.formats.results import Repair
from standing.core.formats.workbook.grid import Budget, Grid
from standing.core.formats.workbook.model import Cell, Limits, Sheet, Unreadable

DELIMITERS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "^": "carets",
    "~": "tildes",
    "¦": "broken bars",
    ":": "colons",
    "\x1f": "unit separators",
}
# Below this the sign does not tell columns apart: it only occurs.
_FITS = 0.25
_SAMPLE_ROWS = 300
_LARGEST_CELL = 2**31 - 1
_SAMPLE_LETTERS = 100_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1e\x7f]")
_SAVE_AGAIN = "Open it in your spreadsheet program, save it as .xlsx, and choose that file."


def read(
    name: str, content: bytes, limits: Limits, encoding: str, delimiter: str
) -> tuple[Sheet, list[Repair], list[str]]:
    """The one sheet of a text file, what was understood by evidence, and the remarks. Raises Unreadable."""
    text, repairs = _text(name, content, encoding)
    _check_text(text)
    remarks = [f"In the file, {damage}. Look at the names and the headings." for damage in damages(text)[:1]]
    text, said = _said_delimiter(text)
    chosen = delimiter or said or _delimiter(text)
    if len(chosen) != 1 or chosen in '"\r\n':
        what = f"Columns cannot be told apart by “{chosen}”."
        raise Unreadable(what, "Give one sign, such as a comma, a semicolon or a tab.")
    words = DELIMITERS.get(chosen, f"“{chosen}”")
    if chosen != ",":
        repairs.append(Repair(name, f"columns told apart by {words}", chosen, ","))
    return Sheet("Sheet1", _rows(text, chosen, words, Budget(limits))), repairs, remarks


def _text(name: str, content: bytes, encoding: str) -> tuple[str, list[Repair]]:
    """The characters, and how they were understood if not as plain UTF-8."""
    if encoding:
        try:
            return content.decode(encoding).lstrip("\ufeff"), [
                Repair(name, f"read as {encoding}", encoding, "UTF-8")
            ]
        except (LookupError, UnicodeError) as error:
            raise Unreadable(f"The file is not text in the encoding {encoding}.", _SAVE_AGAIN) from error
    guessed = _wide_encoding(content)
    if guessed:
        try:
            return content.decode(guessed).lstrip("\ufeff"), [
                Repair(name, f"read as {guessed.upper()}", guessed, "UTF-8")
            ]
        except UnicodeError as error:
            raise Unreadable("The file is damaged, or is not text.", _SAVE_AGAIN) from error
    text, named, refusal = characters(content, name)
    if refusal:
        found = refusal.problems[0]
        raise Unreadable(
            f"The text of the file cannot be read: {found.what} (line {found.where.rpartition(':')[2]}).",
            _SAVE_AGAIN,
        )
    if not named:
        return text, []
    # Whoever sent the file can see by such words whether it was read rightly.
    odd = list(dict.fromkeys(re.findall(r"\w*[^\W\x00-\x7f]\w*", text[:1_000_000])))[:3]
    example = f": {', '.join(f'“{word}”' for word in odd)}" if odd else ""
    return text, [Repair(name, f"read as {named}{example}", named, "UTF-8")]


def _wide_encoding(content: bytes) -> str:
    """UTF-32, or UTF-16 that has lost its mark: every second byte of English text is zero then."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    beginning = content[:4000]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in beginning:
        return ""
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) * 2.5 < len(beginning) / 2 or min(even, odd) * 20 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _check_text(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\xa0"):
        raise Unreadable("The file is empty.", "Choose the file again: nothing was in it.")
    if _CONTROLS.search(text):
        raise Unreadable(
            "The file is neither a workbook nor text.", "Choose the spreadsheet, or save it again as .xlsx."
        )


def _said_delimiter(text: str) -> tuple[str, str]:
    """The text without the line by which spreadsheets are told the delimiter (`sep=;`), and that delimiter."""
    said = re.match(r'"?sep=(.)"?(?:\r\n|\r|\n)', text, re.IGNORECASE)
    return (text[said.end() :], said[1]) if said else (text, "")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the beginning of a text into the most, and the most equal, rows; a comma where none
    does.
    """
    sample = text[:_SAMPLE_LETTERS]
    lines = io.StringIO(sample, newline="").readlines()[:_SAMPLE_ROWS]
    if len(lines) > 1 and len(sample) < len(text):
        lines = lines[:-1]
    scores = {each: _score(lines, each) for each in DELIMITERS if each in sample}
    best = max(scores, key=lambda each: scores[each], default=",")
    return best if scores.get(best, 0.0) >= _FITS else ","


def _score(lines: list[str], delimiter: str) -> float:
    """How well a delimiter fits: 0 where it cuts nothing, towards 1 for many columns in rows of equal length whose
    cells hold no other delimiter.
    """
    rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)]
    if not rows:
        return 0.0
    lengths = Counter(map(len, rows))
    columns = sum(count * (length - 1) / length for length, count in lengths.items()) / len(rows)
    even = lengths.most_common(1)[0][1] / len(rows)
    cells = [cell for row in rows for cell in row]
    clean = sum(not re.search("[;\t|^]|^ ", cell) for cell in cells) / len(cells)
    # A colon stands in times and after words far more often than between columns.
    likely = 0.5 if delimiter == ":" else 1.0
    return likely * columns * (0.5 + 0.5 * even) * (0.5 + 0.5 * clean)


def _rows(text: str, delimiter: str, words: str, budget: Budget) -> tuple[tuple[Cell, ...], ...]:
    """The cells. Text only: numbers, dates and formulas stay as they were written."""
    grid = Grid("Sheet1", budget)
    spaced = f'{delimiter} "' in text[:_SAMPLE_LETTERS]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=spaced
    )
    number = 0
    # One limit for the whole process: others set it too. A cell too long to be one is told by the grid.
    csv.field_size_limit(_LARGEST_CELL)
    try:
        for number, row in enumerate(reader, 1):
            budget.mark()
            for column, written in enumerate(row, 1):
                if written:
                    grid.put(number, column, Cell(written))
    except csv.Error as error:
        raise Unreadable(
            f"After row {number:,} the quotation marks of the file do not pair off (columns told apart by {words}).",
            "Put the missing quotation mark in, or double those that belong to a text; or save the file as .xlsx.",
        ) from error
    return grid.rows()
