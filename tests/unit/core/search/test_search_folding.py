"""Folding: what counts as the same word."""

import pytest

from standing.core.search.folding import (
    code_key,
    content_words,
    fold,
    likeness,
    run_hash,
    runs,
    stem,
    trigrams,
    words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("People’s", "peoples"),
        ("Café", "cafe"),
        ("well-being", "wellbeing"),
        ("Co-ordinate", "coordinate"),
        ("STRASSE", "straße"),
    ],
)
def test_folding_makes_one_of_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_leave_punctuation_out_and_keep_numbers() -> None:
    assert words("MH20: step-by-step, people's (own) plan_B.") == [
        "mh20",
        "step",
        "by",
        "step",
        "peoples",
        "own",
        "plan",
        "b",
    ]


def test_content_words_leave_out_words_that_say_nothing() -> None:
    assert content_words("I want somebody to help me with my tablets") == ["help", "tablets"]


@pytest.mark.parametrize(
    "family",
    [
        ("counselling", "counsellor", "counsel"),
        ("employer", "employers", "employment", "employed"),
        ("family", "families"),
        ("worry", "worried", "worries"),
        ("optimise", "optimising", "optimize"),
        ("organisation", "organization"),
        ("house", "houses", "housing"),
        ("plan", "planning", "planned"),
        ("illness", "ill"),
        ("dress", "dresses", "dressing"),
        ("box", "boxes"),
        ("assess", "assessment", "assesses"),
        ("bus", "bus"),
    ],
)
def test_words_of_one_family_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1, [stem(word) for word in family]


@pytest.mark.parametrize(
    ("one", "other"), [("carer", "careful"), ("medication", "mediation"), ("house", "hour")]
)
def test_words_of_different_families_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["mh20", "ill", "0027", "gas"])
def test_codes_and_short_words_are_left_as_they_are(word: str) -> None:
    assert stem(word) == word


def test_trigrams_mark_where_words_begin_and_end() -> None:
    assert trigrams("Plan a") == ["  p", " pl", "pla", "lan", "an ", "  a", " a "]


def test_likeness_runs_from_nothing_to_the_same() -> None:
    assert likeness("medication", "medication") == 1.0
    assert likeness("medication", "") == 0.0
    assert 0.6 < likeness("medicaton", "medication") < 1.0
    assert likeness("senior", "sending") < 0.5


@pytest.mark.parametrize("written", ["CM D7", "cm-d7", "CMD7", " cm_d7 "])
def test_a_code_is_the_same_however_it_is_spaced(written: str) -> None:
    assert code_key(written) == "cmd7"


def test_a_code_key_keeps_the_edition() -> None:
    assert code_key("MH20@2005") != code_key("MH20@2013")
    assert code_key("MH11.2012") == "mh11.2012"


def test_runs_are_every_stretch_of_neighbouring_words() -> None:
    assert list(runs("One two three, four.", 3)) == ["one two three", "two three four"]
    assert list(runs("One two", 3)) == []


def test_runs_read_two_words_glued_together_as_two() -> None:
    assert list(runs("mental healthThis work", 4)) == ["mental health this work"]


def test_a_run_hash_is_ten_hex_digits_and_differs_by_a_word() -> None:
    one, other = run_hash("a b c d e f"), run_hash("a b c d e g")
    assert len(one) == len(other) == 10
    assert one != other
    assert int(one, 16) >= 0
