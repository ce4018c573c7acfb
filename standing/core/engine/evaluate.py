"""The answer of `standing evaluate` (rules, part 2): rows for every pair, whole lives or a window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from standing.core.engine.checks import check_tables
from standing.core.engine.tables import FactTables
from standing.core.engine.timeline import Stretch, clip, life, timeline
from standing.core.rules.days import day_after
from standing.core.rules.known import Asked, PersonFacts, grouped
from standing.core.rules.status import NOT_HELD, Standing, standing_on

COLUMNS = ("person", "standard", "context", "from", "to", "status", "reasons", "expires_on")


@dataclass(frozen=True)
class Window:
    """The days asked about: from `from_on` up to but not including `to_on` (none: the calendar's end)."""

    from_on: date
    to_on: date | None

    @classmethod
    def of_day(cls, day: date) -> "Window":
        """One day alone."""
        return cls(day, day_after(day))


@dataclass(frozen=True)
class Answer:
    """One row of the answer. Without `from_on` and `to_on` the pair never was anything but plain
    `not_held`.
    """

    person: str
    standard: str
    context: str
    from_on: date | None
    to_on: date | None
    standing: Standing

    def as_cells(self) -> tuple[str | date | None, ...]:
        """The cells of the row, in the order of `COLUMNS`; reasons joined with `|`, no day where there is none."""
        standing = self.standing
        pair = (self.person, self.standard, self.context)
        return (
            *pair,
            self.from_on,
            self.to_on,
            standing.status,
            "|".join(standing.reasons),
            standing.expires_on,
        )

    def as_row(self) -> dict[str, str]:
        """The row as text, by column."""
        cells = ("" if cell is None else str(cell) for cell in self.as_cells())
        return dict(zip(COLUMNS, cells, strict=True))


@dataclass(frozen=True)
class Workforce:
    """What is asked of everyone, and the facts of each person, by name."""

    asked: Asked
    people: dict[str, PersonFacts]


def workforce_known(read: FactTables, known_on: date | None = None) -> Workforce:
    """The facts known on a day, or now, arranged for the definition. Raises `Refused` where they contradict
    each other.
    """
    check_tables(read, known_on)

    def known(table: str) -> tuple[Any, ...]:
        return tuple(located.fact for located in read.known(table, known_on))

    asked = Asked.of(known("standards"), known("changes"), known("requirements"))
    tables = {attribute: grouped(known(table), "person") for table, attribute in _TABLES_OF_PEOPLE.items()}
    names = sorted({name for rows in tables.values() for name in rows})
    people = {
        name: PersonFacts(name, **{attribute: rows.get(name, ()) for attribute, rows in tables.items()})
        for name in names
    }
    return Workforce(asked, people)


_TABLES_OF_PEOPLE = {
    "decisions": "decisions",
    "signatures": "signatures",
    "absences": "absences",
    "suspensions": "suspensions",
    "claims": "claims",
    "members": "memberships",
    "assignments": "assignments",
}
"""The tables that name a person, and the part of `PersonFacts` that each fills."""


def answers_of(person: PersonFacts, asked: Asked, window: Window | None = None) -> Iterator[Answer]:
    """The rows of one person in order: whole lives, or every day of a window."""
    for standard, context in sorted(person.pairs(asked)):
        if window is None:
            stretches = life(timeline(person, asked, standard, context))
        else:
            stretches = stretches_within(window, person, asked, standard, context)
        for stretch in stretches:
            yield Answer(person.person, standard, context, stretch.from_on, stretch.to_on, stretch.standing)
        if window is None and not stretches:
            yield Answer(person.person, standard, context, None, None, Standing(NOT_HELD))


def stretches_within(
    window: Window, person: PersonFacts, asked: Asked, standard: str, context: str
) -> list[Stretch]:
    """The standing of a pair on every day of a window. One day is asked of the definition without a
    timeline.
    """
    if window == Window.of_day(window.from_on):
        standing = standing_on(person, asked, standard, context, window.from_on)
        return [Stretch(window.from_on, window.to_on, standing)]
    return list(clip(timeline(person, asked, standard, context), window.from_on, window.to_on))


def evaluate(
    workforce: Workforce, window: Window | None = None, *, person_done: Callable[[int], None] | None = None
) -> Iterator[Answer]:
    """Every row of the answer, sorted by person, standard, context and first day.

    `person_done` is told after each person how many are done.
    """
    for done, name in enumerate(sorted(workforce.people), start=1):
        yield from answers_of(workforce.people[name], workforce.asked, window)
        if person_done is not None:
            person_done(done)
