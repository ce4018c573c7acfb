"""The competencies list: every trap of its page, and the words of what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import competencies_list
from standing.core.formats.competencies_list import Entry, Reference, compare_titles
from standing.core.formats.results import Reading
from tests.facsimiles.entries import ENTRIES


@pytest.fixture
def reading(facsimile: Callable[[str], str], lanterns: Catalogue) -> Reading[Entry]:
    return competencies_list.read(facsimile("competencies-list").encode(), "f.txt", lanterns)


def read(text: str, catalogue: Catalogue | None = None) -> Reading[Entry]:
    return competencies_list.read(text.encode(), "f.txt", catalogue)


def said(text: str) -> list[tuple[str, str]]:
    return [(each.where, each.what) for each in read(text).problems]


def test_the_facsimile_gives_the_entries_it_was_written_from(reading: Reading[Entry]) -> None:
    assert reading.problems == ()
    assert [
        (each.number, each.printed, each.title, each.scope, each.applies_to, each.more_scope)
        for each in reading.records
    ] == [
        (str(each.number), str(each.printed), each.title, each.scope, each.applies.strip(), each.more)
        for each in ENTRIES
    ]


def test_numbers_mean_standards_and_the_last_are_not_those_of_the_same_number(
    reading: Reading[Entry],
) -> None:
    standards = {each.number: each.standard for each in reading.records}
    assert (standards["9"], standards["10"]) == ("LK9@2005", "LK10@2005")
    assert (standards["21"], standards["22"]) == ("LIST21@2005", "LIST22@2005")


def test_every_repair_is_listed(reading: Reading[Entry]) -> None:
    kinds: dict[str, int] = {}
    for each in reading.repairs:
        kinds[each.what] = kinds.get(each.what, 0) + 1
    assert kinds == {
        "the entry does not say who it applies to; left empty": 3,
        "no full stop after the number": 2,
        "the title was glued to the scope": 2,
        "the number 9 stands twice; the second is 10, which is never printed": 1,
        'the word "Summary" between title and scope left out': 1,
        "the text breaks off in the source; kept as printed": 1,
        "the title breaks off in the source; kept as printed": 1,
        "scope after who it applies to told apart": 2,
        "the reference to E1 stays unresolved: the catalogue does not hold it": 1,
        "the reference to HX3100 stays unresolved: the catalogue does not hold it": 1,
        "the reference to 15 was resolved": 1,
        "the reference to LK19 was resolved": 1,
        "the title differs from the catalogue's in words; the catalogue keeps its own": 3,
        "the title differs from the catalogue's in typography; the catalogue keeps its own": 2,
    }


def test_references_are_resolved_through_the_crosswalk_or_said_unresolved(reading: Reading[Entry]) -> None:
    found = {each.number: each.references for each in reading.records if each.references}
    assert found == {
        "6": (Reference("E1"),),
        "7": (Reference("15", "LK15@2005", ("SCL0421@undated",)),),
        "8": (Reference("LK19", "LK19@2005", ("GL15@2013",)), Reference("HX3100")),
    }


def test_titles_are_compared_with_those_of_the_tracking_document(
    reading: Reading[Entry], lanterns: Catalogue
) -> None:
    compared = compare_titles(reading.records, lanterns)
    assert len(compared) == 20
    assert [each.standard for each in compared if each.difference == "words"] == [
        "LK2@2005",
        "LK14@2005",
        "LK17@2005",
    ]
    assert [each.standard for each in compared if each.difference == "typography"] == [
        "LK5@2005",
        "LK13@2005",
    ]


def test_without_a_catalogue_entries_have_no_standard_and_that_is_said(
    facsimile: Callable[[str], str],
) -> None:
    reading = read(facsimile("competencies-list"))
    assert {each.standard for each in reading.records} == {""}
    assert len(reading.problems) == 2
    assert "no list in the catalogue has these titles" in reading.problems[0].what
    assert "entry 12 breaks off without a full stop" in reading.problems[1].what


def test_an_entry_whose_words_changed_is_held_back(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = (
        facsimile("competencies-list").replace("covers oil", "covers the oil").replace("20. Blow", "30. Blow")
    )
    reading = read(text, lanterns)
    assert not {"18", "20", "30"} & {each.number for each in reading.records}
    what = [each.what for each in reading.problems]
    assert "entry 18 was not read: its words are not those the catalogue was made from" in what
    assert "entry 30 was not read: it is not one of the numbers of this list" in what
    assert "entry 20 missing before entry 21: 21 of 22 entries read" in what
    assert "entry 21 stands after entry 30: entries are out of order" in what


def test_a_number_printed_otherwise_than_known_is_said(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    reading = read(facsimile("competencies-list").replace("9. Calm", "10. Calm"), lanterns)
    assert (len(reading.records), reading.problems) == (22, ())
    assert "the number is printed 10, and 9 in the copy the catalogue was made from" in {
        each.what for each in reading.repairs
    }


def test_a_page_break_between_sentences_is_closed_only_where_the_whole_is_known(
    facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile("competencies-list").replace("rain. They may", "rain.\n\nThey may")
    assert read(text, lanterns).problems == ()
    assert len(read(text, lanterns).records) == 22
    unknown = read(text)
    assert "1" not in {each.number for each in unknown.records}
    assert any(
        "text that may not belong to the entry before: 'They may" in each.what for each in unknown.problems
    )


def test_an_entry_without_a_number_is_a_problem_and_joined_to_nothing() -> None:
    text = (
        "1. Sing This competence covers songs.\n\nHum This competence covers tunes.\n\nmore\n\n"
        "3. Dance This competence covers steps."
    )
    reading = read(text)
    assert [each.number for each in reading.records] == ["1", "3"]
    found = said(text)
    assert ("f.txt:3", "an entry without a number was not read: 'Hum This competence covers tunes.'") in found
    assert ("f.txt:7", "entry 2 missing before entry 3: 2 of 3 entries read") in found


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_entry() -> None:
    text = (
        "1. Sing This competence covers songs, see competence\n2. The rest follows.\n"
        "2. Hum This competence covers tunes."
    )
    assert [(each.number, each.scope) for each in read(text).records] == [
        ("1", "This competence covers songs, see competence 2. The rest follows."),
        ("2", "This competence covers tunes."),
    ]


def test_an_entry_without_the_opening_of_its_scope_is_not_read() -> None:
    found = said("1. Sing loudly and often.\n\n2. This competence covers tunes.")
    assert [each[0] for each in found] == ["f.txt:1", "f.txt:3"]
    assert all("its scope does not open as expected" in each[1] for each in found)


def test_repeated_numbers_are_problems_unless_the_next_is_missing() -> None:
    same = "1. Sing This competence covers songs."
    other = "1. Hum This competence covers tunes."
    third = "2. Dance This competence covers steps."
    assert ("f.txt:3", "entry 1 stands twice, here and on line 1; it was read once") in said(
        f"{same}\n\n{same}"
    )
    assert [each.number for each in read(f"{same}\n\n{other}").records] == ["1", "2"]
    reading = read(f"{same}\n\n{other}\n\n{third}")
    assert [each.number for each in reading.records] == ["2"]
    assert any("two different entries have the number 1" in each.what for each in reading.problems)


def test_a_page_without_entries_and_bytes_without_text_are_refused() -> None:
    assert said("Nothing here.") == [("f.txt:1", "no numbered entry was found")]
    assert competencies_list.read(b"", "f.txt").problems[0].what == "the file is empty"


def test_navigation_ends_the_list_even_where_empty_lines_are_lost() -> None:
    text = "1. Sing This competence covers songs.\nSee also[]\nOther pages"
    assert [each.scope for each in read(text).records] == ["This competence covers songs."]
