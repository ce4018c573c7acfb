"""The register: how a version moves on, who may, and what the audit trail says of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.models import Policy, PolicyVersion
from standing.areas.policies.selectors.register import owned, policy_by_code, register, to_review
from standing.areas.policies.waiting import waiting
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.core.policies.lifecycle import Kind, State
from tests.factories.people import make_account
from tests.factories.policies import Offices, make_policy, publish_policy

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def offices() -> Offices:
    return Offices.open()


def newest(policy: Policy) -> PolicyVersion:
    found = policy.versions.order_by("-number").first()
    assert found is not None
    return found


def told() -> list[str]:
    return list(
        Event.objects.filter(subject__startswith="policy:")
        .order_by("sequence")
        .values_list("action", flat=True)
    )


def test_a_policy_is_ratified_published_and_comes_into_effect_on_three_different_days(
    offices: Offices,
) -> None:
    policy = make_policy(offices)
    version = newest(policy)
    assert version.state_on(TODAY) is State.DRAFT
    version = actions.ratify(by=offices.author, version=version, ratified_on=date(2026, 6, 1))
    assert version.state_on(TODAY) is State.RATIFIED
    version = actions.publish(
        by=offices.author,
        version=version,
        published_on=date(2026, 6, 10),
        effective_on=date(2026, 7, 1),
        review_on=date(2029, 6, 30),
    )
    assert version.state_on(TODAY) is State.PUBLISHED
    assert version.state_on(date(2026, 7, 1)) is State.EFFECTIVE
    assert told() == ["add_policy", "ratify_policy", "publish_policy"]


def test_a_group_ratifies_with_conditions_that_are_met_before_it_is_published(offices: Offices) -> None:
    policy = make_policy(offices)
    given: dict[str, Any] = {"by": offices.author, "version": newest(policy)}
    wanted = {"conditions": "Name who checks the gate at night", "conditions_by": date(2026, 6, 30)}
    with pytest.raises(Refused, match="Say what is to be done"):
        actions.ratify_with_conditions(**given, decided_on=TODAY, conditions=" ")
    with pytest.raises(Refused, match="after the day of the decision"):
        actions.ratify_with_conditions(
            **given, decided_on=TODAY, **(wanted | {"conditions_by": date(2026, 6, 1)})
        )
    with pytest.raises(NotAllowed):
        actions.ratify_with_conditions(**(given | {"by": offices.workforce}), decided_on=TODAY, **wanted)
    version = actions.ratify_with_conditions(**given, decided_on=date(2026, 6, 1), **wanted)
    assert version.state_on(TODAY) is State.CONDITIONAL
    (row,) = [one for one in waiting(offices.author, TODAY) if one.kind == "Conditions to meet"]
    assert (row.about, row.due) == ("Gates and ponds, version 1", date(2026, 6, 30))
    days: dict[str, Any] = {"published_on": TODAY, "effective_on": TODAY, "review_on": date(2029, 6, 30)}
    with pytest.raises(
        Refused, match="You cannot publish it now: it is “Ratified with conditions, to be met first”"
    ):
        actions.publish(**given, **days)
    with pytest.raises(Refused, match="set on 1 June 2026"):
        actions.meet_conditions(**given, met_on=date(2026, 5, 31), how="Done")
    with pytest.raises(Refused, match="Say what was done"):
        actions.meet_conditions(**given, met_on=TODAY, how=" ")
    version = actions.meet_conditions(**given, met_on=TODAY, how="Named on page 3; the chair agreed")
    assert version.state_on(TODAY) is State.RATIFIED
    assert not [one for one in waiting(offices.author, TODAY) if one.kind == "Conditions to meet"]
    actions.publish(**given, **days)
    assert [action for action in told() if not action.startswith("refused_")] == [
        "add_policy",
        "ratify_policy_with_conditions",
        "meet_policy_conditions",
        "publish_policy",
    ]


def test_a_group_may_refuse_what_it_had_ratified_with_conditions(offices: Offices) -> None:
    policy = make_policy(offices)
    given: dict[str, Any] = {"by": offices.author, "version": newest(policy)}
    actions.ratify_with_conditions(**given, decided_on=TODAY, conditions="Name who checks the gate")
    version = actions.not_ratify(**given, decided_on=TODAY, why="Nobody can check it at night")
    assert (version.state_on(TODAY), version.conditions) == (State.DRAFT, "")
    with pytest.raises(Refused, match="cannot record the conditions as met"):
        actions.meet_conditions(**given, met_on=TODAY, how="Done")
    with (
        pytest.raises(IntegrityError, match="policy_published_once_conditions_are_met"),
        transaction.atomic(),
    ):
        PolicyVersion.objects.filter(pk=version.pk).update(
            conditional_on=TODAY, conditions="x", published_on=TODAY, effective_on=TODAY, ratified_on=None
        )
    with pytest.raises(IntegrityError, match="ratified_with_conditions_says_which"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(conditional_on=TODAY, conditions="")


def test_the_next_version_takes_its_place_from_its_own_first_day(offices: Offices) -> None:
    policy = make_policy(offices)
    first = publish_policy(offices, policy, date(2026, 1, 1))
    second = actions.draft_version(by=offices.author, policy=policy)
    with pytest.raises(Refused, match="Version 2 of Gates and ponds is a draft already"):
        actions.draft_version(by=offices.author, policy=policy)
    actions.ratify(by=offices.author, version=second, ratified_on=TODAY)
    days = {"published_on": TODAY, "review_on": date(2029, 1, 1)}
    with pytest.raises(Refused, match="in effect from the day it is published"):
        actions.publish(by=offices.author, version=second, effective_on=date(2025, 1, 1), **days)
    actions.publish(by=offices.author, version=second, effective_on=date(2026, 7, 1), **days)
    first.refresh_from_db()
    assert first.state_on(date(2026, 6, 30)) is State.EFFECTIVE
    assert first.state_on(date(2026, 7, 1)) is State.SUPERSEDED
    (listed,) = register(by=offices.author)
    assert listed.version == first
    assert listed.draft is None


def test_an_extension_is_decided_with_a_reason_and_overdue_is_the_policys_state(offices: Offices) -> None:
    policy = make_policy(offices)
    version = publish_policy(offices, policy, date(2023, 1, 1), review_on=date(2026, 5, 31))
    assert version.state_on(TODAY) is State.OVERDUE
    assert [one.policy for one in to_review(owned(owner=offices.author, today=TODAY))] == [policy]
    given: dict[str, Any] = {"decided_on": TODAY, "decided_by": "Policy group", "to_on": date(2026, 12, 31)}
    with pytest.raises(Refused, match="Say why it is extended"):
        actions.extend(by=offices.author, version=version, reason=" ", **given)
    for wrong, words in (
        (date(2026, 5, 31), "reviewed by 31 May 2026 already"),
        (TODAY, "until a day to come"),
    ):
        with pytest.raises(Refused, match=words):
            actions.extend(by=offices.author, version=version, reason="Ill", **(given | {"to_on": wrong}))
    actions.extend(by=offices.author, version=version, reason="The author is ill", **given)
    assert version.state_on(TODAY) is State.EXTENDED
    assert version.state_on(date(2027, 1, 1)) is State.OVERDUE
    assert to_review(owned(owner=offices.author, today=TODAY)) == []
    words = Event.objects.get(action="extend_policy").words.words
    assert (words["why"], words["to_on"]) == ("The author is ill", "2026-12-31")


def test_what_the_table_does_not_allow_is_refused_and_told(offices: Offices) -> None:
    version = newest(make_policy(offices))
    with pytest.raises(Refused, match="cannot publish it now: it is “Draft”"):
        actions.publish(by=offices.author, version=version, published_on=TODAY, effective_on=TODAY)
    with pytest.raises(Refused, match="cannot be in the future"):
        actions.ratify(by=offices.author, version=version, ratified_on=date(2026, 6, 16))
    actions.not_ratify(by=offices.author, version=version, decided_on=TODAY, why="It says nothing of ponds")
    actions.withdraw(by=offices.author, version=version, withdrawn_on=TODAY, why="Not needed")
    with pytest.raises(Refused, match="it is “Withdrawn”"):
        actions.ratify(by=offices.author, version=version, ratified_on=TODAY)
    assert told() == [
        "add_policy",
        "refused_publish",
        "refused_ratify",
        "not_ratify_policy",
        "withdraw_policy",
        "refused_ratify",
    ]


def test_what_is_made_elsewhere_needs_no_group_and_no_review_day(offices: Offices) -> None:
    with pytest.raises(Refused, match="which group ratifies it"):
        make_policy(offices, ratifying_group=" ")
    alert = make_policy(offices, code="ALERT-9", kind=Kind.ALERT, ratifying_group="")
    version = publish_policy(offices, alert, TODAY)
    assert version.state_on(date(2040, 1, 1)) is State.EFFECTIVE


@pytest.mark.parametrize(
    "code", ["", "two words", "a/b", "changes", "Feeds", "x" * 41, "POL-GATES", "pol-gates"]
)
def test_a_code_that_could_not_be_signed_under_is_refused(offices: Offices, code: str) -> None:
    make_policy(offices)
    with pytest.raises(Refused) as refusal:
        make_policy(offices, code=code)
    assert refusal.value.field == "code"


def test_what_the_register_says_can_be_changed_by_its_keepers_alone(offices: Offices) -> None:
    policy = make_policy(offices)
    said = {
        "title": "Gates",
        "owner": offices.workforce,
        "ratifying_group": "Quality group",
        "kept_at": "Shelf 3",
    }
    changed = actions.change_policy(by=offices.author, policy=policy, **said)
    assert (changed.title, changed.owner) == ("Gates", offices.workforce)
    with pytest.raises(Refused, match="Nothing is different"):
        actions.change_policy(by=offices.author, policy=policy, **said)
    closed = make_account("Gone Away")
    closed.is_active = False
    with pytest.raises(Refused, match="account of Gone Away is closed"):
        actions.change_policy(by=offices.author, policy=policy, **(said | {"owner": closed}))


@pytest.fixture
def outsider() -> Account:
    return make_account(roles=[role for role in Role if role not in (Role.POLICY_AUTHOR, Role.PRACTITIONER)])


def test_nobody_but_a_policy_author_keeps_policies_and_everybody_may_look(
    offices: Offices, outsider: Account
) -> None:
    policy = make_policy(offices)
    version = newest(policy)
    deeds = [
        lambda by: make_policy(Offices(by, by, by), code="POL-2"),
        lambda by: actions.change_policy(by=by, policy=policy, title="X", owner=by, ratifying_group="Y"),
        lambda by: actions.draft_version(by=by, policy=policy),
        lambda by: actions.ratify(by=by, version=version, ratified_on=TODAY),
        lambda by: actions.not_ratify(by=by, version=version, decided_on=TODAY, why="X"),
        lambda by: actions.publish(by=by, version=version, published_on=TODAY, effective_on=TODAY),
        lambda by: actions.extend(
            by=by, version=version, decided_on=TODAY, decided_by="X", to_on=TODAY, reason="X"
        ),
        lambda by: actions.withdraw(by=by, version=version, withdrawn_on=TODAY, why="X"),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed, match="Ask a policy author"):
            deed(outsider)
    assert policy_by_code(by=outsider, code=policy.code).policy == policy
    with pytest.raises(NotAllowed):
        register(by=make_account())
    with pytest.raises(NotFound):
        policy_by_code(by=outsider, code="POL-NONE")
