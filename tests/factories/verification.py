"""A made-up ward whose decisions are verified: its assessor, verifiers, and who appoints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from standing.areas.assessment.actions.sampling import plan_sampling
from standing.areas.assessment.models import HeldDecision, SamplingPlan
from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions.assessors import agree_appointment, propose_appointment, set_assessor_level
from standing.areas.record.gate import Held, Recorded
from standing.areas.record.models import Appointment, Decision
from tests.factories.people import PASSWORD, make_account
from tests.factories.record import Ward, make_assessor, make_lead, make_manager, make_ward

ZA1, ZB2 = "ZA1@2013", "ZB2@2013"


@dataclass(frozen=True)
class VerifiedWard:
    """Ash ward with everybody who has a part in deciding about its people."""

    ward: Ward
    assessor: Account
    other: Account
    verifier: Account
    manager: Account
    clinical_lead: Account
    lead: Account

    @property
    def person(self) -> Person:
        return self.ward.first


def verified_ward(today: date, *, people: int = 3) -> VerifiedWard:
    """The ward. Its people hold nothing of the third standard. No plan yet."""
    ward = make_ward(today, people=people, standards=2)
    unit = ward.unit
    return VerifiedWard(
        ward=ward,
        assessor=make_assessor(unit),
        other=make_assessor(unit, "Olu Other"),
        verifier=make_account("Vi Verifier", password=PASSWORD, roles=[(Role.INTERNAL_VERIFIER, unit)]),
        manager=make_manager(unit),
        clinical_lead=make_account("Cleo Clinical", password=PASSWORD, roles=[(Role.CLINICAL_LEAD, unit)]),
        lead=make_lead(),
    )


def plan(world: VerifiedWard) -> SamplingPlan:
    """A plan for the ward, of this year from today."""
    return plan_sampling(
        by=world.verifier,
        unit=world.ward.unit,
        from_on=clock.today(),
        to_on=clock.today() + timedelta(days=360),
    )


def decide(
    world: VerifiedWard,
    person: Person | None = None,
    standard: str = ZA1,
    *,
    by: Account | None = None,
    outcome: str = "met",
) -> Recorded:
    """The assessor decides about somebody, today."""
    return actions.record_decision(
        by=by or world.assessor,
        person=person or world.person,
        standard=standard,
        outcome=outcome,
        decided_on=clock.today(),
        evidence="Folder 1",
    )


def held(recorded: Recorded) -> HeldDecision:
    """What is kept of a decision that was held."""
    assert isinstance(recorded, Held), "it went straight onto the record"
    return HeldDecision.objects.get(pk=recorded.key)


def on_record(recorded: Recorded) -> Decision:
    """A decision that went straight onto the record."""
    assert isinstance(recorded, Decision), "it is held"
    return recorded


def appointed(world: VerifiedWard, account: Account, standard: str = ZA1) -> Appointment:
    """An appointment agreed by two others, from today for half a year."""
    proposed = propose_appointment(
        by=world.lead,
        account=account,
        standard=standard,
        from_on=clock.today(),
        to_on=clock.today() + timedelta(days=180),
        why="Nobody here holds it yet",
    )
    return agree_appointment(by=world.clinical_lead, appointment=proposed)


def unqualified(world: VerifiedWard) -> None:
    """The assessor is not qualified yet."""
    set_assessor_level(by=world.lead, account=world.assessor, level="unqualified", why="In training")


def experienced(world: VerifiedWard) -> None:
    """The assessor has assessed for years."""
    set_assessor_level(by=world.lead, account=world.assessor, level="experienced", why="Ten years of it")
