"""A crosswalk in a spreadsheet: read with every repair and problem, and written so that reading gives it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from standing.core.catalogue import Catalogue
from standing.core.crosswalks.spreadsheet import APOSTROPHES, HEADINGS, for_spreadsheets, lines, read
from standing.core.crosswalks.versions import DraftRow, from_document
from standing.core.formats.results import Reading
from standing.core.formats.workbook.model import Cell

HEAD = ["old", "kind", "new", "need", "source words", "note", "context"]


@pytest.fixture
def reading(lanterns: Catalogue, book: Any) -> Any:
    """Reads rows under a header, as a crosswalk of the lanterns."""
    revision = lanterns.revision("lk-2013")

    def read_rows(*rows: list[object], head: list[str] | None = None) -> Reading[DraftRow]:
        return read(book([head or HEAD, *rows]), revision, lanterns)

    return read_rows


def test_what_is_written_is_read_back_the_same(lanterns: Catalogue, book: Any) -> None:
    rows = [from_document(row) for row in lanterns.rows("lk-2013")]
    rows[6] = DraftRow(
        "LK7@2005", "widened", ("GL11@2013",), treatment="bridge", treatment_why="Other tasks", note="Read"
    )
    rows[10] = DraftRow("LK11@2005", "widened", ("GL13@2013",), context="valleys")
    rows[1] = DraftRow(
        "LK2@2005", "replaced", ("SCL0330@undated",), deferred=True, deferred_why="Nobody holds it"
    )
    rows[5] = DraftRow(
        "LK6@2005",
        "replaced",
        ("SCL0427@undated",),
        source_words="Already replaced",
        asks_day=True,
        replaced_on="2012-04-01",
    )
    written = [list(HEADINGS.values()), *(list(line.values()) for line in lines(rows, lanterns))]
    found = read(book(written), lanterns.revision("lk-2013"), lanterns)  # type: ignore[arg-type]
    assert found.problems == ()
    assert found.repairs == ()

    def bare(row: DraftRow) -> dict[str, Any]:
        return {name: value for name, value in vars(row).items() if name != "source"}

    assert [bare(row) for row in found.records] == [bare(row) for row in rows]


HOSTILE = DraftRow(
    "LK1@2005",
    "",
    ("GL10@2013",),
    source_words="-see below\nand over",
    note="'=SUM(A1) is meant as it stands",
    treatment_why="@home too",
    question="+ Reworded or widened?",
)


def test_a_csv_file_comes_back_the_same_whatever_its_cells_begin_with(lanterns: Catalogue, book: Any) -> None:
    written = [for_spreadsheets(line) for line in lines([HOSTILE], lanterns)]
    assert written[0]["source words"] == "'-see below\nand over"
    assert written[0][APOSTROPHES] == "source words|reason|to settle"
    found = read(
        book([[*HEADINGS.values(), APOSTROPHES], *(list(each.values()) for each in written)]),
        lanterns.revision("lk-2013"),  # type: ignore[arg-type]
        lanterns,
    )
    assert (found.problems, found.repairs) == ((), ())
    assert vars(found.records[0]) == vars(HOSTILE) | {"source": "f.csv:2"}


def test_an_apostrophe_that_is_named_and_not_there_refuses_the_file(reading: Any) -> None:
    head = [*HEAD, "apostrophe before"]
    found = reading(["LK1", "recoded", "GL10", "", "", "Plain", "", "note|old title"], head=head)
    assert [problem.refuses for problem in found.problems] == [True]
    assert "names note, which has none" in found.problems[0].what


def test_a_context_that_leaves_out_whom_the_wording_names_is_asked_about(
    lanterns: Catalogue, book: Any
) -> None:
    titles = {"LK11@2005": "Walk with older people in the valleys", "GL13@2013": "Walk with people"}
    named = replace(
        lanterns,
        standards=tuple(replace(each, title=titles.get(each.id, each.title)) for each in lanterns.standards),
    )
    rows = [
        HEAD,
        ["LK11", "widened", "GL13", "", "", "", "valleys"],
        ["LK7", "widened", "GL11", "", "", "", "hills"],
    ]
    found = read(book(rows), named.revision("lk-2013"), named)  # type: ignore[arg-type]
    (problem,) = found.problems
    assert not problem.refuses
    assert "names older people, the context 'valleys' does not" in problem.what


def test_codes_mean_their_editions_in_the_revision(reading: Any) -> None:
    found = reading(["LK3", "", "LK3"], ["LK9", "split", "QM D7 and SCL0426"], ["LK1", "", "GL10"])
    assert [(row.old, row.kind, row.new, row.need) for row in found.records] == [
        ("LK3@2005", "revised", ("LK3@2013",), "any"),
        ("LK9@2005", "split", ("QMD7@undated", "SCL0426@undated"), "all"),
        ("LK1@2005", "recoded", ("GL10@2013",), "any"),
    ]
    assert found.problems == ()
    said = {repair.what for repair in found.repairs}
    assert "the kind worked out from codes and titles" in said
    assert "whether all or any of several new standards are needed, taken as" in said


def test_any_is_taken_from_the_word_between_and_given_words_win(reading: Any) -> None:
    found = reading(["LK9", "split", "QMD7 or SCL0426"], ["LK1", "split", "QMD7|SCL0426", "any"])
    assert [row.need for row in found.records] == ["any", "any"]


def test_what_cannot_be_told_waits_as_a_question(reading: Any) -> None:
    found = reading(
        ["LK1", "recoded", "GL99"],
        ["LK7", "", "GL11"],
        ["LK2", "withdrawn", "SCL0330"],
        ["LK4", "recoded", ""],
        ["LK8", "", "-"],
    )
    assert [problem.refuses for problem in found.problems] == [False] * 4
    assert "GL99" in found.records[0].question
    assert [row.kind for row in found.records] == ["recoded", "", "withdrawn", "recoded", ""]


def test_an_ambiguous_new_code_waits(lanterns: Catalogue, book: Any) -> None:
    revision = lanterns.revision("lk-2013")
    found = read(book([["old", "new"], ["LK1", "LK5"]]), revision, lanterns)  # type: ignore[arg-type]
    assert found.records[0].new == ()
    assert "LK5@2012" in found.records[0].question


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "kept", "LK4"], "names no old standard"),
        (["XX1", "kept", "LK4"], "XX1"),
        (["LK1", "renamed", "GL10"], "expected one of kept"),
        (["LK1", "recoded", "GL10", "both"], "expected all or any"),
        (["LK1", "recoded", "GL10", "", "", "", "valleys"], "is not carried in one"),
        ([Cell(None, error="#REF! stands in the cell"), "kept", "LK4"], "#REF!"),
    ],
)
def test_what_is_plainly_wrong_refuses_the_file(row: list[object], words: str, reading: Any) -> None:
    found = reading(row)
    assert any(problem.refuses and words in problem.what for problem in found.problems)


def test_an_old_standard_twice_refuses_the_file(reading: Any) -> None:
    found = reading(["LK1", "recoded", "GL10"], ["LK1@2005", "recoded", "GL10"])
    assert found.problems[0].where == "f.csv:3"
    assert "has a row already" in found.problems[0].what


def test_treatments_and_days_are_checked(reading: Any) -> None:
    head = [*HEAD, "treatment", "reason", "replaced on"]
    found = reading(
        ["LK1", "recoded", "GL10", "", "", "", "", "wave through", "why"],
        ["LK2", "replaced", "SCL0330", "", "", "", "", "offer", ""],
        ["LK6", "replaced", "SCL0427", "", "", "", "", "", "", "last year"],
        head=head,
    )
    said = [problem.what for problem in found.problems]
    assert "expected one of: carry and sign" in said[0]
    assert "no reason is given" in said[1]
    assert "expected a day such as" in said[2]


def test_columns_that_are_none_of_a_crosswalk_are_named(reading: Any) -> None:
    found = reading(["LK1", "recoded", "GL10", "x"], head=["old", "kind", "new", "colour"])
    assert (found.repairs[0].what, found.repairs[0].before) == (
        "a column that is no part of a crosswalk not read",
        "colour",
    )


def test_a_file_without_the_columns_says_which_to_give(lanterns: Catalogue, book: Any) -> None:
    revision = lanterns.revision("lk-2013")
    for made in (book([["a", "b"], ["LK1", "GL10"]]), book([["old", "new"], ["LK1", "GL10"]], hidden=True)):
        found = read(made, revision, lanterns)  # type: ignore[arg-type]
        assert found.refused
        assert "Give the columns old, kind, new" in found.problems[0].do


def test_an_old_code_of_several_earlier_editions_must_say_which(lanterns: Catalogue, book: Any) -> None:
    from dataclasses import replace

    from standing.core.catalogue import Standard

    more = (
        Standard("LK1@2001", "LK1", "2001", "Greet travellers", "LK"),
        Standard("LK40@2001", "LK40", "2001", "Sing", "LK"),
        Standard("LK40@2003", "LK40", "2003", "Sing well", "LK"),
        Standard("LK41@2003", "LK41", "2003", "Hum", "LK"),
        Standard("LK41@2013", "LK41", "2013", "Hum well", "LK"),
    )
    grown = replace(lanterns, standards=(*lanterns.standards, *more))
    revision = grown.revision("lk-2013")
    found = read(
        book([["old", "new"], ["LK40", "LK4"], ["LK1", "GL10"], ["LK41", "LK41"]]),
        revision,
        grown,  # type: ignore[arg-type]
    )
    assert "could be LK40@2003 or LK40@2001" in found.problems[0].what
    assert [row.old for row in found.records] == ["LK1@2005", "LK41@2003"]
