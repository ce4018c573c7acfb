"""What becomes of groups of standards, of which at least so many are asked for: who stops or begins to meet one.

Added up from the days on which each line counts in both worlds; of those days each world says what the definition says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from standing.core.engine.evaluate import Window
from standing.core.groups import days_with_enough
from standing.core.rehearsing.asking import Pair
from standing.core.rehearsing.comparing import Question, Stretches, Worlds
from standing.core.rehearsing.effects import GAINS, LOSES, NEW_GAP, NO_LONGER_ASKED
from standing.core.rehearsing.periods import Periods, counting, shared, without
from standing.core.rehearsing.succession import Successions, counted_on
from standing.core.rules.days import Period, add_days, join_periods
from standing.core.rules.known import Asked, PersonFacts

NEWLY_MET = "newly_met"
GROUP_FINDINGS = (LOSES, NEW_GAP, GAINS, NEWLY_MET, NO_LONGER_ASKED)
"""What can be found of a group, the gravest first.

`loses`: it was met that day and asked for in both worlds, and is not. `new_gap`: it is newly asked for and not met.
`gains`: it is met and was not. `newly_met`: it is newly asked for and met. `no_longer_asked`: no role asks for it.
"""

Evaluate = Callable[[Sequence[tuple[PersonFacts, Sequence[Pair]]], Asked, Window], Sequence[Stretches]]


@dataclass(frozen=True)
class GroupOfRole:
    """A group that a version of a role's profile asks for while it is in use. `lines` are codes with their pairs."""

    role: str
    profile: str
    name: str
    at_least: int
    lines: tuple[tuple[str, Pair], ...]
    in_use: Period
    needed_by_days: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """The same for the group in every version of the profile."""
        return self.role, self.name


@dataclass(frozen=True)
class Groups:
    """The groups that are asked for in both worlds."""

    before: tuple[GroupOfRole, ...] = ()
    after: tuple[GroupOfRole, ...] = ()


@dataclass(frozen=True)
class GroupFinding:
    """Something found of a person and a group: what, and the first day of it. `lost` are the standards of it that
    counted without the change on that day and do not with it.
    """

    role: str
    profile: str
    group: str
    at_least: int
    kind: str
    on: date
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Met:
    """A group of a person in one world: the days on which it is asked of them, and those of them on which it is met."""

    asked: Periods = ()
    met: Periods = ()


@dataclass(frozen=True)
class _World:
    """A person's groups and days in one of the two worlds."""

    person: PersonFacts
    groups: Sequence[GroupOfRole]
    counts: Mapping[Pair, Periods]
    days: Period
    succession: Successions = field(default_factory=dict)

    def of(self, key: tuple[str, str]) -> _Met:
        asked: list[Period] = []
        met: list[Period] = []
        for group in self.groups:
            if group.key == key:
                days = self._asked(group)
                asked += days
                met += shared(days, self._enough(group))
        return _Met(join_periods(asked), join_periods(met))

    def _asked(self, group: GroupOfRole) -> list[Period]:
        needed = join_periods(
            Period(start, row.to_on)
            for row in self.person.assignments
            if row.role == group.role
            for start in [add_days(row.from_on, group.needed_by_days)]
            if row.to_on is None or start < row.to_on
        )
        here = without(needed, self.person.long_absences)
        return shared(shared(here, [group.in_use]), [self.days])

    def _enough(self, group: GroupOfRole) -> Periods:
        """The days on which enough counts. One competence that stands for several lines, as what an old standard
        became, is one.
        """
        own = [(code, self.counts[pair]) for code, pair in group.lines]
        enough = days_with_enough(own, group.at_least)
        if not self.succession:
            return enough
        together = _alike([{code, *self._became(pair)} for code, pair in group.lines])
        followed = [(name, self.counted(pair)) for name, (_, pair) in zip(together, group.lines, strict=True)]
        return join_periods((*enough, *days_with_enough(followed, group.at_least)))

    def _became(self, pair: Pair) -> tuple[str, ...]:
        succession = self.succession.get(pair[0])
        return (pair[0], *succession.new) if succession else (pair[0],)

    def counted(self, pair: Pair) -> Periods:
        """The days on which a pair counts, by itself or by what it became."""
        succession = self.succession.get(pair[0])
        if succession is None:
            return self.counts[pair]
        return counted_on(
            self.counts[pair], succession, [self.counts[one] for one in succession.pairs(pair[1])]
        )


def _alike(found: Sequence[set[str]]) -> list[str]:
    """A name for each of some sets, the same for those that have something in common, be it over others."""
    names: list[set[str]] = []
    for each in found:
        apart = [one for one in names if one.isdisjoint(each)]
        names = [*apart, each.union(*(one for one in names if not one.isdisjoint(each)))]
    return [min(next(one for one in names if each <= one)) for each in found]


class ComparingGroups:
    """Compares the groups of people in both worlds of a question."""

    def __init__(self, question: Question, groups: Groups, evaluate: Evaluate) -> None:
        self.question, self.groups, self.evaluate = question, groups, evaluate
        window = question.window
        self.days = Period(window.from_on, window.to_on)

    def of(self, batch: Sequence[Worlds]) -> Iterator[tuple[PersonFacts, list[GroupFinding]]]:
        """What is found of each of some people, of those of whom something is."""
        roles = {group.role for group in (*self.groups.before, *self.groups.after)}
        concerned = [
            worlds
            for worlds in batch
            if self._differ(worlds)
            and any(row.role in roles for row in (*worlds.before.assignments, *worlds.after.assignments))
        ]
        if not concerned:
            return
        pairs, more = (
            self._pairs(self.groups.before),
            self._pairs(self.groups.after, self.question.successions),
        )
        question = self.question
        before = self.evaluate([(one.before, pairs) for one in concerned], question.before, question.window)
        after = self.evaluate([(one.after, more) for one in concerned], question.after, question.window)
        for worlds, was, will in zip(concerned, before, after, strict=True):
            found = self._found(
                _World(worlds.before, self.groups.before, _counts(was), self.days),
                _World(worlds.after, self.groups.after, _counts(will), self.days, question.successions),
            )
            if found:
                yield worlds.before, found

    def _differ(self, worlds: Worlds) -> bool:
        same = worlds.after is worlds.before and self.question.after is self.question.before
        return not same or self.groups.after != self.groups.before

    def _pairs(self, groups: Sequence[GroupOfRole], successions: Successions | None = None) -> list[Pair]:
        pairs = {pair for group in groups for _, pair in group.lines}
        for standard, context in list(pairs):
            succession = (successions or {}).get(standard)
            pairs.update(succession.pairs(context) if succession else ())
        return sorted(pairs)

    def _found(self, before: _World, after: _World) -> list[GroupFinding]:
        # Of a group in both worlds the words are those of the one that is to come.
        named = {group.key: group for group in (*before.groups, *after.groups)}
        found = []
        for key, group in named.items():
            was, will = before.of(key), after.of(key)
            for kind, periods in _kinds(was, will):
                if periods:
                    on = min(periods).from_on
                    lost = _lost(group, before, after, on) if kind == LOSES else ()
                    found.append(
                        GroupFinding(group.role, group.profile, group.name, group.at_least, kind, on, lost)
                    )
        return found


def _kinds(was: _Met, will: _Met) -> Iterator[tuple[str, list[Period]]]:
    newly = without(will.asked, was.asked)
    yield LOSES, without(shared(was.met, will.asked), will.met)
    yield NEW_GAP, without(newly, will.met)
    yield GAINS, without(shared(will.met, was.asked), was.met)
    yield NEWLY_MET, shared(newly, will.met)
    yield NO_LONGER_ASKED, without(was.asked, will.asked)


def _lost(group: GroupOfRole, before: _World, after: _World, on: date) -> tuple[str, ...]:
    return tuple(
        pair[0]
        for _, pair in group.lines
        if _covers(before.counts.get(pair, ()), on) and not _covers(after.counted(pair), on)
    )


def _covers(periods: Periods, day: date) -> bool:
    return any(period.covers(day) for period in periods)


def _counts(stretches: Stretches) -> dict[Pair, Periods]:
    return {pair: counting(found) for pair, found in stretches.items()}
