"""How a proposal is decided together: by constituencies, each with its members, its quorum and its way of deciding.

No constituency outvotes another: a proposal is agreed when each of them agrees. An objection is answered in writing
before anything is decided, whatever the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a member says of a proposal."""

    SUPPORTS = "supports"
    WITH_CHANGES = "supports_with_changes"
    OBJECTS = "objects"


class Way(StrEnum):
    """How a constituency comes to agree."""

    CONSENT = "consent"
    """Nobody still objects once their objection has been answered."""
    MAJORITY = "majority"
    """More than half of those who said something support it."""
    TWO_THIRDS = "two_thirds"
    """At least two thirds of those who said something support it."""


class Outcome(StrEnum):
    """Where a constituency has come to."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    UNANSWERED = "unanswered"
    WITHOUT_QUORUM = "without_quorum"


@dataclass(frozen=True)
class Position:
    """What a member said, with a reason for an objection; whether it was answered, and stands after the answer."""

    member: str
    stance: Stance
    reason: str = ""
    is_answered: bool = False
    still_stands: bool = True

    def __post_init__(self) -> None:
        if self.stance is Stance.OBJECTS and not self.reason.strip():
            raise ValueError("an objection has a reason")
        if not self.still_stands and not (self.stance is Stance.OBJECTS and self.is_answered):
            raise ValueError("only an objection that was answered can be withdrawn")

    @property
    def objects(self) -> bool:
        """Whether it is an objection that stands."""
        return self.stance is Stance.OBJECTS and self.still_stands


@dataclass(frozen=True)
class Constituency:
    """Those who decide together as one group: its name, how many must say something, and how it agrees."""

    name: str
    members: frozenset[str]
    quorum: int
    way: Way

    def __post_init__(self) -> None:
        if self.quorum < 1:
            raise ValueError("a quorum is one member or more")


@dataclass(frozen=True)
class Tally:
    """What the members of a constituency have said so far, and where that leaves it."""

    constituency: Constituency
    said: tuple[Position, ...]

    @property
    def support(self) -> int:
        return sum(not one.objects for one in self.said)

    @property
    def against(self) -> int:
        return sum(one.objects for one in self.said)

    @property
    def missing(self) -> int:
        """How many more members must say something."""
        return max(0, self.constituency.quorum - len(self.said))

    @property
    def unanswered(self) -> tuple[Position, ...]:
        """The objections that nobody has answered."""
        return tuple(one for one in self.said if one.stance is Stance.OBJECTS and not one.is_answered)

    @property
    def outcome(self) -> Outcome:
        if self.unanswered:
            return Outcome.UNANSWERED
        if self.missing:
            return Outcome.WITHOUT_QUORUM
        return Outcome.AGREED if self._agrees() else Outcome.NOT_AGREED

    def _agrees(self) -> bool:
        way = self.constituency.way
        if way is Way.CONSENT:
            return self.against == 0
        if way is Way.TWO_THIRDS:
            return self.support * 3 >= len(self.said) * 2
        return self.support * 2 > len(self.said)


def tally(constituency: Constituency, positions: Iterable[Position]) -> Tally:
    """What a constituency's own members said. What others said is not counted with it.

    Raises ValueError when a member has two positions: the newer one takes the place of the older before this.
    """
    said = tuple(one for one in positions if one.member in constituency.members)
    if len({one.member for one in said}) != len(said):
        raise ValueError("a member has one position")
    return Tally(constituency, said)


def is_agreed(tallies: Sequence[Tally]) -> bool:
    """Whether every constituency agrees. Nothing is agreed by nobody."""
    return bool(tallies) and all(one.outcome is Outcome.AGREED for one in tallies)


def may_see_positions(member: str, positions: Iterable[Position], *, own_first: bool) -> bool:
    """Whether a member sees what others said: always, or once they have said something themselves."""
    return not own_first or any(one.member == member for one in positions)
