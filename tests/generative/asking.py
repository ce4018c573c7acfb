"""Asking a world: its rows, and its standing pair by pair and day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from standing.core.engine.evaluate import Window, evaluate
from standing.core.rules.status import Standing, standing_on
from tests.generative.worlds import START, Facts, World
from tests.support.facts import workforce_of

Pair = tuple[str, str, str]
Row = dict[str, str]

FIRST_ASKED = START - timedelta(days=2)
LAST_ASKED = START + timedelta(days=800)
"""After the last event, its year of bridging, and the longest validity with grace: nothing changes any more."""


def rows(facts: Facts, known_on: date | None = None, window: Window | None = None) -> list[Row]:
    """The whole answer."""
    return [answer.as_row() for answer in evaluate(workforce_of(facts, known_on), window)]


def standings(facts: Facts, days: list[date], known_on: date | None = None) -> dict[Pair, list[Standing]]:
    """The definition's answer for each pair on each of the days."""
    workforce = workforce_of(facts, known_on)
    return {
        (name, standard, context): [
            standing_on(person, workforce.asked, standard, context, day) for day in days
        ]
        for name, person in workforce.people.items()
        for standard, context in sorted(person.pairs(workforce.asked))
    }


def days_between(first: date, end: date) -> list[date]:
    """Every day from the first up to but not including the end."""
    return [first + timedelta(days=number) for number in range((end - first).days)]


def turning_days(world: World) -> list[date]:
    """Days on which much may change: the world's own, those that the rules count from them, and their neighbours."""
    offsets = (0, 27, 28, 29, 59, 60, 61, 89, 90, 91, 92, 120, 149, 150, 364, 365, 366)
    near = {
        day + timedelta(days=far + beside) for day in world.days for far in offsets for beside in (-1, 0, 1)
    }
    return sorted(near)


def with_rows(facts: Facts, table: str, *added: Row) -> Facts:
    return facts | {table: [*facts[table], *added]}


def without(facts: Facts, table: str, *left_out: Row) -> Facts:
    return facts | {table: [row for row in facts[table] if row not in left_out]}


def each_row(facts: Facts) -> Iterator[tuple[str, Row]]:
    return ((name, row) for name, table in facts.items() for row in table)
