"""Suggestions for mapping a title to a standard."""

import pytest

from standing.core.search import Document, Index, build_index, suggest, suggest_targets


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


def test_targets_are_suggested_together_with_what_led_to_each() -> None:
    old = [
        Document("ZA1@2001", "Monitor plans for the health of a town"),
        Document("ZA2@2001", "Keep the books of a lamp room"),
        Document("ZA3@2001", "Monitor plans for the wellbeing of a town"),
    ]
    new = [
        Document("ZB1@2002", "Monitor plans for the health of a town"),
        Document("ZB2@2002", "Work with others to monitor plans for better wellbeing"),
        Document("ZA2@2002", "Look after the accounts"),
    ]
    found = suggest_targets(old, new, 2)
    assert found["ZA1@2001"][0].id == "ZB1@2002"
    assert found["ZA1@2001"][0].why == ("words of the title: monitor, plans, health, town",)
    assert found["ZA3@2001"][0].id == "ZB2@2002", "the closest is nearly another's title"
    other = next(each for each in found["ZA3@2001"] if each.id == "ZB1@2002")
    assert other.why[-1] == "but ZA1 is more like it"
    assert found["ZA2@2001"][0].why == ("the same code", "similar spelling")


def test_nothing_is_suggested_where_nothing_is_alike_and_never_itself() -> None:
    same = Document("ZA1@2001", "Lamp")
    assert suggest_targets([same], [same, Document("ZB1@2002", "Quiz")]) == {"ZA1@2001": []}
    assert suggest_targets([same], []) == {"ZA1@2001": []}
    with pytest.raises(ValueError, match="limit"):
        suggest_targets([same], [same], 0)
