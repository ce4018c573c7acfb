"""One person in both worlds, pair by pair: what differs, for them and for their teams.

What becomes of a pair depends on nothing but days and standings, and those of thousands of people repeat themselves:
each combination is worked out once, and remembered for a while.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from standing.core.engine.evaluate import Window
from standing.core.engine.timeline import Stretch
from standing.core.rehearsing.asking import Asking, ByUnit, Pair, Places, all_periods
from standing.core.rehearsing.effects import Finding, InWorld, PairEffect, findings_of
from standing.core.rehearsing.periods import counting
from standing.core.rehearsing.succession import Successions, counted_on
from standing.core.rehearsing.teams import TeamCounts
from standing.core.rules.days import Period, add_days
from standing.core.rules.facts import NOT_YET
from standing.core.rules.known import Asked, PersonFacts

Stretches = Mapping[Pair, tuple[Stretch, ...]]

_KEPT = 20_000
"""How many combinations are remembered at most."""
_NOWHERE: ByUnit = {}


@dataclass(frozen=True)
class Worlds:
    """A person as they are, and as they would be; the same object where nothing of theirs would differ."""

    before: PersonFacts
    after: PersonFacts


@dataclass(frozen=True)
class Question:
    """What is rehearsed: what is asked in both worlds, the standards that can make a difference, and the days.

    The window must have an end. `successions` says what old standards became, so that nobody is said to lose what
    they count for on its successor. `places` says in which units whoever works in a unit is counted.
    """

    before: Asked
    after: Asked
    standards: frozenset[str]
    window: Window
    successions: Successions = field(default_factory=dict)
    places: Places = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.window.to_on is None or self.window.to_on <= self.window.from_on:
            raise ValueError("A rehearsal needs a last day, on or after its first.")

    @property
    def last_day(self) -> date:
        """The last day of the window."""
        assert self.window.to_on is not None
        return add_days(self.window.to_on, -1)


@dataclass(frozen=True, eq=False)
class _Life:
    """The stretches of a pair and the days on which it counts; one object for what is the same."""

    stretches: tuple[Stretch, ...]
    counts: tuple[Period, ...]


@dataclass(frozen=True)
class _Became:
    """What becomes of a pair: what was found, and the days on which it counts in both worlds, its successors' too."""

    findings: tuple[Finding, ...]
    counts_before: tuple[Period, ...]
    counts_after: tuple[Period, ...]
    asked_before: bool
    asked_after: bool


class Comparing:
    """The two worlds of a question, compared for one person after another; their counts are added to their teams'."""

    def __init__(self, question: Question, teams: TeamCounts) -> None:
        self.question, self.teams = question, teams
        self._before = Asking(question.before, question.standards, question.places, question.window)
        self._after = (
            self._before
            if question.after.requirements is question.before.requirements
            else Asking(question.after, question.standards, question.places, question.window)
        )
        self._lives: dict[int, _Life] = {}
        self._became: dict[tuple[object, ...], _Became] = {}
        self._successors: dict[Pair, tuple[Pair, ...]] = {}

    def differ(self, worlds: Worlds) -> bool:
        """Whether anything at all is not the same in both worlds."""
        return worlds.after is not worlds.before or self.question.after is not self.question.before

    def pairs(self, worlds: Worlds) -> list[Pair]:
        """The pairs of the standards that can make a difference, answered in one world or the other, in order."""
        before, after = worlds.before, worlds.after
        found = set(self._before.pairs(before))
        decisions = before.decisions
        if self.differ(worlds):
            found |= self._after.pairs(after)
            decisions = decisions if before is after else (*decisions, *after.decisions)
        standards = self.question.standards
        found.update(
            (row.standard, row.context)
            for row in decisions
            if row.outcome != NOT_YET and row.standard in standards
        )
        return sorted(found)

    def effects(
        self, worlds: Worlds, pairs: Sequence[Pair], before: Stretches, after: Stretches
    ) -> Iterator[PairEffect]:
        """What becomes of each of the pairs."""
        person = worlds.before.person
        asked_before, asked_after = self._before.in_units(worlds.before), self._after.in_units(worlds.after)
        working = self._after.working(worlds.after)
        for pair in pairs:
            in_before, in_after = asked_before.get(pair, _NOWHERE), asked_after.get(pair, _NOWHERE)
            became = self._of_pair(pair, before, after, in_before, in_after)
            if in_before or in_after:
                self.teams.add(
                    pair,
                    before=in_before,
                    after=in_after,
                    working_after=working,
                    counts_before=became.counts_before,
                    counts_after=became.counts_after,
                )
            if became.findings:
                yield PairEffect(
                    person,
                    pair[0],
                    pair[1],
                    before[pair],
                    after[pair],
                    became.findings,
                    became.asked_before,
                    became.asked_after,
                )

    def _of_pair(
        self, pair: Pair, before: Stretches, after: Stretches, in_before: ByUnit, in_after: ByUnit
    ) -> _Became:
        was, will = self._life(before[pair]), self._life(after[pair])
        succession = self.question.successions.get(pair[0])
        new: tuple[_Life | None, ...] = ()
        if succession is not None:
            successors = self._successors.get(pair)
            if successors is None:
                successors = self._successors[pair] = succession.pairs(pair[1])
            new = tuple(
                None if (stretches := after.get(one)) is None else self._life(stretches) for one in successors
            )
        asked_before = all_periods(in_before) if in_before else ()
        asked_after = asked_before if in_after is in_before else all_periods(in_after) if in_after else ()
        key = (was, will, new, succession is not None and succession.all_of, asked_before, asked_after)
        became = self._became.get(key)
        if became is None:
            if len(self._became) >= _KEPT:
                self._became.clear()
            counts = will.counts
            if succession is not None:
                counts = counted_on(will.counts, succession, [one.counts if one else () for one in new])
            found = findings_of(
                InWorld(was.stretches, was.counts, asked_before), InWorld(will.stretches, counts, asked_after)
            )
            became = _Became(found, was.counts, counts, bool(asked_before), bool(asked_after))
            self._became[key] = became
        return became

    def _life(self, stretches: tuple[Stretch, ...]) -> _Life:
        # While a life is kept, so are its stretches, and nothing else can have their identity.
        life = self._lives.get(id(stretches))
        if life is None:
            if len(self._lives) >= _KEPT:
                self._lives.clear()
            life = self._lives[id(stretches)] = _Life(stretches, counting(stretches))
        return life
