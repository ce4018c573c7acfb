"""A rehearsal: people taken some at a time, in both worlds, and what becomes of them added up."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from standing.core.engine.bulk import StretchMaker
from standing.core.engine.evaluate import Window
from standing.core.engine.timeline import Stretch, clip, timeline
from standing.core.rehearsing.asking import Pair
from standing.core.rehearsing.comparing import Comparing, Question, Stretches, Worlds
from standing.core.rehearsing.effects import LOSES, OWES, PairEffect
from standing.core.rehearsing.teams import TeamCounts
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import NOT_HELD, Standing

__all__ = [
    "Evaluate",
    "Outcome",
    "Question",
    "Stretches",
    "Work",
    "Worlds",
    "evaluate_each",
    "evaluate_together",
    "month_of",
    "rehearse",
]

_NEVER_HELD = Standing(NOT_HELD)

Evaluate = Callable[[Sequence[tuple[PersonFacts, Collection[Pair]]], Asked, Window], Sequence[Stretches]]
"""Answers for some people at once: for each, the stretches within a window of the pairs named with them."""


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
    by_standard: dict[str, Counter[str]] = field(default_factory=partial(defaultdict, Counter))
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
            of_standard = self.by_standard[effect.standard]
            for kind in kinds:
                self.pairs[kind] += 1
                of_standard[kind] += 1
            for finding in effect.findings:
                if finding.kind == LOSES:
                    self.losses[effect.standard, finding.on] += 1
                elif finding.kind == OWES:
                    self.work[finding.work, effect.standard, month_of(finding.last_day)] += 1
        if effects:
            self.people.update({*found, "affected"})

    def merge(self, other: "Outcome") -> None:
        """Add what was found of other people."""
        self.examined += other.examined
        self.people.update(other.people)
        self.pairs.update(other.pairs)
        for standard, counted in other.by_standard.items():
            self.by_standard[standard].update(counted)
        self.losses.update(other.losses)
        self.work.update(other.work)
        self.teams.merge(other.teams)


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
    answer = evaluate or partial(evaluate_together, maker=StretchMaker())
    comparing = Comparing(question, outcome.teams)
    for batch in batches:
        for worlds, effects in _of_batch(comparing, batch, answer):
            outcome.add(effects)
            if effects and each is not None:
                each(worlds.before, effects)
        outcome.examined += len(batch)
        if done is not None:
            done(outcome.examined)
    return outcome


def _of_batch(
    comparing: Comparing, batch: Sequence[Worlds], evaluate: Evaluate
) -> Iterator[tuple[Worlds, list[PairEffect]]]:
    question = comparing.question
    asked = [(worlds, comparing.pairs(worlds)) for worlds in batch]
    before = evaluate([(worlds.before, pairs) for worlds, pairs in asked], question.before, question.window)
    differing = [place for place, worlds in enumerate(batch) if comparing.differ(worlds)]
    after = list(before)
    some = [(batch[place].after, asked[place][1]) for place in differing]
    for place, stretches in zip(differing, evaluate(some, question.after, question.window), strict=True):
        after[place] = stretches
    for (worlds, pairs), was, will in zip(asked, before, after, strict=True):
        yield worlds, list(comparing.effects(worlds, pairs, was, will))


def evaluate_each(
    people: Sequence[tuple[PersonFacts, Collection[Pair]]], asked: Asked, window: Window
) -> list[Stretches]:
    """Answer pair by pair, by the definition."""
    never = (Stretch(window.from_on, window.to_on, _NEVER_HELD),)
    return [
        {pair: _by_definition(person, asked, pair, window, never) for pair in pairs}
        for person, pairs in people
    ]


def evaluate_together(
    people: Sequence[tuple[PersonFacts, Collection[Pair]]],
    asked: Asked,
    window: Window,
    maker: StretchMaker | None = None,
) -> list[Stretches]:
    """The same answers for many people at once, by the kernel; a pair that a person is not answered for in this world
    is answered by the definition.
    """
    never = (Stretch(window.from_on, window.to_on, _NEVER_HELD),)
    standards = {standard for _, pairs in people for standard, _ in pairs}
    some = [_of_standards(person, standards) for person, _ in people]
    answered = (maker or StretchMaker()).of(some, asked, window)
    return [
        {pair: found.get(pair) or _by_definition(person, asked, pair, window, never) for pair in pairs}
        for (person, pairs), found in zip(people, answered, strict=True)
    ]


def _of_standards(person: PersonFacts, standards: Collection[str]) -> PersonFacts:
    """The person with decisions on these standards alone: no others bear on them."""
    kept = tuple(row for row in person.decisions if row.standard in standards)
    return person if len(kept) == len(person.decisions) else replace(person, decisions=kept)


def _by_definition(
    person: PersonFacts, asked: Asked, pair: Pair, window: Window, never: tuple[Stretch, ...]
) -> tuple[Stretch, ...]:
    if not person.decisions_on(pair[0]) and not person.claims_on(pair[0]):
        return never
    return tuple(clip(timeline(person, asked, *pair), window.from_on, window.to_on))
