"""The door for source documents: recognised by content, and bringing exactly what the catalogue holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats.source import FORMATS, read_source, recognise

TEXTS = ("tracking-document", "competencies-list")


def test_a_tracking_document_brings_its_standards_rows_and_statements(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    data = facsimile("tracking-document").encode()
    source = read_source(data, "f.txt", lanterns)
    assert (source.format, source.file, source.read, source.problems) == (
        "tracking-document",
        "f.txt",
        22,
        (),
    )
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert not source.refused
    assert source.revision == lanterns.revisions[0]
    assert source.crosswalk == lanterns.crosswalk
    assert source.standards == tuple(each for each in lanterns.standards if each.suite != "LIST")
    status = {each.standard: each.status for each in source.statements}
    assert [status[f"LK{number}@2005"] for number in (1, 3, 4, 5, 10, 20)] == [
        "replaced",
        "superseded",
        "superseded",
        "superseded",
        "deleted",
        "deleted",
    ]
    assert (status["LK23@2007"], status["GL10@2013"]) == ("current", "current")
    assert {(each.source, each.as_of, each.printed) for each in source.statements} == {
        ("Lantern Keeping tracking document, May 2013", "2013-05-31", "May 2013")
    }


def test_a_competencies_list_brings_statements_entries_and_its_own_standards(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    source = read_source(facsimile("competencies-list").encode(), "f.txt", lanterns)
    assert (source.format, source.read, len(source.entries), source.problems) == (
        "competencies-list",
        22,
        22,
        (),
    )
    assert source.standards == (lanterns.by_id["LIST21@2005"], lanterns.by_id["LIST22@2005"])
    assert len(source.statements) == 22
    assert {each.status for each in source.statements} == {"current"}


def test_a_row_nobody_has_judged_counts_as_widened_and_is_a_problem(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    unjudged = Catalogue(suites=lanterns.suites, revisions=lanterns.revisions)
    source = read_source(facsimile("tracking-document").encode(), "f.txt", unjudged)
    assert [row.old for row in source.crosswalk if row.kind == "widened"] == [
        "LK7@2005",
        "LK8@2005",
        "LK11@2005",
    ]
    assert [problem.refuses for problem in source.problems] == [False] * 3
    assert "LK8 has a new code and another title" in source.problems[1].what


def test_documents_the_catalogue_does_not_know_bring_nothing(facsimile: Callable[[str], str]) -> None:
    for name in TEXTS:
        source = read_source(facsimile(name).encode(), "f.txt", Catalogue())
        assert (source.standards, source.crosswalk, source.statements) == ((), (), ())
        assert source.problems


@pytest.mark.parametrize("name", TEXTS)
def test_a_format_is_recognised_by_content_or_named(
    name: str, facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    data = facsimile(name).encode("utf-16")
    assert recognise(data) == name
    for other in FORMATS:
        if other == name:
            continue
        wrong = read_source(data, "f.txt", lanterns, as_format=other)
        assert (wrong.format, wrong.refused) == (other, True)
        assert wrong.problems


def test_a_table_whose_header_lines_are_lost_is_still_recognised(facsimile: Callable[[str], str]) -> None:
    rows = [line for line in facsimile("tracking-document").split("\n") if line.startswith("LK")]
    assert recognise("\n".join(rows).encode()) == "tracking-document"
    assert recognise("\n".join(rows[:2]).encode()) is None


def test_what_is_not_recognised_says_what_to_do(lanterns: Catalogue) -> None:
    source = read_source(b"a shopping list", "f.txt", lanterns)
    assert (source.format, source.refused) == ("", True)
    assert source.problems[0].what.startswith("the file is not recognised")
    assert "tracking-document, competencies-list, nos-register or standards-table" in source.problems[0].do
    assert read_source(b"", "f.txt", lanterns).problems[0].what == "the file is empty"
    with pytest.raises(
        ValueError, match="There is no format 'pdf'; there are tracking-document, competencies-list"
    ):
        read_source(b"", "f.txt", lanterns, as_format="pdf")
