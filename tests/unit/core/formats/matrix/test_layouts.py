"""How a sheet is laid out: headings anywhere near the top, in one or two rows; rows and columns left out with reasons;
and a person's correction.
"""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.formats.matrix import (
    Conventions,
    Field,
    Layout,
    Means,
    Shape,
    find_layouts,
    laid_out_as,
    read_entries,
)
from standing.core.formats.matrix.headings import stem_of
from standing.core.formats.workbook import Workbook, read_workbook
from tests.facsimiles.workbooks import Page, to_openpyxl, to_xlsx

TODAY = date(2026, 11, 22)


def book(text: str) -> Workbook:
    return read_workbook("w.csv", text.encode(), delimiter=",")


def layout(text: str) -> Layout:
    (found,) = find_layouts(book(text))
    return found


def kinds(found: Layout) -> dict[int, str]:
    return {left.number: left.kind for left in found.left_out}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Staff No.", Field.NUMBER),
        ("Employee Number", Field.NUMBER),
        ("assignment_number", Field.NUMBER),
        ("ID", Field.NUMBER),
        ("Payroll No", Field.NUMBER),
        ("Name", Field.NAME),
        ("Staff", Field.NAME),
        ("Surname, Forename", Field.NAME),
        ("Learner name", Field.NAME),
        ("First name", Field.FORENAME),
        ("Last Name", Field.SURNAME),
        ("E-mail address", Field.EMAIL),
    ],
)
def test_headings_of_people_are_known(heading: str, field: Field) -> None:
    found = layout(f'"{heading}",PMVA,ILS\nAA7,25/03/2025,y\nBB8,26/03/2025,n\n')
    assert found.fields == {field: 1}
    assert [column.label for column in found.columns] == ["PMVA", "ILS"]


def test_the_ward_is_preferred_to_the_department_and_other_columns_say_why_they_are_none() -> None:
    found = layout(
        "No,Department,Ward,Job title,Name,Band,Line manager,PMVA,Compliance %\n"
        "1,Nursing,Rowan,Nurse,Jo Doe,5,Al Roe,y,85%\n2,Nursing,Rowan,Nurse,Di Poe,5,Al Roe,n,85%\n"
        "3,Nursing,Rowan,Nurse,Ed Noe,6,Al Roe,y,85%"
    )
    assert found.fields == {Field.UNIT: 3, Field.ROLE: 4, Field.NAME: 5}
    assert {left.number: left.why for left in found.other_columns} == {
        1: "“No” is no course",
        2: "“Department” tells of the person, as another column does",
        6: "“Band” is no course",
        7: "“Line manager” is no course",
        9: "“Compliance %” is no course",
    }


def test_an_id_that_only_counts_the_rows_is_no_staff_number() -> None:
    assert layout("ID,Name,PMVA\n1,Jo,y\n2,Al,y\n3,Di,n").fields == {Field.NAME: 2}
    assert layout("ID,Name,PMVA\n7,Jo,y\n9,Al,y\n3,Di,n").fields == {Field.NUMBER: 1, Field.NAME: 2}


def test_names_without_a_heading_are_found_by_their_cells() -> None:
    found = layout(",Ward,PMVA,ILS\nJo Doe,Rowan,y,n\nAl Roe,Rowan,25/03/2025,y\nDi Poe,Rowan,,y")
    assert found.fields == {Field.UNIT: 2, Field.NAME: 1}
    assert found.why[-1] == "the cells of column A look like names"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Just a note\nand another", "no row of headings was recognised"),
        ("Ward,PMVA,ILS\nRowan,y,n\nRowan,y,n\nRowan,y,y", "no column names people"),
        ("Name,Band,Notes\nJo,5,x\nAl,6,y", "no column says how people stand"),
        ("Name,PMVA\n,\n,", "no row of headings was recognised"),
        ("Name,Ward,PMVA\n,,Annual", "no row names a person"),
    ],
)
def test_a_sheet_that_is_not_recognised_says_so(text: str, why: str) -> None:
    found = layout(text)
    assert (found.shape, found.why) == (Shape.UNKNOWN, (why,))


def test_an_empty_sheet_says_so() -> None:
    filled = Page("A")
    filled.row(1, "x")
    empty = Page("B")
    workbook = read_workbook("w", to_openpyxl([filled, empty]))
    assert [each.why for each in find_layouts(workbook)] == [
        ("no row of headings was recognised",),
        ("the sheet is empty",),
    ]


def test_people_whose_names_are_words_of_remarks_are_people() -> None:
    found = layout(
        'Name,Ward,PMVA\nPage,Rowan,y\n"Key, Alan",Rowan,25/03/2025\n"Green, Amy",,y\nSum Wing,Rowan,\n'
        "Count Basie,,25/03/2025\nGrey,,n\nNo Surname,Rowan,y\nPlease tell the office,,\nNotes,see below,"
    )
    assert found.people == (2, 3, 4, 5, 6, 7, 8, 10)
    assert kinds(found) == {9: "note"}


def test_totals_keys_vacancies_and_people_struck_out_are_no_people() -> None:
    page = Page("A")
    page.row(1, "Name", "Ward", "PMVA", "ILS")
    page.row(2, "Jo Doe", "Rowan", "y", "y")
    page.row(3, "Vacancy", None, None, None)
    page.row(4, "Sum", None, 1, 1)
    page.row(5, None, None, 12, 14)
    page.row(6, "% in date", None, 0.5, 0.5)
    page.row(7, "A remark that goes on and on, longer than any name could ever be, and then some")
    page.row(8, "Note this:")
    page.row(9, None, "only a ward")
    page.row(10, None, None, "y")
    page.row(11, "Colour key")
    page.row(12, "Green", "In date")
    page.row(13, "Al Roe", "Rowan", "y")
    page.row(14, "x", "in part")
    (found,) = find_layouts(read_workbook("w", to_xlsx([page])))
    assert found.people == (2, 13)
    assert kinds(found) == {
        3: "nobody",
        4: "total",
        5: "total",
        6: "total",
        7: "note",
        8: "note",
        9: "note",
        10: "doubtful",
        11: "note",
        12: "note",
        14: "note",
    }
    assert [(fault.address, fault.what) for fault in found.faults] == [
        ("A!C10", "row 10 holds dates or states, and names nobody")
    ]


def test_somebody_struck_out_is_listed_and_not_read() -> None:
    from tests.facsimiles.workbooks import Put

    page = Page("A")
    page.row(1, "Name", "Ward", "PMVA")
    page.row(2, Put("Jo Doe", struck=True), "Rowan", "y")
    page.row(3, "Al Roe", "Rowan", "y")
    (found,) = find_layouts(read_workbook("w", to_xlsx([page])))
    assert (found.people, kinds(found)) == ((3,), {2: "struck"})
    assert "struck through" in found.faults[0].what


def test_a_second_table_is_not_read_under_the_headings_of_the_first() -> None:
    text = "Name,Ward,PMVA\nJo,Rowan,y\n\nName,Ward,ILS,BLS\nAl,Rowan,y,y"
    found = layout(text)
    assert found.people == (2,)
    assert kinds(found)[5] == "other-table"
    assert "another table begins in row 4" in found.faults[0].what
    roles = layout("Name,Ward,PMVA\nJo,Staff,y\nAl,Team,ID\nDi,Base,n")
    assert roles.people == (2, 3, 4)


def test_two_rows_of_headings_without_merged_cells_are_put_together_as_far_as_they_go() -> None:
    found = layout(
        ",,PMVA,,ILS,,,Name\nName,Ward,Date,Expiry,Date,Expiry,Date,\nJo,Rowan,25/03/2025,,,25/03/2027,1/1/25,"
    )
    assert found.header_rows == (1, 2)
    assert [(column.label, column.heading) for column in found.columns] == [
        ("PMVA", "PMVA: Date"),
        ("PMVA", "PMVA: Expiry"),
        ("ILS", "ILS: Date"),
        ("ILS", "ILS: Expiry"),
        ("Date", "Date"),
    ]
    assert [fault.what for fault in found.faults] == ["no course stands over “Date”"]


def test_a_row_of_groups_over_the_courses_is_no_row_of_headings() -> None:
    found = layout("Mandatory,,,,Local\nName,Ward,PMVA,ILS,ECG\nJo,Rowan,y,y,y\nAl,Rowan,n,y,y")
    assert found.header_rows == (2,)
    assert [column.label for column in found.columns] == ["PMVA", "ILS", "ECG"]


def test_an_odd_heading_below_two_rows_keeps_both_words() -> None:
    found = layout("Name,PMVA,,ILS,,Resus\n,Date,Expiry,Date,Expiry,Level 2\nJo,1/1/25,,,13/1/27,y")
    assert [column.label for column in found.columns][-1] == "Resus: Level 2"


@pytest.mark.parametrize(
    ("heading", "stem", "end"),
    [
        ("ILS date", "ILS", "date"),
        ("ILS - Expiry Date", "ILS", "Expiry Date"),
        ("Fire safety (expires on)", "Fire safety", "expires on"),
        ("Up to date", "Up to", "date"),
        ("Expiry date", "Expiry", "date"),
        ("PMVA", "PMVA", ""),
    ],
)
def test_a_heading_may_name_the_course_and_which_of_its_columns_it_is(
    heading: str, stem: str, end: str
) -> None:
    assert stem_of(heading) == (stem, end)


def test_pairs_of_columns_are_one_course_only_where_there_are_two() -> None:
    found = layout("Name,Ward,ILS date,ILS expiry,BLS date\nJo,Rowan,1/1/25,13/1/26,13/1/26\nAl,Rowan,,,y")
    assert [(column.label, column.says) for column in found.columns] == [
        ("ILS", None),
        ("ILS", Means.EXPIRES),
        ("BLS date", None),
    ]


def test_a_column_of_other_words_is_no_course() -> None:
    found = layout(
        "Name,Ward,ILS,Likes\nJo,Rowan,y,football on Sundays\nAl,Rowan,y,long walks\nDi,Rowan,y,nothing much"
    )
    assert {left.number: left.why for left in found.other_columns} == {
        4: "hardly a cell under “Likes” is a date or a state"
    }


def test_dates_without_names_beside_them_are_no_matrix() -> None:
    assert layout(",PMVA,ILS\ny,y,n\nn,y,y\ny,n,y").shape is Shape.UNKNOWN


def test_a_heading_that_stands_twice_is_a_fault_and_both_are_read() -> None:
    found = layout("Name,Ward,ILS,PMVA,ILS\nJo,Rowan,y,y,n\nAl,Rowan,y,y,y")
    assert [(fault.address, fault.what) for fault in found.faults] == [
        ("Sheet1!E1", "“ILS” stands over column C already")
    ]
    assert len(found.columns) == 3


def test_cells_under_no_heading_are_a_fault() -> None:
    found = layout("Name,Ward,ILS,\nJo,Rowan,y,y\nAl,Rowan,y,y\nDi,Rowan,y,")
    assert [(fault.address, fault.what) for fault in found.faults] == [
        ("Sheet1!D2", "column D has no heading, and 2 cells in it; they were not read")
    ]


def test_a_person_corrects_what_was_found() -> None:
    workbook = book("Title\nWho,Where,A,B,C\nJo Doe,Rowan,y,1/1/25,note\nAl Roe,Rowan,n,13/1/25,note")
    found = laid_out_as(
        workbook, "Sheet1", header_rows=(2,), fields={Field.NAME: 1, Field.UNIT: 2}, columns=[3, 4]
    )
    assert [column.label for column in found.columns] == ["A", "B"]
    assert found.people == (3, 4)
    assert [(left.number, left.kind) for left in found.other_columns] == [(5, "no-entries")] or [
        (left.number, left.kind) for left in found.other_columns
    ] == [(5, "left-out")]
    assert found.why == ("as it was corrected",)
    long = book("a,b,c\nJo Doe,ILS,13/1/25\nAl Roe,ILS,14/1/25")
    records = laid_out_as(long, "Sheet1", header_rows=(1,), fields={Field.NAME: 1}, label_column=2)
    assert records.shape is Shape.LONG
    bare = book("Jo Doe,13/1/25\nAl Roe,14/1/25")
    headless = laid_out_as(bare, "Sheet1", header_rows=(), fields={Field.NAME: 1}, columns=[2])
    assert headless.people == (1, 2)
    entries = read_entries(bare, headless, Conventions({"means|Sheet1||": "done"}), TODAY)
    assert {entry.fault for entry in entries.entries} == {"row 1 names no course", "row 2 names no course"}
    with pytest.raises(KeyError):
        laid_out_as(bare, "Nowhere", header_rows=(), fields={})


def test_columns_of_a_record_that_do_not_say_how_it_stands_are_left_out() -> None:
    found = layout(
        "Name,Course,Provider name,Seen,Completed\nJo,ILS,Acme,13/1/25,14/1/25\nAl,BLS,Acme,15/1/25,16/1/25"
    )
    assert found.shape is Shape.RECORDS
    assert [column.heading for column in found.columns] == ["Seen", "Completed"]
    assert [left.why for left in found.other_columns] == ["“Provider name” does not say how a person stands"]


def test_a_course_in_the_heading_of_marks_is_no_list_of_courses() -> None:
    found = layout("Name,Training,ILS expiry\nJo,y,13/1/25\nAl,n,14/1/25\nDi,y,15/1/25")
    assert found.shape is Shape.ACROSS
