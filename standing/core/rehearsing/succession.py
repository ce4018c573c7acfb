"""What became of each old standard, as a rehearsal reads it: on which new ones somebody counts for the old."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from standing.core.rehearsing.asking import Pair
from standing.core.rehearsing.periods import shared
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.days import Period, join_periods


@dataclass(frozen=True)
class Succession:
    """Whoever counts on all of `new` (or on any), in `context` where the revision names one, counts for the old."""

    new: tuple[str, ...]
    all_of: bool
    context: str = ""

    def pairs(self, context: str) -> tuple[Pair, ...]:
        """The new pairs that a pair of the old standard in a context leads to."""
        return tuple((standard, self.context or context) for standard in self.new)


Successions = Mapping[str, Succession]


def successions_of(rows: Iterable[CrosswalkRow]) -> dict[str, Succession]:
    """What each old standard of a crosswalk leads to; those without a successor, and those left alone, have none."""
    return {
        row.old: Succession(row.new, row.need == "all", row.context if row.kind == "widened" else "")
        for row in rows
        if row.new
    }


def counted_on(
    own: Sequence[Period],
    succession: Succession,
    pieces: Sequence[Sequence[Period]],
) -> tuple[Period, ...]:
    """The days on which a pair counts, on the old standard itself or on what it became: `pieces` are the days of each
    pair it leads to.
    """
    if not succession.all_of:
        return join_periods(period for piece in (own, *pieces) for period in piece)
    together: Sequence[Period] = pieces[0]
    for piece in pieces[1:]:
        together = shared(together, piece)
    return join_periods((*own, *together))
