"""Made-up wards whose people hold, owe, or have lost standards, made through the actions people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from standing.areas.audit.actors import System
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.requirements import Required
from standing.core.catalogue import Catalogue, Suite
from standing.core.holdings import Holdings
from standing.core.rules import facts
from standing.core.rules.days import add_days
from tests.factories.people import PASSWORD, make_account, make_person, make_post, make_unit
from tests.factories.standards import load_catalogue, standard
from tests.factories.workforce import ASSESSOR, LONG_AGO, employ, make_competent, rule

TESTS = System("tests")
"""Who does what a test needs to be there already."""

ROLE = "nurse"


@dataclass(frozen=True)
class Ward:
    """A unit, its people in one role, and the standards that role asks for."""

    unit: Unit
    people: tuple[Person, ...]
    standards: tuple[str, ...]

    @property
    def first(self) -> Person:
        return self.people[0]


def load_standards(number: int) -> tuple[str, ...]:
    """A made-up catalogue of so many standards in two suites; their ids."""
    ids = tuple(f"{'ZA' if n % 2 else 'ZB'}{n}@2013" for n in range(1, number + 1))
    suites = (Suite("ZA", "Gardens"), Suite("ZB", "Parks"))
    load_catalogue(Holdings(Catalogue(suites=suites, standards=tuple(standard(one) for one in ids))))
    return ids


def require(
    standards: tuple[str, ...], *, role: str = ROLE, context: str = "", days: int | None = None
) -> None:
    """A role asks for standards, and has for years."""
    actions.set_requirements(
        by=TESTS,
        role=role,
        wanted=[Required(one, context, days) for one in standards],
        from_on=LONG_AGO,
        why="made up",
    )


def make_ward(today: date, *, people: int = 3, standards: int = 4, code: str = "ash", name: str = "") -> Ward:
    """A ward whose people were assessed on all that is asked of them, on days spread over the last years.

    Each standard lasts three years, so some have expired, some are in grace, and most count.
    """
    ids = load_standards(standards)
    rule(ids)
    require(ids)
    unit = make_unit(code, name=name or f"{code.capitalize()} ward")
    post = make_post(unit, role=ROLE, title="Nurse")
    found = tuple(
        make_person(
            f"{code}-{n:03}", given_name=_GIVEN[n % len(_GIVEN)], family_name=_FAMILY[n // 7 % len(_FAMILY)]
        )
        for n in range(people)
    )
    for person in found:
        employ(person, post)
    decide_all(
        [
            (person, one, add_days(today, -((n * 463 + m * 331) % 1200)))
            for n, person in enumerate(found)
            for m, one in enumerate(ids)
        ]
    )
    return Ward(unit, found, ids)


_GIVEN = ("Ada", "Ben", "Cai", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jan", "Kit")
_FAMILY = ("Example", "Instance", "Specimen", "Sample")


def decide_all(decisions: list[tuple[Person, str, date]]) -> None:
    """Everyone was found to meet a standard on a day: all in one go."""
    entries = [
        actions.Entry(facts.Decision("new", person.ref, one, facts.MET, on)) for person, one, on in decisions
    ]
    actions.append_facts(by=TESTS, entries=entries)


def account_of(person: Person, *roles: Role | tuple[Role, Unit]) -> Account:
    """An account of a person whose record is kept, that can sign in."""
    return make_account(person.name, person=person, password=PASSWORD, roles=[Role.PRACTITIONER, *roles])


def make_manager(unit: Unit, name: str = "Morgan Manager") -> Account:
    """Somebody who manages a unit and has no record."""
    return make_account(name, password=PASSWORD, roles=[(Role.MANAGER, unit)])


def make_assessor(
    unit: Unit | None, name: str = "Alex Assessor", *, standards: tuple[str, ...] | None = None
) -> Account:
    """Somebody who assesses in a unit, or everywhere, works in none, and counts in every standard that has a refresh
    rule, unless some are named.
    """
    given_name, _, family_name = name.rpartition(" ")
    ref = f"{ASSESSOR if standards is None else 'expert-'}{next(_numbers)}"
    person = make_person(ref, given_name=given_name or name, family_name=family_name)
    make_competent(person, standards)
    role = (Role.ASSESSOR, unit) if unit is not None else Role.ASSESSOR
    return make_account(name, person=person, password=PASSWORD, roles=[role])


_numbers = count(1)


def make_lead(name: str = "Lee Lead") -> Account:
    """A workforce lead."""
    return make_account(name, password=PASSWORD, roles=[Role.WORKFORCE_LEAD])
