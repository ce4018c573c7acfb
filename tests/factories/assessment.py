"""Made-up claims and evidence, made through the actions people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standing.areas.assessment import actions
from standing.areas.assessment.models import Claim, Evidence
from standing.areas.audit import clock
from standing.areas.people.models import Account, Person, Unit
from standing.core.assessing.evidence import Agreement, Kind
from standing.core.assessing.judging import Vacs
from tests.factories.people import make_person, make_post, make_unit
from tests.factories.record import ROLE, account_of, load_standards, make_assessor, make_manager
from tests.factories.workforce import employ, rule

HOLDS = actions.Judged(Vacs(True, True, True, True))
"""The evidence is valid, authentic, current and sufficient."""


@dataclass(frozen=True)
class Claiming:
    """A ward with somebody who works towards standards, a colleague, their manager, and who assesses them."""

    unit: Unit
    person: Person
    practitioner: Account
    colleague: Person
    manager: Account
    assessor: Account
    standards: tuple[str, ...]


def make_claiming(code: str = "elm") -> Claiming:
    """The ward. The practitioner holds nothing yet."""
    ids = load_standards(4)
    rule(ids)
    unit = make_unit(code, name=f"{code.capitalize()} ward")
    post = make_post(unit, role=ROLE)
    person = make_person(f"{code}-1", given_name="Ada", family_name="Example")
    colleague = make_person(f"{code}-2", given_name="Ben", family_name="Instance")
    for one in (person, colleague):
        employ(one, post)
    return Claiming(unit, person, account_of(person), colleague, make_manager(unit), make_assessor(unit), ids)


def pointer(
    what: str = "Ran the ward round and wrote up the plan",
    made_on: date | None = None,
    kind: Kind = Kind.REFLECTION,
) -> actions.Pointer:
    """What is said of a made-up piece of evidence."""
    agreed = kind in (Kind.FEEDBACK, Kind.OBSERVATION)
    return actions.Pointer(
        kind=kind,
        what=what,
        made_on=made_on or clock.today(),
        kept_at="Portfolio, section 3",
        authenticator="The ward manager",
        agreement=Agreement.GIVEN if agreed else "",
        agreement_kept_at="Care record, 3 March" if agreed else "",
    )


def open_claim(world: Claiming, number: int = 0, *, allocated: bool = True) -> Claim:
    """The practitioner opens a claim, and the manager says who assesses it."""
    claim = actions.open_claim(by=world.practitioner, person=world.person, standard=world.standards[number])
    if allocated:
        claim = actions.allocate_claim(by=world.manager, claim=claim, assessor=world.assessor)
    return claim


def add(world: Claiming, claim: Claim, made_on: date | None = None, kind: Kind = Kind.REFLECTION) -> Evidence:
    """The practitioner adds a piece of evidence and attaches it."""
    return actions.add_evidence(
        by=world.practitioner, person=world.person, pointer=pointer(made_on=made_on, kind=kind), claim=claim
    )


def submitted(world: Claiming, number: int = 0, made_on: date | None = None) -> Claim:
    """A claim with a piece of evidence, handed in."""
    claim = open_claim(world, number)
    add(world, claim, made_on)
    return actions.submit_claim(by=world.practitioner, claim=claim)


def judged(world: Claiming, number: int = 0, made_on: date | None = None) -> Claim:
    """A claim whose evidence its assessor found good, on its scope."""
    claim = actions.begin_assessing(by=world.assessor, claim=submitted(world, number, made_on))
    return actions.judge_evidence(by=world.assessor, claim=claim, judged={None: HOLDS})
