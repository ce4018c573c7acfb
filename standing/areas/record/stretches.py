"""How people stand over some days in some standards: from the stored periods where they are good, else the definition.

For whoever asks about many people on many days at once. Callers have shown that the people may be asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from standing.areas.people.models import Person
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Period as StoredPeriod
from standing.areas.record.worlds import World
from standing.core.engine.bulk import bulk_answers
from standing.core.engine.evaluate import Answer
from standing.core.rules.days import Period, add_days, join_periods
from standing.core.rules.facts import GENERAL
from standing.core.rules.status import CONTEXT_TOO_NARROW, NOT_HELD, Standing

Rows = list[tuple[str, date, date | None, Standing]]
"""A context, the first day, the first day after, and how somebody stands."""


@dataclass(frozen=True)
class Stretches:
    """How people stood in standards between two days. Answers are for those days only."""

    rows: Mapping[tuple[str, str], Rows]
    _known: dict[tuple[str, str, str, date], Standing] = field(default_factory=dict, compare=False)

    def standing_on(self, person: str, standard: str, context: str, day: date) -> Standing:
        """How somebody (by reference) stands in a standard and a context on a day.

        Nobody may have been asked about that context: then no decision names it, and what is held in general is what
        is held in it.
        """
        asked = (person, standard, context, day)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._answer(*asked)
        return found

    def _answer(self, person: str, standard: str, context: str, day: date) -> Standing:
        covering = {
            each: standing
            for each, first, end, standing in self.rows.get((person, standard), ())
            if first <= day and (end is None or day < end)
        }
        for each in (context, GENERAL):
            if each in covering and not covering[each].is_plain_not_held:
                return covering[each]
        elsewhere = any(standing.expires_on or standing.counts for standing in covering.values())
        return Standing(NOT_HELD, (CONTEXT_TOO_NARROW,) if elsewhere else ())

    def days_counting(
        self, person: str, standard: str, context: str, first: date, last: date
    ) -> tuple[Period, ...]:
        """The days from one to another, both read and included, on which somebody counts in a standard and a context.
        What holds on the last of them is open.
        """
        turns = {first}
        for _, start, end, _ in self.rows.get((person, standard), ()):
            turns.update(day for day in (start, end) if day is not None and first < day <= last)
        days: list[date] = sorted(turns)
        return join_periods(
            Period(start, end)
            for start, end in zip(days, [*days[1:], None], strict=True)
            if self.standing_on(person, standard, context, start).counts
        )

    def counted_until(self, person: str, standard: str, context: str, day: date) -> date | None:
        """The last day before a day on which somebody counted, of the days that were read; None if on none of them."""
        ends = [
            end
            for each, _, end, standing in self.rows.get((person, standard), ())
            if each in (context, GENERAL) and end is not None and end <= day and standing.counts
        ]
        return add_days(max(ends), -1) if ends else None


def stretches_of(
    people: Collection[Person],
    standards: Collection[str],
    first: date,
    last: date,
    world: World | None = None,
) -> Stretches:
    """How these people (read with `stale`) stand in standards from one day to another, both included, as known now;
    in a `world`, how they would there.

    One query, and those of the facts of whoever is stale; in a world, of everybody.
    """
    found: dict[tuple[str, str], Rows] = {}
    to_compute = [person for person in people if world is not None or hasattr(person, "stale")]
    fresh = {person.pk: person.ref for person in people if world is None and not hasattr(person, "stale")}
    stored = _stored(fresh, standards, first, last)
    for answer in (*stored, *_computed(to_compute, standards, world)):
        if answer.from_on is not None:
            row = (answer.context, answer.from_on, answer.to_on, answer.standing)
            found.setdefault((answer.person, answer.standard), []).append(row)
    return Stretches(found)


def _stored(refs: Mapping[int, str], standards: Collection[str], first: date, last: date) -> Iterator[Answer]:
    rows = StoredPeriod.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gt=first),
        person__in=list(refs),
        standard__in=set(standards),
        from_on__lte=last,
    )
    for person, standard, context, from_on, to_on, *standing in rows.values_list(
        "person", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on"
    ):
        yield Answer(refs[person], standard, context, from_on, to_on, _standing(*standing))


def _computed(
    people: Collection[Person], standards: Collection[str], world: World | None
) -> Iterator[Answer]:
    if people:
        wanted = set(standards)
        facts = load_people(people).values()
        if world is None:
            answers = bulk_answers(facts, load_asked())
        else:
            answers = bulk_answers(map(world.after, facts), world.asked)
        yield from (answer for answer in answers if answer.standard in wanted)


@lru_cache(maxsize=10_000)
def _standing(status: Any, reasons: Any, expires_on: Any) -> Standing:
    return Standing(status, tuple(reasons.split("|")) if reasons else (), expires_on)
