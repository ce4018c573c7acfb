"""How people stand in the groups that their roles ask for, with the day on which that turned or is about to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.profiles.selectors.meeting import GroupAnswer, answers_of
from standing.areas.profiles.selectors.stopping import GroupStop, group_stops
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.people import own_person, places_of
from standing.core.rules.days import add_days
from standing.core.rules.holding import RENEWAL_DAYS

SINCE_EVER = date.min


@dataclass(frozen=True)
class GroupCourse:
    """How somebody stands in a group on a day. `stop`: where they meet it, when they are about to stop, within 90 days;
    where they do not, when they last stopped. None where they are not, or never met it in the posts they have.
    """

    answer: GroupAnswer
    stop: GroupStop | None

    @property
    def last_day(self) -> date | None:
        """The last day on which they meet it, or met it."""
        return self.stop.last_day if self.stop else None

    @property
    def is_soon(self) -> bool:
        """Whether they meet it, and not for long."""
        return self.answer.met and self.stop is not None


def courses_of(assignments: Iterable[Assignment], at: date) -> list[GroupCourse]:
    """How the people of these assignments stand on a day in the groups that their roles ask for, and since or until
    when.

    As `answers_of`, and with their units: one query where no role asks for a group, else a fixed number.
    """
    working = list(assignments)
    answers = answers_of(working, at)
    if not answers:
        return []
    stops: defaultdict[tuple[int, str], list[GroupStop]] = defaultdict(list)
    for stop in group_stops(working, SINCE_EVER, add_days(at, RENEWAL_DAYS + 1)):
        stops[stop.person.pk, stop.asked.key].append(stop)
    return [
        GroupCourse(answer, _turn(answer, stops[answer.person.pk, answer.asked.key], at))
        for answer in answers
    ]


def own_courses(*, by: Actor, at: date) -> list[GroupCourse]:
    """The same of the account's own person; nothing where it has none."""
    person = own_person(by=by)
    if person is None:
        return []
    places = places_of([person], at).get(person.ref, ())
    return courses_of([place.assignment for place in places], at)


def _turn(answer: GroupAnswer, stops: Sequence[GroupStop], at: date) -> GroupStop | None:
    if answer.met:
        return next((stop for stop in stops if stop.first_day > at), None)
    return next((stop for stop in reversed(stops) if stop.first_day <= at), None)
