"""Standards suggested from the words of a job description: with the very words, each once, and only those in force."""

from __future__ import annotations

import pytest

from standing.core.documents.pasted import Suggestion, passages, suggest_from
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Document, build_index

INDEX = build_index(
    [
        Document("ZA1@2005", "Calm people in a crisis at night"),
        Document("ZA1@2013", "Respond to urgent distress"),
        Document("ZB2@2013", "Assess the needs of carers and families"),
        Document("ZC3@2013", "Plan housing with landlords"),
        Document("ZD4@2013", "Grow tomatoes in the greenhouse"),
    ]
)
CROSSWALK = [
    CrosswalkRow("r", "ZA1@2005", "revised", ("ZA1@2013",)),
    CrosswalkRow("r", "ZB2@2013", "unchanged", ()),
]


def suggested(text: str) -> list[Suggestion]:
    return suggest_from(text, INDEX, CROSSWALK)


def test_a_text_is_cut_into_points_and_sentences() -> None:
    text = "Duties\n\n- Calm people; Assess needs.\n2) Plan housing! Then rest.\n• Grow\ntomatoes\n\n"
    assert passages(text) == [
        "Duties",
        "Calm people",
        "Assess needs.",
        "Plan housing!",
        "Then rest.",
        "Grow tomatoes",
    ]
    assert passages("  ") == []


def test_what_led_to_a_standard_is_the_very_words() -> None:
    (one,) = suggested("You will be assessing carers’ needs.")
    assert one.standard == "ZB2@2013"
    assert [words for words, led in one.marked() if led] == ["assessing", "carers"]
    assert "".join(words for words, _ in one.marked()) == "You will be assessing carers’ needs."


def test_the_words_of_a_replaced_standard_lead_to_its_successor() -> None:
    assert [one.standard for one in suggested("Calm people in crisis")] == ["ZA1@2013"]


def test_each_standard_is_suggested_once_with_its_best_passage() -> None:
    found = suggested("Assess needs. Assess the needs of carers and families. Assess carers.")
    assert [(one.standard, one.passage) for one in found] == [
        ("ZB2@2013", "Assess the needs of carers and families.")
    ]


def test_the_likeliest_comes_first() -> None:
    found = suggested("Plan housing with landlords. Assess needs of others and much else besides.")
    assert next(one.standard for one in found) == "ZC3@2013"
    assert found == sorted(found, key=lambda one: -one.score)


@pytest.mark.parametrize("text", ["", "Housing", "27 days of annual leave and a pension", "xyzzy plugh"])
def test_what_says_too_little_leads_to_nothing(text: str) -> None:
    assert suggested(text) == []


def test_words_that_lie_over_each_other_are_marked_once() -> None:
    (one,) = suggested("Talk with a housing association and the landlords")
    assert [words for words, led in one.marked() if led] == ["housing association", "landlords"]


def test_of_an_old_and_a_new_edition_the_better_words_count() -> None:
    better = suggested("Respond to urgent distress and stay calm")
    worse = suggested("Calm people in a crisis at night with urgent words")
    assert [one.standard for one in (*better, *worse)] == ["ZA1@2013", "ZA1@2013"]
    assert "crisis" in [words for words, led in worse[0].marked() if led]
