"""People who start, many at once: whole or not at all, and only in units that are one's own to add to."""

from __future__ import annotations

from datetime import date

import pytest

from standing.areas.audit.actors import System
from standing.areas.audit.models import Event
from standing.areas.people.actions import NewPerson, Work
from standing.areas.people.models import Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record.actions import add_people
from standing.areas.record.actions.batches import activate_batch, open_batch
from standing.areas.record.models import Assignment
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import NotAllowed, Refused
from tests.factories.people import make_account, make_person, make_post, make_unit

TESTS = System("tests")
START = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


def starter(ref: str, *units: Unit) -> NewPerson:
    return NewPerson(ref, "Ada", "Example", tuple(Work(unit, "nurse", START) for unit in units))


def test_people_and_where_they_work_are_written_together() -> None:
    unit = make_unit("ash")
    post = make_post(unit, role="nurse")
    people = [
        NewPerson("A1", "Ada", "Example", (Work(unit, "nurse", START, post=post),)),
        NewPerson("A2", "Ben", "Sample"),
    ]
    made = add_people(by=TESTS, people=people, source="starters.csv")
    assert [(row.ref, row.name) for row in made] == [("A1", "Ada Example"), ("A2", "Ben Sample")]
    (assignment,) = Assignment.objects.all()
    assert (assignment.person, assignment.unit, assignment.role) == (made[0], unit, "nurse")
    assert (assignment.post, assignment.from_on, assignment.source) == (post, START, "starters.csv")
    assert set(Event.objects.filter(action="add_person").values_list("subject", flat=True)) == {
        "person:A1",
        "person:A2",
    }
    assert list(facts_at_odds_with_the_trail()) == []


@pytest.mark.parametrize("refs", [("A1", "a1"), ("A2", "TAKEN")])
def test_a_number_twice_or_taken_refuses_everybody(refs: tuple[str, str]) -> None:
    make_person("taken")
    before = Person.objects.count()
    with pytest.raises(Refused, match="Two people are never one"):
        add_people(by=TESTS, people=[starter(ref) for ref in refs])
    assert Person.objects.count() == before


def test_hundreds_become_a_batch_and_are_as_the_trail_says() -> None:
    unit = make_unit("ash")
    add_people(by=TESTS, people=[starter(f"A{n}", unit) for n in range(230)])
    assert Assignment.objects.filter(unit=unit, batch__isnull=False).count() == 230
    assert list(facts_at_odds_with_the_trail()) == []


def test_in_a_batch_somebody_elses_the_assignments_wait_for_it() -> None:
    unit = make_unit("ash")
    batch = open_batch(by=TESTS, kind="import", name="made up")
    add_people(by=TESTS, people=[starter("A1", unit)], batch=batch)
    assert Person.objects.filter(ref="A1").exists()
    assert not Assignment.objects.exists()
    activate_batch(by=TESTS, batch=batch)
    assert Assignment.objects.get().person.ref == "A1"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_add_people(role: Role) -> None:
    """A manager to their own units, a workforce lead anywhere, an administrator to none."""
    ours, theirs = make_unit("ours"), make_unit("theirs")
    below = make_unit("below", parent=ours)
    for_unit = (role, ours) if role is Role.MANAGER else role
    account = make_account(person=make_person(), roles=[for_unit])
    lead, manages = role is Role.WORKFORCE_LEAD, role is Role.MANAGER
    for number, (units, may) in enumerate(
        (
            ((ours,), lead or manages),
            ((below,), lead or manages),
            ((theirs,), lead),
            ((ours, theirs), lead),
            ((), lead or role is Role.ADMINISTRATOR),
        )
    ):
        people = [starter(f"{role}-{number}", *units)]
        if may:
            add_people(by=account, people=people)
        else:
            with pytest.raises(NotAllowed, match="You cannot add"):
                add_people(by=account, people=people)
            assert not Person.objects.filter(ref=people[0].ref).exists()


def test_an_outsider_adds_nobody() -> None:
    with pytest.raises(NotAllowed):
        add_people(by=make_account(), people=[starter("A1", make_unit())])
