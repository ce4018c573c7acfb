"""Decisions on claims: one by one, as an assessor makes them, and many at once, as at drop-in sessions.

Each is a whole decision: a claim, a piece of evidence, what was judged, the decision on the record, the periods it
changes, its history and its events. It prints rows, statements and seconds. `python -m bench.deciding --decisions 100`
makes fewer; on PostgreSQL, the same after `python scripts/with_postgres.py`.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.adopting import a_store

AT_A_SESSION = 20


def build(people: int) -> Any:
    """A ward of so many people, who hold nothing yet, and their assessor."""
    from standing.areas.people.actions import NewPerson
    from standing.areas.people.actions.starters import Work
    from standing.areas.record.actions import add_people
    from tests.factories import assessment as make
    from tests.factories.people import TESTS
    from tests.factories.record import ROLE
    from tests.factories.workforce import LONG_AGO

    world = make.make_claiming()
    works = (Work(world.unit, ROLE, LONG_AGO),)
    new = [NewPerson(f"bench-{n:05}", "Ada", "Example", works) for n in range(people)]
    return world, add_people(by=TESTS, people=new)


def one_by_one(world: Any, people: list[Any]) -> None:
    """Open, add evidence, submit, judge and decide, each by whoever does it."""
    from standing.areas.assessment import actions
    from standing.areas.audit import clock
    from tests.factories import assessment as make
    from tests.factories.people import TESTS

    for person in people:
        claim = actions.open_claim(
            by=world.manager, person=person, standard=world.standards[0], assessor=world.assessor
        )
        actions.add_evidence(by=TESTS, person=person, pointer=make.pointer(), claim=claim)
        actions.submit_claim(by=TESTS, claim=claim)
        actions.begin_assessing(by=world.assessor, claim=claim)
        actions.judge_evidence(by=world.assessor, claim=claim, judged={None: make.HOLDS})
        actions.decide_claim(by=world.assessor, claim=claim, outcome="met", decided_on=clock.today())


def at_once(size: int) -> Callable[[Any, list[Any]], None]:
    """Sessions of so many people each."""

    def run(world: Any, people: list[Any]) -> None:
        from standing.areas.assessment import actions
        from standing.areas.standards.models import Standard
        from standing.core.assessing.evidence import Kind
        from standing.core.assessing.judging import Vacs
        from tests.factories import assessment as make

        standard = Standard.objects.get(pk=world.standards[1])
        seen = make.pointer("Each took blood pressure twice", kind=Kind.OBSERVATION)
        session = actions.Session(standard, seen, {None: Vacs(True, True, True, True)})
        for start in range(0, len(people), size):
            some = [actions.Attendee(one, "met") for one in people[start : start + size]]
            actions.decide_at_session(by=world.assessor, session=session, attendees=some)

    return run


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.deciding", description=__doc__)
    parser.add_argument("--decisions", type=int, default=1000, help="How many decisions (%(default)s).")
    options = parser.parse_args()
    number = options.decisions
    ways = (
        ("one by one", one_by_one),
        (f"at sessions of {AT_A_SESSION}", at_once(AT_A_SESSION)),
        ("all at once", at_once(number)),
    )
    with a_store():
        world, people = build(number * len(ways))
        print(
            f"{f'{number:,} decisions on claims':<28} {'rows':>8} {'statements':>11} {'clock':>9} {'processor':>10}"
        )
        for place, (words, way) in enumerate(ways):
            some = people[place * number : (place + 1) * number]
            rows, began, worked = _rows(), time.perf_counter(), time.process_time()
            with _statements() as counted:
                way(world, some)
            clock, worked = time.perf_counter() - began, time.process_time() - worked
            print(
                f"{words:<28} {_rows() - rows:>8,} {counted[0]:>11,} {clock:>7.1f} s {worked:>8.1f} s",
                flush=True,
            )


def _rows() -> int:
    """How many rows there are in every table that decisions write to."""
    from django.apps import apps

    labels = ("assessment", "record", "audit")
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in labels]
    return sum(model._base_manager.count() for model in models)


@contextmanager
def _statements() -> Iterator[list[int]]:
    """How many statements are sent meanwhile."""
    from django.db import connection

    counted = [0]

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counted[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield counted


if __name__ == "__main__":
    main()
