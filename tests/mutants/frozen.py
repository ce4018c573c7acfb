"""Made-up worlds that are the same on every run, and what the definition answers of them as the kernel's numbers.

The mutation run (`make mutants`) asks a few thousand changed kernels the same questions: worlds and answers are made
once, and only the kernel works each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from standing.core.engine.bulk import days_of
from standing.core.engine.catalogue import Compiled, number_of
from standing.core.engine.evaluate import Answer, Window, answers_of
from standing.core.engine.kernel.layout import CLAIMED, HELD, People
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import Days, run
from standing.core.rules.status import IN_PROGRESS, NOT_HELD, REASONS
from tests.generative.test_pitfalls import PITFALLS, D
from tests.generative.test_questions import WORKING
from tests.generative.worlds import Facts, worlds
from tests.support.facts import workforce_of

Row = tuple[int, int, int, int, int, int]
"""Person, pair, first day, end, state, expiry."""

FIRST_WINDOW = D + timedelta(days=30)
WINDOWS = (
    None,
    Window.of_day(D + timedelta(days=59)),
    Window.of_day(D + timedelta(days=120)),
    Window(FIRST_WINDOW, None),
    Window(FIRST_WINDOW, D + timedelta(days=121)),
)


class Question(NamedTuple):
    """What the kernel is given, and the rows it has to give back."""

    catalogue: Compiled
    people: People
    days: Days
    rows: list[Row]


def answered(question: Question, room: int = 0) -> list[Row]:
    """What the kernel as it is answers, with room for so many rows at first."""
    parts = run(question.catalogue, question.people, question.days, compiled=False, at_once=room)
    return [row for part in parts for row in zip(*part, strict=True)]


@cache
def questions(kind: str, number: int) -> tuple[Question, ...]:
    """So many worlds of a kind of `PITFALLS`, or of `worlds`, asked about each of `WINDOWS`."""
    return tuple(
        question for facts, known_on in kept_worlds(kind, number) for question in _asked(facts, known_on)
    )


def kept_worlds(kind: str, number: int) -> Sequence[tuple[Facts, date | None]]:
    """So many worlds of a kind, with the day on which each is asked as known: the same on every run."""
    drawn = worlds().map(lambda w: (w.facts, w.known_on)) if kind == "worlds" else _facts(kind)
    found: list[tuple[Facts, date | None]] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def keep(world: tuple[Facts, date | None]) -> None:
        found.append(world)

    keep()
    return found


def _facts(kind: str) -> st.SearchStrategy[tuple[Facts, None]]:
    return (WORKING if kind == "questions" else PITFALLS[kind]).map(lambda facts: (facts, None))


def _asked(facts: Facts, known_on: date | None) -> Iterator[Question]:
    workforce = workforce_of(facts, known_on)
    people = [workforce.people[name] for name in sorted(workforce.people)]
    catalogue = compile_for(workforce.asked, people)
    columns = columns_of(people, catalogue)
    for window in WINDOWS:
        rows = [
            _row(place, catalogue, answer)
            for place, person in enumerate(people)
            for answer in answers_of(person, workforce.asked, window)
        ]
        yield Question(catalogue, columns, days_of(window), rows)


def _row(person: int, catalogue: Compiled, answer: Answer) -> Row:
    standing = answer.standing
    state = sum(1 << REASONS.index(reason) for reason in standing.reasons)
    if standing.status not in {IN_PROGRESS, NOT_HELD}:
        state |= HELD
    elif standing.status == IN_PROGRESS:
        state |= CLAIMED
    pair = catalogue.pair_numbers[answer.standard, answer.context]
    days = (number_of(day) for day in (answer.from_on, answer.to_on, standing.expires_on))
    first, end, expires = days
    return person, pair, first, end, state, expires
