"""A made-up register of standards, with every trap of the real one: codes, titles and bodies are invented.

The lanterns of the other facsimiles: GL5 came from LK1 as the crosswalk says, GL9 from another than it says, and so on.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

HEAD = (
    "Developed By", "NOS Title", "Suite", "SuiteMetadata", "Occupations", "OccupationsMetadata", "Name", "Validity",
    "Indicative Review Date", "NOS Document Status", "URN", "SOC Code", "NOSCategory", "Keywords", "Original URN",
    "Created", "Modified", "Item Type", "Path",
)  # fmt: skip
"""The 19 columns of the register."""
PLACEHOLDER = date(1905, 3, 15)


def entry(
    urn: str | None,
    title: str | None,
    *,
    validity: Any = "Current",
    original: Any = None,
    review: Any = date(2020, 3, 31),
    modified: Any = datetime(2019, 6, 14, 9, 30),  # noqa: DTZ001 - spreadsheets know no time zones
) -> list[Any]:
    """A row of the register."""
    return [
        "Lamp Trust", title, "Lamps", "1;#Lamps", "Keeping", "2;#Keeping", f"{urn or 'lost'}.pdf", validity, review,
        "Original", urn, "6145", "Core", "lamps; keeping", original if original is not None else urn,
        datetime(2014, 1, 6), modified,  # noqa: DTZ001
        "Item", "PublishedNos",
    ]  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD) -> bytes:
    """A workbook of these rows, as the register's own: one sheet, days as days."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("owssvr")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, head)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    return out.getvalue()
