"""The team matrix, to look at and to work in: how long its page takes, and how many queries, at sizes of team.

The whole page through Django's test client: session, permissions, selector, presenter, template. What it must
do: 30 people by 40 standards within 150 ms on two cores, and as many queries for five people as for sixty.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django

ROUNDS = 15
STANDARDS = 40
LIMIT_MS = 150.0


@contextmanager
def made_up_store() -> Iterator[None]:
    """A store of its own in memory, gone afterwards."""
    from django.test.utils import setup_test_environment, teardown_test_environment

    django.setup()
    from django.db import connection

    setup_test_environment()
    kept = connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)
        teardown_test_environment()


def measure(people: int, standards: int, page: str = "") -> tuple[float, float, int]:
    """The median time of the page in milliseconds, that of the processor alone, and its queries.

    On a machine that is busy with something else the first says how busy, and the second how fast the page is.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from standing.areas.audit import clock
    from tests.factories.people import signed_in
    from tests.factories.record import make_assessor, make_manager, make_ward

    ward = make_ward(clock.today(), people=people, standards=standards, code=f"ward-{people}{page[:4]}")
    client = signed_in(make_assessor(ward.unit) if page else make_manager(ward.unit))
    address = f"/teams/{ward.unit.code}/{page}"
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    queries = len(captured)  # now: the next request empties the list
    times, worked = [], []
    for _ in range(ROUNDS):
        began, working = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - working) * 1000)
    return statistics.median(times), statistics.median(worked), queries


def rows() -> list[tuple[Any, ...]]:
    """What was measured: name, value, limit."""
    found = []
    for name, page, people in (
        ("team matrix", "", 5),
        ("team matrix", "", 30),
        ("team matrix", "", 60),
        ("matrix to work in", "work/", 5),
        ("matrix to work in", "work/", 30),
    ):
        with made_up_store():
            median, worked, queries = measure(people, STANDARDS, page)
        limit = f"{LIMIT_MS:.0f} ms" if people == 30 else ""
        what = f"{name}, {people} people x {STANDARDS} standards"
        found.append((what, f"{median:.0f} ms", f"{worked:.0f} ms", limit, queries))
    return found


def main() -> None:
    """Print what was measured."""
    print(f"{'what':<48} {'median':>8} {'processor':>10} {'limit':>8} {'queries':>8}")
    for what, median, worked, limit, queries in rows():
        print(f"{what:<48} {median:>8} {worked:>10} {limit:>8} {queries:>8}")


if __name__ == "__main__":
    import os

    import tests.support.environment  # noqa: F401 - a home and settings of the run's own

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standing.site.settings")
    main()
