"""New editions from a table."""

from __future__ import annotations

from standing.core.catalogue import Catalogue
from standing.core.formats import standards_table
from standing.core.formats.source import read_source, recognise

TABLE = (
    "code,edition,title,suite,aliases,source,note\n"
    "GL20,2026,Light a lamp,GL,L 20|G-20,A leaflet,New\n"
    "gl 21,undated,Put out a lamp,,,,\n"
)


def test_a_table_is_recognised_and_brings_its_standards(lanterns: Catalogue) -> None:
    assert recognise(TABLE.encode()) == standards_table.FORMAT
    source = read_source(TABLE.encode(), "f.csv", lanterns)
    assert (source.format, source.read, source.problems) == ("standards-table", 2, ())
    one, other = source.standards
    assert (one.id, one.title, one.suite, one.source, one.note) == (
        "GL20@2026",
        "Light a lamp",
        "GL",
        "A leaflet",
        "New",
    )
    assert {"L 20", "G-20"} <= set(one.aliases)
    assert (other.id, other.suite, other.source) == ("GL21@undated", "GL", "f.csv, row 3")
    assert "gl 21" in other.aliases
    assert "code written plainly, as printed kept as an alias" in [each.what for each in source.repairs]


def test_a_column_that_is_not_read_is_said(lanterns: Catalogue) -> None:
    source = read_source(b"code,edition,title,colour\nGL20,2026,Light a lamp,red\n", "f.csv", lanterns)
    assert (source.read, source.problems) == (1, ())
    said = [(each.where, each.what, each.before) for each in source.repairs]
    assert said == [("f.csv:1", "a column that is no part of a table of standards not read", "colour")]


def test_the_forms_of_a_code() -> None:
    assert standards_table.alias_forms("MH5", "2026", "SFH") == ("SFHMH5", "SFHMH5.2026", "MH5.2026")
    assert standards_table.alias_forms("MH5", "2005", "SFH") == ("SFHMH5",)
    assert standards_table.alias_forms("MH5", "2026", "") == ()


def test_a_row_that_cannot_be_taken_refuses_the_file(lanterns: Catalogue) -> None:
    rows = "code,edition,title\nlamp,2026,A\nGL20,soon,A\nGL20,2026,\nGL22,2026,A\nGL22,2026,A\n"
    source = read_source(rows.encode(), "f.csv", lanterns)
    assert [(each.where, each.refuses) for each in source.problems] == [
        ("f.csv:2", True),
        ("f.csv:3", True),
        ("f.csv:4", True),
        ("f.csv:6", True),
    ]
    assert "stands in the table twice" in source.problems[-1].what


def test_a_file_that_is_none_says_what_to_give(lanterns: Catalogue) -> None:
    source = read_source(b"a,b\n1,2\n", "f.csv", lanterns, as_format=standards_table.FORMAT)
    assert source.refused
    assert source.problems[0].do == "Give the table these three columns."
