"""A service with a catalogue and a workforce lead, and a spreadsheet on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from standing.areas.audit import clock
from standing.areas.exchange import actions, selectors
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.core.moving_in.journey import Journey
from tests.factories.people import make_account
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workbooks import sheet_file

TODAY = date(2026, 3, 10)
HEADINGS = ("Staff No", "Surname", "First name", "Ward", "Job title")
ADA = ("1001", "Example", "Ada", "Ash ward", "Staff nurse")
BEN = ("1002", "Instance", "Ben", "Ash ward", "Staff nurse")
CAI = ("1003", "Specimen", "Cai", "Elm ward", "Staff nurse")
AUTUMN, SPRING, SUMMER = date(2025, 10, 1), date(2025, 4, 1), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def service() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        yield


@pytest.fixture
def lead() -> Account:
    return make_account("Lee Lead", roles=[Role.WORKFORCE_LEAD])


def matrix(*people: Any, courses: tuple[str, ...] = ("PMVA", "ZX1")) -> bytes:
    """A workbook of people and these courses."""
    return sheet_file({"Matrix": [[*HEADINGS, *courses], *people]})


THREE = matrix([*ADA, AUTUMN, SPRING], [*BEN, date(2024, 12, 1), AUTUMN], [*CAI, SPRING, "soon"])
"""Three people of two wards: five dates, of which one expired, and a fault in G4."""


def journey_of(by: Account, staged: UUID) -> Journey:
    return selectors.way_of(by=by, staged=staged)[1].journey


def answer_all(by: Account, staged: UUID, **more: Any) -> None:
    """Answer each step as it is likely, dates as done, a year for every standard, nothing asked of roles."""
    journey = journey_of(by, staged)
    if journey.open_sheets:
        actions.answer_workbook(
            by=by, staged=staged, sheets={name: {"read": True} for name in journey.open_sheets}
        )
    journey = journey_of(by, staged)
    labels = {name: target.answer for name, target in journey.likely().items()}
    actions.answer_workbook(by=by, staged=staged, labels=labels)
    journey = journey_of(by, staged)
    answers: dict[str, Any] = {
        "conventions": {each.key: "done" for each in journey.open_questions},
        "rules": {each.id: {"months": 12, "grace": 28} for each in journey.open_rules},
        "ticks": {each.key: "none" for each in journey.open_ticks},
        "units": {each.key: "new" for each in journey.open_units},
        "roles": {each.key: "new" for each in journey.open_roles},
        "ask_of_roles": False,
    }
    for name, value in more.items():
        answers[name] = {**answers.get(name, {}), **value} if isinstance(value, dict) else value
    actions.answer_workbook(by=by, staged=staged, **answers)


@pytest.fixture
def bring_in(lead: Account) -> Callable[..., Any]:
    """Send a file, answer what is asked, write it, and return the import as it ended."""

    def do(content: bytes = THREE, file: str = "matrix.xlsx", **answers: Any) -> Any:
        staged = actions.stage_workbook(by=lead, file=file, content=content)
        answer_all(lead, staged, **answers)
        begun = actions.begin_import(by=lead, staged=staged)
        return actions.run_import(number=begun.pk)

    return do
