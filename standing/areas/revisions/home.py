"""What revisions show of themselves on the home page: notices to the person, and what waits to be judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from standing.areas.people.models import Account
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.revisions.presenters.transitions import inbox, notice_tasks
from standing.areas.revisions.selectors.transitions import lines_to_decide, tasks_to_judge, unread_notices

Panel = tuple[int, str, str, dict[str, Any]]


def panels(*, account: Account, today: date) -> list[Panel]:
    """The blocks of this account; none where there is nothing to say."""
    found: list[Panel] = []
    notices = unread_notices(by=account)
    if notices:
        told = {"notices": notice_tasks(notices)}
        found.append((8, "What changes for me", "revisions/home_notices.html", told))
    if scope_of(account, Ability.RECORD_DECISION, today).anyone:
        tasks = tasks_to_judge(by=account)
        number = tasks.count()
        if number:
            context: dict[str, Any] = {"tasks": inbox(list(tasks[:10])), "number": number}
            found.append((35, f"Revisions: {number:,} to judge", "revisions/home_to_judge.html", context))
    lines = lines_to_decide(by=account)
    if lines:
        title = f"Revisions: {len(lines):,} {'line' if len(lines) == 1 else 'lines'} of profiles to decide"
        found.append((36, title, "revisions/home_lines.html", {"number": len(lines)}))
    return found
