"""Reads xlsx and xlsm (ECMA-376, transitional and strict): the parts of the package; `xlsx_sheet` reads one sheet.

Written here rather than taken from a library so that nothing is lost on the way: formulas without a saved result, error
values, hidden rows, number formats and struck text are all seen (ADR 0030).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TypeVar

from standing.core.formats.workbook.formats import BUILT_IN
from standing.core.formats.workbook.grid import Budget
from standing.core.formats.workbook.markup import Attributes, local, walk, whole
from standing.core.formats.workbook.model import Limits, Sheet, Unreadable
from standing.core.formats.workbook.package import Package
from standing.core.formats.workbook.xlsx_sheet import Cells, Style, read_sheet, unescaped

_Thing = TypeVar("_Thing")
# What a workbook can have besides cells: the beginning of the names of its parts, and the word about it.
_NOT_READ = (
    ("xl/vbaproject", "The workbook has macros. They were neither read nor run."),
    (
        "xl/externallinks/",
        "The workbook links to other workbooks. They were not opened: the values saved last were read.",
    ),
    (
        "xl/connections",
        "The workbook fetches data from elsewhere. Nothing was fetched: the values saved last were read.",
    ),
    ("xl/comments", "The workbook has comments or notes on cells. They were not read."),
    ("xl/threadedcomments/", "The workbook has comments or notes on cells. They were not read."),
    ("xl/media/", "The workbook has pictures. They were not read."),
    ("xl/embeddings/", "The workbook has other files inside. They were not read."),
    ("xl/charts/", "The workbook has charts. They were not read."),
)


@dataclass
class _Book:
    """What xl/workbook.xml says: each sheet's name, state and relation; and how days and formulas are kept."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    starts_1904: bool = False
    uncalculated: bool = False


def read(content: bytes, limits: Limits) -> tuple[list[Sheet], bool, list[str]]:
    """The sheets, whether days are counted from 1904, and the remarks. Raises Unreadable."""
    package = Package(content, limits)
    main = _main_part(package)
    book = _book(package, main)
    related = _relations(package, main)
    texts = _texts(package, next((path for kind, path in related.values() if kind == "sharedStrings"), ""))
    styles = _styles(package, next((path for kind, path in related.values() if kind == "styles"), ""))
    remarks = list(
        dict.fromkeys(word for start, word in _NOT_READ if any(n.startswith(start) for n in package.names))
    )
    budget = Budget(limits)
    cells = Cells(texts, styles, book.starts_1904, book.uncalculated)
    sheets = []
    for name, state, relation in book.sheets:
        kind, path = related.get(relation, ("", ""))
        if kind == "worksheet":
            hidden = state != "visible"
            sheets.append(read_sheet(package.pieces(path), name, hidden, budget, cells))
        else:
            remarks.append(
                f"The sheet “{name}” is not a sheet of cells (it may be a chart). It was not read."
            )
    return sheets, book.starts_1904, remarks


def _main_part(package: Package) -> str:
    for kind, path in _relations(package, "").values():
        if kind == "officeDocument":
            return path
    return "xl/workbook.xml"


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part by their id: kind and path. What lies outside the package is not among them."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, path.lstrip("/"))

    where = posixpath.join(folder, "_rels", f"{name}.rels")
    if where in package:
        walk(package.pieces(where), start)
    return found


def _book(package: Package, path: str) -> _Book:
    book = _Book()

    def start(element: str, attributes: Attributes) -> None:
        match local(element):
            case "sheet":
                relation = next((value for name, value in attributes.items() if name.endswith("}id")), "")
                book.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), relation))
            case "workbookPr":
                book.starts_1904 = is_on(attributes.get("date1904"))
            case "calcPr":
                book.uncalculated = is_on(attributes.get("fullCalcOnLoad"))

    walk(package.pieces(path), start)
    if not book.sheets:
        raise Unreadable(
            "The workbook has no sheets.", "Check that it is the right file, and choose it again."
        )
    return book


def is_on(value: str | None) -> bool:
    """A switch of a workbook, as XML writes it."""
    return value in ("1", "true", "on")


def _texts(package: Package, path: str) -> list[str]:
    """The texts that cells refer to by number."""
    reader = _TextReader()
    if path and path in package:
        walk(package.pieces(path), reader.start, reader.end, reader.text)
    return reader.texts


class _TextReader:
    """Collects the texts of xl/sharedStrings.xml; readings for pronunciation (rPh) are no part of a text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._listening = False
        self._aids = 0

    def start(self, element: str, _: Attributes) -> None:
        name = local(element)
        if name == "t":
            self._listening = not self._aids
        elif name == "rPh":
            self._aids += 1

    def end(self, element: str) -> None:
        name = local(element)
        if name == "si":
            self.texts.append(unescaped("".join(self._parts)))
            self._parts.clear()
        elif name == "t":
            self._listening = False
        elif name == "rPh":
            self._aids -= 1

    def text(self, words: str) -> None:
        if self._listening:
            self._parts.append(words)


def _styles(package: Package, path: str) -> list[Style]:
    """The looks of cells, by their number: number format, fill, struck through."""
    if not path or path not in package:
        return []
    reader = _StyleReader()
    walk(package.pieces(path), reader.start, reader.end)
    return [reader.style(look) for look in reader.looks]


class _StyleReader:
    """Collects what xl/styles.xml says of fonts, fills, formats, and their combinations."""

    def __init__(self) -> None:
        self.formats: dict[str, str] = {str(number): text for number, text in BUILT_IN.items()}
        self.struck: list[bool] = []
        self.fills: list[str] = []
        self.looks: list[Attributes] = []
        self._inside: list[str] = []

    def start(self, element: str, attributes: Attributes) -> None:
        name = local(element)
        around = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        match around, name:
            case "numFmts", "numFmt":
                self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            case "fonts", "font":
                self.struck.append(False)
            case "font", "strike" if "fonts" in self._inside and self.struck:
                self.struck[-1] = attributes.get("val", "1") != "0"
            case "fills", "fill":
                self.fills.append("")
            case "patternFill", "fgColor" if "fills" in self._inside and self.fills:
                self.fills[-1] = attributes.get("rgb", "")[-6:].upper()
            case "cellXfs", "xf":
                self.looks.append(attributes)

    def end(self, _: str) -> None:
        self._inside.pop()

    def style(self, look: Attributes) -> Style:
        """One combination."""
        return Style(
            self.formats.get(look.get("numFmtId", "0"), ""),
            _at(self.fills, look.get("fillId", "0")) or "",
            _at(self.struck, look.get("fontId", "0")) or False,
        )


def _at(things: list[_Thing], number: str) -> _Thing | None:
    place = whole(number)
    return things[place] if place is not None and place < len(things) else None
