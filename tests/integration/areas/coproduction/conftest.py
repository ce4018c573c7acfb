"""One small service in which things are decided together: what its pages are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from standing.areas.audit import clock
from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.proposals import Subject
from standing.areas.coproduction.models import PlanItem, Position, Proposal, ValuesStatement
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.record import Standpoint
from tests.factories.coproduction import Circle
from tests.factories.people import make_account, make_unit
from tests.factories.profiles import add_lines, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule

START, TODAY = date(2026, 6, 1), date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@dataclass
class World:
    """A ward of six, whose profile was decided together; its next version is open, and a plan is agreed."""

    circle: Circle
    ward: Unit
    people: list[Person]
    self: Account
    decided: Proposal
    draft: ProfileVersion
    open: Proposal
    objection: Position
    plan: Proposal
    item: PlanItem
    line: ProfileLine
    statement: ValuesStatement
    readers: dict[str, Account] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """What every test of a module begins with; what a test writes is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(TODAY):
        yield _built()
        transaction.set_rollback(True)


def _built() -> World:
    with clock.travelling_to(START):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        circle, ward = Circle.open(), make_unit("ash")
        version = draft_of(make_profile("ash", name="Ward nurse"))
        decided = circle.propose(
            Subject(version=version),
            question="What should a nurse here be able to do?",
            purpose="We want to know what good care is to you. What you say goes into the list.",
        )
    with clock.travelling_to(TODAY):
        people = [
            make_worker(ward, role="ash", ref=f"QX{number}", name=f"Zebedee{number}") for number in range(6)
        ]
        for person in people[:2]:
            met(person, ZX1, date(2026, 1, 1))
        actions.say(by=circle.lived, proposal=decided, what="Ask me first what I want.")
        add_lines(version, [ZX1])
        actions.ask_for_positions(by=circle.lead, proposal=decided)
        circle.agree(decided)
        circle.keep_record(decided)
        actions.decide(by=circle.lead, proposal=decided)
        profiles.put_in_use(by=circle.lead, version=version, from_on=TODAY)
        line = version.lines.get()
        statement = actions.add_values(
            by=circle.carer, line=line, standpoint=Standpoint.CARER, words="Tell us when things change."
        )
        draft = profiles.draft_version(by=circle.lead, profile=version.profile)
        opened = circle.propose(Subject(version=draft), own_first=True, answer_by=date(2026, 7, 1))
        add_lines(draft, [ZX2])
        actions.ask_for_positions(by=circle.lead, proposal=opened)
        objection = actions.give_position(
            by=circle.carer, proposal=opened, stance=Stance.OBJECTS, reason="It is too much for one person."
        )
        plan = circle.propose(question="How can we make the ward feel safe?", purpose="It should feel safe.")
        item = actions.add_item(
            by=circle.lead,
            proposal=plan,
            what="Put up a clock in each room",
            owner=circle.carer,
            due_on=date(2026, 8, 1),
        )
        actions.ask_for_positions(by=circle.lead, proposal=plan)
        circle.agree(plan)
        actions.add_point(
            by=circle.lead, proposal=plan, standpoint=Standpoint.CARER, what="We cannot see the time."
        )
        circle.keep_record(plan)
        actions.decide(by=circle.lead, proposal=plan)
        found = World(
            circle=circle,
            ward=ward,
            people=people,
            self=make_account("Sol Self", person=people[0], roles=[Role.PRACTITIONER]),
            decided=decided,
            draft=draft,
            open=opened,
            objection=objection,
            plan=plan,
            item=item,
            line=line,
            statement=statement,
        )
        found.readers = {
            "lead": circle.lead,
            "steward": make_account("Stella Steward", roles=[Role.FRAMEWORK_STEWARD]),
            "lived": circle.lived,
            "carer": circle.carer,
            "auditor": make_account("Aud Auditor", roles=[Role.AUDITOR, Role.ADMINISTRATOR]),
            "nobody": make_account("No Role"),
        }
        return found
