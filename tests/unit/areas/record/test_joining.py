"""What is pasted: which sign parts it, which columns it has, which days and names its cells are; never a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.areas.record.joining.cells import read_day, read_name, within_reason
from standing.areas.record.joining.paste import MOST_LINES, Column, fold, read_file, read_paste
from standing.areas.refusals import Refused

REF = Column("ref", "Staff number", ("staff number", "ref"))
NAME = Column("name", "Name", ("name",))
DAY = Column("day", "Day", ("day", "from"))
COLUMNS = (REF, NAME, DAY)
USUAL = (("ref", "day"), ("ref", "name", "day"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/9/2026", date(2026, 9, 1)),
        ("01.09.26", date(2026, 9, 1)),
        ("1-9-2026", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01 00:00:00", date(2026, 9, 1)),
        ("1 September 2026", date(2026, 9, 1)),
        ("1st Sept. 26", date(2026, 9, 1)),
        ("1-Sep-2026", date(2026, 9, 1)),
        ("Tuesday, 1 sep 2026", date(2026, 9, 1)),
        ("29 February 2028", date(2028, 2, 29)),
    ],
)
def test_days_are_read_as_they_are_written_in_britain(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "9/13/2026",
        "31/6/2026",
        "29/2/2027",
        "September 2026",
        "1 Sepember 2026",
        "20260901",
        "46266",
    ],
)
def test_what_is_no_day_is_said_with_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match=r"found “.*expected a day like 1 September 2026"):
        read_day(text)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_each_way_of_writing_it(day: date) -> None:
    numbers = f"{day.day}/{day.month}/{day.year}"
    for written in (day.isoformat(), numbers, f"{day.day} {day:%B %Y}", f"{day.day} {day:%b %Y}"):
        assert read_day(written) == day


def test_days_too_far_off_to_be_meant_are_found() -> None:
    today = date(2026, 6, 15)
    assert within_reason(date(1970, 1, 1), today)
    assert not within_reason(date(1926, 9, 1), today)
    assert not within_reason(date(2062, 9, 1), today)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Example", ("Ada", "Example")),
        ("Example, Ada", ("Ada", "Example")),
        ("van der  Example , Ada May", ("Ada May", "van der Example")),
        ("Zoë O’Specimen-Smith", ("Zoë", "O’Specimen-Smith")),
    ],
)
def test_a_whole_name_is_parted_where_that_is_certain(text: str, name: tuple[str, str]) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize("text", ["", "Ada", "Ada May Example", "Example, Ada, Dr", ", Ada", "Example,"])
def test_a_name_that_could_be_parted_in_two_ways_is_not(text: str) -> None:
    with pytest.raises(ValueError, match="found “"):
        read_name(text)


@pytest.mark.parametrize(
    "text", ["A1\tAda\t1/9/2026", "A1,Ada,1/9/2026", "A1;Ada;1/9/2026", '"A1","Ada","1/9/2026"']
)
def test_the_sign_between_cells_is_found(text: str) -> None:
    paste = read_paste(text, COLUMNS, USUAL)
    assert not paste.has_heading
    (line,) = paste.lines
    assert (line.number, line.get("ref"), line.get("name"), line.get("day")) == (1, "A1", "Ada", "1/9/2026")


def test_a_heading_says_what_the_columns_are_and_what_is_left_out() -> None:
    paste = read_paste("\nFROM\tNotes\tStaff_Number\n1/9/2026\tlate\tA1\n\n", COLUMNS, USUAL)
    assert paste.has_heading
    assert paste.recognised == (("FROM", "Day"), ("Notes", "Left out"), ("Staff_Number", "Staff number"))
    assert [(line.number, dict(line.cells)) for line in paste.lines] == [
        (3, {"day": "1/9/2026", "ref": "A1"})
    ]


def test_a_line_longer_than_the_others_says_so_and_changes_no_other() -> None:
    paste = read_paste("A1,1/9/2026\nA2,2/9/2026\nA3,3/9/2026,x,,y", COLUMNS, USUAL)
    assert [line.get("beyond") for line in paste.lines] == ["", "", "x, y"]
    assert [line.get("day") for line in paste.lines] == ["1/9/2026", "2/9/2026", "3/9/2026"]


def read_or_refused(read: Callable[[], object]) -> str:
    """What was read, or in which words it was refused; anything else is a mistake."""
    try:
        return str(read())
    except Refused as refusal:
        return refusal.reason


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_whole_or_refused_in_words(text: str) -> None:
    assert read_or_refused(lambda: read_paste(text, COLUMNS, USUAL))


@given(st.binary(max_size=300))
def test_whatever_file_is_sent_is_read_or_refused_in_words(content: bytes) -> None:
    assert read_or_refused(lambda: read_file("people.csv", content))


def test_a_cell_longer_than_any_is_refused_in_words() -> None:
    text = f'A1,"{"x" * 150_000}",1/9/2026'
    assert read_or_refused(lambda: read_paste(text, COLUMNS, USUAL)).startswith("A cell of this is too long")
    assert "too much for a paste" in read_or_refused(lambda: read_paste("x" * 300_000, COLUMNS, USUAL))
    lines = "\n".join(["A1,1/9/2026"] * (MOST_LINES + 2))
    assert "500 fit a paste" in read_or_refused(lambda: read_paste(lines, COLUMNS, USUAL))


def test_names_are_compared_as_people_write_them() -> None:
    assert fold("  Elm_Ward (North)  ") == fold("elm ward north")
