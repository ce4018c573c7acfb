"""One person from the database: how long it takes from their facts to their periods, written.

What every fact about one person costs at the door: what is asked of everyone, the person's facts, the answer, and the
periods put in place of those there were. The people are as `national.py` makes them: 30 required standards, five years,
one and a half decisions a standard, a change to every standard of the catalogue a year, most of them signed. There are
as many as load the compiled kernel, which a server does when it starts. What it must do on two cores: 5 ms median.
`python -m bench.one_person`; on PostgreSQL, the same after `python scripts/with_postgres.py`.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from bench.adopting import ENTRIES_AT_ONCE, a_store

PEOPLE, ROUNDS, SEED = 50, 8, 7
REQUIRED, YEARS, FIRST = 30, 5, date(2021, 1, 1)
LIMIT_MS = 5.0
POPULATIONS = ("inpatient", "community")


def build(people: int, seed: int = SEED) -> list[Any]:
    """The bundled catalogue with rules, changes and a role, and so many people in it."""
    from standing.areas.audit.actors import System
    from standing.areas.people.models import Person
    from standing.areas.record import actions
    from standing.areas.standards.models import Standard
    from tests.factories.people import make_unit
    from tests.factories.standards import load_bundled_catalogue

    load_bundled_catalogue()
    standards = list(Standard.objects.order_by("pk").values_list("pk", flat=True))
    people_made = [Person(ref=f"B{n:04}", given_name="Ada", family_name="Example") for n in range(people)]
    Person.objects.bulk_create(people_made)
    make_unit("ash")
    by, chance = System("bench"), random.Random(seed)
    asked = list(_asked(standards, chance))
    effective = {
        (fact.standard, fact.version): fact.effective_on
        for one in asked
        if hasattr(fact := one.fact, "version")
    }
    for entries in (iter(asked), _held(people, standards, effective, chance)):
        batch = actions.open_batch(by=by, kind="import", name="bench")
        while some := list(islice(entries, ENTRIES_AT_ONCE)):
            actions.stage_facts(by=by, batch=batch, entries=some)
        actions.activate_batch(by=by, batch=batch)
    return list(Person.objects.order_by("pk"))


def _asked(standards: Sequence[str], chance: random.Random) -> Iterator[Any]:
    from standing.areas.record.actions import Entry
    from standing.core.rules import facts

    for standard in standards:
        yield Entry(facts.RefreshRule(standard, validity_months=chance.choice([12, 24, 36, 36, None])))
        for year in range(YEARS):
            asks = chance.choice([facts.SIGNIFICANT] * 6 + [facts.MAJOR, facts.MINOR, facts.CRITICAL])
            change = facts.Change(
                f"policy-{standard}", year + 1, standard, asks, _day(chance, year, year + 1)
            )
            yield Entry(change, beside={"title": "bench"})
    for standard in standards[:REQUIRED]:
        yield Entry(facts.Requirement("nurse", standard, FIRST))


def _held(
    people: int, standards: Sequence[str], effective: Mapping[tuple[str, int], date], chance: random.Random
) -> Iterator[Any]:
    from standing.areas.record.actions import Entry
    from standing.core.rules import facts

    for ref in (f"B{number:04}" for number in range(people)):
        yield Entry(facts.Assignment(ref, "ash", "nurse", FIRST))
        yield Entry(facts.Membership(ref, chance.choice(POPULATIONS), FIRST))
        if chance.random() < 1 / 7:
            away = _day(chance)
            yield Entry(facts.Absence(ref, away, away + timedelta(days=chance.randint(3, 300))))
        for standard in standards[:REQUIRED]:
            for _ in range(chance.choice([1, 2])):
                yield Entry(facts.Decision("new", ref, standard, facts.MET, _day(chance)))
            for version in range(1, YEARS + 1):
                if chance.random() < 0.7:
                    signed_on = effective[standard, version] + timedelta(days=chance.randint(-5, 60))
                    yield Entry(facts.Signature(ref, f"policy-{standard}", version, signed_on))


def _day(chance: random.Random, after: int = 0, before: int = YEARS) -> date:
    return FIRST + timedelta(days=chance.randrange(after * 365, before * 365))


def measure(people: Sequence[Any], forget: Callable[[Any], object]) -> tuple[list[float], list[float], int]:
    """Milliseconds on the clock and of the processor, each time; and the queries. `forget` takes stored periods away
    before each, so that there is something to write.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from standing.areas.audit.actions import writing
    from standing.areas.record.periods import store_periods

    def store(person: Any) -> None:
        with writing():
            store_periods([person])

    clock, processor = [], []
    for _ in range(ROUNDS):
        for person in people:
            forget(person)
            began, used = time.perf_counter(), time.process_time()
            store(person)
            clock.append((time.perf_counter() - began) * 1000)
            processor.append((time.process_time() - used) * 1000)
    forget(people[0])
    with CaptureQueriesContext(connection) as captured:
        store(people[0])
    return clock, processor, len(captured)


def main() -> None:
    """Print what was measured."""
    with a_store():
        from django.db import connection

        from standing.areas.audit import clock
        from standing.areas.record.models import Period
        from standing.areas.record.periods import store_all_stale
        from standing.areas.record.storing import load_kernel

        with clock.travelling_to(date(2026, 2, 1)):
            people = build(PEOPLE)
            store_all_stale()
            load_kernel()
            (standard, *_) = Period.objects.values_list("standard", flat=True).order_by("standard")
            print(f"one person, {Period.objects.count() // len(people)} periods, on {connection.vendor}")
            for what, forget in (
                (
                    "after a fact about one standard",
                    lambda one: one.periods.filter(standard=standard).delete(),
                ),
                ("with none stored yet", lambda one: one.periods.all().delete()),
            ):
                times, worked, queries = measure(people, forget)
                print(
                    f"  {what:<32} median {statistics.median(times):>5.1f} ms, processor "
                    f"{statistics.median(worked):>5.1f} ms, nine in ten within "
                    f"{sorted(times)[len(times) * 9 // 10]:>5.1f} ms, {queries} queries (limit {LIMIT_MS:.0f} ms)"
                )


if __name__ == "__main__":
    import os

    import tests.support.environment  # noqa: F401 - a home and settings of the run's own

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standing.site.settings")
    main()
