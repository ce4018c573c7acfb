"""Workbooks as different people build them: every planted fault is found at its address, every other cell is read as
it was meant, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standing.core.formats.matrix import Kind, Meaning, Shape
from tests.facsimiles.workbooks import SHAPES, Made, large_matrix
from tests.facsimiles.workbooks.shapes import (
    date_and_expiry,
    esr_personal,
    esr_team,
    from_elsewhere,
    long_in_libreoffice,
    misnamed_and_hidden,
    old_excel,
    sheet_a_ward,
    swapped,
    ward_matrix,
    without_headings,
)
from tests.support.spreadsheets import read

EVERY = [*SHAPES, *(lambda seed=seed: large_matrix(seed) for seed in range(4))]


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_every_planted_fault_is_found_at_its_address_and_no_other(make: Callable[[], Made]) -> None:
    made = make()
    found = read(made)
    assert made.faults
    assert set(found.faults) == set(made.faults)
    for address, words in made.faults.items():
        assert words in found.faults[address].what
        assert found.faults[address].do.endswith(".")


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_every_other_cell_says_what_was_meant(make: Callable[[], Made]) -> None:
    made = make()
    found = read(made)
    meant = {
        address: (entry.meaning.value, entry.day)
        for address, entry in found.entries.items()
        if entry.meaning is not Meaning.FAULT
    }
    wrong_together = {address: truth for address, truth in meant.items() if address in made.faults}
    assert {address: truth for address, truth in meant.items() if address not in wrong_together} == made.truth


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_nothing_is_left_open_once_the_questions_are_answered(make: Callable[[], Made]) -> None:
    found = read(make())
    assert found.open == []
    assert all(entry.meaning is not Meaning.UNANSWERED for entry in found.entries.values())


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_every_row_and_column_that_holds_something_is_read_or_said_to_be_left_out(
    make: Callable[[], Made],
) -> None:
    found = read(make())
    for sheet, layout in zip(found.workbook.sheets, found.layouts, strict=True):
        if layout.shape is Shape.UNKNOWN:
            continue
        rows = {*layout.header_rows, *layout.people, *(left.number for left in layout.left_out)}
        assert rows == set(range(1, sheet.height + 1))
        columns = {
            *layout.fields.values(),
            layout.label_column,
            *(column.column for column in layout.columns),
        }
        columns |= {left.number for left in layout.other_columns}
        filled = {column for row, column, _ in sheet.filled() if row in layout.people}
        assert filled <= columns


def test_the_shape_of_each_is_told_with_what_led_to_it() -> None:
    shapes = {make.__name__: read(make()).layouts for make in SHAPES}
    assert [layout.shape for layout in shapes["ward_matrix"]] == [Shape.ACROSS]
    assert [layout.shape for layout in shapes["esr_personal"]] == [Shape.RECORDS]
    assert [layout.shape for layout in shapes["long_in_libreoffice"]] == [Shape.LONG]
    assert [layout.shape for layout in shapes["sheet_a_ward"]] == [Shape.UNKNOWN, Shape.ACROSS, Shape.ACROSS]
    assert all(layout.why for layouts in shapes.values() for layout in layouts)


def test_rows_that_are_no_people_are_named_with_the_reason() -> None:
    (layout,) = read(ward_matrix()).layouts
    left = {each.number: each.kind for each in layout.left_out}
    assert left == {
        1: "above",
        2: "above",
        3: "blank",
        5: "above",
        10: "nobody",
        11: "total",
        12: "blank",
        **dict.fromkeys((13, 14, 15), "note"),
    }
    assert {each.number: each.kind for each in layout.other_columns} == {3: "not-a-course", 9: "not-a-course"}


def test_a_course_over_two_columns_is_said_to_stand_over_both() -> None:
    found = read(date_and_expiry())
    (layout,) = found.layouts
    assert layout.header_rows == (1, 2)
    assert "“PMVA” (Matrix!C1 to column D) stands over 2 columns" in layout.why
    assert {(entry.label, entry.person.section) for entry in found.entries.values() if entry.row == 7} == {
        ("PMVA", "Rowan Ward"),
        ("ILS", "Rowan Ward"),
        ("BLS", "Rowan Ward"),
    }


def test_the_learner_of_a_personal_export_is_asked_for_and_is_not_whoever_updated_it() -> None:
    found = read(esr_personal())
    assert [question.kind for question in found.asked].count(Kind.LEARNER) == 1
    assert {entry.person.name for entry in found.entries.values()} == {"Hamza Hussain"}


def test_what_a_system_wraps_around_staff_numbers_is_taken_off_and_said() -> None:
    found = read(from_elsewhere())
    assert found.numbers == ["00871", "00872", "00873", "00874"]
    assert found.repairs == ["a staff number freed of the signs around it"] * 4


def test_staff_numbers_kept_as_numbers_become_text_and_that_is_said_once() -> None:
    found = read(old_excel())
    assert found.numbers == ["30012", "000412", "30014", "30015"]
    assert found.repairs == [
        "a staff number with its zeros, as it is shown",
        "3 staff numbers kept as numbers: leading zeros, if there were any, are lost",
    ]
    assert found.workbook.starts_1904


def test_what_is_hidden_is_read_flagged_and_asked_about() -> None:
    found = read(old_excel())
    assert [question.words for question in found.asked if question.kind is Kind.HIDDEN] == [
        "The spreadsheet hides 1 row. Are they to be read?"
    ]
    assert {entry.hidden for entry in found.entries.values() if entry.row == 4} == {"row 4 is hidden"}
    (_, _, hidden) = read(sheet_a_ward()).layouts
    assert hidden.hidden
    left = read(misnamed_and_hidden())
    assert "3 cells that the spreadsheet hides were left out, as was answered." in left.settled
    assert [repair.what for repair in left.workbook.repairs] == [
        "the name ends in .xlsx, and the file is an .ods workbook"
    ]


def test_dates_that_an_american_spreadsheet_swapped_are_found_out() -> None:
    found = read(swapped())
    (question,) = [each for each in found.asked if each.kind is Kind.SWAPPED]
    assert question.suggestion == "yes"
    assert found.entries["Export!C2"].repaired == "day and month swapped back"


def test_a_name_that_stands_once_for_several_rows_is_asked_about() -> None:
    found = read(long_in_libreoffice())
    assert found.entries["'Training log'!D3"].person.name == "Maeve Mbeki"
    assert found.entries["'Training log'!D3"].repaired == "the first day of the month taken"


def test_the_evidence_that_spares_a_question_is_said() -> None:
    found = read(from_elsewhere())
    assert any(
        "the day first, as 25/03/2027 (Sheet1!E3) can only be read so" in words for words in found.settled
    )
    assert any("years of two digits are those from 1966 to 2065" in words for words in found.settled)


def test_columns_without_a_word_over_them_are_known_by_what_they_hold() -> None:
    found = read(without_headings())
    (layout,) = found.layouts
    assert layout.why == ("row 2 stands over dates and marks", "the cells of column B look like names")
    marks = {question.mark: question.evidence for question in found.asked if question.kind is Kind.MARK}
    assert marks["ü"] == ("in the font Wingdings this sign is a tick",)


def test_repeated_headings_and_preambles_are_no_records() -> None:
    (layout,) = read(esr_team()).layouts
    assert {each.number: each.kind for each in layout.left_out} == {
        **dict.fromkeys((1, 2), "above"),
        3: "blank",
        7: "repeated-header",
        11: "total",
    }
