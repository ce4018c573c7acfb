"""Suggestions for mapping a title to a standard."""

import pytest

from standing.core.search import Document, Index, build_index, suggest


@pytest.fixture
def index() -> Index:
    return build_index(
        [
            Document("A1@2013", "Mend bicycles and tricycles", "Looking after things with pedals."),
            Document("A2@2013", "Sell bicycles"),
            Document("A3@2013", "Bake bread"),
        ]
    )


def test_the_likest_title_comes_first_and_says_which_words_are_shared(index: Index) -> None:
    hits = suggest(index, "Mending a bicycle")
    assert [(hit.id, hit.why) for hit in hits[:2]] == [
        ("A1@2013", "title: mend, bicycles"),
        ("A2@2013", "title: bicycles"),
    ]


def test_a_misspelt_title_is_matched_by_its_spelling(index: Index) -> None:
    first = suggest(index, "Menfing bycicels", limit=1)[0]
    assert (first.id, first.why) == ("A1@2013", "title: similar spelling")


def test_only_titles_are_compared(index: Index) -> None:
    assert "A1@2013" not in [hit.id for hit in suggest(index, "pedals")][:1]


def test_a_title_unlike_any_gets_no_suggestion(index: Index) -> None:
    assert suggest(index, "Xyz") == []


def test_a_limit_below_one_is_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="limit must be 1 or more, found -1"):
        suggest(index, "Bake", limit=-1)
