"""What of profiles waits for an account: the groups of standards asked of its person, not met or not for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from standing.areas.people.models import Account
from standing.areas.profiles.presenters.people import course_words
from standing.areas.profiles.selectors import GroupCourse, own_courses
from standing.areas.record.presenters.inbox import TO_BE_ASSESSED
from standing.core.inbox import Waiting
from standing.core.rules.days import add_days
from standing.core.rules.holding import RENEWAL_DAYS


def waiting(account: Account, today: date) -> Iterator[Waiting]:
    """The groups in which this account's person is to be assessed, beside the single standards of the record."""
    for course in own_courses(by=account, at=today):
        if course.stop is not None or not course.answer.met:
            yield _waiting(course, today)


def _waiting(course: GroupCourse, today: date) -> Waiting:
    asked = course.answer.asked
    met_before = course.stop is not None
    return Waiting(
        key=f"profiles:group:{course.answer.person.ref}:{asked.key}",
        what="Be assessed again, or show what changed, in" if met_before else "Be assessed in",
        about=course_words(course),
        since=min(_since(course), today),
        href=f"{reverse('record:own')}#group-answers",
        kind=TO_BE_ASSESSED,
        due=_due(course, today),
    )


def _since(course: GroupCourse) -> date:
    if course.stop is not None:
        return add_days(course.stop.last_day, -RENEWAL_DAYS) if course.answer.met else course.stop.first_day
    joined = add_days(course.answer.needed_from, -(course.answer.asked.group.needed_by_days or 0))
    return max(joined, course.answer.asked.in_use.from_on)


def _due(course: GroupCourse, today: date) -> date | None:
    """The last day on which it is enough, or was; of whoever was given time on joining the last of that time. What was
    never met has no day, as with a standard that was never held.
    """
    if course.stop is not None:
        return course.stop.last_day
    return add_days(course.answer.needed_from, -1) if today < course.answer.needed_from else None
