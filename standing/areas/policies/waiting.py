"""What of this area waits for an account: changes to move on, policies to review, practice to observe, restrictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from standing.areas.people.models import Account
from standing.areas.people.permissions import abilities_of, can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Candidate, ProposedChange
from standing.areas.policies.presenters.register import change_href, policy_href
from standing.areas.policies.selectors.changes import began_to_wait, returned_to, waiting_in
from standing.areas.policies.selectors.feeds import waiting_count
from standing.areas.policies.selectors.observations import to_observe
from standing.areas.policies.selectors.register import PolicyInList, conditions_to_meet, owned, to_review
from standing.areas.record.selectors.restrictions import to_review as restrictions_to_review
from standing.core.inbox import Waiting
from standing.core.policies.lifecycle import review_begins
from standing.core.policies.proposals import State


def waiting(account: Account, today: date) -> Iterable[Waiting]:
    """Each thing of this area that the account can do something about today."""
    may = abilities_of(account, today)
    if can(account, Ability.AGREE_CHANGE):
        rows = waiting_in(State.TO_AGREE).exclude(proposed_by=account)
        yield from _changes(rows, "Agree the class of", "Classes of changes to agree")
    if Ability.ISSUE_CHANGE in may:
        yield from _changes(waiting_in(State.AGREED), "Put into force", "Changes to put into force")
    if Ability.KEEP_POLICIES in may:
        yield from _changes(returned_to(account), "Look again at", "Changes returned to you")
        yield from _candidates(account)
    kept = owned(owner=account, today=today)
    yield from _reviews(kept, today)
    yield from _conditions(kept, today)
    if Ability.OBSERVE in may:
        yield from _observations(account)
    if Ability.RESTRICT in may:
        yield from _restrictions(account, today)


def _changes(rows: Iterable[ProposedChange], what: str, kind: str) -> Iterator[Waiting]:
    """Each leads to the page of the change: whoever moves it on may return it there instead."""
    for change in rows:
        since = began_to_wait(change)
        key = f"policies:{change.state}:{change.pk}:{since.isoformat()}"
        yield Waiting(key, what, change.title, since, change_href(change), kind)


def _reviews(kept: Iterable[PolicyInList], today: date) -> Iterator[Waiting]:
    """Owners keep their policies whatever their roles; who may move them on is asked on the page."""
    for one in to_review(kept):
        until = one.version.to_be_reviewed_by
        assert until is not None
        since = max(review_begins(until), one.version.effective_on or until)
        key = f"policies:review:{one.policy.pk}:{one.version.number}:{until.isoformat()}"
        yield Waiting(
            key,
            "Have reviewed",
            one.policy.title,
            min(since, today),
            policy_href(one.policy.code),
            "Policies to review",
            until,
        )


def _conditions(kept: Iterable[PolicyInList], today: date) -> Iterator[Waiting]:
    """Owners see to the conditions of their policies whatever their roles."""
    for version in conditions_to_meet(kept, today):
        assert version.conditional_on is not None
        yield Waiting(
            f"policies:conditions:{version.pk}",
            "Have the conditions met of",
            str(version),
            version.conditional_on,
            policy_href(version.policy.code),
            "Conditions to meet",
            version.conditions_by,
        )


def _candidates(account: Account) -> Iterator[Waiting]:
    """One line for all that wait: there may be thousands."""
    number = waiting_count(by=account)
    oldest = Candidate.objects.filter(state=Candidate.WAITING, set_aside="").order_by("since").first()
    if number and oldest is not None:
        about = "1 candidate from a feed" if number == 1 else f"{number:,} candidates from feeds"
        href = reverse("policies:candidates")
        yield Waiting(
            "policies:candidates",
            "Link or dismiss",
            about,
            oldest.since.date(),
            href,
            "Candidates from feeds",
        )


def _observations(account: Account) -> Iterator[Waiting]:
    for one in to_observe(by=account):
        yield Waiting(
            f"policies:observe:{one.pk}",
            "Observe in practice",
            f"{one.person.name}: {one.change.title}",
            one.signed_on,
            reverse("policies:observe", args=[one.pk]),
            "Practice to observe",
            one.due_on,
        )


def _restrictions(account: Account, today: date) -> Iterator[Waiting]:
    for row in restrictions_to_review(by=account, day=today):
        yield Waiting(
            f"policies:restriction:{row.pk}",
            "Review the restricted practice of",
            row.person.name,
            row.review_on,
            reverse("record:review_restriction", kwargs={"ref": row.person.ref, "number": row.pk}),
            "Restrictions to review",
            row.review_on,
        )
