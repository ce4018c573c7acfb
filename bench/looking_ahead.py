"""Looking ahead: the matrix of a large team, the cover of a month's rota, and the compliance of a whole trust.

What they must do on two cores: the matrix of 200 people by 60 standards and the cover of a month's rota within a
second, the compliance of a trust of 5,000 people within two; and as many queries for few as for many. The pages are
asked for through Django's test client, so that session, permissions, selector, presenter and template are in the time.
`python -m bench.looking_ahead`; on PostgreSQL, the same after `python scripts/with_postgres.py`. `--only trust`
measures one of them.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import islice
from statistics import median
from typing import Any

from bench.adopting import ENTRIES_AT_ONCE, a_store

TODAY = date(2026, 2, 2)
TIMES, SEED = 5, 7
PEOPLE, STANDARDS = 200, 60
TRUST, UNITS, ROLES, ASKED = 5000, 100, 8, 30
WARD, SHIFTS_A_DAY, ON_A_SHIFT, DAYS = 30, 3, 8, 31
FIRST, YEARS = date(2023, 1, 1), 3


def told(what: str, do: Callable[[], object], goal: float | None) -> None:
    """Do it once for its queries, then `TIMES` times, and print the medians, the most memory the process has had, and
    whether the goal is met by what the processor took: the clock also says how busy the machine is.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        do()
    queries = len(captured)
    clock, processor = [], []
    for _ in range(TIMES):
        began, used = time.perf_counter(), time.process_time()
        do()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worked = median(processor)
    met = "" if goal is None else f"{goal:.0f} s: {'met' if worked <= goal else 'MISSED'}"
    print(
        f"{what:<58}{median(clock):>8.2f} s{worked:>8.2f} s{memory:>7.0f} MB{queries:>9}  {met}", flush=True
    )


def page_of(account: Any, address: str) -> Callable[[], object]:
    """What asks for a page as an account, and sees that it is there."""
    from tests.factories.people import signed_in

    client = signed_in(account)

    def ask() -> object:
        response = client.get(address)
        assert response.status_code == 200, response.status_code
        return response

    return ask


def measure_matrix() -> None:
    """The page of a team's matrix, for few and for many."""
    from standing.areas.people.models import Unit
    from standing.areas.record.periods import store_all_stale
    from tests.factories.record import make_manager

    for people in (20, PEOPLE):
        with emptied():
            build_ward(people, STANDARDS)
            store_all_stale()
            goal = 1.0 if people == PEOPLE else None
            ask = page_of(make_manager(Unit.objects.get(code="ash")), "/teams/ash/")
            told(f"matrix, {people} people x {STANDARDS} standards", ask, goal)


def measure_rota() -> None:
    """The cover of a month's rota, with who else could for every shift that does not meet its rule; and its page."""
    from standing.areas.audit.actors import System
    from standing.areas.cover.selectors import covers_of
    from standing.areas.people.models import Unit
    from standing.areas.record.periods import store_all_stale
    from tests.factories.record import make_manager

    by = System("bench")
    for days in (7, DAYS):
        with emptied():
            shifts = build_rota(days)
            store_all_stale()
            unit, last = Unit.objects.get(code="ash"), TODAY + timedelta(days=days - 1)
            goal = 1.0 if days == DAYS else None
            what = f"cover of {shifts} shifts, {WARD} people"
            told(f"{what}, read", partial(covers_of, by, unit, TODAY, last), goal)
            address = f"/cover/units/ash/?first={TODAY.isoformat()}&last={last.isoformat()}"
            told("  its page", page_of(make_manager(unit), address), goal)


def build_rota(days: int) -> int:
    """A ward with three shifts a day of eight people each, and two rules of two lines; how many shifts there are."""
    from standing.areas.audit.actors import System
    from standing.areas.cover import actions
    from standing.areas.people.models import Person, Unit
    from tests.factories.cover import make_rule, on, wanted

    standards = build_ward(WARD, STANDARDS)
    unit, people = Unit.objects.get(code="ash"), list(Person.objects.order_by("ref"))
    for number, asked in enumerate((3, 5)):
        rule = make_rule(unit, standards[number], asked, name=f"Rule {number}", apart=bool(number))
        line = actions.LineWanted(standards[number + 2], 1, band_from=6, leads=True)
        actions.add_line(by=System("bench"), rule=rule, line=line, from_on=TODAY)
    shifts = [
        wanted(
            TODAY + timedelta(days=day),
            [
                on(people[(day * 7 + turn * ON_A_SHIFT + n) % WARD], band=5 + n % 3, leads=not n)
                for n in range(ON_A_SHIFT)
            ],
            name=name,
        )
        for day in range(days)
        for turn, name in enumerate(("Early", "Late", "Night")[:SHIFTS_A_DAY])
    ]
    actions.replace_rota(by=System("bench"), unit=unit, shifts=shifts, source="bench")
    return len(shifts)


def measure_trust(people: int) -> None:
    """The figures of every team of a trust, as the selector and as the page."""
    from standing.areas.audit.actors import System
    from standing.areas.record.models import Period
    from standing.areas.record.periods import store_all_stale
    from standing.areas.record.selectors.compliance import compliance_of
    from tests.factories.record import make_lead

    by = System("bench")
    for number in (people // 10, people):
        with emptied():
            build_trust(number)
            store_all_stale()
            goal = 2.0 if number == people else None
            what = f"compliance of {number:,} people ({Period.objects.count():,} periods)"
            told(f"{what}, read", partial(compliance_of, by=by, at=TODAY), None)
            told("  its page", page_of(make_lead(), "/compliance/"), goal)


def build_ward(people: int, number: int) -> tuple[str, ...]:
    """A ward whose role asks for so many standards, its people assessed on each within the last years."""
    from standing.areas.record.actions import Entry
    from standing.core.rules import facts
    from tests.factories.people import make_unit
    from tests.factories.record import load_standards

    standards = load_standards(number)
    make_unit("ash")
    refs = make_people("W", people)
    write(Entry(facts.RefreshRule(one, validity_months=36)) for one in standards)
    write(
        [
            *(Entry(facts.Requirement("nurse", one, FIRST)) for one in standards),
            *(Entry(facts.Assignment(ref, "ash", "nurse", FIRST)) for ref in refs),
            *(
                Entry(
                    facts.Decision(
                        "new", ref, one, facts.MET, TODAY - timedelta(days=(n * 463 + m * 331) % 1130)
                    )
                )
                for n, ref in enumerate(refs)
                for m, one in enumerate(standards)
            ),
        ]
    )
    return standards


def make_people(letter: str, number: int) -> list[str]:
    """So many people, by their references."""
    from standing.areas.people.models import Person

    refs = [f"{letter}{number:05}" for number in range(number)]
    Person.objects.bulk_create(Person(ref=ref, given_name="Ada", family_name="Example") for ref in refs)
    return refs


def write(entries: Iterable[Any]) -> None:
    """Facts as one batch, in pieces."""
    from standing.areas.audit.actors import System
    from standing.areas.record import actions

    by, found = System("bench"), iter(entries)
    batch = actions.open_batch(by=by, kind="import", name="bench")
    while some := list(islice(found, ENTRIES_AT_ONCE)):
        actions.stage_facts(by=by, batch=batch, entries=some)
    actions.activate_batch(by=by, batch=batch)


def build_trust(people: int) -> None:
    """Units in four divisions, eight roles of thirty standards out of sixty, and people assessed on what their role
    asks over three years, each once or twice; changes a year, most of them signed; one in seven has been away.
    """
    from tests.factories.people import make_unit
    from tests.factories.record import load_standards

    chance = random.Random(SEED)
    standards = load_standards(STANDARDS)
    divisions = [make_unit(f"division-{number}") for number in range(4)]
    units = [make_unit(f"unit-{number}", parent=divisions[number % 4]).code for number in range(UNITS)]
    roles = {f"role-{number}": sorted(chance.sample(standards, ASKED)) for number in range(ROLES)}
    refs = make_people("T", people)
    write(_asked(standards, roles, chance))
    write(_held(refs, units, roles, chance))


def _asked(standards: tuple[str, ...], roles: dict[str, list[str]], chance: random.Random) -> Iterator[Any]:
    from standing.areas.record.actions import Entry
    from standing.core.rules import facts

    for standard in standards:
        yield Entry(facts.RefreshRule(standard, validity_months=chance.choice([12, 24, 36, 36, None])))
        for year in range(YEARS):
            change = facts.Change(
                f"policy-{standard}", year + 1, standard, facts.SIGNIFICANT, _day(chance, year)
            )
            yield Entry(change, beside={"title": "bench"})
    for role, asked in roles.items():
        for standard in asked:
            yield Entry(facts.Requirement(role, standard, FIRST, needed_by_days=chance.choice([None, 84])))


def _held(
    refs: Iterable[str], units: list[str], roles: dict[str, list[str]], chance: random.Random
) -> Iterator[Any]:
    from standing.areas.record.actions import Entry
    from standing.core.rules import facts

    for ref in refs:
        role = chance.choice(list(roles))
        starter = chance.random() < 0.05
        yield Entry(
            facts.Assignment(
                ref, chance.choice(units), role, TODAY - timedelta(days=30) if starter else FIRST
            )
        )
        if chance.random() < 0.1:
            yield Entry(facts.Assignment(ref, chance.choice(units), chance.choice(list(roles)), FIRST))
        if chance.random() < 1 / 7:
            away = _day(chance, chance.randrange(YEARS))
            yield Entry(facts.Absence(ref, away, away + timedelta(days=chance.randint(3, 600))))
        for standard in [] if starter else roles[role]:
            for _ in range(chance.choice([1, 2])):
                on = _day(chance, chance.randrange(YEARS))
                yield Entry(facts.Decision("new", ref, standard, facts.MET, on))
            for version in range(1, YEARS + 1):
                if chance.random() < 0.7:
                    yield Entry(
                        facts.Signature(ref, f"policy-{standard}", version, _day(chance, version - 1))
                    )


def _day(chance: random.Random, year: int) -> date:
    return FIRST + timedelta(days=year * 365 + chance.randrange(365))


@contextmanager
def emptied() -> Iterator[None]:
    """The block, on the day of the benchmark; what it wrote is taken back."""
    from django.db import transaction

    from standing.areas.audit import clock

    with clock.travelling_to(TODAY), transaction.atomic():
        yield
        transaction.set_rollback(True)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.looking_ahead", description=__doc__)
    parser.add_argument("--only", choices=("matrix", "rota", "trust"), help="one of them alone")
    parser.add_argument("--people", type=int, default=TRUST, help="of the trust (%(default)s)")
    options = parser.parse_args()
    print(f"{'':<58}{'clock':>10}{'processor':>10}{'memory':>10}{'queries':>9}  goal")
    with a_store():
        from django.test.utils import setup_test_environment

        setup_test_environment()
        if options.only in (None, "matrix"):
            measure_matrix()
        if options.only in (None, "rota"):
            measure_rota()
        if options.only in (None, "trust"):
            measure_trust(options.people)


if __name__ == "__main__":
    main()
