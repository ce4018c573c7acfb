"""What the database itself refuses, by the name of its constraint: the last line, below every check in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from standing.areas.people.models import Account, Person
from standing.areas.record import models as record
from standing.areas.standards.models import Standard
from tests.factories.people import make_account, make_person
from tests.factories.record import load_standards

pytestmark = pytest.mark.django_db

DAY, NEXT = date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture
def made() -> dict[str, Any]:
    """What a row stands on."""
    (one,) = load_standards(1)
    return {"person": make_person(), "standard": Standard.objects.get(pk=one)}


def known(**given: Any) -> dict[str, Any]:
    return {"recorded_on": DAY, "recorded_at": timezone.now(), **given}


def period_fact(model: type[models.Model]) -> dict[str, Any]:
    columns: dict[type[models.Model], dict[str, Any]] = {
        record.Requirement: {"role": "nurse"},
        record.Membership: {"population": "ward"},
        record.Suspension: {"reason": "made up"},
    }
    return columns.get(model, {})


def row(model: type[models.Model], made: dict[str, Any], **given: Any) -> models.Model:
    """A row of a fact table, not saved, that is in order but for what is given."""
    names = {column.name for column in model._meta.get_fields()}
    columns = {name: value for name, value in made.items() if name in names}
    if "from_on" in names and issubclass(model, record.FactRow):
        columns["from_on"] = DAY
    columns |= period_fact(model)
    columns |= _OTHERWISE.get(model, {})
    if issubclass(model, record.FactRow):
        columns = known(**columns)
    return model(**(columns | given))


_OTHERWISE: dict[type[models.Model], dict[str, Any]] = {
    record.RefreshRule: {"grace_days": 28},
    record.EditionEnd: {"ends_on": DAY},
    record.Decision: {"outcome": "met", "decided_on": DAY},
    record.Change: {
        "subject": "S",
        "version": 1,
        "change_class": "minor",
        "effective_on": DAY,
        "title": "T",
    },
    record.Signature: {"subject": "S", "version": 1, "signed_on": DAY},
    record.Claim: {"opened_on": DAY},
    record.Restriction: {"limits": "Not alone", "reason": "made up", "review_on": NEXT},
    record.Period: {"from_on": DAY, "status": "current"},
}

FACT_TABLES = [
    record.RefreshRule,
    record.EditionEnd,
    record.Requirement,
    record.Decision,
    record.Change,
    record.Membership,
    record.Signature,
    record.Absence,
    record.Suspension,
    record.Claim,
    record.Restriction,
]
EARLIER = date(2025, 12, 31)
Case = tuple[type[models.Model], dict[str, Any], str]


def _of_every_fact(model: type[models.Model]) -> list[Case]:
    name = model._meta.model_name
    gone = {"retracted_on": NEXT, "retracted_at": timezone.now()}
    cases: list[Case] = [
        (
            model,
            {**gone, "retracted_on": EARLIER, "retraction_reason": "r"},
            f"{name}_retracted_after_recorded",
        ),
        (model, gone, f"{name}_retracted_with_a_reason"),
        (model, {"retraction_reason": "r"}, f"{name}_retracted_with_a_reason"),
    ]
    cases += [
        (model, {"staged": True}, f"{name}_staged_in_a_batch"),
        (model, {"retracted_with": record.Batch(pk=1)}, f"{name}_goes_with_a_batch_once_retracted"),
    ]
    if issubclass(model, record.PeriodFact):
        cases.append((model, {"to_on": EARLIER}, f"{name}_ends_after_it_begins"))
    return cases


CASES: list[Case] = [
    *(case for model in FACT_TABLES for case in _of_every_fact(model)),
    (record.RefreshRule, {"validity_months": 0}, "refreshrule_validity_is_a_month_or_more"),
    (record.Decision, {"outcome": "fine"}, "decision_of_a_known_outcome"),
    (record.Decision, {"expires_on": EARLIER}, "decision_expires_only_if_met_and_after_it"),
    (
        record.Decision,
        {"outcome": "bridged", "expires_on": NEXT},
        "decision_expires_only_if_met_and_after_it",
    ),
    (record.Decision, {"held_from": EARLIER}, "decision_held_from_it_or_later"),
    (record.Decision, {"outcome": "revoked", "held_from": NEXT}, "decision_held_from_it_or_later"),
    (record.Decision, {"practice_as_of": NEXT}, "decision_practice_no_later_than_it"),
    (record.Change, {"change_class": "huge"}, "change_of_a_known_class"),
    (record.Change, {"due_on": EARLIER}, "change_due_once_effective"),
    (record.Change, {"withdrawn_on": EARLIER}, "change_withdrawn_once_effective"),
    (record.Claim, {"closed_on": EARLIER}, "claim_closed_once_opened"),
    (record.Restriction, {"limits": ""}, "restriction_says_its_limits"),
    (record.Restriction, {"reason": ""}, "restriction_says_why"),
    (record.Restriction, {"review_on": EARLIER}, "restriction_reviewed_once_begun"),
    (record.Period, {"status": "fine"}, "period_of_a_known_status"),
    (record.Period, {"to_on": DAY}, "period_ends_after_it_begins"),
]


def refused_by(name: str, write: Callable[[], Any]) -> None:
    """Assert that a write is refused by the constraint of that name."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    if connection.vendor == "postgresql" or "CHECK" in str(refused.value):
        assert name in str(refused.value)


@pytest.mark.parametrize(
    ("model", "given", "name"), CASES, ids=[f"{case[2]}-{n}" for n, case in enumerate(CASES)]
)
def test_an_impossible_row_is_refused(
    made: dict[str, Any], model: type[models.Model], given: dict[str, Any], name: str
) -> None:
    row(model, made).validate_constraints()
    refused_by(name, row(model, made, **given).save)


TWICE: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (record.RefreshRule, {"rule_from": DAY}, "refreshrule_once_a_day"),
    (record.RefreshRule, {}, "refreshrule_once_from_the_beginning"),
    (record.Change, {}, "change_of_a_standard_once_a_version"),
    (record.Period, {}, "period_of_a_pair_begins_once"),
]


@pytest.mark.parametrize(("model", "given", "name"), TWICE, ids=[case[2] for case in TWICE])
def test_what_may_be_known_once_is_refused_twice(
    made: dict[str, Any], model: type[models.Model], given: dict[str, Any], name: str
) -> None:
    first = row(model, made, **given)
    first.save()
    refused_by(name, row(model, made, **given).save)
    if isinstance(first, record.FactRow):
        first.retracted_on, first.retracted_at, first.retraction_reason = NEXT, timezone.now(), "made up"
        first.save()
        row(model, made, **given).save()  # one that is retracted is in nobody's way


def _batch(**given: Any) -> record.Batch:
    return record.Batch(**({"kind": "adoption", "name": "made up", "made_at": timezone.now()} | given))


BATCHES: list[dict[str, Any]] = [
    {"state": "lost"},
    {"state": "staged", "activated_at": timezone.now()},
    {"state": "active"},
    {"state": "discarded"},
    {"state": "retracted", "activated_at": timezone.now(), "ended_at": timezone.now()},
]


@pytest.mark.parametrize("given", BATCHES, ids=[f"{case['state']}" for case in BATCHES])
def test_a_batch_is_in_one_state(given: dict[str, Any]) -> None:
    refused_by("batch_is_in_one_state", _batch(**given).save)


LINKS: list[tuple[dict[str, Any], str]] = [
    ({}, "carry_link_an_old_standard_once"),
    ({"new": "old"}, "carry_link_leads_elsewhere"),
    ({"transition_ends_on": EARLIER}, "carry_link_ends_after_it_begins"),
]


@pytest.mark.parametrize(("given", "name"), LINKS, ids=[case[1] for case in LINKS])
def test_an_impossible_link_is_refused(given: dict[str, Any], name: str) -> None:
    old, new = Standard.objects.filter(pk__in=load_standards(2)).order_by("pk")
    batch = _batch()
    batch.save()
    columns = {"batch": batch, "old": old, "new": new, "effective_on": DAY, "transition_ends_on": NEXT}
    first = record.CarryLink(**columns, revision="r")
    if name == "carry_link_an_old_standard_once":
        first.save()
    elif "new" in given:
        given = {"new": old}
    refused_by(name, record.CarryLink(**(columns | given), revision="r").save)


AGREED = {"agreed_by": "second", "agreed_on": DAY, "agreed_at": timezone.now()}
ENDED = {"ended_on": DAY, "ended_at": timezone.now()}
OF_ASSESSORS: list[Case] = [
    (record.Appointment, {"to_on": DAY}, "appointment_ends_after_it_begins"),
    (record.Appointment, {"why": ""}, "appointment_has_a_reason"),
    (record.Appointment, {"proposed_by": "assessor"}, "appointment_by_others"),
    (record.Appointment, {**AGREED, "agreed_by": "assessor"}, "appointment_by_others"),
    (record.Appointment, {**AGREED, "agreed_by": "first"}, "appointment_by_two_people"),
    (record.Appointment, {"agreed_by": "second"}, "appointment_agreed_on_a_day"),
    (record.Appointment, ENDED, "appointment_ended_with_a_reason"),
    (record.Appointment, {"ended_why": "x"}, "appointment_ended_with_a_reason"),
    (record.Relationship, ENDED, "relationship_ended_with_a_reason"),
    (record.AssessorLevel, {"level": "good"}, "assessor_of_a_known_level"),
    (record.AssessorLevel, {"why": ""}, "assessor_level_has_a_reason"),
]


@pytest.fixture
def accounts() -> dict[str, Account]:
    return {name: make_account() for name in ("assessor", "first", "second")}


def about_an_assessor(
    model: type[models.Model], made: dict[str, Any], accounts: dict[str, Account], **given: Any
) -> models.Model:
    """A row about an assessor, not saved, that is in order but for what is given; accounts go by their names."""
    now, first = timezone.now(), accounts["first"]
    columns: dict[type[models.Model], dict[str, Any]] = {
        record.Appointment: {
            "standard": made["standard"],
            "from_on": DAY,
            "to_on": NEXT,
            "why": "made up",
            "proposed_by": first,
            "proposed_at": now,
        },
        record.Relationship: {
            "person": made["person"],
            "declared_by": first,
            "declared_on": DAY,
            "declared_at": now,
        },
        record.AssessorLevel: {
            "level": "new",
            "from_on": DAY,
            "why": "made up",
            "set_by": first,
            "set_at": now,
        },
    }
    named = {
        name: accounts.get(value, value) if isinstance(value, str) else value for name, value in given.items()
    }
    return model(**({"account": accounts["assessor"]} | columns[model] | named))


@pytest.mark.parametrize(
    ("model", "given", "name"), OF_ASSESSORS, ids=[f"{case[2]}-{n}" for n, case in enumerate(OF_ASSESSORS)]
)
def test_an_impossible_row_about_an_assessor_is_refused(
    made: dict[str, Any],
    accounts: dict[str, Account],
    model: type[models.Model],
    given: dict[str, Any],
    name: str,
) -> None:
    about_an_assessor(model, made, accounts).validate_constraints()
    refused_by(name, about_an_assessor(model, made, accounts, **given).save)


def test_a_relationship_is_declared_once(made: dict[str, Any], accounts: dict[str, Account]) -> None:
    about_an_assessor(record.Relationship, made, accounts).save()
    refused_by("relationship_declared_once", about_an_assessor(record.Relationship, made, accounts).save)


def test_every_constraint_of_the_record_is_tried() -> None:
    tried = {case[2] for case in CASES} | {case[2] for case in TWICE} | {case[1] for case in LINKS}
    tried |= {case[2] for case in OF_ASSESSORS} | {"batch_is_in_one_state", "relationship_declared_once"}
    named = {
        constraint.name
        for model in apps.get_app_config("record").get_models()
        for constraint in model._meta.constraints
    }
    # A row of an assignment needs a unit too; its constraints are those of every fact and every period.
    assert named - tried == {name for name in named if re.match("assignment_", name)}


def test_a_person_with_facts_is_not_removed(made: dict[str, Any]) -> None:
    row(record.Decision, made).save()
    with pytest.raises(models.ProtectedError):
        Person.objects.all().delete()
