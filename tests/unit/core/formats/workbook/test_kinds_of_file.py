"""Four kinds of file are read into the same form, told by their content; two other readers agree on every value."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
import python_calamine

from standing.core.formats.workbook import Merge, Sheet, Workbook, read_workbook
from tests.facsimiles.workbooks import SHAPES, Made, Page, Put, to_ods, to_openpyxl, to_text, to_xls, to_xlsx
from tests.facsimiles.workbooks.shapes import esr_team

WRITERS: dict[str, Callable[[list[Page]], bytes]] = {
    "xlsx": to_xlsx,
    "xlsx by a script": to_openpyxl,
    "xls": to_xls,
    "ods": to_ods,
}


def page() -> Page:
    found = Page("Ward 3", hidden_rows=[4], hidden_columns=[2], merged=[(1, 1, 1, 3)])
    found.row(1, "Matrix & more")
    found.row(2, "Zoë O’Hara", 4, 2.5, True)
    found.row(3, "<b>", date(2024, 2, 29), Put(date(2025, 4, 1), "mmmm yyyy"), "00123")
    found.row(4, None, None, "  x ")
    found.row(6, Put("Jo", struck=True), Put("Al", fill="FFC000"))
    return found


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_gives_the_same_cells_merges_and_hidden_parts(kind: str) -> None:
    hidden = page()
    hidden.name, hidden.hidden = "Old", True
    book = read_workbook("w", WRITERS[kind]([page(), hidden]))
    assert book.kind == kind[:4].strip()
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Ward 3", False), ("Old", True)]
    sheet = book.sheet("Ward 3")
    assert {(row, column): cell.value for row, column, cell in sheet.filled()} == {
        (1, 1): "Matrix & more",
        (2, 1): "Zoë O’Hara",
        (2, 2): 4,
        (2, 3): 2.5,
        (2, 4): True,
        (3, 1): "<b>",
        (3, 2): date(2024, 2, 29),
        (3, 3): date(2025, 4, 1),
        (3, 4): "00123",
        (4, 3): "  x ",
        (6, 1): "Jo",
        (6, 2): "Al",
    }
    assert sheet.merged == (Merge(1, 1, 1, 3),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {2})
    assert sheet.cell(6, 1).struck
    assert not sheet.cell(6, 2).struck
    assert "d" not in sheet.cell(3, 3).format
    assert "d" in sheet.cell(3, 2).format
    assert sheet.cell(6, 2).fill
    assert sheet.address(3, 2) == "'Ward 3'!B3"
    assert not book.repairs


def test_text_gives_the_same_words() -> None:
    book = read_workbook("w.csv", to_text(page()))
    assert (book.kind, [sheet.name for sheet in book.sheets]) == ("text", ["Sheet1"])
    sheet = book.sheets[0]
    assert [cell.value for cell in sheet.rows[2]] == ["<b>", "29/02/2024", "01/04/2025", "00123"]
    assert sheet.address(3, 2) == "Sheet1!B3"


def _of_calamine(content: bytes) -> dict[str, dict[tuple[int, int], Any]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    found = {}
    for number, name in enumerate(book.sheet_names):
        rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
        found[name] = {
            (row, column): value
            for row, cells in enumerate(rows, 1)
            for column, value in enumerate(cells, 1)
            if value != ""
        }
    return found


def _of_ours(book: Workbook) -> dict[str, dict[tuple[int, int], Any]]:
    return {
        sheet.name: {(row, column): cell.value for row, column, cell in sheet.filled() if not cell.error}
        for sheet in book.sheets
    }


PACKED = [make for make in SHAPES if not make().name.endswith((".csv", ".txt")) and make is not esr_team]
ZIPPED = [
    make for make in PACKED if make().content.startswith(b"PK") and b"mimetype" not in make().content[:60]
]


@pytest.mark.parametrize("make", PACKED, ids=lambda make: make.__name__)
def test_calamine_reads_the_same_values(make: Callable[[], Made]) -> None:
    """Where it differs, it has less: error values and unsaved results are empty to it."""
    made = make()
    book = read_workbook(made.name, made.content)
    theirs, ours = _of_calamine(made.content), _of_ours(book)
    lost = {
        name: {(row, column) for row, column, cell in book.sheet(name).filled() if cell.error}
        for name in ours
    }
    for name, cells in ours.items():
        both = {place: value for place, value in theirs[name].items() if place not in lost[name]}
        assert both == cells


@pytest.mark.parametrize("make", ZIPPED, ids=lambda make: make.__name__)
def test_openpyxl_reads_the_same_values(make: Callable[[], Made]) -> None:
    made = make()
    book = read_workbook(made.name, made.content)
    theirs = openpyxl.load_workbook(io.BytesIO(made.content), data_only=True)
    for sheet in book.sheets:
        for row, column, cell in sheet.filled():
            value = theirs[sheet.name].cell(row, column).value
            if isinstance(value, datetime) and value.time() == time.min:
                value = value.date()
            assert cell.error or value == cell.value


@pytest.mark.parametrize("write", [to_xlsx, to_xls])
def test_days_counted_from_1904_are_the_same_days(write: Callable[..., bytes]) -> None:
    day = Page("A")
    day.row(1, date(2025, 3, 4), 5)
    book = read_workbook("w", write([day], starts_1904=True))
    assert book.starts_1904
    assert [cell.value for cell in book.sheets[0].rows[0]] == [date(2025, 3, 4), 5]


def test_times_and_spans_are_kept_apart_from_days() -> None:
    clock = Page("A")
    clock.row(1, Put(0.5, "h:mm"), Put(1.25, "[h]:mm"), Put(45720.25, "dd/mm/yyyy hh:mm"), Put(0.85, "0%"))
    for write in (to_xlsx, to_xls):
        (row,) = read_workbook("w", write([clock])).sheets[0].rows
        midday = datetime.combine(date(2025, 3, 4), time(6))
        assert [cell.value for cell in row] == [time(12), timedelta(hours=30), midday, 0.85]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("matrix.xlsx", []),
        ("matrix.XLSM", []),
        ("matrix", []),
        ("matrix.xls", ["the name ends in .xls, and the file is an Excel workbook (.xlsx)"]),
        ("matrix.csv", ["the name ends in .csv, and the file is an Excel workbook (.xlsx)"]),
    ],
)
def test_the_content_counts_and_a_wrong_name_is_said(name: str, said: list[str]) -> None:
    assert [repair.what for repair in read_workbook(name, to_xlsx([page()])).repairs] == said


def test_places_outside_the_sheet_are_blank_and_merged_places_show_the_top_left() -> None:
    sheet = read_workbook("w", to_xlsx([page()])).sheets[0]
    assert isinstance(sheet, Sheet)
    assert sheet.cell(0, 1).empty
    assert sheet.cell(99, 1).empty
    assert sheet.cell(1, 99).empty
    assert sheet.cell(1, 2).empty
    assert sheet.spread(1, 3).value == "Matrix & more"
    assert sheet.spread(2, 1).value == "Zoë O’Hara"
    assert sheet.merged[0].covers(1, 2)
    assert not sheet.merged[0].covers(2, 2)
    assert (sheet.height, sheet.width) == (6, 4)
    with pytest.raises(KeyError):
        read_workbook("w", to_xlsx([page()])).sheet("Nowhere")
