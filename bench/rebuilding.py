"""The stored periods of many: how long `standing rebuild` takes, and how much memory.

The people are those of `one_person.py`: 30 required standards, five years, some 330 periods each. Everyone's periods
are computed anew from the database and put in place of the old. `python -m bench.rebuilding --people 10000`; on
PostgreSQL, the same after `python scripts/with_postgres.py`.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import argparse
from datetime import date

from bench.adopting import a_store, timed
from bench.one_person import build

PEOPLE = 1000


def main() -> None:
    """Build, rebuild twice: into an empty cache, and over a full one."""
    parser = argparse.ArgumentParser(prog="python -m bench.rebuilding", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = parser.parse_args().people
    print(f"{'':<44}{'clock':>11}{'processor':>11}{'memory':>12}")
    with a_store():
        from django.db import connection

        from standing.areas.audit import clock
        from standing.areas.record.models import Period
        from standing.areas.record.periods import store_all_stale
        from standing.areas.record.rebuilding import rebuild_periods

        with clock.travelling_to(date(2026, 2, 1)):
            with timed("build"):
                build(people)
            with timed(f"store everyone stale, on {connection.vendor}", f"{people:,} people"):
                store_all_stale()
            with timed(f"rebuild, on {connection.vendor}", f"{people:,} people"):
                rebuild_periods()
            print(f"{Period.objects.count():,} periods")


if __name__ == "__main__":
    main()
