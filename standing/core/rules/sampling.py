"""Sampling (rules, part 6): which decisions a verifier looks at before they count, drawn from a recorded seed.

A plan is made before the decisions: it has a seed, the shares, and the days it is for. Each decision takes the next
place of its assessor in the plan, and whether it is drawn follows from the seed, the place, and what the plan has
covered so far: anyone who has the seed and the decisions in their order draws the same again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from standing.core.rules.independence import Watch

WHOLE = 100
AHEAD = 2
"""How many decisions more than its share, rounded up, chance may draw: nobody can work out that none will be drawn."""

_SPAN = 2**64


class Level(StrEnum):
    """How far an assessor has come."""

    UNQUALIFIED = "unqualified"
    """Each decision is countersigned by a qualified assessor before it goes on."""
    NEW = "new"
    EXPERIENCED = "experienced"


@dataclass(frozen=True)
class Shares:
    """How many decisions of a hundred are drawn: of a new assessor, and of long-running low-risk work."""

    new: int = 50
    usual: int = 15

    def __post_init__(self) -> None:
        """Refuses shares that are none."""
        for share in (self.new, self.usual):
            if not 1 <= share <= WHOLE:
                raise ValueError(f"A share of {share} in a hundred is none: give 1 to 100.")


class Why(StrEnum):
    """Why a decision was drawn, or why not. The value is how pages say it."""

    ALL = "everything by this assessor is drawn"
    FIRST = "the first by this assessor"
    FIRST_STANDARD = "the first by this assessor on this standard"
    FIRST_METHOD = "the first by this assessor by one of its methods"
    FIRST_PLACE = "the first by this assessor at this place"
    SHARE = "fewer than the share were drawn so far"
    CHANCE = "drawn by chance"
    NOT_DRAWN = "not drawn"


@dataclass(frozen=True)
class Put:
    """A decision put to a plan: by whom, on what, how and where, and the share it is drawn with, of a hundred."""

    assessor: str
    standard: str
    methods: tuple[str, ...] = ()
    place: str = ""
    share: int = WHOLE


@dataclass(frozen=True)
class Drawn:
    """What became of a decision put to a plan: its place among its assessor's, whether it is drawn, and why."""

    number: int
    drawn: bool
    why: Why


def share_of(level: Level, shares: Shares, *, low_risk: bool, watch: Watch, returns: int) -> int:
    """The share of an assessor's decisions that is drawn, of a hundred.

    The smaller share is for long-running low-risk work alone: everything else has that of a new assessor. A line
    manager's decisions about their own staff are drawn at double the share; so is everything by an assessor of whom
    one decision was returned under the plan, and after a second return all of it. So is all by somebody appointed.
    """
    if watch is Watch.ALL or returns > 1:
        return WHOLE
    share = shares.usual if level is Level.EXPERIENCED and low_risk else shares.new
    doublings = (watch is Watch.DOUBLE) + returns
    return min(WHOLE, share << doublings)


@dataclass
class _OfAssessor:
    number: int = 0
    drawn: int = 0
    due: int = 0
    """A hundred times the share so far: the sum of the shares."""
    seen: set[tuple[Why, str]] = field(default_factory=set)


class Drawing:
    """Draws the decisions of a plan one after another."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self._of: dict[str, _OfAssessor] = {}

    def put(self, one: Put) -> Drawn:
        """Whether the next decision is drawn."""
        so_far = self._of.setdefault(one.assessor, _OfAssessor())
        so_far.number += 1
        so_far.due += one.share
        why = self._why(one, so_far)
        so_far.seen.update(_covers(one))
        drawn = why is not Why.NOT_DRAWN
        so_far.drawn += drawn
        return Drawn(so_far.number, drawn, why)

    def _why(self, one: Put, so_far: _OfAssessor) -> Why:
        if one.share >= WHOLE:
            return Why.ALL
        if so_far.number == 1:
            return Why.FIRST
        for reason, what in _covers(one):
            if (reason, what) not in so_far.seen:
                return reason
        least = -(-so_far.due // WHOLE)
        if so_far.drawn < least:
            return Why.SHARE
        if (
            so_far.drawn < least + AHEAD
            and chance(self.seed, one.assessor, so_far.number) < one.share / WHOLE
        ):
            return Why.CHANCE
        return Why.NOT_DRAWN


def _covers(one: Put) -> list[tuple[Why, str]]:
    """What a sample must have at least one of, for each assessor."""
    found = [(Why.FIRST_STANDARD, one.standard)]
    found += [(Why.FIRST_METHOD, method) for method in one.methods]
    return [*found, (Why.FIRST_PLACE, one.place)] if one.place else found


def chance(seed: str, assessor: str, number: int) -> float:
    """A number from 0 up to 1 for a place in a plan: the first eight bytes of a SHA-256 over seed, assessor and
    number, with line feeds between them, read as a whole number and divided by 2 to the power of 64.
    """
    digest = sha256(f"{seed}\n{assessor}\n{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / _SPAN


def draw(seed: str, put: Iterable[Put]) -> list[Drawn]:
    """Draw all of a plan again, from its seed and the decisions in their order."""
    drawing = Drawing(seed)
    return [drawing.put(one) for one in put]


@dataclass(frozen=True)
class Coverage:
    """Of one thing that a sample is to cover: how many decisions there are for it, and how many were drawn."""

    what: str
    decided: int
    drawn: int


def coverage(pairs: Iterable[tuple[Sequence[str], bool]]) -> list[Coverage]:
    """What a sample covers of one kind of thing: each decision's (candidate, assessor, methods ...) and whether it was
    drawn, counted, what was covered least first.
    """
    counts: dict[str, list[int]] = {}
    for names, drawn in pairs:
        for name in dict.fromkeys(names):
            found = counts.setdefault(name, [0, 0])
            found[0] += 1
            found[1] += drawn
    rows = [Coverage(what, decided, drawn) for what, (decided, drawn) in counts.items()]
    return sorted(rows, key=lambda row: (row.drawn / row.decided, -row.decided, row.what))
