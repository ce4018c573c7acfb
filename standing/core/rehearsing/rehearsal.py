"""A rehearsal: people taken some at a time, in both worlds, and what becomes of them added up."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from standing.core.engine.bulk import bulk_answers
from standing.core.engine.evaluate import Window
from standing.core.engine.timeline import Stretch, clip, timeline
from standing.core.rehearsing.asking import Pair, Places, all_periods, asked_in_units, working_in
from standing.core.rehearsing.effects import LOSES, OWES, InWorld, PairEffect, pair_effect
from standing.core.rehearsing.periods import Periods, counting, shared
from standing.core.rehearsing.succession import Successions, counted_on
from standing.core.rehearsing.teams import TeamCounts
from standing.core.rules.days import Period, add_days
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import NOT_HELD, Standing

_NEVER_HELD = Standing(NOT_HELD)

Stretches = Mapping[Pair, tuple[Stretch, ...]]
Evaluate = Callable[[Sequence[tuple[PersonFacts, Collection[Pair]]], Asked, Window], Sequence[Stretches]]
"""Answers for some people at once: for each, the stretches within a window of the pairs named with them."""


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

    @cached_property
    def days(self) -> tuple[Period, ...]:
        """The window as a period."""
        return (Period(self.window.from_on, self.window.to_on),)

    @property
    def last_day(self) -> date:
        """The last day of the window."""
        assert self.window.to_on is not None
        return add_days(self.window.to_on, -1)


Work = tuple[str, str, str]
"""A kind of work, a standard, and the month by whose end it is due (`2026-11`; empty: after the rehearsed days)."""


@dataclass
class Outcome:
    """What a rehearsal found, added up. It grows with standards, teams and days, not with people."""

    examined: int = 0
    people: Counter[str] = field(default_factory=Counter)
    """How many people have a pair of which this was found, whatever else was; `affected` for any at all."""
    pairs: Counter[str] = field(default_factory=Counter)
    """How many pairs this was found of."""
    by_standard: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    losses: Counter[tuple[str, date]] = field(default_factory=Counter)
    """How many pairs of a standard are lost, by the day."""
    work: Counter[Work] = field(default_factory=Counter)
    teams: TeamCounts = field(default_factory=TeamCounts)

    def add(self, effects: Sequence[PairEffect]) -> None:
        """Add what was found of one person."""
        found = set()
        for effect in effects:
            kinds = {finding.kind for finding in effect.findings}
            found |= kinds
            self.pairs.update(kinds)
            self.by_standard[effect.standard].update(kinds)
            for finding in effect.findings:
                if finding.kind == LOSES:
                    self.losses[effect.standard, finding.on] += 1
                elif finding.kind == OWES:
                    self.work[finding.work, effect.standard, month_of(finding.last_day)] += 1
        if effects:
            self.people.update({*found, "affected"})


def month_of(day: date | None) -> str:
    """The month of a day, as year and month; empty for none."""
    return "" if day is None else day.isoformat()[:7]


def rehearse(
    question: Question,
    batches: Iterable[Sequence[Worlds]],
    *,
    each: Callable[[PersonFacts, Sequence[PairEffect]], None] | None = None,
    evaluate: Evaluate | None = None,
    done: Callable[[int], None] | None = None,
) -> Outcome:
    """Compare the two worlds of some people, a batch after another, and add up what is found.

    `each` is told of everyone of whom something was found, in order; `done` after each batch how many people are
    done, and may raise to stop. Nothing of a batch is kept.
    """
    outcome = Outcome()
    answer = evaluate or evaluate_together
    for batch in batches:
        for worlds, effects in _of_batch(question, batch, answer, outcome.teams):
            outcome.add(effects)
            if effects and each is not None:
                each(worlds.before, effects)
        outcome.examined += len(batch)
        if done is not None:
            done(outcome.examined)
    return outcome


def _of_batch(
    question: Question, batch: Sequence[Worlds], evaluate: Evaluate, teams: TeamCounts
) -> Iterator[tuple[Worlds, list[PairEffect]]]:
    asking = [_Asking(question, worlds) for worlds in batch]
    before = evaluate([(one.worlds.before, one.pairs) for one in asking], question.before, question.window)
    differing = [one for one in asking if one.differs]
    answered = evaluate([(one.worlds.after, one.pairs) for one in differing], question.after, question.window)
    after = dict(zip((id(one) for one in differing), answered, strict=True))
    for one, was in zip(asking, before, strict=True):
        yield one.worlds, list(one.effects(was, after.get(id(one), was), teams))


class _Asking:
    """One person in both worlds: their pairs of the standards that can make a difference, and when each is asked."""

    def __init__(self, question: Question, worlds: Worlds) -> None:
        self.question = question
        self.worlds = worlds
        before, after = worlds.before, worlds.after
        pairs = before.pairs(question.before)
        if self.differs:
            pairs |= after.pairs(question.after)
        self.pairs = sorted(pair for pair in pairs if pair[0] in question.standards)

    @property
    def differs(self) -> bool:
        """Whether anything at all is not the same in both worlds."""
        return self.worlds.after is not self.worlds.before or self.question.after is not self.question.before

    def effects(self, before: Stretches, after: Stretches, teams: TeamCounts) -> Iterator[PairEffect]:
        """What becomes of each pair; its counts are added to those of its teams."""
        question = self.question
        asked = [
            asked_in_units(person, asked, question.standards, question.places)
            for person, asked in ((self.worlds.before, question.before), (self.worlds.after, question.after))
        ]
        working = working_in(self.worlds.after, question.places)
        counts = [{pair: counting(own) for pair, own in world.items()} for world in (before, after)]
        for pair in self.pairs:
            worlds = [
                self._in_world(pair, stretches, counts[number], asked[number], followed=number == 1)
                for number, stretches in enumerate((before, after))
            ]
            teams.add(
                pair,
                before=asked[0].get(pair, {}),
                after=asked[1].get(pair, {}),
                working_after=working,
                counts_before=worlds[0].counts,
                counts_after=worlds[1].counts,
            )
            effect = pair_effect(self.worlds.before.person, pair, *worlds)
            if effect is not None:
                yield effect

    def _in_world(
        self,
        pair: Pair,
        stretches: Stretches,
        counts: Mapping[Pair, Periods],
        asked: Mapping[Pair, Mapping[str, tuple[Period, ...]]],
        *,
        followed: bool,
    ) -> InWorld:
        own = counts[pair]
        succession = self.question.successions.get(pair[0]) if followed else None
        if succession is not None:
            own = counted_on(own, succession, pair[1], counts)
        by_unit = asked.get(pair)
        when = tuple(shared(all_periods(by_unit), self.question.days)) if by_unit else ()
        return InWorld(stretches[pair], tuple(own), when)


def evaluate_each(
    people: Sequence[tuple[PersonFacts, Collection[Pair]]], asked: Asked, window: Window
) -> list[Stretches]:
    """Answer pair by pair, by the definition."""
    return [{pair: _by_definition(person, asked, pair, window) for pair in pairs} for person, pairs in people]


def evaluate_together(
    people: Sequence[tuple[PersonFacts, Collection[Pair]]], asked: Asked, window: Window
) -> list[Stretches]:
    """The same answers for many people at once, by the kernel; a pair that a person is not answered for in this world
    is answered by the definition.
    """
    found: dict[str, dict[Pair, list[Stretch]]] = {person.person: {} for person, _ in people}
    for answer in bulk_answers([person for person, _ in people], asked, window):
        assert answer.from_on is not None
        pair = (answer.standard, answer.context)
        stretch = Stretch(answer.from_on, answer.to_on, answer.standing)
        found[answer.person].setdefault(pair, []).append(stretch)
    return [
        {
            pair: tuple(found[person.person].get(pair, ())) or _by_definition(person, asked, pair, window)
            for pair in pairs
        }
        for person, pairs in people
    ]


def _by_definition(person: PersonFacts, asked: Asked, pair: Pair, window: Window) -> tuple[Stretch, ...]:
    if not person.decisions_on(pair[0]) and not person.claims_on(pair[0]):
        return (Stretch(window.from_on, window.to_on, _NEVER_HELD),)
    return tuple(clip(timeline(person, asked, *pair), window.from_on, window.to_on))
