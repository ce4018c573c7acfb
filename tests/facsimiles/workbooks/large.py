"""A matrix of sixty people by forty courses (or of any size) with faults planted in it; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.facsimiles.workbooks.making import Made, Page, Put
from tests.facsimiles.workbooks.people import COURSES, ROLES, UNITS, names
from tests.facsimiles.workbooks.shapes import TODAY
from tests.facsimiles.workbooks.writing import to_xlsx

FIRST_ROW, FIRST_COURSE = 4, 5
# What people write when they are not sure, or when a finger slips, and what must be said of it.
SLIPS: tuple[tuple[Any, str], ...] = (
    ("31/02/2026", "no day of the calendar"),
    ("TBC", "not known"),
    ("12/03/2026?", "not known"),
    (date(2205, 4, 3), "years ahead"),
    (date(1905, 7, 1), "years back"),
    ("12/03/2025 & 12/03/2026", "2 dates"),
    (Put(date(2026, 2, 2), struck=True), "struck through"),
    ("cert missing", "neither a date nor a state"),
    (2025, "year without a day"),
    ("03/05", "could be a day and a month"),
    ("12/03/2026 failed", "failed"),
    (date(2027, 6, 1), "still to come"),
)


def large_matrix(
    seed: int = 1,
    *,
    people: int = 60,
    courses: Sequence[str] | int = 40,
    faults: int = 10,
    today: date = TODAY,
    filled: float = 0.8,
) -> Made:
    """A workbook of people by courses, most cells the day it was done, and so many planted faults."""
    chance = random.Random(seed)
    heads = list(courses) if not isinstance(courses, int) else _courses(courses)
    page = Page("Training", frozen=3)
    page.row(1, "Training matrix - all wards")
    page.row(3, "Staff number", "Name", "Ward", "Job title", *heads)
    places = [(row, column) for row in range(people) for column in range(len(heads))]
    wrong = chance.sample(places, faults)
    for row, (forename, surname) in enumerate(names(people, chance), FIRST_ROW):
        page.row(row, f"{chance.randrange(10**8):08}", f"{surname}, {forename}")
        page.row(row, chance.choice(UNITS), chance.choice(ROLES), start=3)
    for row, column in places:
        at = (row + FIRST_ROW, column + FIRST_COURSE)
        if (row, column) in wrong:
            value, words = SLIPS[wrong.index((row, column)) % len(SLIPS)]
            page.fault(*at, value, words)
        elif chance.random() < filled:
            _fill(page, at, chance, today)
    last = people + FIRST_ROW
    page.row(last, "Total", None, None, None, *(Put(people, formula="=COUNTA(E4:E63)") for _ in heads))
    return Made("Training matrix.xlsx", to_xlsx([page]), [page])


def _courses(count: int) -> list[str]:
    more = [f"Local course {number}" for number in range(1, count - len(COURSES) + 1)]
    return [*COURSES[:count], *more]


def _fill(page: Page, at: tuple[int, int], chance: random.Random, today: date) -> None:
    """A cell as it usually is: a day within the last three years, sometimes in words, sometimes a state."""
    day = today - timedelta(days=chance.randrange(1, 1000))
    kind = chance.random()
    if kind < 0.85:
        page.means(*at, day, "done", day)
    elif kind < 0.90:
        page.means(*at, f"{day:%d %b %Y}", "done", day)
    elif kind < 0.94:
        page.means(*at, "N/A", "not-applicable")
    elif kind < 0.97:
        page.means(*at, "✓", "held")
    else:
        page.means(*at, "Booked", "booked")
