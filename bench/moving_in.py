"""Moving in: how long a spreadsheet of 100,000 cells takes to be previewed, and to be written.

Previewed is all of it: the file read, its layout found, every cell read, everybody matched, the plan made, and the
standing of everyone evaluated before and after. Written is everything until it is in the record. What it must do on
two cores: previewed within 10 s, written within 30.
"""

# ruff: noqa: PLC0415 - nothing of Django is imported before it is set up
from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

PEOPLE, COURSES = 1000, 100
LIMITS = {"previewed": 10.0, "written": 30.0}


def workbook(people: int, courses: int) -> bytes:
    """A matrix in which nearly every cell is a date."""
    from standing.areas.audit import clock
    from tests.factories.workbooks import PEOPLE_HEADINGS, sheet_file

    today = clock.today()
    rows: list[list[Any]] = [[*PEOPLE_HEADINGS, *(f"Course {number}" for number in range(courses))]]
    for number in range(people):
        person = [
            f"{20000 + number}",
            f"Example-{number}",
            "Ada",
            f"Ward {number % 20}",
            f"Role {number % 5}",
        ]
        rows.append(
            [*person, *(today - timedelta(days=5 + (number * 37 + c * 53) % 390) for c in range(courses))]
        )
    return sheet_file({"Matrix": rows})


def answered(by: Any, book: Any) -> Any:
    """Every question of the file, as somebody would answer it."""
    from standing.areas.exchange import selectors
    from standing.core.moving_in.answers import Answers, read_answers

    def now(**given: Any) -> Any:
        return selectors.way_of_file(by=by, workbook=book, answers=read_answers(given)).journey

    sheets = {
        name: {"read": True}
        for name in selectors.way_of_file(by=by, workbook=book, answers=Answers()).journey.layouts
    }
    labels = {name: each.answer for name, each in now(sheets=sheets).likely().items()}
    journey = now(sheets=sheets, labels=labels)
    return read_answers(
        {
            "sheets": sheets,
            "labels": labels,
            "conventions": {each.key: "done" for each in journey.open_questions},
            "rules": {each.id: {"months": 12} for each in journey.open_rules},
            "units": {each.key: "new" for each in journey.open_units},
            "roles": {each.key: "new" for each in journey.open_roles},
            "ask_of_roles": True,
        }
    )


def measure(people: int, courses: int) -> dict[str, tuple[float, float]]:
    """Seconds on the clock, and of the processor, for the preview and for the writing."""
    from standing.areas.exchange import selectors
    from standing.areas.exchange.actions import write_at_once
    from standing.areas.people.roles import Role
    from standing.core.formats.workbook import read_workbook
    from tests.factories.people import make_account
    from tests.factories.standards import load_bundled_catalogue

    load_bundled_catalogue()
    lead = make_account("Lee Lead", roles=[Role.WORKFORCE_LEAD])
    content = workbook(people, courses)
    answers = answered(lead, read_workbook("matrix.xlsx", content))
    found: dict[str, tuple[float, float]] = {}
    began, working = time.perf_counter(), time.process_time()
    book = read_workbook("matrix.xlsx", content)
    way = selectors.way_of_file(by=lead, workbook=book, answers=answers)
    assert len(way.plan.writes) == people * courses
    assert way.effects.counting
    found["previewed"] = time.perf_counter() - began, time.process_time() - working
    began, working = time.perf_counter(), time.process_time()
    done = write_at_once(by=lead, file="matrix.xlsx", sha256=book.sha256, way=way)
    assert done.counts["created"] == people * courses
    found["written"] = time.perf_counter() - began, time.process_time() - working
    return found


def main() -> None:
    """Print what was measured."""
    from bench.matrix import made_up_store

    print(f"{'what':<48} {'clock':>8} {'processor':>10} {'limit':>8}")
    with made_up_store():
        for what, (clock, worked) in measure(PEOPLE, COURSES).items():
            words = f"a spreadsheet of {PEOPLE * COURSES:,} cells {what}"
            print(f"{words:<48} {clock:>6.1f} s {worked:>8.1f} s {LIMITS[what]:>6.0f} s")


if __name__ == "__main__":
    import os

    import tests.support.environment  # noqa: F401 - a home and settings of the run's own

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standing.site.settings")
    main()
