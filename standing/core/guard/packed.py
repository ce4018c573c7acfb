"""Word, Excel, PowerPoint and OpenDocument files: their texts, comments, properties, and what lies inside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from standing.core.formats.workbook import Cell, Unreadable, read_workbook
from standing.core.formats.workbook import Limits as WorkbookLimits
from standing.core.formats.workbook.markup import Attributes, local, walk
from standing.core.formats.workbook.package import Package
from standing.core.guard.model import Finding, Limits
from standing.core.guard.pictures import ENDINGS, pieces_of_picture
from standing.core.guard.pieces import Piece, not_looked_into

_LOOK_ONLY = (
    "styles",
    "theme",
    "fonttable",
    "numbering",
    "websettings",
    "settings",
    "presprops",
    "viewprops",
    "tablestyles",
)
_LINES = {"p", "h", "si", "t", "tr", "row", "table-row"}
_CELLS = {"tc", "table-cell"}
_IN_PROPERTIES = ("docprops/", "meta.xml")
_DESCRIBED = {"docPr", "cNvPr"}
_PLACES = (
    ("docprops/", "properties"),
    ("meta.xml", "properties"),
    ("comments", "comments"),
    ("header", "header"),
    ("footer", "footer"),
    ("notesslides", "notes"),
    ("slides/", "slides"),
    ("customxml/", "hidden data"),
)
_WORKBOOKS = ("xl/workbook.xml",)
_INSIDE = ("/embeddings/", "/media/", "pictures/", "thumbnails/")


def pieces_of_package(content: bytes, limits: Limits) -> Iterator[Piece | Finding]:
    """The texts of a packed office file, part by part. What cannot be looked into is a finding of its own."""
    try:
        package = Package(content, _workbook_limits(limits))
        names = sorted(package.names)
        if len(names) > limits.parts:
            yield not_looked_into("", f"the file is packed from more than {limits.parts:,} parts")
            return
        yield from _texts(package, names)
        yield from _inside(package, names)
    except Unreadable:
        why = "the file is damaged, protected by a password, or unpacks to far more than its size"
        yield not_looked_into("", why)
        return
    if any(name in _WORKBOOKS for name in names):
        yield from pieces_of_workbook(content, limits)


def pieces_of_workbook(content: bytes, limits: Limits) -> Iterator[Piece | Finding]:
    """The cells of a workbook, row by row, each value after what stands on top of its column."""
    try:
        workbook = read_workbook("", content, _workbook_limits(limits))
    except Unreadable as refused:
        yield not_looked_into("cells", refused.what)
        return
    for sheet in workbook.sheets:
        heads: dict[int, str] = {}
        rows: list[str] = []
        for row in sheet.rows:
            rows.append(
                "  ".join(
                    _headed(cell, heads.get(place, "")) for place, cell in enumerate(row) if not cell.empty
                )
            )
            for place, cell in enumerate(row):
                if place not in heads and isinstance(cell.value, str) and not cell.empty:
                    heads[place] = cell.value[:40]
        yield Piece(f"sheet {sheet.name}", "\n".join(rows))


def _headed(cell: Cell, head: str) -> str:
    value = cell.value
    words = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value).removesuffix(".0")
    return f"{head}: {words}" if head else words


def _texts(package: Package, names: list[str]) -> Iterator[Piece]:
    for name in names:
        if name.endswith(".xml") and not _is_look(name) and not name.startswith("xl/worksheets/"):
            text = "".join(_words(package, name))
            if text.strip():
                yield Piece(_place(name), text)


def _is_look(name: str) -> bool:
    return (
        PurePosixPath(name).stem.rstrip("0123456789") in _LOOK_ONLY
        or "/theme" in name
        or name.startswith("[")
    )


def _place(name: str) -> str:
    return next((place for part, place in _PLACES if part in name), "text")


def _words(package: Package, name: str) -> list[str]:
    """The words of a part, in order. A paragraph ends a line; in a table, a row does, so that a label and what stands
    beside it are read together.
    """
    words: list[str] = []
    depth = 0
    every_element = name.startswith(_IN_PROPERTIES)

    def start(element: str, attributes: Attributes) -> None:
        nonlocal depth
        if local(element) in _CELLS:
            depth += 1
        if local(element) in _DESCRIBED:
            words.extend(f"{attributes[key]}\n" for key in ("descr", "title") if attributes.get(key))

    def end(element: str) -> None:
        nonlocal depth
        tag = local(element)
        if tag in _CELLS:
            depth -= 1
        if (
            every_element
            or tag == "si"
            or (tag in _LINES and tag != "t" and not (depth and tag in {"p", "h"}))
        ):
            words.append("\n")
        elif tag in _CELLS or tag in {"p", "h", "tab", "br", "s"}:
            words.append(" ")

    walk(package.pieces(name), start, end, words.append)
    return words


def _inside(package: Package, names: list[str]) -> Iterator[Piece | Finding]:
    """Pictures and files inside the file: what the pictures say of themselves, and that they were not looked at."""
    within = [name for name in names if any(folder in f"/{name}" for folder in _INSIDE)]
    pictures = [name for name in within if name.endswith(ENDINGS)]
    for name in pictures:
        content = b"".join(package.pieces(name))
        yield from (piece for piece in pieces_of_picture(content, inside=True))
    others = [name for name in within if "/embeddings/" in f"/{name}"]
    if pictures:
        yield not_looked_into(
            "", f"{_count(pictures, 'picture')} inside it: what they show was not looked at"
        )
    if others:
        yield not_looked_into("", f"{_count(others, 'file')} inside it: these were not looked into")


def _count(names: list[str], what: str) -> str:
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'}"


def _workbook_limits(limits: Limits) -> WorkbookLimits:
    return WorkbookLimits(
        file_bytes=limits.bytes,
        unpacked_bytes=limits.unpacked_bytes,
        cells=200_000,
        rows=20_000,
        tags=2_000_000,
    )
