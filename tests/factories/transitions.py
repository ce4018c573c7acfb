"""A made-up service in which a revision is adopted: two wards, their people, and who looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record.models import Batch
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from tests.factories import adopting
from tests.factories.adopting import (
    ABSORBED,
    ALSO_REPLACED,
    CODE,
    EXISTING,
    OLD,
    RECODED,
    REPLACED,
    REVISED,
    WITHDRAWN,
)
from tests.factories.people import PASSWORD, make_account, make_person, make_post, make_unit
from tests.factories.profiles import make_profile
from tests.factories.record import make_assessor, make_lead, make_manager
from tests.factories.workforce import employ

TODAY = date(2026, 3, 2)
IN_TRANSITION = date(2026, 6, 1)
MET_ON = date(2025, 9, 1)


@dataclass(frozen=True)
class RevisedWard:
    """Ash ward asks for old standards; Ann and Ben hold them, Cat in Birch ward too. The revision is approved."""

    unit: Unit
    other: Unit
    ann: Person
    ben: Person
    cat: Person
    steward: Account
    lead: Account
    manager: Account
    assessor: Account
    version: CrosswalkVersion


def revised_ward() -> RevisedWard:
    """The ward on the day before the crosswalk takes effect. Call it within the day it is to be."""
    with clock.travelling_to(TODAY - timedelta(days=2)):
        adopting.load_revisions()
        version = adopting.approved()
        make_profile(essential=[RECODED, REVISED, REPLACED, WITHDRAWN], from_on=date(2020, 1, 1))
        unit, other = make_unit("ash", name="Ash ward"), make_unit("birch", name="Birch ward")
        people = []
        for ref, name, where in (("ann", "Ann", unit), ("ben", "Ben", unit), ("cat", "Cat", other)):
            person = make_person(ref, given_name=name)
            employ(person, make_post(where))
            people.append(person)
        ann, ben, cat = people
        adopting.decide(ann, MET_ON, *OLD)
        adopting.decide(ben, MET_ON - timedelta(days=100), RECODED, REPLACED, ALSO_REPLACED, ABSORBED)
        adopting.decide(cat, MET_ON, REVISED, REPLACED)
        steward = make_account("Sefa Steward", password=PASSWORD, roles=[Role.FRAMEWORK_STEWARD])
        return RevisedWard(
            unit=unit,
            other=other,
            ann=ann,
            ben=ben,
            cat=cat,
            steward=steward,
            lead=make_lead("Leo Lead"),
            manager=make_manager(unit),
            assessor=make_assessor(unit, standards=(EXISTING,)),
            version=version,
        )


def adopted(ward: RevisedWard) -> Batch:
    """Adopt the revision, today."""
    return adopt_revision(by=ward.steward, revision=CODE).batch


def equivalence_of(person: Person, standard: str = EXISTING) -> TransitionTask:
    """The task of judging whether somebody's old decisions meet a standard."""
    return TransitionTask.objects.get(person=person, standard=standard)
