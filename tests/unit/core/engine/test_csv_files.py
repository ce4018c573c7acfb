"""CSV as people's tools write it: what is read as it stands, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from standing.core.engine.refused import Refused
from standing.core.engine.sources import read_folder
from tests.unit.core.engine.conftest import Refusal

HEADER = "person,standard,opened_on"
ROW = "ann,MH14@2013,2024-01-01"


def _claims(folder: Path, content: str | bytes) -> list[str]:
    """The people of the claims that a file states."""
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "claims.csv").write_bytes(data)
    return [claim.person for claim in read_folder(folder).facts("claims")]


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"{HEADER}\r\n{ROW}\r\n",
        f"{HEADER}\r{ROW}\r",
        f"{HEADER}\n{ROW}",
        f"\ufeff{HEADER}\n{ROW}\n",
        '"person","standard","opened_on"\n"ann","MH14@2013","2024-01-01"\n',
        f"{HEADER}\n\n{ROW}\n\n\n",
    ],
    ids=["lf", "crlf", "cr", "no last line end", "byte order mark", "quoted", "blank lines"],
)
def test_forms_that_are_read(content: str, facts: Path) -> None:
    assert _claims(facts, content) == ["ann"]


def test_cells_are_taken_as_written(facts: Path) -> None:
    people = ['"a,b"', '"a ""b"""', '"a\nb"', " ann ", "Zoë", "a\0b", 'a"b']
    rows = "\n".join(f"{person},MH14@2013,2024-01-01" for person in people)
    assert _claims(facts, f"{HEADER}\n{rows}\n") == ["a,b", 'a "b"', "a\nb", " ann ", "Zoë", "a\0b", 'a"b']


def test_a_header_alone_is_an_empty_table(facts: Path) -> None:
    assert _claims(facts, HEADER) == []


def test_a_very_long_cell_that_nobody_asks_for(facts: Path) -> None:
    assert _claims(facts, f"{HEADER},note\n{ROW},{'x' * 200_000}\n") == ["ann"]


def test_rows_are_numbered_as_records(refusal: Refusal) -> None:
    content = f'{HEADER}\n"a\nb",MH14@2013,2024-01-01\n\nann,MH14@2013,x\n'
    assert refusal(claims=content)[0].startswith("claims.csv:4:opened_on: found 'x'")


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_a_file_without_a_header(content: str, refusal: Refusal) -> None:
    expected = "claims.csv:1:person: found nothing, expected the names of the columns"
    assert refusal(claims=content) == [expected]


def test_a_column_twice(refusal: Refusal) -> None:
    expected = "claims.csv:1:person: found this column 2 times, expected it once"
    assert refusal(claims=f"{HEADER},person\n{ROW},ben\n") == [expected]


def test_a_row_with_too_few_cells(refusal: Refusal) -> None:
    expected = "claims.csv:2:opened_on: found 2 cells in this row, expected 3"
    assert refusal(claims=f"{HEADER}\nann,MH14@2013\n") == [expected]


def test_a_row_with_too_many_cells(refusal: Refusal) -> None:
    expected = "claims.csv:2:opened_on: found 4 cells in this row, expected 3"
    assert refusal(claims=f"{HEADER}\n{ROW},more\n") == [expected]


def test_a_quote_that_is_never_closed(refusal: Refusal) -> None:
    expected = "claims.csv:3:standard: found a cell that is not CSV (unexpected end of data), expected quotes in pairs"
    assert refusal(claims=f'{HEADER}\n{ROW}\n"a ""b""","MH14@2013,2024-01-01\n{ROW}\n') == [expected]


def test_text_after_a_closing_quote(refusal: Refusal) -> None:
    expected = "claims.csv:2:person: found a cell that is not CSV (',' expected after '\"'), expected quotes in pairs"
    assert refusal(claims=f'{HEADER}\n"ann"e,MH14@2013,2024-01-01\n') == [expected]


def test_a_broken_header(refusal: Refusal) -> None:
    expected = (
        "claims.csv:1:2: found a cell that is not CSV (unexpected end of data), expected quotes in pairs"
    )
    assert refusal(claims='person,"standard\n') == [expected]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16(encoding: str, refusal: Refusal) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    expected = "claims.csv:1:1: found text in UTF-16, expected text in UTF-8"
    assert refusal(claims=f"{mark}{HEADER}\n{ROW}\n".encode(encoding)) == [expected]


def test_a_header_that_is_not_utf8(refusal: Refusal) -> None:
    expected = "claims.csv:1:4: found the bytes b'caf\\xe9', expected text in UTF-8"
    assert refusal(claims=f"{HEADER},".encode() + b"caf\xe9\n") == [expected]


def test_text_that_is_not_utf8_in_a_column_that_is_not_read(refusal: Refusal) -> None:
    expected = "claims.csv:2:note: found the bytes b'caf\\xe9', expected text in UTF-8"
    content = f"{HEADER},note\n{ROW},".encode() + b"caf\xe9\n"
    assert refusal(claims=content) == [expected]


def test_bytes_are_shown_in_part(refusal: Refusal) -> None:
    content = f"{HEADER}\n".encode() + b"\xff" * 50 + b",MH14@2013,2024-01-01\n" + f"{ROW}\n".encode()
    shown = repr(b"\xff" * 40)
    expected = f"claims.csv:2:person: found the bytes {shown}..., expected text in UTF-8"
    assert refusal(claims=content) == [expected]


def test_a_file_that_cannot_be_read(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Refused) as refused:
        read_folder(facts)
    expected = "claims.csv: found a file that cannot be read (Permission denied), expected CSV"
    assert refused.value.messages[-1] == expected
