"""What follows an adopted revision and waits for somebody: notices to read, tasks to judge, lines to decide about."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from standing.areas.people.models import Account
from standing.areas.revisions.models import TransitionTask
from standing.areas.revisions.selectors.transitions import lines_to_decide, tasks_to_judge, unread_notices
from standing.areas.revisions.transition_words import milestone_words
from standing.areas.standards.presenters.words import short_name_of
from standing.core.inbox import Waiting

NOTICES, TO_JUDGE, LINES = (
    "Notices of revisions",
    "Revisions: to judge",
    "Revisions: lines of profiles to decide",
)
_WHAT = {
    TransitionTask.EQUIVALENCE: "Judge whether old decisions meet the new standard:",
    TransitionTask.OFFER: "Look at the evidence offered:",
}


def tasks_waiting(account: Account) -> Iterator[Waiting]:
    """The notices this account has not read, and the tasks that it may settle."""
    for notice in unread_notices(by=account):
        yield Waiting(
            key=f"revisions:notice:{notice.pk}",
            what="Read what changes for you:",
            about=milestone_words(notice.milestone, notice.version.revision.title, notice.on),
            since=timezone.localdate(notice.made_at),
            href=reverse("revisions:for_me"),
            kind=NOTICES,
        )
    for task in tasks_to_judge(by=account):
        assert task.person is not None
        where = f", {task.context}" if task.context else ""
        yield Waiting(
            key=f"revisions:judge:{task.pk}",
            what=_WHAT[task.kind],
            about=f"{task.person.name}, {short_name_of(task.standard)}{where}",
            since=task.version.effective_on or task.due_on,
            href=reverse("revisions:judge", args=[task.pk]),
            kind=TO_JUDGE,
            due=task.due_on,
        )
    for line in lines_to_decide(by=account):
        yield Waiting(
            key=f"revisions:line:{line.pk}",
            what="Decide about a line of",
            about=f"the profile {line.profile}: {short_name_of(line.standard)} has no successor",
            since=line.version.effective_on or line.due_on,
            href=reverse("revisions:settle_line", args=[line.pk]),
            kind=LINES,
            due=line.due_on,
        )
