"""Deciding together: constituencies, their quorums and ways, and objections that are answered first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standing.core.coproduction.deciding import (
    Constituency,
    Outcome,
    Position,
    Stance,
    Way,
    is_agreed,
    may_see_positions,
    tally,
)

FIVE = frozenset("ABCDE")


def group(way: Way = Way.CONSENT, quorum: int = 3) -> Constituency:
    return Constituency("Family carers", FIVE, quorum, way)


def says(letters: str) -> list[Position]:
    """s supports, c supports with changes, o objects unanswered, a answered and stands, w answered and withdrawn."""
    made = {
        "s": lambda who: Position(who, Stance.SUPPORTS),
        "c": lambda who: Position(who, Stance.WITH_CHANGES),
        "o": lambda who: Position(who, Stance.OBJECTS, "Too far away"),
        "a": lambda who: Position(who, Stance.OBJECTS, "Too far away", is_answered=True),
        "w": lambda who: Position(who, Stance.OBJECTS, "Too far", is_answered=True, still_stands=False),
    }
    return [made[letter](who) for who, letter in zip("ABCDE", letters, strict=False)]


@pytest.mark.parametrize(
    ("way", "letters", "outcome"),
    [
        (Way.CONSENT, "ss", Outcome.WITHOUT_QUORUM),
        (Way.CONSENT, "sc", Outcome.WITHOUT_QUORUM),
        (Way.CONSENT, "scs", Outcome.AGREED),
        (Way.CONSENT, "sso", Outcome.UNANSWERED),
        (Way.CONSENT, "ssa", Outcome.NOT_AGREED),
        (Way.CONSENT, "ssw", Outcome.AGREED),
        (Way.MAJORITY, "sso", Outcome.UNANSWERED),
        (Way.MAJORITY, "o", Outcome.UNANSWERED),
        (Way.MAJORITY, "ssa", Outcome.AGREED),
        (Way.MAJORITY, "ssaa", Outcome.NOT_AGREED),
        (Way.MAJORITY, "swaa", Outcome.NOT_AGREED),
        (Way.MAJORITY, "sswaa", Outcome.AGREED),
        (Way.TWO_THIRDS, "ssa", Outcome.AGREED),
        (Way.TWO_THIRDS, "sssaa", Outcome.NOT_AGREED),
    ],
)
def test_where_what_was_said_leaves_a_constituency(way: Way, letters: str, outcome: Outcome) -> None:
    assert tally(group(way), says(letters)).outcome is outcome


def test_a_tally_counts_the_constituencys_own_members() -> None:
    found = tally(group(), [*says("sca"), Position("Z", Stance.SUPPORTS)])
    assert (found.support, found.against, found.missing) == (2, 1, 0)
    assert tally(group(), says("s")).missing == 2
    assert [one.member for one in tally(group(), says("sow")).unanswered] == ["B"]


def test_a_member_has_one_position() -> None:
    with pytest.raises(ValueError, match="one position"):
        tally(group(), [Position("A", Stance.SUPPORTS), Position("A", Stance.WITH_CHANGES)])


def test_no_constituency_outvotes_another() -> None:
    many, few = tally(group(), says("sssss")), tally(group(), says("ssa"))
    assert is_agreed([many])
    assert not is_agreed([many, few])
    assert not is_agreed([])


def test_whether_others_positions_are_seen_before_ones_own() -> None:
    assert may_see_positions("B", says("s"), own_first=False)
    assert not may_see_positions("B", says("s"), own_first=True)
    assert may_see_positions("A", says("s"), own_first=True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: Position("A", Stance.OBJECTS, " "), "has a reason"),
        (lambda: Position("A", Stance.OBJECTS, "no", still_stands=False), "was answered"),
        (lambda: Position("A", Stance.SUPPORTS, is_answered=True, still_stands=False), "was answered"),
        (lambda: Constituency("x", FIVE, 0, Way.CONSENT), "one member or more"),
    ],
)
def test_what_cannot_be(wrong: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wrong()
