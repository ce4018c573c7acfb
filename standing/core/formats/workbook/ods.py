"""Reads ods (OpenDocument 1.2 and later, part 1, chapters 9 and 19) as its XML streams by."""

from __future__ import annotations

from standing.core.formats.workbook.grid import Budget
from standing.core.formats.workbook.markup import Attributes, local, walk
from standing.core.formats.workbook.model import Limits, Sheet, Unreadable
from standing.core.formats.workbook.ods_sheet import Tables
from standing.core.formats.workbook.package import Package, locked


def read(content: bytes, limits: Limits) -> tuple[list[Sheet], bool, list[str]]:
    """The sheets, whether days are counted from 1904, and the remarks. Raises Unreadable."""
    package = Package(content, limits)
    _check_unlocked(package)
    tables = Tables(Budget(limits))
    walk(package.pieces("content.xml"), tables.start, tables.end, tables.text)
    if not tables.sheets:
        raise Unreadable(
            "The workbook has no sheets.", "Check that it is the right file, and choose it again."
        )
    remarks = list(tables.remarks)
    if any(name.startswith(("basic/", "scripts/")) for name in package.names):
        remarks.append("The workbook has macros. They were neither read nor run.")
    if any(name.startswith("pictures/") for name in package.names):
        remarks.append("The workbook has pictures. They were not read.")
    if any(name.startswith("object") for name in package.names):
        remarks.append("The workbook has charts or other files inside. They were not read.")
    return tables.sheets, tables.starts_1904, remarks


def _check_unlocked(package: Package) -> None:
    def start(element: str, _: Attributes) -> None:
        if local(element) == "encryption-data":
            raise locked()

    if "META-INF/manifest.xml" in package:
        walk(package.pieces("META-INF/manifest.xml"), start)
