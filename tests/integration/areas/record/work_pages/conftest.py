"""A ward with somebody at work in it, and readers of each role."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import merge_people
from standing.areas.record.models import Assignment
from standing.areas.record.urls import WORKFORCE
from tests.factories.people import make_account, make_person, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, rule

TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ward")


@pytest.fixture
def worker(ward: Unit) -> Person:
    return make_worker(ward, ref="W1", name="Wren")


@pytest.fixture
def rows(worker: Person) -> dict[str, dict[str, Any]]:
    """The parts of the address of every page."""
    ref = {"ref": worker.ref}
    assignment = Assignment.objects.get(person=worker)
    absence = actions.record_absence(by=TESTS, person=worker, from_on=TODAY)
    suspension = actions.suspend_person(by=TESTS, person=worker, from_on=TODAY, reason="Under review")
    restriction = actions.restrict_practice(
        by=TESTS,
        person=worker,
        from_on=TODAY,
        limits="No nights",
        reason="Unwell",
        review_on=date(2026, 7, 1),
    )
    membership = actions.join_population(by=TESTS, person=worker, population="nights", from_on=TODAY)
    claim = actions.open_claim(by=TESTS, person=worker, standard=ZX2, opened_on=TODAY)
    issue()
    numbered = {
        "move": assignment,
        "end_assignment": assignment,
        "take_back_assignment": assignment,
        "reopen_assignment": assignment,
        "end_absence": absence,
        "lift_suspension": suspension,
        "review_restriction": restriction,
        "end_restriction": restriction,
        "leave_population": membership,
        "close_claim": claim,
    }
    change = {"subject": "policy-7", "version": 1}
    found = {route.name: ref for route in WORKFORCE if "ref" in route.pattern.converters}
    found |= {name: ref | {"number": row.pk} for name, row in numbered.items()}
    spare = merge_people(by=TESTS, kept=make_person(), merged=make_person(), why="x")
    return found | {
        "change": change,
        "unsigned": change,
        "withdraw_change": change,
        "split": {"number": spare.pk},
    }


def issue(**given: Any) -> None:
    actions.issue_change(
        **{
            "by": TESTS,
            "subject": "policy-7",
            "version": 1,
            "title": "Policy 7",
            "standards": [ZX1],
            "change_class": "significant",
            "effective_on": date(2026, 6, 1),
            "what_changed": "Gates are closed at night.",
            **given,
        }
    )


@pytest.fixture
def readers(ward: Unit, worker: Person) -> dict[str, Account]:
    elsewhere = make_unit("elsewhere")
    return {
        "manager": make_account(roles=[(Role.MANAGER, ward)]),
        "lead": make_account(roles=[Role.WORKFORCE_LEAD]),
        "clinical lead": make_account(roles=[(Role.CLINICAL_LEAD, ward)]),
        "self": make_account(person=worker, roles=[Role.PRACTITIONER]),
        "assessor": make_account(roles=[(Role.ASSESSOR, ward)]),
        "elsewhere": make_account(
            person=make_person(),
            roles=[
                Role.PRACTITIONER,
                (Role.MANAGER, elsewhere),
                (Role.CLINICAL_LEAD, elsewhere),
                (Role.ASSESSOR, elsewhere),
            ],
        ),
        "administrator": make_account(roles=[Role.ADMINISTRATOR, Role.AUDITOR, Role.FRAMEWORK_STEWARD]),
        "nobody": make_account(),
    }


def text(answer: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(words.split())


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


RULE = {
    "expires": "months",
    "validity_months": "6",
    "critical": "yes",
    "applies_to": "all",
    "why": "safety",
    "standards": ZX1,
}
