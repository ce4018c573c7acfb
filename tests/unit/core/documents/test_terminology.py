"""Other words are suggested for local texts: never in an official title, never for an adjective."""

from __future__ import annotations

import pytest

from standing.core.documents.terminology import in_other_words, suggest_wording


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Support individuals at home", "Support people at home"),
        ("Individuals’ homes and individuals' rights", "People’s homes and people’s rights"),
        ("An individual who is unwell", "A person who is unwell"),
        ("the individual's family", "the person’s family"),
        ("individual’s family", "person’s family"),
        ("Ask every individual.", "Ask every person."),
        (
            "Service users lead; each service user is heard",
            "People who use services lead; each person who uses services is heard",
        ),
        ("a service user’s home", "a person’s home"),
        ("Meet the client and their carer", "Meet the person and their carer"),
        ("Work beside clients", "Work beside people"),
    ],
)
def test_what_is_suggested(text: str, instead: str) -> None:
    assert in_other_words(text, suggest_wording(text)) == instead


@pytest.mark.parametrize(
    "text",
    [
        "the individual needs of people",
        "Individual therapy",
        "individualised plans",
        "the client group",
        "Work with people",
        "on an individual basis",
        "",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert suggest_wording(text) == ()


def test_an_official_title_is_never_touched() -> None:
    title = "Enable individuals to live well"
    text = f"We do “{title}” with individuals."
    (one,) = suggest_wording(text, [title, " "])
    assert text[one.start : one.end] == one.found == "individuals"
    assert one.start > text.index(title) + len(title)
    assert suggest_wording(title.upper(), [title]) == ()


def test_each_suggestion_says_why() -> None:
    (one,) = suggest_wording("clients")
    assert "2013" in one.why
