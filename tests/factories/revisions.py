"""Crosswalks for tests, brought to each state through the actions people use."""

from __future__ import annotations

from datetime import date

from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.actions import set_refresh_rules
from standing.areas.record.refresh import AppliesTo
from standing.areas.revisions import actions
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.standards.models import Revision, Standard
from standing.core.crosswalks.versions import waits
from tests.factories.people import make_account
from tests.factories.standards import TESTS

EFFECTIVE = date(2013, 4, 1)


def rule_all() -> None:
    """A refresh rule for every standard that has none, so that nothing waits for one."""
    ruled = standards_with_a_rule()
    without = [each for each in Standard.objects.values_list("pk", flat=True) if each not in ruled]
    if without:
        set_refresh_rules(
            by=TESTS,
            standards=without,
            validity_months=24,
            grace_days=28,
            applies_to=AppliesTo.NEW,
            why="So that decisions can be read.",
        )


def make_steward(name: str = "Farah Steward") -> Account:
    """Somebody who edits crosswalks, and may be one of the two who approve."""
    return make_account(name, roles=[Role.FRAMEWORK_STEWARD])


def make_lead(name: str = "Lee Workforce") -> Account:
    """Somebody who may be one of the two who approve, and edits none."""
    return make_account(name, roles=[Role.WORKFORCE_LEAD])


def begin_mh(steward: Account, revision: str = "mh-2013") -> CrosswalkVersion:
    """A draft that says what the imported document says."""
    return actions.begin_from_document(by=steward, revision=Revision.objects.get(code=revision))


def settle(
    steward: Account, version: CrosswalkVersion, *, effective_on: date = EFFECTIVE
) -> CrosswalkVersion:
    """Settle all that waits: rules, the days, one context for all, and nothing carried for what is left."""
    rule_all()
    version = actions.set_days(by=steward, version=version, effective_on=effective_on)
    ruled = standards_with_a_rule()
    widened = [row.old for row in draft_rows(version) if row.kind == "widened" and not row.context]
    if widened:
        actions.set_contexts(
            by=steward, version=version, contexts=dict.fromkeys(widened, "mental health"), sure=widened
        )
    waiting = [row.old for row in draft_rows(version) if waits(row, ruled)]
    if waiting:
        actions.defer_rows(by=steward, version=version, old=waiting, why="Nobody here holds it.")
    return CrosswalkVersion.objects.get(pk=version.pk)


def approve(version: CrosswalkVersion, steward: Account, other: Account) -> CrosswalkVersion:
    """Send a settled draft, and have two people approve it."""
    actions.send_for_approval(by=steward, version=version)
    actions.approve_crosswalk(by=steward, version=version)
    return actions.approve_crosswalk(by=other, version=version)


def approved_mh(*, effective_on: date = EFFECTIVE) -> CrosswalkVersion:
    """The approved crosswalk of the bundled revision of March 2013."""
    steward = make_steward()
    version = settle(steward, begin_mh(steward), effective_on=effective_on)
    return approve(version, steward, make_lead())
