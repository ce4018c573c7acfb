"""Adopting March 2013 for a large trust: how long rehearsing, adopting and storing periods take, and how much memory.

What it must do: 10,000 people with 30 holdings each rehearsed and adopted within a minute on two cores, with memory
that does not grow with the number of people. `python -m bench.adopting --people 10000 --holdings 30`.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import Any

REVISION, EFFECTIVE = "mh-2013", date(2026, 4, 1)
TODAY = date(2026, 3, 2)
ENTRIES_AT_ONCE = 5000


@contextmanager
def timed(what: str, of: str = "") -> Iterator[None]:
    """Print how long the block took, on the clock and of the processor, and the most memory the process has had.

    On a machine that is busy with something else the first says how busy, and the second how fast the work is.
    """
    start, used = time.perf_counter(), time.process_time()
    yield
    seconds, processor = time.perf_counter() - start, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<44}{seconds:>9.1f} s{processor:>9.1f} s{memory:>9.0f} MB  {of}", flush=True)


@contextmanager
def a_store() -> Iterator[None]:
    """A store of its own in a file, gone afterwards; or the database that STANDING_DATABASE_URL names."""
    with TemporaryDirectory() as home:
        os.environ["STANDING_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standing.site.settings")
        import django
        from django.core.management import call_command

        from tests.support.stores import migrated_once

        django.setup()
        with migrated_once():
            call_command("migrate", verbosity=0)
        yield


def build(people: int, holdings: int, seed: int) -> None:
    """The bundled catalogue, an approved crosswalk, and people who hold so many of its old standards each."""
    from standing.areas.audit.actors import System
    from standing.areas.people.models import Person
    from standing.areas.record import actions
    from standing.areas.record.refresh import AppliesTo
    from standing.areas.standards.models import CrosswalkRow, Standard
    from standing.core.rules import facts
    from tests.factories.revisions import approved_mh
    from tests.factories.standards import load_bundled_catalogue

    by, chance = System("bench"), random.Random(seed)
    load_bundled_catalogue()
    actions.set_refresh_rules(
        by=by,
        standards=list(Standard.objects.values_list("pk", flat=True)),
        validity_months=36,
        grace_days=28,
        applies_to=AppliesTo.ALL,
        why="bench",
    )
    approved_mh(effective_on=EFFECTIVE)
    Person.objects.bulk_create(
        Person(ref=f"B{number:06}", given_name="Ada", family_name="Example") for number in range(people)
    )
    olds = list(CrosswalkRow.objects.filter(revision__code=REVISION).values_list("old", flat=True))
    batch = actions.open_batch(by=by, kind="import", name="bench")
    entries: list[Any] = []
    for number in range(people):
        for standard in chance.sample(olds, min(holdings, len(olds))):
            on = TODAY - timedelta(days=chance.randint(1, 1400))
            entries.append(
                actions.Entry(facts.Decision("new", f"B{number:06}", standard, facts.MET, on), source="bench")
            )
        if len(entries) >= ENTRIES_AT_ONCE or number == people - 1:
            actions.stage_facts(by=by, batch=batch, entries=entries)
            entries = []
    actions.activate_batch(by=by, batch=batch)


def main() -> None:
    """Build, rehearse, adopt, store the periods, undo."""
    parser = argparse.ArgumentParser(prog="python -m bench.adopting", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--holdings", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--no-rehearsal", action="store_true", help="leave the rehearsal out")
    parser.add_argument("--no-periods", action="store_true", help="leave storing the periods and undoing out")
    options = parser.parse_args()
    print(f"{'':<44}{'clock':>11}{'processor':>11}{'memory':>12}")
    with a_store():
        from standing.areas.audit import clock

        with clock.travelling_to(TODAY - timedelta(days=1)), timed("build"):
            build(options.people, options.holdings, options.seed)
        with clock.travelling_to(TODAY):
            run(options)


def run(options: Any) -> None:
    """What is measured."""
    from standing.areas.audit.actors import System
    from standing.areas.record.periods import store_all_stale
    from standing.areas.revisions.actions.adopting import adopt_revision
    from standing.areas.revisions.actions.undoing import undo_adoption

    by = System("bench")

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"\r  {done:,} of {of:,} people", end="\r", file=sys.stderr)

    if not options.no_rehearsal:
        from standing.areas.revisions.rehearsing.revisions import plan_revision
        from standing.areas.revisions.selectors.rehearsals import rehearse_now

        with timed("rehearse", f"{options.people:,} people"):
            rehearse_now(by=by, plan=plan_revision(REVISION), done=progress)
    with timed("adopt", f"{options.people:,} people"):
        adopted = adopt_revision(by=by, revision=REVISION, progress=progress)
    print(f"  {adopted.counts}")
    if not options.no_periods:
        with timed("store the periods, afterwards in the background"):
            store_all_stale()
        with timed("undo"):
            undo_adoption(by=by, revision=REVISION, why="bench")


if __name__ == "__main__":
    main()
