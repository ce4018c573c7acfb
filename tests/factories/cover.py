"""Made-up rotas, rules and registrations, made through the actions people use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from standing.areas.audit.actors import System
from standing.areas.cover import actions
from standing.areas.cover.models import CoverRule, Registration, Shift
from standing.areas.cover.rota.wanted import PersonWanted, ShiftWanted, when_of
from standing.areas.people.models import Person, Unit

TESTS = System("tests")
"""Who does what a test needs to be there already."""

LONG_AGO = date(2015, 1, 1)


def on(person: Person | str, **said: Any) -> PersonWanted:
    """Somebody to be on a shift; by name alone where they are not in the record."""
    return PersonWanted(None, person, **said) if isinstance(person, str) else PersonWanted(person, **said)


def wanted(
    day: date,
    people: Iterable[Person | PersonWanted | str] = (),
    *,
    name: str = "Night",
    hours: tuple[time, time] | None = None,
) -> ShiftWanted:
    """A shift to be."""
    starts_at, ends_at = hours or (None, None)
    placed = tuple(one if isinstance(one, PersonWanted) else on(one) for one in people)
    return ShiftWanted(name, when_of(name, day, starts_at, ends_at), placed)


def make_shift(unit: Unit, day: date, *people: Person | PersonWanted | str, **said: Any) -> Shift:
    """A shift on the rota of a unit."""
    return actions.add_shift(by=TESTS, unit=unit, wanted=wanted(day, people, **said))


def make_rule(
    unit: Unit,
    standard: str,
    at_least: int = 1,
    *,
    name: str = "The rule",
    kinds: tuple[str, ...] = (),
    apart: bool = False,
    from_on: date = LONG_AGO,
    to_on: date | None = None,
    **line: Any,
) -> CoverRule:
    """A cover rule with one line."""
    return actions.set_rule(
        by=TESTS,
        unit=unit,
        name=name,
        kinds=kinds,
        apart=apart,
        from_on=from_on,
        to_on=to_on,
        line=actions.LineWanted(standard, at_least, **line),
    )


def register(
    person: Person, expires_on: date, *, number: str = "", body: str = "nmc", from_on: date = LONG_AGO
) -> Registration:
    """An entry of a professional register."""
    return actions.record_registration(
        by=TESTS,
        person=person,
        body=body,
        number=number or f"15A{person.pk:04}Z",
        from_on=from_on,
        expires_on=expires_on,
        checked_on=LONG_AGO,
    )
