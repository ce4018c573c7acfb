"""Made-up policies and changes, made through the actions people use, by the three accounts they need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.actions.changes import Terms
from standing.areas.policies.models import Policy, PolicyVersion, ProposedChange
from standing.areas.record import actions as record
from standing.areas.record import at_signing
from standing.areas.record.models import Signature
from standing.core.policies.lifecycle import Kind
from standing.core.policies.proposals import ASKS_A_QUESTION, Question
from standing.core.rules.days import add_months
from tests.factories.people import PASSWORD, make_account

QUESTION = Question(
    text="When is the gate closed?",
    answers=("At dawn", "At dusk", "Never"),
    right=1,
    explanation="It is closed at dusk, so that nobody walks into the pond.",
)


@dataclass(frozen=True)
class Offices:
    """Whoever proposes, agrees and puts into force: three different accounts."""

    author: Account
    clinical: Account
    workforce: Account

    @classmethod
    def open(cls) -> Offices:
        return cls(
            make_account("Avery Author", password=PASSWORD, roles=[Role.POLICY_AUTHOR]),
            make_account("Casey Clinical", password=PASSWORD, roles=[Role.CLINICAL_LEAD]),
            make_account("Lee Lead", password=PASSWORD, roles=[Role.WORKFORCE_LEAD]),
        )


def make_policy(
    offices: Offices, *, code: str = "POL-GATES", kind: Kind = Kind.POLICY, **given: Any
) -> Policy:
    """A policy in the register, with a draft of its first version."""
    said = {"title": "Gates and ponds", "owner": offices.author, "ratifying_group": "Policy group", **given}
    return actions.add_policy(by=offices.author, code=code, kind=kind, **said)


def publish_policy(offices: Offices, policy: Policy, effective_on: date, **given: Any) -> PolicyVersion:
    """Its newest version ratified, where it is, and published to be in effect from a day."""
    version = policy.versions.order_by("-number").first()
    assert version is not None
    today = clock.today()
    if policy.of_kind is Kind.POLICY:
        actions.ratify(by=offices.author, version=version, ratified_on=min(today, effective_on))
        given = {"review_on": add_months(effective_on, 36), **given}
    return actions.publish(
        by=offices.author,
        version=version,
        published_on=min(today, effective_on),
        effective_on=effective_on,
        **given,
    )


def terms(standards: Collection[str], effective_on: date, **given: Any) -> Terms:
    """What a change is, with a question where its class asks one."""
    said: dict[str, Any] = {
        "change_class": "significant",
        "what_changed": "Gates are closed at dusk.",
        "standards": standards,
        "effective_on": effective_on,
        **given,
    }
    if "question" not in said and said["change_class"] in ASKS_A_QUESTION:
        said["question"] = QUESTION
    return Terms(**said)


def agreed_change(
    offices: Offices, version: PolicyVersion, standards: Collection[str], effective_on: date, **given: Any
) -> ProposedChange:
    """A change that its author proposed and a clinical lead agreed."""
    change = actions.propose_change(
        by=offices.author, version=version, terms=terms(standards, effective_on, **given)
    )
    actions.send_change(by=offices.author, change=change)
    return actions.agree_class(by=offices.clinical, change=change)


def change_in_force(
    offices: Offices,
    standards: Collection[str],
    effective_on: date,
    *,
    code: str = "POL-GATES",
    kind: Kind = Kind.POLICY,
    **given: Any,
) -> ProposedChange:
    """A policy published, and a change of it put into force."""
    policy = make_policy(offices, code=code, kind=kind)
    version = publish_policy(offices, policy, effective_on)
    change = agreed_change(offices, version, standards, effective_on, **given)
    return actions.put_into_force(by=offices.workforce, change=change)


def sign(person: Person, account: Account, change: ProposedChange) -> Signature:
    """Somebody answers the question rightly, and signs."""
    subject, version = change.signed_as
    asked = change.asked
    if asked is not None:
        at_signing.answer_question(
            by=account, person=person, subject=subject, version=version, answer=asked.right
        )
    return record.sign_change(by=account, person=person, subject=subject, version=version)
