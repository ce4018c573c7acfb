"""A ward whose people hold old standards, before a revision is adopted and after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Person
from standing.areas.record import actions as record
from standing.areas.record.models import Claim
from standing.areas.revisions.actions.transitions import Judged
from standing.areas.revisions.selectors.transitions import what_changes_for
from tests.factories.adopting import REVISED
from tests.factories.transitions import IN_TRANSITION, MET_ON, TODAY, RevisedWard, adopted, revised_ward

TESTS = System("tests")
USED, LEFT = Judged(used=True), Judged(used=False, why="Not the same work.")


@pytest.fixture
def approved() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        yield revised_ward()


@pytest.fixture
def ward(approved: RevisedWard) -> Iterator[RevisedWard]:
    """The revision is adopted, and its transition is under way."""
    adopted(approved)
    with clock.travelling_to(IN_TRANSITION):
        yield approved


def states(person: Person) -> dict[str, str]:
    found = what_changes_for(by=TESTS, person=person)
    return {line.old: line.state for _, lines in found.transitions for line in lines}


def claim_of(person: Person, standard: str = REVISED) -> Claim:
    return record.open_claim(by=TESTS, person=person, standard=standard, opened_on=MET_ON)
