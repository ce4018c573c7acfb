"""Verification in the demonstration: a plan made today, what it has drawn, an appointment that waits, an appeal."""

from __future__ import annotations

from functools import partial

from standing.areas.assessment.actions.appeals import open_appeal
from standing.areas.assessment.actions.keeping_alike import (
    record_observation_of_assessing,
    record_standardisation,
)
from standing.areas.assessment.actions.sampling import plan_sampling
from standing.areas.assessment.selectors.verification import meetings_due, observations_due
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.actions.assessors import propose_appointment, set_assessor_level
from standing.areas.record.gate import Proposed, verdicts_of
from standing.areas.record.models import Decision
from standing.core.rules import facts
from standing.core.rules.days import add_months
from standing.site.demo.cast import Member
from standing.site.demo.service import Service

ASKED_OF_MANY = "GEN99@2013"
"""A standard that most roles ask for: many may assess it."""
NOBODY_HOLDS = "MH62@2013"
"""A standard somebody is put forward to assess without holding it."""
DRAWN = 4
"""How many decisions are put to the plan."""


def write_verification(service: Service, assessing: list[Member], members: list[Member]) -> None:
    """What a verifier finds: all of it on the day the service is built, after everything else, but for what was done
    before.
    """
    diary = service.diary
    diary.on(diary.days_ago(400), partial(_levels, service, assessing))
    diary.on(diary.days_ago(100), partial(_meeting, service, assessing))
    diary.on(diary.today, partial(_keep_alike, service, assessing))
    diary.on(diary.today, partial(_plan, service))
    for member in members[:DRAWN]:
        diary.on(diary.today, partial(_decide, service, assessing, member))
    diary.on(diary.today, partial(_appoint, service, assessing[0]))
    diary.on(diary.today, partial(_appeal, service))


def _verifier(service: Service) -> Account:
    return service.accounts[Role.INTERNAL_VERIFIER]


def _levels(service: Service, assessing: list[Member]) -> None:
    for member in assessing[:1]:
        set_assessor_level(
            by=service.accounts[Role.WORKFORCE_LEAD],
            account=service.accounts[member.ref],
            level="experienced",
            why="Has assessed here for years",
        )


def _meeting(service: Service, assessing: list[Member]) -> None:
    day = service.diary.days_ago(100)
    took_part = [service.accounts[member.ref] for member in assessing[:3]]
    record_standardisation(
        by=_verifier(service),
        standard=ASKED_OF_MANY,
        held_on=day,
        took_part=took_part,
        outcome="Two accounts of the same round were judged apart and compared: one observation is not sufficient.",
    )
    record_observation_of_assessing(
        by=_verifier(service),
        assessor=took_part[0],
        standard=ASKED_OF_MANY,
        observed_on=day,
        words="Asked open questions, and explained what was missing before writing it down.",
    )


def _behind(service: Service) -> tuple[list[str], list[Account]]:
    """Standards without a meeting and assessors whom nobody observed, as at today, but for one of each: those are left
    to be found overdue.
    """
    by, today = _verifier(service), service.diary.today
    standards = [due.key for due in meetings_due(by=by) if due.is_overdue(today)]
    assessors = [seen.account for seen, due in observations_due(by=by) if due.is_overdue(today)]
    return standards[:-1], assessors[:-1]


def _keep_alike(service: Service, assessing: list[Member]) -> None:
    """What was done without the service is written into it: nobody would begin with years that look neglected."""
    standards, assessors = _behind(service)
    day = service.diary.days_ago(100)
    for standard in standards:
        record_standardisation(
            by=_verifier(service),
            standard=standard,
            held_on=day,
            took_part=[service.accounts[member.ref] for member in assessing[:3]],
            outcome="The same two accounts were judged apart and compared. Agreed: ask when it was last done.",
        )
    for assessor in assessors:
        record_observation_of_assessing(
            by=_verifier(service),
            assessor=assessor,
            standard=ASKED_OF_MANY,
            observed_on=day,
            words="Listened first, and wrote down what was seen and what was only said.",
        )


def _plan(service: Service) -> None:
    today = service.diary.today
    plan_sampling(
        by=_verifier(service),
        unit=next(unit for unit in service.units.values() if unit.parent is None),
        from_on=today,
        to_on=add_months(today, 12),
    )


def _decide(service: Service, assessing: list[Member], member: Member) -> None:
    fact = facts.Decision("new", member.ref, ASKED_OF_MANY, facts.MET, service.diary.today)
    proposed = Proposed(service.people[member.ref], fact, "Folder of the ward, this month, sheet 3")
    for other in assessing:
        account = service.accounts[other.ref]
        (verdict,) = verdicts_of(account, [proposed])
        if other.ref != member.ref and verdict is not None and verdict.allowed:
            record.put_decisions(by=account, proposed=[proposed])
            return


def _appoint(service: Service, member: Member) -> None:
    today = service.diary.today
    propose_appointment(
        by=service.accounts[Role.WORKFORCE_LEAD],
        account=service.accounts[member.ref],
        standard=NOBODY_HOLDS,
        from_on=today,
        to_on=add_months(today, 6),
        why="Has led this work elsewhere, and nobody here holds it yet",
    )


def _appeal(service: Service) -> None:
    """Whoever had a decision revoked appeals against it."""
    row = Decision.objects.filter(outcome=facts.REVOKED, retracted_on__isnull=True).first()
    if row is not None:
        own = service.accounts[row.person.ref]
        open_appeal(by=own, decision=row, grounds="I was on leave when the second check was asked for.")
