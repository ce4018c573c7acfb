"""Whether shifts meet the rules set for them, as pages are told: who counts, who does not and why, who else could."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.cover.selectors import (
    ShiftCover,
    covers_of,
    people_most_needed,
)
from standing.areas.people.models import Person, Unit
from standing.areas.record import actions as record
from standing.core.rules import facts
from tests.factories.cover import TESTS, make_rule, make_shift
from tests.factories.people import make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db
MH = "ZX1@2003"
TODAY = date(2026, 6, 20)
JULY = date(2026, 7, 1)
EARLY = (time(7), time(15))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule(["ZX1@2003", "ZX2@2003"], months=12)
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash", name="Ash ward")


def worker(ward: Unit, ref: str, expires_on: date | None = date(2027, 6, 1), standard: str = MH) -> Person:
    """Somebody of the ward who is current until a day, or holds nothing."""
    person = make_worker(ward, ref=ref, name=ref)
    if expires_on is not None:
        decided = expires_on.replace(year=expires_on.year - 1)
        record.append_facts(
            by=TESTS,
            entries=[
                record.Entry(facts.Decision("new", ref, standard, "met", decided, expires_on=expires_on))
            ],
        )
    return person


def counting(cover: ShiftCover) -> list[str]:
    return [one.ref for one in cover.lines[0].counts]


def why_not(cover: ShiftCover) -> dict[str, tuple[str, ...]]:
    return {one.who.name: one.why for one in cover.lines[0].left_out}


def test_the_worked_example(ward: Unit) -> None:
    """At least two who count, on the nights of 1 to 7 July; each of one day for simplicity, so none is called so."""
    expiries = {
        "A": (2026, 7, 3),
        "B": (2027, 1, 1),
        "C": (2026, 6, 1),
        "D": (2026, 12, 1),
        "E": (2026, 6, 25),
    }
    people = {name: worker(ward, name, date(*expiry)) for name, expiry in expiries.items()}
    for number, names in enumerate(("ABC", "ACD", "AB", "ABE", "BCE", "BDE", "ADC")):
        day = JULY + timedelta(days=number)
        make_shift(ward, day, *(people[name] for name in names), name="Shift", hours=(time(20), time(23)))
    make_rule(ward, MH, 2)
    covers = covers_of(TESTS, ward, JULY, JULY + timedelta(days=6))
    assert [cover.lines[0].has for cover in covers] == [2, 2, 2, 1, 1, 2, 1]
    assert [cover.shift.starts_on.day for cover in covers if cover.fails] == [4, 5, 7]
    assert [cover.is_exact for cover in covers] == [True, True, True, False, False, True, False]
    assert why_not(covers[3]) == {"A Example": ("in_grace",), "E Example": ("in_grace",)}
    assert [one.ref for one in covers[3].lines[0].could or ()] == ["D"]
    assert [(who.ref, number) for who, number in people_most_needed(covers)] == [("A", 3), ("B", 3), ("D", 2)]
