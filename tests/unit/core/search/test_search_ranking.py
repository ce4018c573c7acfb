"""Searching: what is found, in what order, and why."""

import pytest

from standing.core.search import Document, Index, build_index, search
from standing.core.search.ranking import CODE_SCORE, in_order

TABLETS = Document(
    "X9@2005",
    "Oversee drug regimes",
    "Making sure a person has the right medicines.",
    ("SFHX9", "CM D9"),
    ("person", "treat"),
)
TABLETS_NEW = Document("X9@2013", "Oversee drug regimes", aliases=("X9.2013",), related=TABLETS.summary)
HOMES = Document("X10@2005", "Arrange accommodation", "Finding a flat for someone.", facets=("housing",))
WORK = Document("X2@2005", "Place people in employment", "Finding a firm that takes someone on.")
ALL = (WORK, TABLETS_NEW, HOMES, TABLETS)


@pytest.fixture
def index() -> Index:
    return build_index(ALL)


def ids(index: Index, words: str, limit: int = 10) -> list[str]:
    return [hit.id for hit in search(index, words, limit)]


@pytest.mark.parametrize("words", ["X9", "x9", " X9 ", "sfhx9 ", "CM D9", "cmd9", "cm-d9"])
def test_a_code_or_alias_is_found_however_it_is_written(index: Index, words: str) -> None:
    scores = {hit.id: hit.score for hit in search(index, words)}
    assert scores["X9@2005"] >= CODE_SCORE
    assert [id_ for id_, score in scores.items() if score >= CODE_SCORE] == list(scores)


def test_a_code_without_edition_finds_every_edition_first(index: Index) -> None:
    assert ids(index, "X9 for housing") == ["X9@2013", "X9@2005", "X10@2005"]


def test_an_id_with_its_edition_finds_that_edition_alone(index: Index) -> None:
    assert ids(index, "X9@2013") == ["X9@2013"]
    assert ids(index, "X9.2013") == ["X9@2013"]


@pytest.mark.parametrize(
    ("words", "found", "code"),
    [("what is X10, please?", "X10@2005", "X10"), ("what is (CM D9)?", "X9@2005", "CM D9")],
)
def test_a_code_inside_a_question_is_found(index: Index, words: str, found: str, code: str) -> None:
    first = search(index, words)[0]
    assert (first.id, first.why) == (found, f"code: {code}")


def test_a_bare_number_inside_a_question_is_no_code() -> None:
    index = build_index([Document("LIST95@2005", "Speak at a distance", aliases=("95",)), HOMES])
    assert ids(index, "95") == ["LIST95@2005"]
    assert ids(index, "a flat for 95 people") == ["X10@2005"]


def test_a_lay_word_finds_what_it_means_and_why_says_so(index: Index) -> None:
    first = search(index, "who can sort out my tablets")[0]
    assert first.id == "X9@2005"
    assert first.why == "summary: medicines (tablets)"


def test_why_names_each_field_with_the_words_there_and_those_typed(index: Index) -> None:
    assert (
        search(index, "drugs, the right medicine")[0].why
        == "title: drug (drugs); summary: right, medicines (medicine)"
    )


def test_the_edition_with_its_own_sentence_comes_before_the_one_it_only_relates_to(index: Index) -> None:
    assert ids(index, "medicines") == ["X9@2005", "X9@2013"]
    assert search(index, "medicines")[1].why == "related: medicines"


def test_a_facet_is_found_but_counts_for_little() -> None:
    index = build_index(
        [HOMES, WORK, Document("X3@2005", "Advise on zoos"), Document("X4@2005", "Sing", facets=("zoo",))]
    )
    assert [(hit.id, hit.why) for hit in search(index, "zoo")] == [
        ("X3@2005", "title: zoos (zoo)"),
        ("X4@2005", "facets: zoo"),
    ]


def test_a_lay_phrase_is_known_as_a_whole(index: Index) -> None:
    assert "accommodation (somewhere to live)" in search(index, "I need somewhere to live")[0].why
    assert search(index, "somewhere nice") == []


def test_a_misspelt_word_finds_the_likeliest_one(index: Index) -> None:
    first = search(index, "acommodatoin")[0]
    assert (first.id, first.why) == ("X10@2005", "title: accommodation (acommodatoin)")


@pytest.mark.parametrize("words", ["xylophone", "flta", "", "  ", "the of and", "?!"])
def test_words_that_match_nothing_find_nothing(index: Index, words: str) -> None:
    assert search(index, words) == []


def test_nothing_is_found_in_an_empty_index() -> None:
    assert search(build_index([]), "accommodation") == []


def test_two_words_for_one_thing_do_not_add_up() -> None:
    once = Document("X1@2005", "Give medication")
    both = Document("X4@2005", "Give medication, medication and medicines")
    lone = build_index([once, HOMES, WORK])
    assert search(lone, "tablets")[0].why == "title: medication (tablets)"
    assert search(build_index([both, HOMES, WORK]), "tablets")[0].why.count("(tablets)") == 1


def test_equal_scores_are_ordered_by_id_with_numbers_as_numbers() -> None:
    index = build_index([Document(f"X{number}@2005", "Paint fences") for number in (10, 9, 100)])
    assert ids(index, "fences") == ["X9@2005", "X10@2005", "X100@2005"]


def test_of_one_code_the_latest_edition_comes_first_and_an_undated_one_last() -> None:
    found = ["X10@2013", "X9@undated", "X9@2005", "X9@2013"]
    assert sorted(found, key=in_order) == ["X9@2013", "X9@2005", "X9@undated", "X10@2013"]


def test_the_answer_is_the_same_whatever_the_order_of_documents() -> None:
    assert search(build_index(ALL), "finding a flat") == search(build_index(ALL[::-1]), "finding a flat")


def test_no_more_than_the_limit_are_given(index: Index) -> None:
    assert ids(index, "finding", limit=1) == ids(index, "finding", limit=2)[:1]
    assert len(ids(index, "finding", limit=2)) == 2


def test_a_limit_below_one_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="limit must be 1 or more, found 0"):
        search(index, "flat", limit=0)
