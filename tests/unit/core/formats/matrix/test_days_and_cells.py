"""What one cell says by itself: dates in every British shape, states, marks; and what cannot be said is a fault."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from standing.core.formats.matrix import Meaning
from standing.core.formats.matrix.cells import Form, Said, said, shown
from standing.core.formats.matrix.days import find_days
from standing.core.formats.workbook import Cell

TODAY = date(2026, 11, 22)


def told(value: Any, **about: Any) -> Said:
    return said(Cell(value, **about), TODAY, False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04", date(2025, 3, 4)),
        ("2025/03/04", date(2025, 3, 4)),
        ("2025.3.4", date(2025, 3, 4)),
        ("2025-03-04T09:30:00Z", date(2025, 3, 4)),
        ("2025/03/04 09:30:00", date(2025, 3, 4)),
        ("25/03/2025", date(2025, 3, 25)),
        ("25.03.25", date(2025, 3, 25)),
        ("25-3-25 14:00", date(2025, 3, 25)),
        ("25 03 2025", date(2025, 3, 25)),
        ("03/25/2025", date(2025, 3, 25)),
        ("4/4/25", date(2025, 4, 4)),
        ("3 Apr 25", date(2025, 4, 3)),
        ("3-Apr-2025", date(2025, 4, 3)),
        ("03-APR-25", date(2025, 4, 3)),
        ("3Apr2025", date(2025, 4, 3)),
        ("12th March 2025", date(2025, 3, 12)),
        ("1st of May '25", date(2025, 5, 1)),
        ("3rd Sept. 2025", date(2025, 9, 3)),
        ("April 3rd, 2025", date(2025, 4, 3)),
        ("Apr 3 2025", date(2025, 4, 3)),
        ("Wed 12 March 2025", date(2025, 3, 12)),
        ("20250304", date(2025, 3, 4)),
        ("31122025", date(2025, 12, 31)),
        ("20112011", date(2011, 11, 20)),
        ("29/02/2024", date(2024, 2, 29)),
        ("30/4/66", date(1966, 4, 30)),
        ("30/4/65", date(2065, 4, 30)),
    ],
)
def test_a_date_that_is_one_day_is_that_day(text: str, day: date) -> None:
    found = told(text)
    assert (found.form, found.day, found.fault) == (Form.DAY, day, "")


@pytest.mark.parametrize("text", ["3/4/25", "03.04.2025", "3-4-2025", "03/04/2025 10:15", "03042025"])
def test_a_date_that_could_be_two_days_is_both(text: str) -> None:
    found = told(text)
    assert (found.form, found.day, found.other) == (Form.ORDER, date(2025, 4, 3), date(2025, 3, 4))


@pytest.mark.parametrize(
    "text", ["April 2025", "Apr 25", "Apr-25", "Apr '25", "04/25", "4/2025", "04.2025", "2025-04"]
)
def test_a_month_is_a_month_without_its_day(text: str) -> None:
    found = told(text)
    assert (found.form, found.day) == (Form.MONTH, date(2025, 4, 1))


@pytest.mark.parametrize(
    ("text", "own", "form"),
    [
        ("exp 03/25", Meaning.EXPIRES, Form.MONTH),
        ("exp.03/25", Meaning.EXPIRES, Form.MONTH),
        ("Exp: 25/03/2025", Meaning.EXPIRES, Form.DAY),
        ("Expired 05/2025", Meaning.EXPIRES, Form.MONTH),
        ("valid until 30 June 2027", Meaning.EXPIRES, Form.DAY),
        ("30 June 2027 (expires)", Meaning.EXPIRES, Form.DAY),
        ("done 25/03/2025", Meaning.DONE, Form.DAY),
        ("Completed on 25/03/2025 online", Meaning.DONE, Form.DAY),
        ("booked 3 Dec 2026", Meaning.BOOKED, Form.DAY),
        ("booked for 03/12/26", Meaning.BOOKED, Form.ORDER),
        ("due by Jan 2027", Meaning.DUE, Form.MONTH),
        ("25/03/2025 - face to face", None, Form.DAY),
    ],
)
def test_words_beside_a_date_say_what_it_means(text: str, own: Meaning | None, form: Form) -> None:
    found = told(text)
    assert (found.own, found.form, found.fault) == (own, form, "")


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("✓", Meaning.HELD),
        ("✔️", Meaning.HELD),
        ("Yes", Meaning.HELD),
        ("y.", Meaning.HELD),
        ("(Current)", Meaning.HELD),
        ("IN DATE", Meaning.HELD),
        (True, Meaning.HELD),
        ("N/A", Meaning.NOT_APPLICABLE),
        ("not applicable", Meaning.NOT_APPLICABLE),
        ("Booked", Meaning.BOOKED),
        ("overdue", Meaning.DUE),
        ("Expired", Meaning.NOT_HELD),
        ("never", Meaning.NOT_HELD),
        ("non-compliant", Meaning.NOT_HELD),
        (False, Meaning.NOT_HELD),
        ("-", Meaning.NOTHING),
        ("–", Meaning.NOTHING),
    ],
)
def test_known_words_say_how_it_stands(value: object, state: Meaning) -> None:
    found = told(value)
    assert (found.form, found.state) == (Form.STATE, state)


@pytest.mark.parametrize("value", ["x", "X", "✗", "×", "1", 0, 1.0, "ü", "GREEN", "p"])
def test_marks_mean_what_somebody_says_they_mean(value: object) -> None:
    assert told(value).form is Form.MARK


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("31/02/2025", "no day of the calendar"),
        ("2025-13-01", "no day of the calendar"),
        ("31 Feb 2025", "no day of the calendar"),
        ("99999999", "no day of the calendar"),
        ("13/2025", "no month of the calendar"),
        ("0/0/0000", "no day of the calendar"),
        ("25/03", "has no year"),
        ("0/25", "has no year"),
        ("12 Mar", "has no year"),
        ("03/05", "could be a day and a month"),
        ("12/03/2025 13/03/2025", "2 dates"),
        ("done 12/03/2024, exp 12/03/2025", "2 dates"),
        ("25/03/2025 cancelled", "“cancelled” beside the date"),
        ("not done 25/03/2025", "“not” beside the date"),
        ("booked exp 25/03/2027", "booked and expires"),
        ("TBC", "not known"),
        ("?", "not known"),
        ("25/03/2025?", "not known"),
        ("yes?", "not known"),
        ("=TODAY()", "formula written as text"),
        ("@SUM(1)", "formula written as text"),
        (2025, "year without a day"),
        ("2025", "year without a day"),
        (3, "neither a date nor a state"),
        (12.5, "neither a date nor a state"),
        (-4, "neither a date nor a state"),
        (1e12, "neither a date nor a state"),
        (20000, "neither a date nor a state"),
        ("certificate missing", "neither a date nor a state that is known"),
        ("x" * 201, "a text of 201 letters"),
        (time(9, 30), "a time without a day"),
        (timedelta(hours=30), "a time without a day"),
    ],
)
def test_what_is_not_understood_is_a_fault_with_words(value: object, words: str) -> None:
    found = told(value)
    assert found.day is None
    assert found.form in (Form.FAULT, Form.WORD)
    assert words in found.fault
    assert found.do.endswith(".")


def test_errors_and_struck_text_are_faults() -> None:
    assert "#N/A" in told(None, error="the error #N/A").fault
    assert "struck through" in told(date(2025, 3, 4), struck=True).fault
    assert told(0.85, format="0%").fault == "85% is neither a date nor a state"


@pytest.mark.parametrize(
    ("value", "number_format", "form", "repaired"),
    [
        (date(2025, 4, 1), "dd/mm/yyyy", Form.DAY, ""),
        (date(2025, 4, 1), "", Form.DAY, ""),
        (date(2025, 4, 1), "mmm-yy", Form.MONTH, ""),
        (date(2025, 4, 17), "mmm-yy", Form.DAY, "the day that the cell keeps (17/04/2025) and does not show"),
        (date(2025, 4, 17), "d-mmm", Form.YEARLESS, ""),
        (date(2025, 4, 17), "h:mm", Form.DAY, ""),
        (
            datetime.combine(date(2025, 4, 17), time(9)),
            "dd/mm/yyyy hh:mm",
            Form.DAY,
            "the time of day left out",
        ),
    ],
)
def test_what_the_format_of_a_date_does_not_show_is_not_taken_for_seen(
    value: date, number_format: str, form: Form, repaired: str
) -> None:
    found = told(value, format=number_format)
    assert (found.form, found.typed, found.repaired) == (form, True, repaired)


def test_a_year_alone_is_a_fault() -> None:
    assert told(date(2025, 1, 1), format="yyyy").fault == "only the year 2025 is shown"


@pytest.mark.parametrize(("value", "starts_1904"), [(45720, False), ("45720", False), (44258.5, True)])
def test_a_bare_number_that_could_be_a_day_waits_for_an_answer(value: object, starts_1904: bool) -> None:
    found = said(Cell(value), TODAY, starts_1904)  # type: ignore[arg-type]
    assert (found.form, found.day) == (Form.NUMBER, date(2025, 3, 4))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        (" yes ", "needless spaces and signs left out"),
        ("25/03/2025 ", "needless spaces and signs left out"),
        ("25/03/2025\u00a0", "special spaces and signs left out"),
        ("\u200b25 March 2025", "special spaces and signs left out"),
        ("yes", ""),
    ],
)
def test_spaces_are_taken_away_and_that_is_said(text: str, repaired: str) -> None:
    found = told(text)
    assert (found.written, found.repaired, found.fault) == (text, repaired, "")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (3.0, "3"),
        (2.5, "2.5"),
        (date(2025, 3, 4), "2025-03-04"),
        (datetime.combine(date(2025, 3, 4), time(9, 30)), "2025-03-04 09:30"),
        (datetime.combine(date(2025, 3, 4), time(9, 30, 5)), "2025-03-04 09:30:05"),
        (time(9, 30), "09:30:00"),
    ],
)
def test_a_cell_in_words(value: Any, words: str) -> None:
    assert shown(Cell(value)) == words


def test_the_rest_of_a_text_is_what_stands_beside_its_dates() -> None:
    days, rest = find_days("done 25/03/2025, again 26/03/2025", TODAY)
    assert [day.text for day in days] == ["25/03/2025", "26/03/2025"]
    assert rest.replace("\x00", "").split() == ["done", ",", "again"]
