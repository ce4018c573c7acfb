"""Delimited text of any delimiter and encoding: what is understood by evidence is said, and cells stay text."""

from __future__ import annotations

import pytest

from standing.core.formats.workbook import Workbook, read_workbook

ROWS = [["Name", "Ward", "PMVA"], ["O’Hara, Zoë", "Rowan", "3/4/25"], ["Smith, Jo", "Hazel", ""]]


def text(delimiter: str) -> str:
    return "\r\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in ROWS
    )


def cells(book: Workbook) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book.sheets[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "¦", ":", "\x1f"])
def test_every_delimiter_is_found_by_evidence_and_said(delimiter: str) -> None:
    book = read_workbook("w.csv", text(delimiter).encode())
    assert cells(book) == [ROWS[0], ROWS[1], ROWS[2][:2]]
    said = [repair.what for repair in book.repairs]
    assert len(said) == (delimiter != ",")
    assert all(words.startswith("columns told apart by ") for words in said)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", ["read as UTF-8 with its mark: “Hara”, “Zoë”"]),
        ("utf-16", ["read as UTF-16 with its mark: “Zoë”"]),
        ("utf-16-le", ["read as UTF-16-LE"]),
        ("utf-16-be", ["read as UTF-16-BE"]),
        ("utf-32", ["read as UTF-32"]),
        ("cp1252", ["read as Windows-1252: “Zoë”"]),
    ],
)
def test_every_encoding_is_understood_and_said(encoding: str, said: list[str]) -> None:
    book = read_workbook("w.csv", text(",").encode(encoding))
    assert cells(book)[1] == ROWS[1]
    assert [repair.what.partition(":")[0] for repair in book.repairs] == [
        words.partition(":")[0] for words in said
    ]


def test_words_outside_ascii_are_shown_where_an_encoding_was_taken_on_evidence() -> None:
    book = read_workbook("w.csv", "Name,Ward\nZoë,Rhôs".encode("cp1252"))
    assert book.repairs[0].what == "read as Windows-1252: “Zoë”, “Rhôs”"
    assert read_workbook("w.csv", b"\xef\xbb\xbfa,b").repairs[0].what == "read as UTF-8 with its mark"


def test_somebody_who_knows_better_says_the_encoding_and_the_delimiter() -> None:
    book = read_workbook("w.csv", "Zoë;a|b".encode("mac_roman"), encoding="mac_roman", delimiter="|")
    assert cells(book) == [["Zoë;a", "b"]]
    assert [repair.before for repair in book.repairs] == ["mac_roman", "|"]


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_for_excel_that_says_the_delimiter_is_no_row(line: str) -> None:
    book = read_workbook("w.csv", f"{line}\r\na,b;c\r\n".encode())
    assert cells(book) == [["a,b", "c"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood_and_lines_within_quotation_marks_stay(end: str) -> None:
    book = read_workbook("w.csv", f'a,b{end}"x{end}y",z{end}{end}c{end}'.encode())
    assert cells(book) == [["a", "b"], [f"x{end}y", "z"], [], ["c"]]


def test_spaces_after_the_delimiter_do_not_break_quotation_marks() -> None:
    assert cells(read_workbook("w.csv", b'"Doe, J", "3, 4"\n"Roe, P", x'))[0] == ["Doe, J", "3, 4"]


def test_formulas_are_words_and_nothing_is_worked_out() -> None:
    book = read_workbook("w.csv", b"a,=1+1\n@SUM(1),+1")
    assert cells(book) == [["a", "=1+1"], ["@SUM(1)", "+1"]]
    assert not any(cell.formula for row in book.sheets[0].rows for cell in row)
    assert book.remarks == ()


def test_one_column_needs_no_delimiter_and_inner_marks_stay() -> None:
    assert cells(read_workbook("w.csv", b'Name\n5" tall')) == [["Name"], ['5" tall']]


def test_a_text_may_begin_like_markup() -> None:
    assert cells(read_workbook("w.csv", b"<18 hours,Name\ny,Jo")) == [["<18 hours", "Name"], ["y", "Jo"]]


def test_text_damaged_before_is_remarked_on() -> None:
    book = read_workbook("w.csv", "ZoÃ«,b\nx,y".encode())
    assert "converted twice" in book.remarks[0]


def test_a_delimiter_within_names_does_not_win() -> None:
    lines = ["Name;Date", *(f"Doe, Person {number};0{number}/04/2025" for number in range(1, 9))]
    assert cells(read_workbook("w.csv", "\n".join(lines).encode()))[1] == ["Doe, Person 1", "01/04/2025"]
    pipes = "\n".join(["Competency,Awarded,By", *["NHS|CSTF|Fire - 2 Years|,2025/01/01,x"] * 5])
    assert cells(read_workbook("w.csv", pipes.encode()))[1][0] == "NHS|CSTF|Fire - 2 Years|"


def test_a_sign_that_only_occurs_tells_no_columns_apart() -> None:
    assert cells(read_workbook("w.txt", b"Name\nJo (from 09:30)\nAl (from 10:00)"))[1] == ["Jo (from 09:30)"]
    titled = cells(read_workbook("w.csv", b"Ward list\nName;Ward\nJo;Rowan"))
    assert titled == [["Ward list"], ["Name", "Ward"], ["Jo", "Rowan"]]


def test_only_the_beginning_of_a_long_text_is_looked_at_for_the_delimiter() -> None:
    book = read_workbook("w.csv", ("a;b;c\n" * 30_000).encode())
    assert len(book.sheets[0].rows) == 30_000
