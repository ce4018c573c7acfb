"""People's questions, in their own words, must find their standard among the first five.

Four sets, each expecting exactly one standard: another edition or a near neighbour does not count.

- `lay-questions.csv`: the thirty that the search has to answer. Written before the search, then tuned on.
- `lay-questions-tuned-on.csv`: more, over the rest of the list, written to tune the words and the stop words.
- `lay-functions-held-out.csv`: the functions of a service in the words of whoever builds a profile, expecting standards
  in use. Written before any search had seen them, and only reported.
- `lay-questions-held-out.csv`: written before the search and never tuned on. Only reported: the figure to
  believe about a question nobody has thought of. Whoever tunes on it has to write another.
"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from standing.areas.profiles.superseding import superseded
from standing.core.formats import bundled
from standing.core.holdings import bundled_holdings
from standing.core.search import Index, build_index, documents, search, summaries

HERE = Path(__file__).parent
FIRST = 5


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(documents(bundled.load(), summaries()))


def questions(name: str) -> list[tuple[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["question"], row["standard"]) for row in csv.DictReader(file)]


def missed(index: Index, asked: list[tuple[str, str]]) -> list[str]:
    """The questions whose standard is not among the first five, each with what was found instead."""
    told = []
    for question, standard in asked:
        found = [hit.id for hit in search(index, question, FIRST)]
        if standard not in found:
            told.append(f"{question!r}: expected {standard}, found {', '.join(found) or 'nothing'}")
    return told


def test_at_least_twenty_seven_of_thirty_questions_find_their_standard_in_the_first_five(
    index: Index,
) -> None:
    asked = questions("lay-questions")
    assert len(asked) == 30
    lost = missed(index, asked)
    assert len(asked) - len(lost) >= 27, "\n".join(lost)


def test_the_questions_tuned_on_are_not_lost_again(index: Index) -> None:
    asked = questions("lay-questions-tuned-on")
    lost = missed(index, asked)
    assert len(asked) - len(lost) >= 38, "\n".join(lost)


def test_the_held_out_questions_are_reported(
    index: Index, record_property: Callable[[str, object], None]
) -> None:
    asked = questions("lay-questions-held-out")
    found = len(asked) - len(missed(index, asked))
    record_property("held_out_found", found)
    print(f"\nHeld-out lay questions: {found} of {len(asked)} find their standard in the first {FIRST}.")
    assert len(asked) == 15


def test_the_functions_of_a_service_are_reported_as_a_builder_is_offered_them(
    index: Index, record_property: Callable[[str, object], None]
) -> None:
    """Of standards in use alone, as the builder of a profile puts them first (ADR 0070)."""
    holdings, day = bundled_holdings(), date(2026, 11, 22)
    asked = questions("lay-functions-held-out")
    assert len(asked) == 20
    assert [standard for _, standard in asked if superseded(holdings, standard, day)] == []
    found = 0
    for question, standard in asked:
        hits = [hit.id for hit in search(index, question, 30) if superseded(holdings, hit.id, day) is None]
        found += standard in hits[:FIRST]
    record_property("functions_found", found)
    print(
        f"\nFunctions of a service: {found} of 20 find their standard in the first {FIRST} of those in use."
    )
    assert found >= 12, "far fewer than were found when this was measured"


@pytest.mark.parametrize("name", ["lay-questions", "lay-questions-tuned-on", "lay-questions-held-out"])
def test_each_question_expects_a_standard_with_a_sentence_and_none_is_asked_twice(name: str) -> None:
    asked = questions(name)
    assert [standard for _, standard in asked if standard not in summaries()] == []
    assert len({standard for _, standard in asked}) == len(asked)


def test_no_question_is_in_two_sets() -> None:
    every = [
        question
        for name in (
            "lay-questions",
            "lay-questions-tuned-on",
            "lay-questions-held-out",
            "lay-functions-held-out",
        )
        for question, _ in questions(name)
    ]
    assert len(set(every)) == len(every)


def test_a_question_that_has_nothing_to_do_with_the_work_finds_little(index: Index) -> None:
    best = search(index, "who won the cricket in Australia")
    sensible = search(index, "who can help someone look after their own tablets")
    assert not best or best[0].score < sensible[0].score / 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("MH20", "MH20@2013"), ("SFHMH36", "MH36@2005"), ("CM D7", "CMD7@undated"), ("MH11.2012", "MH11@2012")],
)
def test_a_code_as_people_write_it_finds_its_standard(index: Index, typed: str, expected: str) -> None:
    assert search(index, typed, 1)[0].id == expected


@pytest.mark.parametrize("typed", ["medicaton", "acommodation", "employmant"])
def test_a_misspelt_word_finds_what_the_right_one_finds(index: Index, typed: str) -> None:
    right = {"medicaton": "medication", "acommodation": "accommodation", "employmant": "employment"}[typed]
    assert search(index, typed, 1)[0].id == search(index, right, 1)[0].id


def test_a_new_edition_is_found_by_the_words_of_the_one_it_replaced(index: Index) -> None:
    found = {hit.id: hit.why for hit in search(index, "the right dose", 20)}
    assert "CHS237@2013" in found
    assert found["CHS237@2013"] == "related: right, dose"
