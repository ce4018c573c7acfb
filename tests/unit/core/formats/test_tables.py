"""Tables found by their headings, and their cells as text."""

from __future__ import annotations

from datetime import date, datetime

from standing.core.formats.tables import Header, find_header, text_of
from standing.core.formats.workbook.model import Cell, Sheet

HEADER = Header({"code": ("Code", "URN")}, {"title": ("Title",)})


def sheet(*rows: list[object]) -> Sheet:
    return Sheet("S", tuple(tuple(Cell(value) for value in row) for row in rows))  # type: ignore[arg-type]


def test_headings_are_found_below_other_rows_in_any_case_and_order() -> None:
    made = sheet(
        ["A list"], ["title", "Colour", "urn ", "Code"], ["Light", "red", " LK 1 "], [None, None, None]
    )
    found = find_header(made, HEADER)
    assert found is not None
    assert (found.row, found.columns, found.unknown) == (2, {"title": 1, "code": 3}, ("Colour",))
    (row,) = found.rows(made, "f.csv")
    assert (row.where, row.text("code"), row.raw("code"), row.text("nothing")) == (
        "f.csv:3",
        "LK 1",
        " LK 1 ",
        "",
    )
    assert row.faults() == []


def test_no_headings_no_table() -> None:
    assert find_header(sheet(["Title"]), HEADER) is None
    assert find_header(sheet(), HEADER) is None


def test_a_cell_that_cannot_be_read_is_a_problem_with_its_address() -> None:
    made = Sheet("S", ((Cell("Code"),), (Cell(None, error="#N/A stands in the cell"),)))
    found = find_header(made, HEADER)
    assert found is not None
    (row,) = found.rows(made, "f.csv")
    (fault,) = row.faults()
    assert (fault.where, fault.what) == ("f.csv:S!A2", "#N/A stands in the cell")


def test_values_as_text() -> None:
    values = [
        None,
        True,
        False,
        datetime(2013, 4, 1),  # noqa: DTZ001 - as spreadsheets keep them
        datetime(2013, 4, 1, 9, 5),  # noqa: DTZ001
        date(2013, 4, 1),
        3.0,
        3.5,
        7,
        "x",
    ]
    assert [text_of(Cell(value)) for value in values] == [
        "",
        "yes",
        "no",
        "2013-04-01",
        "2013-04-01T09:05:00",
        "2013-04-01",
        "3",
        "3.5",
        "7",
        "x",
    ]
