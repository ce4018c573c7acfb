"""What is asked once a column and with what evidence; what the answers make of the cells; and what cannot be true."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.formats.matrix import (
    Conventions,
    Entries,
    Kind,
    Meaning,
    Means,
    Person,
    Question,
    fault_rows,
    find_layouts,
    key,
    questions,
    read_entries,
    together,
)
from standing.core.formats.matrix.asking import counted
from standing.core.formats.matrix.settling import in_years
from standing.core.formats.workbook import Workbook, read_workbook
from tests.facsimiles.workbooks import Page, Put, large_matrix, to_openpyxl, to_xlsx

TODAY = date(2026, 11, 22)


def column(*cells: str, heading: str = "PMVA") -> Workbook:
    """A matrix with one course that matters."""
    lines = [f"Name,Ward,{heading},Other", *(f"Person {at},Rowan,{cell}," for at, cell in enumerate(cells))]
    return read_workbook("w.csv", "\n".join([*lines, "Last,Rowan,,y"]).encode(), delimiter=",")


def asked(workbook: Workbook, given: Conventions | None = None) -> list[Question]:
    (layout,) = find_layouts(workbook)
    return questions(workbook, layout, given or Conventions(), TODAY)


def entries(workbook: Workbook, answers: dict[str, str] | None = None) -> Entries:
    (layout,) = find_layouts(workbook)
    given = {
        key(Kind(kind), layout.sheet, None, mark): value for kind, _, mark, value in _split(answers or {})
    }
    return read_entries(workbook, layout, Conventions(given), TODAY)


def _split(answers: dict[str, str]) -> list[tuple[str, str, str, str]]:
    return [(*kind.partition(":"), value) for kind, value in answers.items()]  # type: ignore[misc]


def told(workbook: Workbook, answers: dict[str, str] | None = None) -> list[tuple[str, date | None]]:
    return [
        (entry.meaning.value, entry.day) for entry in entries(workbook, answers).entries if entry.column == 3
    ]


def one(found: list[Question], kind: Kind) -> Question:
    (question,) = [question for question in found if question.kind is kind]
    return question


@pytest.mark.parametrize(
    ("heading", "cells", "suggestion", "evidence"),
    [
        ("PMVA expiry", ["25/03/2025"], Means.EXPIRES, "the heading is “PMVA expiry”"),
        ("PMVA completed", ["25/03/2027"], Means.DONE, "the heading is “PMVA completed”"),
        ("PMVA status", ["25/03/2027"], Means.EXPIRES, "dates still to come: 1 of 1"),
        ("PMVA", ["25/03/2025"], Means.DONE, "dates still to come: 0 of 1"),
        ("PMVA", ["25/03/2025", "25/03/2027"], Means.EXPIRES, "dates still to come: 1 of 2"),
        ("PMVA", ["25/03/2025"] * 6 + ["25/03/2027"], Means.DONE, "dates still to come: 1 of 7"),
        ("PMVA", ["25/03/2025", "25/03/3025"], Means.DONE, "dates still to come: 0 of 2"),
    ],
)
def test_what_a_date_means_is_asked_with_what_speaks_for_it(
    heading: str, cells: list[str], suggestion: Means, evidence: str
) -> None:
    question = one(asked(column(*cells, heading=heading)), Kind.MEANS)
    assert (question.suggestion, question.evidence) == (suggestion, (evidence,))
    assert question.count == len(cells)
    assert question.cells[0] == f"Sheet1!C2: {cells[0]}"


def test_until_it_is_answered_nothing_is_taken_for_granted() -> None:
    workbook = column("25/03/2025", "exp 25/03/2027", "y")
    assert told(workbook) == [("unanswered", None), ("expires", date(2027, 3, 25)), ("held", None)]
    assert told(workbook, {"means": "done"})[0] == ("done", date(2025, 3, 25))
    assert told(workbook, {"means": "expires"})[0] == ("expires", date(2025, 3, 25))
    assert told(workbook, {"means": "state"})[0] == ("nothing", date(2025, 3, 25))
    assert entries(workbook).entries[0].fault == (
        "“25/03/2025”: whether it was done on that day or expires on it is not said"
    )


def test_the_order_of_day_and_month_is_asked_only_where_the_column_does_not_prove_it() -> None:
    question = one(asked(column("3/4/25", "5/6/25")), Kind.ORDER)
    assert (question.suggestion, question.count) == ("day-first", 2)
    assert question.evidence == ("people in Britain write the day first",)
    assert all(each.kind is not Kind.ORDER for each in asked(column("3/4/25", "25/3/25")))
    assert told(column("3/4/25", "25/3/25"), {"means": "done"})[0] == ("done", date(2025, 4, 3))
    assert told(column("3/4/25", "3/25/25"), {"means": "done"})[0] == ("done", date(2025, 3, 4))
    assert told(column("3/4/25"), {"means": "done"}) == [("unanswered", None)]
    assert told(column("3/4/25"), {"means": "done", "order": "day-first"}) == [("done", date(2025, 4, 3))]
    assert told(column("3/4/25"), {"means": "done", "order": "month-first"}) == [("done", date(2025, 3, 4))]


def test_a_column_that_proves_both_orders_is_asked_about_and_the_others_become_faults() -> None:
    workbook = column("3/4/25", "25/3/25", "26/3/25", "3/27/25")
    question = one(asked(workbook), Kind.ORDER)
    assert question.suggestion == "day-first"
    assert question.evidence == (
        "2 dates in the column can only be read with the day first",
        "1 date in the column can only be read with the month first",
    )
    assert {meaning for meaning, _ in told(workbook, {"means": "done"})} == {"unanswered"}
    answers = {"means": "done", "order": "day-first"}
    assert [meaning for meaning, _ in told(workbook, answers)] == ["done", "done", "done", "fault"]
    answers["order"] = "month-first"
    assert [meaning for meaning, _ in told(workbook, answers)] == ["done", "fault", "fault", "done"]


def test_other_columns_are_evidence_for_a_suggestion_only() -> None:
    text = "Name,ILS,BLS\nJo,3/4/25,3/25/25\nAl,5/6/25,4/26/25"
    question = one(asked(read_workbook("w.csv", text.encode())), Kind.ORDER)
    assert (question.label, question.suggestion) == ("ILS", "month-first")
    assert question.evidence == (
        "2 dates in other columns of the sheet can only be read with the month first",
    )


@pytest.mark.parametrize(
    ("cell", "answer", "day"),
    [
        ("Feb 2024", "first", date(2024, 2, 1)),
        ("Feb 2024", "last", date(2024, 2, 29)),
        ("12/2025", "last", date(2025, 12, 31)),
    ],
)
def test_a_month_takes_the_day_that_was_answered(cell: str, answer: str, day: date) -> None:
    workbook = column(cell)
    assert one(asked(workbook), Kind.MONTH_DAY).suggestion == "first"
    assert told(workbook, {"means": "done"}) == [("unanswered", None)]
    assert told(workbook, {"means": "done", "month-day": answer}) == [("done", day)]


def test_bare_numbers_are_days_only_if_somebody_says_so() -> None:
    workbook = column("45720")
    question = one(asked(workbook), Kind.NUMBERS)
    assert question.evidence == ("45720 would be 04 March 2025",)
    assert told(workbook, {"means": "done"}) == [("unanswered", None)]
    assert told(workbook, {"means": "done", "numbers": "days"}) == [("done", date(2025, 3, 4))]
    assert told(workbook, {"means": "done", "numbers": "not-dates"}) == [("fault", None)]


def test_a_year_that_nobody_sees_is_asked_about() -> None:
    page = Page("Sheet1")
    page.row(1, "Name", "Ward", "PMVA")
    page.row(2, "Jo", "Rowan", Put(date(2026, 3, 24), "d-mmm"))
    workbook = read_workbook("w", to_xlsx([page]))
    assert one(asked(workbook), Kind.YEAR).evidence[0] == "one cell shows 24-Mar and keeps 24 March 2026"
    assert told(workbook, {"means": "done"}) == [("unanswered", None)]
    assert told(workbook, {"means": "done", "year": "yes"}) == [("done", date(2026, 3, 24))]
    assert told(workbook, {"means": "done", "year": "no"}) == [("fault", None)]


def test_dates_that_may_have_been_swapped_wait_for_an_answer() -> None:
    page = Page("Sheet1")
    page.row(1, "Name", "Ward", "PMVA")
    for row in range(2, 6):
        page.row(row, f"Jo {row}", "Rowan", date(2025, row, 3))
    page.row(6, "Al", "Rowan", "25/03/2025")
    page.row(7, "Di", "Rowan", "26/03/2025")
    workbook = read_workbook("w", to_xlsx([page]))
    assert one(asked(workbook), Kind.SWAPPED).count == 4
    assert told(workbook, {"means": "done"})[0] == ("unanswered", None)
    assert told(workbook, {"means": "done", "swapped": "yes"})[0] == ("done", date(2025, 3, 2))
    assert told(workbook, {"means": "done", "swapped": "no"})[0] == ("done", date(2025, 2, 3))


def test_each_mark_is_asked_about_once_a_column() -> None:
    workbook = column("x", "x", "green", "0")
    found = {question.mark: question for question in asked(workbook) if question.kind is Kind.MARK}
    assert {mark: (question.suggestion, question.count) for mark, question in found.items()} == {
        "x": ("", 2),
        "green": ("held", 1),
        "0": ("", 1),
    }
    answers = {"mark:x": "not-held", "mark:green": "held", "mark:0": "fault"}
    assert [meaning for meaning, _ in told(workbook, answers)] == ["not-held", "not-held", "held", "fault"]
    assert {meaning for meaning, _ in told(workbook)} == {"unanswered"}
    assert entries(workbook, {"mark:0": "fault"}).entries[3].fault == "“0” is neither a date nor a state"


def test_words_that_nobody_knows_are_faults_until_they_come_often_enough_to_be_asked_about() -> None:
    few = column("RPL", "RPL", "y")
    assert [question.kind for question in asked(few)] == []
    assert [meaning for meaning, _ in told(few)] == ["fault", "fault", "held"]
    many = column("RPL", "rpl ", "RPL", "25/03/2025")
    question = one(asked(many), Kind.MARK)
    assert (question.mark, question.count) == ("rpl", 3)
    assert [meaning for meaning, _ in told(many)][:3] == ["fault"] * 3
    assert [meaning for meaning, _ in told(many, {"mark:rpl": "held"})][:3] == ["held"] * 3


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("25/03/3025", "lies more than 10 years ahead"),
        ("exp 25/03/2205", "lies more than 10 years ahead"),
        ("25/03/1905", "lies more than 60 years back"),
        ("25/03/2027", "is still to come, and stands where things were done"),
        ("done 25/03/2027", "is still to come, and stands where things were done"),
    ],
)
def test_a_day_that_cannot_be_is_a_fault_whatever_was_answered(cell: str, words: str) -> None:
    (entry,) = [each for each in entries(column(cell), {"means": "done"}).entries if each.column == 3]
    assert entry.meaning is Meaning.FAULT
    assert words in entry.fault


def test_rows_without_a_name_belong_to_whom_it_is_said_they_do() -> None:
    text = "Name,Course,Completed\nJo,ILS,25/03/2025\n,PMVA,26/03/2025\nAl,ILS,27/03/2025"
    workbook = read_workbook("w.csv", text.encode())
    assert one(asked(workbook), Kind.FILL_DOWN).words.startswith("1 row without a name")
    assert [each.meaning.value for each in entries(workbook, {"means": "done"}).entries] == [
        "done",
        "unanswered",
        "done",
    ]
    down = entries(workbook, {"means": "done", "fill-down": "yes"})
    assert [each.person.name for each in down.entries] == ["Jo", "Jo", "Al"]
    no = entries(workbook, {"means": "done", "fill-down": "no"})
    assert no.entries[1].fault == "row 3 names nobody"
    assert no.entries[1].meaning is Meaning.FAULT
    first = read_workbook("w.csv", b"Name,Course,Completed\n,PMVA,26/03/2025\nAl,ILS,27/03/2025")
    assert entries(first, {"means": "done", "fill-down": "yes"}).entries[0].meaning is Meaning.UNANSWERED


def test_what_is_hidden_waits_until_it_is_said_whether_it_is_read() -> None:
    page = Page("Sheet1", hidden_rows=[2], hidden_columns=[4, 5])
    page.row(1, "Name", "Ward", "PMVA", "ILS", "BLS")
    page.row(2, "Jo", "Rowan", "y", "y", "tbc")
    page.row(3, "Al", "Rowan", "y", "y", "y")
    workbook = read_workbook("w", to_openpyxl([page]))
    assert (
        one(asked(workbook), Kind.HIDDEN).words
        == "The spreadsheet hides 1 row and 2 columns. Are they to be read?"
    )
    found = {each.address: each for each in entries(workbook).entries}
    assert found["Sheet1!C2"].fault == "row 2 is hidden, and whether it is to be read is not said"
    assert found["Sheet1!D3"].fault == "its column is hidden, and whether it is to be read is not said"
    assert found["Sheet1!E2"].meaning is Meaning.FAULT
    assert found["Sheet1!C3"].meaning is Meaning.HELD
    assert [each.address for each in entries(workbook, {"hidden": "leave-out"}).entries] == ["Sheet1!C3"]
    page.hidden, other = True, Page("Shown")
    other.row(1, "x")
    hidden = read_workbook("w", to_openpyxl([other, page]))
    layout = find_layouts(hidden)[1]
    (question, *_) = questions(hidden, layout, Conventions(), TODAY)
    assert question.words.startswith("The spreadsheet hides this whole sheet and 1 row")
    given = Conventions().answered(question, "read")
    assert {each.hidden for each in read_entries(hidden, layout, given, TODAY).entries} == {
        "the sheet is hidden"
    }


def test_an_answer_for_the_sheet_holds_where_a_column_has_none_of_its_own() -> None:
    own = Conventions({"means|Sheet1|3|": "expires", "means|Sheet1||": "done"})
    assert (own.of(Kind.MEANS, "Sheet1", 3), own.of(Kind.MEANS, "Sheet1", 4)) == ("expires", "done")
    assert own.of(Kind.ORDER, "Sheet1", 3) is None


def test_only_offered_answers_are_taken_and_suggestions_do_not_overwrite_them() -> None:
    (question, *rest) = asked(column("25/03/2025"))
    with pytest.raises(ValueError, match="takes done, expires, state"):
        Conventions().answered(question, "perhaps")
    given = Conventions().answered(question, "expires")
    assert asked(column("25/03/2025"), given) == rest
    assert given.as_suggested([question]) == given
    assert question.theme == ("means", "", "done", "done", "expires", "state")


def test_staff_numbers_are_text_and_what_is_wrong_with_them_is_said() -> None:
    page = Page("Sheet1")
    page.row(1, "Staff number", "Name", "PMVA")
    for row, number in enumerate(
        ("00123", Put(45, "00000"), Put(12345, "00000"), 67890, 12.5, "'00777", "123.0", "1.2E+07"), 2
    ):
        page.row(row, number, f"Jo {row}", "y")
    page.row(10, Put(None, error="#N/A"), "Al", "y")
    page.row(11, None, "Di", "y")
    workbook = read_workbook("w", to_openpyxl([page]))
    found = entries(workbook)
    assert [person.number for _, person in found.people] == [
        *("00123", "00045", "12345", "67890", "", "00777", "123", "", "", ""),
    ]
    assert [(fault.address, fault.what) for fault in found.faults] == [
        ("Sheet1!A6", "the staff number 12.5 is no whole number"),
        ("Sheet1!A9", "the staff number 1.2E+07 was cut short by a spreadsheet"),
        ("Sheet1!A10", "the error #N/A"),
    ]
    assert [repair.before for repair in found.repairs] == ["45", "'00777", "123.0", "number"]


def test_what_a_row_says_of_a_course_is_put_together_and_what_contradicts_is_a_fault() -> None:
    text = (
        "Name,Course,Completed,Expires,Status\nA,ILS,25/03/2025,25/03/2027,Current\nB,ILS,25/03/2025,25/03/2024,\n"
        "C,ILS,25/03/2020,26/03/2036,\nD,ILS,,25/03/2025,Current\nE,ILS,,25/03/2027,Expired\nF,ILS,25/03/2025,,TBC\n"
        "G,ILS,done 25/03/2025,done 26/03/2025,\nH,ILS,y,n,\nI,ILS,25/03/2025,done 25/03/2025,"
    )
    workbook = read_workbook("w.csv", text.encode())
    (layout,) = find_layouts(workbook)
    given = Conventions().as_suggested(questions(workbook, layout, Conventions(), TODAY))
    found = read_entries(workbook, layout, given, TODAY)
    joined = {each.person.name: each for each in together(found.entries, TODAY)}
    assert joined["A"].clear
    assert (joined["A"].done, joined["A"].expires) == (date(2025, 3, 25), date(2027, 3, 25))
    assert joined["A"].states == (Meaning.HELD,)
    assert joined["I"].clear
    assert not joined["F"].clear
    what = {name: [fault.what for fault in each.faults] for name, each in joined.items() if each.faults}
    assert what == {
        "B": ["it expires before it was done (25/03/2025, 25/03/2024)"],
        "C": ["it expires more than 10 years after it was done (25/03/2020, 26/03/2036)"],
        "D": ["one cell says that it is held, another that it expired on 25/03/2025 (25/03/2025, Current)"],
        "E": [
            "one cell says that it is not held, another that it is valid until 25/03/2027 (25/03/2027, Expired)"
        ],
        "G": ["“done 26/03/2025” says another day than “done 25/03/2025” (Sheet1!C8)"],
        "H": ["one cell says that it is held, another that it is not (y, n)"],
    }
    rows = fault_rows(layout, found, joined.values())
    assert [fault.address for fault in rows] == [
        f"Sheet1!{place}" for place in ("D3", "D4", "E5", "E6", "E7", "D8", "D9")
    ]
    assert [fault.address for fault in fault_rows(layout, found)] == ["Sheet1!E7"]


def test_people_and_small_helpers() -> None:
    assert not Person(unit="Rowan").known
    assert Person(email="a@example.org").known
    assert in_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert (counted(1, "date"), counted(2, "date")) == ("1 date", "2 dates")


def test_the_same_workbook_for_the_same_seed() -> None:
    assert large_matrix(7).truth == large_matrix(7).truth
    assert large_matrix(7).faults != large_matrix(8).faults
    small = large_matrix(1, people=3, courses=["ILS", "PMVA"], faults=1)
    assert len(small.faults) == 1
