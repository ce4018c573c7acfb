"""What of the crosswalks waits for somebody, in the shape of everything that waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from standing.areas.people.models import Account
from standing.areas.revisions.presenters.crosswalks import version_href
from standing.areas.revisions.selectors.missing_rules import RulesAsked, rules_asked_of
from standing.areas.revisions.selectors.waiting import (
    corrections_to_adopt,
    deferred_in_force,
    drafts_to_settle,
    versions_to_approve,
)
from standing.core.inbox import Waiting

RULES, DRAFTS = "Refresh rules asked for", "Crosswalks to settle"
APPROVALS, DEFERRED = "Crosswalks to approve", "Deferred rows to settle"
CORRECTIONS = "Corrections to adopt"


def crosswalks_waiting(account: Account) -> Iterator[Waiting]:
    """Everything about crosswalks that this account can do something about."""
    yield from (_rules(asked) for asked in rules_asked_of(by=account))
    for version in versions_to_approve(account):
        since = version.sent_at or version.made_at
        href = version_href(version, "approve")
        yield Waiting(
            f"revisions:approve:{version.pk}", "Approve", str(version), _day(since), href, APPROVALS
        )
    for draft in drafts_to_settle(account):
        one = draft.version
        rows = f"Settle {draft.number} row{'' if draft.number == 1 else 's'} of"
        what = rows if draft.number else "Send for approval"
        href = f"{version_href(one)}?state=waits#rows" if draft.number else version_href(one)
        yield Waiting(f"revisions:draft:{one.pk}", what, str(one), _day(one.made_at), href, DRAFTS)
    for version in corrections_to_adopt(account):
        since = version.approved_at or version.made_at
        href = reverse("revisions:adopt", args=[version.revision.code])
        what = "Adopt the correction of"
        yield Waiting(f"revisions:correct:{version.pk}", what, str(version), _day(since), href, CORRECTIONS)
    for held in deferred_in_force(account):
        one = held.version
        what = f"Settle {held.number} deferred row{'' if held.number == 1 else 's'} of"
        href = f"{version_href(one)}?state=deferred#rows"
        approved_on, due = _day(one.approved_at or one.made_at), one.transition_ends_on
        yield Waiting(f"revisions:deferred:{one.pk}", what, str(one), approved_on, href, DEFERRED, due)


def _rules(asked: RulesAsked) -> Waiting:
    number = len(asked.missing)
    what = f"Set the refresh rule{'' if number == 1 else 's'} of {number} new standard{'' if number == 1 else 's'} in"
    href = version_href(asked.version, "rules")
    return Waiting(
        f"revisions:rules:{asked.version.pk}", what, str(asked.version), _day(asked.at), href, RULES
    )


def _day(at: datetime) -> date:
    return timezone.localdate(at)
