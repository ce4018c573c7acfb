"""Bytes are understood or refused with the line and the reason; nothing is guessed."""

from __future__ import annotations

import pytest

from standing.core.formats.decoding import decode


@pytest.mark.parametrize(
    ("data", "repair"),
    [
        ("plain\nwords –".encode(), None),
        ("plain\nwords –".encode("utf-8-sig"), "UTF-8 with its mark"),
        (b"\xff\xfe" + "plain\nwords –".encode("utf-16-le"), "UTF-16 with its mark"),
        (b"\xfe\xff" + "plain\nwords –".encode("utf-16-be"), "UTF-16 with its mark"),
        ("plain\nwords –".encode("cp1252"), "Windows-1252"),
    ],
)
def test_an_encoding_is_understood_and_named(data: bytes, repair: str | None) -> None:
    text = decode(data, "f.txt")
    assert text.lines == ("plain", "words –")
    assert [each.before for each in text.repairs] == ([repair] if repair else [])
    assert not text.problems


@pytest.mark.parametrize(("data", "ends"), [(b"a\r\nb", "CRLF"), (b"a\rb", "CR")])
def test_line_ends_are_made_plain_and_that_is_said(data: bytes, ends: str) -> None:
    text = decode(data, "f.txt")
    assert text.lines == ("a", "b")
    assert [(each.where, each.before) for each in text.repairs] == [("f.txt:1", ends)]


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (b"", "f.txt:1", "empty"),
        (b" \n ", "f.txt:1", "empty"),
        (b"\xff\xfe\0\0a\0\0\0", "f.txt:1", "UTF-32"),
        ("one\ntwo".encode("utf-16-le"), "f.txt:1", "zero bytes"),
        (b"\xff\xfe" + "one\ntwo".encode("utf-16-le")[:-1], "f.txt:2", "breaks off"),
        (b"\xff\xfe" + b"\x00\xd8", "f.txt:1", "breaks off"),
        (b"\xfe\xff" + "one\r\ntwo".encode("utf-16-be") + b"\xd8", "f.txt:2", "breaks off"),
        ("one – two\nthree – four".encode()[:-7], "f.txt:2", "cut or damaged"),
        (b"\xef\xbb\xbfone\r\ntw\x96o", "f.txt:2", "cut or damaged"),
        (b"one\r\ntwo\rth\x81ree", "f.txt:3", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_line_and_reason(
    data: bytes, where: str, reason: str
) -> None:
    text = decode(data, "f.txt")
    assert text.lines == ()
    (problem,) = text.problems
    assert problem.where == where
    assert reason in problem.what
    assert "again" in problem.do


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a lost \ufffd sign", "a character was lost"),
        ("twice â€“ encoded", "converted twice"),
        ("a bell \x07", "a control character (U+0007)"),
    ],
)
def test_characters_an_earlier_program_lost_are_a_problem_of_their_line(line: str, what: str) -> None:
    (problem,) = decode(f"first\n{line}".encode(), "f.txt").problems
    assert problem.where == "f.txt:2"
    assert what in problem.what


def test_special_spaces_and_page_numbers_are_made_plain_and_listed() -> None:
    text = decode("one\u00a0two\nPage 3 of 9\nthree\u200b".encode(), "f.txt")
    assert text.lines == ("one two", "\f", "three")
    assert [each.where for each in text.repairs] == ["f.txt:1", "f.txt:2", "f.txt:3"]
