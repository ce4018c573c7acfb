"""The tracking document: every trap of its layout, and the words of what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import tracking_document
from standing.core.formats.crosswalk import build
from standing.core.formats.results import Reading
from standing.core.formats.tracking_document import TrackingRow

HEAD = "Current NOS (2005)\t\tReplacement NOS\t\nPrefix\tTitle\tPrefix\tTitle\n"


def read(rows: str, catalogue: Catalogue | None = None) -> Reading[TrackingRow]:
    return tracking_document.read((HEAD + rows).encode(), "f.txt", catalogue)


def problems(rows: str, catalogue: Catalogue | None = None) -> list[tuple[str, str]]:
    return [(each.where, each.what) for each in read(rows, catalogue).problems]


@pytest.fixture
def revision_only(lanterns: Catalogue) -> Catalogue:
    """A catalogue that knows the revision's codes but none of its rows."""
    return Catalogue(suites=lanterns.suites, revisions=lanterns.revisions, judgements=lanterns.judgements)


def test_the_facsimile_gives_the_crosswalk_it_was_written_from(
    facsimile: Callable[[str], str], lanterns: Catalogue, revision_only: Catalogue
) -> None:
    data = facsimile("tracking-document").encode()
    for catalogue in (lanterns, revision_only):
        reading = tracking_document.read(data, "f.txt", catalogue)
        assert reading.problems == ()
        assert not reading.refused
        crosswalk = build(reading.records, lanterns.revisions[0], lanterns, "f.txt")
        assert crosswalk.rows == lanterns.crosswalk
        assert {each.id for each in crosswalk.standards} == {
            each.id for each in lanterns.standards if each.suite != "LIST"
        }
        assert all(replace(each) == lanterns.by_id[each.id] for each in crosswalk.standards)


def test_every_repair_is_listed_with_its_line(facsimile: Callable[[str], str], lanterns: Catalogue) -> None:
    text = facsimile("tracking-document")
    reading = tracking_document.read(text.encode(), "f.txt", lanterns)
    said = [(each.where, each.what, each.after) for each in reading.repairs]
    line = next(number for number, each in enumerate(text.split("\n"), 1) if each.startswith("LK9"))
    here = f"f.txt:{line}"
    assert (here, "new code taken out of the title column", "QMD7 and SCL0426") in said
    assert (here, 'two codes joined by "and" read as two standards, both needed', "QMD7 and SCL0426") in said
    assert (here, "space taken out of a code, kept as an alias", "QMD7") in said
    overleaf = [each for each in reading.repairs if "page break" in each.what]
    assert [each.where for each in overleaf] == [f"f.txt:{line + 4}", f"f.txt:{line + 10}"]
    assert "carry their own light" in overleaf[0].after
    notes = [each.after for each in reading.repairs if each.what == "note taken off the end of a title"]
    assert notes == ["already replaced during BEACON project"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("LK1\tOld\tGL10", "the row of LK1 has 3 cells, expected 4 (three tabs)"),
        ("LK1\tOld\tGL 1O\tNew", "'GL 1O' stands where a new code was expected"),
        ("LK1\told\tGL10\tNew", "a title is missing or cut at its beginning: 'old'"),
        ("LK1\tOld LK2 thing\tGL10\tNew", "the code LK2 stands inside a title: 'Old LK2 thing'"),
        ("LK1\tOld\tGL10\tNew \u2013 and more", "words after a dash may be a note and not the title"),
        (
            "LK1\tOld\t\tNobody knows",
            "there is no new code, and these words are not understood: 'Nobody knows'",
        ),
        ("LK1\tOld\t\tDeleted, see XX9", "these words are not understood: 'Deleted, see XX9'"),
    ],
)
def test_a_row_that_does_not_say_one_thing_is_not_read(row: str, what: str) -> None:
    reading = read(f"{row}\nLK2\tOld\tLK2\tNew")
    assert [each.old for each in reading.records] == ["LK2"]
    assert any(each.where == "f.txt:3" and what in each.what and each.do for each in reading.problems)


def test_cells_without_an_old_code_are_joined_only_as_the_rest_of_a_sentence_overleaf() -> None:
    row = "LK1\tLight the\tGL10\tLight\n"
    reading = read(f"{row}\n\tlamps\t\tthe lamps")
    assert [(each.old_title, each.targets[0].title) for each in reading.records] == [
        ("Light the lamps", "Light the lamps")
    ]
    assert problems(f"{row}\n\tNew row\t\tNew row") == [
        (
            "f.txt:3",
            "after the row of LK1 come cells without a code that do not continue it: 'New row  New row'",
        )
    ]
    assert any("not a row of the table" in what for _, what in problems(f"{row}\tlamps\t\tthe lamps"))


def test_a_row_wrapped_in_the_middle_is_joined_and_said() -> None:
    reading = read("LK1\tLight the\nlamps well-\nkept\tLK1\nLight\tlamps")
    assert reading.records == ()
    reading = read("LK1\tLight the\nlamps well-\nkept\tLK1\tLight them\nall")
    (row,) = reading.records
    assert (row.old_title, row.targets[0].title) == ("Light the lamps well-kept", "Light them all")
    assert [each.where for each in reading.repairs] == ["f.txt:4", "f.txt:5", "f.txt:6"]


def test_a_line_that_is_no_row_is_named_and_joined_to_nothing() -> None:
    rows = "LK1\tOld\tLK1\tNew\nLK2 Old    LK2  New\nLK3\tOld\tLK3\tNew"
    reading = read(rows)
    assert [each.old for each in reading.records] == ["LK1", "LK3"]
    assert (
        "f.txt:4",
        "this line is not a row of the table and was not read: 'LK2 Old    LK2  New'",
    ) in problems(rows)


def test_header_lines_glued_to_rows_are_taken_off() -> None:
    row = "LK{0}\tOld\tLK{0}\tNew"
    glued = row.format(1) + HEAD.replace("\n", "") + row.format(2) + "\f" + row.format(3)
    assert [(each.old, each.targets[0].title) for each in read(glued).records] == [
        ("LK1", "New"),
        ("LK2", "New"),
        ("LK3", "New"),
    ]


def test_trailing_tabs_are_no_cells() -> None:
    assert [each.old for each in read("LK1\tOld\tLK1\tNew\t\t\n").records] == ["LK1"]


def test_a_repeated_row_is_read_once_and_rows_that_differ_not_at_all() -> None:
    again = ("f.txt:4", "the row of LK1 stands twice, here and on line 3; it was read once")
    assert again in problems("LK1\tA\tLK1\tB\nLK1\tA\tLK1\tB")
    reading = read("LK1\tA\tLK1\tB\nLK1\tA\tLK1\tC\nLK2\tA\tLK2\tB")
    assert [each.old for each in reading.records] == ["LK2"]
    assert any(
        "two different rows of LK1, here and on line 3; neither was read" in each.what
        for each in reading.problems
    )
    assert read("LK1\tA\tLK1\tB\nLK1\tA\tLK1\tC").records == ()


def test_order_and_gaps_are_problems() -> None:
    found = problems("LK3\tA\tLK3\tB\nLK1\tA\tLK1\tB")
    assert ("f.txt:4", "LK1 stands after LK3: rows are out of order") in found
    assert ("f.txt:3", "LK2 missing before LK3: 2 of 3 rows read") in found


def test_a_document_of_an_unknown_revision_is_read_but_says_what_cannot_be_checked() -> None:
    reading = read("LK1\tA\tLK1\tB")
    assert len(reading.records) == 1
    (problem,) = reading.problems
    assert problem.what == "no revision in the catalogue has these old codes"
    assert "A steward adds the revision" in problem.do


def test_a_cut_off_document_says_what_is_missing(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile("tracking-document")
    cut = text[: text.index("\nLK18")]
    reading = tracking_document.read(cut.encode(), "f.txt", lanterns)
    assert len(reading.records) == 17
    (problem,) = reading.problems
    assert problem.what == "LK18 to LK24 (5 rows) missing at the end of the document: 17 of 22 rows read"
    assert problem.where == f"f.txt:{cut.count(chr(10)) + 1}"


def test_a_row_that_disagrees_with_the_catalogue_is_held_back(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = (
        facsimile("tracking-document")
        .replace("Light the lamps with", "Light lamps with")
        .replace("LK17\t", "LK77\t")
    )
    reading = tracking_document.read(text.encode(), "f.txt", lanterns)
    assert not {"LK3", "LK17", "LK77"} & {each.old for each in reading.records}
    said = [each.what for each in reading.problems]
    assert any(
        "the row of LK3 differs from the catalogue: found LK3 'Light lamps with" in what for what in said
    )
    assert any(what.startswith("LK17 missing before LK18: 21 of 22") for what in said)
    assert any("LK77 is not one of the old codes of lk-2013; its row was not read" in what for what in said)


def test_other_apostrophes_are_a_repair_and_the_catalogue_keeps_its_own(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile("tracking-document")
    plain = tracking_document.read(text.encode(), "f.txt", lanterns)
    reading = tracking_document.read(text.replace("'", "\u2019").encode(), "f.txt", lanterns)
    assert (reading.records, reading.problems) == (plain.records, ())
    assert any(each.what == "other apostrophes or dashes than the catalogue's" for each in reading.repairs)


def test_a_document_without_a_readable_row_has_one_problem_and_no_rows(
    facsimile: Callable[[str], str],
) -> None:
    text = facsimile("tracking-document").expandtabs(4)
    reading = tracking_document.read(text.encode(), "f.txt")
    assert reading.refused
    (problem,) = reading.problems
    assert problem.what.startswith("no row of the table could be read; 24 lines are not rows")
    empty = tracking_document.read(HEAD.encode(), "f.txt")
    assert [(each.where, each.what) for each in empty.problems] == [
        ("f.txt:1", "no row of the table could be read; 0 lines are not rows")
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    reading = tracking_document.read(b"\0\1", "f.txt")
    assert reading.refused
    assert "zero bytes" in reading.problems[0].what


def test_what_a_row_of_very_many_lines_became_is_kept_once() -> None:
    """Every line that was joined tells of it: kept for each, a file of a few megabytes would fill the memory."""
    reading = read("XX1\tA title\tMH1\tAnother title\n" + "that goes on\n" * 50)
    after = [each.after for each in reading.repairs if "wrapped over several lines" in each.what]
    assert len(after) == 50
    assert all(each is after[0] for each in after)
