"""The sheets of a file: how each is laid out, and what was answered about one of the same headings before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from standing.core.formats.matrix import (
    Field,
    Kind,
    Layout,
    key,
    laid_out_as,
)
from standing.core.formats.workbook import Workbook
from standing.core.moving_in.answers import SheetAnswer
from standing.core.moving_in.labels import (
    label_key,
)


def lay_out(workbook: Workbook, sheet: str, answer: Mapping[str, Any]) -> Layout:
    """The layout of a sheet as somebody corrected it. Raises ValueError where that cannot be."""
    columns = answer.get("columns")
    return laid_out_as(
        workbook,
        sheet,
        header_rows=tuple(int(row) for row in answer.get("header_rows", ())),
        fields={Field(name): int(column) for name, column in answer.get("fields", {}).items()},
        label_column=answer.get("label_column"),
        columns=None if columns is None else [int(column) for column in columns],
    )


def signature(layout: Layout) -> str:
    """By which a sheet of the same headings is known again, whatever it is called and however many rows it has."""
    told = [
        str(layout.shape),
        sorted((str(name), column) for name, column in layout.fields.items()),
        [(each.column, label_key(each.heading)) for each in layout.columns],
        layout.label_column,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def of_sheet(sheet: str, remembered: Mapping[str, Any]) -> dict[str, Any]:
    """What was remembered of a sheet, as answers about one that is called so."""
    conventions = {}
    for name, value in remembered.get("conventions", {}).items():
        kind, column, mark = name.split("|", 2)
        conventions[key(Kind(kind), sheet, int(column) if column else None, mark)] = value
    return {
        "sheets": {sheet: SheetAnswer(**remembered.get("sheet", {}))},
        "conventions": conventions,
        "ticks": remembered.get("ticks", {}),
        "ask_of_roles": remembered.get("ask_of_roles"),
    }
