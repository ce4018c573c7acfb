"""What is put to people, and the help that somebody may need, in words."""

from __future__ import annotations

from standing.core.coproduction.proposing import About, Help, State, needs_in_words


def test_everything_has_words() -> None:
    for kind in (About, State, Help):
        words = [one.words for one in kind]
        assert all(words)
        assert len(set(words)) == len(words)


def test_needs_are_one_line_and_nothing_is_empty() -> None:
    assert needs_in_words([Help.EASY_READ, Help.TRAVEL], " A quiet room ") == (
        "easy read papers; help with getting there; A quiet room"
    )
    assert needs_in_words([], " ") == ""
