"""How a change comes into force: one table, two different people, and a question that can be asked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from standing.core.policies.proposals import (
    TRANSITIONS,
    Move,
    NoSuchMove,
    Party,
    Question,
    State,
    after,
    answers_in,
    lines_of,
    moves_from,
    subject_of,
)


def test_every_state_and_move_is_in_the_table_or_refused_in_words() -> None:
    rows = {(each.state, each.move): each.to for each in TRANSITIONS}
    assert len(rows) == len(TRANSITIONS)
    for state, move in product(State, Move):
        if (state, move) in rows:
            assert after(state, move) is rows[state, move]
            assert move in moves_from(state)
        else:
            with pytest.raises(NoSuchMove, match=move.value) as refusal:
                after(state, move)
            assert state.words in str(refusal.value)


def test_every_state_can_be_reached_and_nothing_is_put_into_force_before_it_was_agreed() -> None:
    assert {State.DRAFT, *(each.to for each in TRANSITIONS)} == set(State)
    into = [each for each in TRANSITIONS if each.to is State.IN_FORCE]
    assert [(each.state, each.who) for each in into] == [(State.AGREED, Party.WORKFORCE_LEAD)]
    agreed = [each for each in TRANSITIONS if each.to is State.AGREED]
    assert [(each.state, each.who) for each in agreed] == [(State.TO_AGREE, Party.CLINICAL_LEAD)]
    assert moves_from(State.IN_FORCE) == ()
    assert moves_from(State.DISCARDED) == ()


def test_whatever_is_changed_after_it_was_agreed_is_agreed_again() -> None:
    assert after(State.AGREED, Move.EDIT) is State.DRAFT
    assert after(State.TO_AGREE, Move.EDIT) is State.DRAFT


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": " "}, "Write the question"),
        ({"answers": ("One",)}, "2 to 6 answers"),
        ({"answers": tuple("abcdefg")}, "2 to 6 answers"),
        ({"answers": ("Yes", "yes ")}, "Two of the answers are the same"),
        ({"right": 2}, "by its number: 1 to 2"),
        ({"right": -1}, "by its number: 1 to 2"),
        ({"explanation": ""}, "Explain the right answer"),
    ],
)
def test_a_question_that_could_not_be_asked_cannot_be_made(given: dict[str, Any], words: str) -> None:
    fine: dict[str, Any] = {
        "text": "When?",
        "answers": ("Now", "Never"),
        "right": 0,
        "explanation": "At once.",
    }
    assert Question(**fine).answers == ("Now", "Never")
    with pytest.raises(ValueError, match=words):
        Question(**(fine | given))


def test_each_commencement_day_after_the_first_has_a_subject_of_its_own() -> None:
    assert [subject_of("ACT-2031", number) for number in (1, 2, 3)] == [
        "ACT-2031",
        "ACT-2031.2",
        "ACT-2031.3",
    ]


def test_answers_are_lines() -> None:
    assert answers_in(" One \n\nTwo\r\n") == ("One", "Two")
    assert answers_in(lines_of(("One", "Two"))) == ("One", "Two")
