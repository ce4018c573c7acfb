"""What the service does once a day for its revisions. Done twice, it is done once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.record.loading import known, load_people
from standing.areas.record.models import Batch, Decision
from standing.areas.revisions.actions.notices import make_notices
from standing.areas.revisions.actions.rehearsals import forget_old_rehearsals
from standing.areas.revisions.actions.transitions import create_tasks
from standing.areas.revisions.selectors.transitions import transitions_on
from standing.areas.revisions.transition_lines import Transition
from standing.core.rehearsing.tasks import TaskOfPerson, tasks_of
from standing.core.rules.links import JUDGED
from standing.core.rules.revising import Adopting

PEOPLE_AT_ONCE = 250


def do_daily_work(*, by: Actor, today: date) -> dict[str, int]:
    """Make the tasks of those who came to hold an old edition since it was adopted, make the notices that are due, and
    forget the rehearsals whose days are over. Returns how many of each.
    """
    tasks = sum(
        create_tasks(by=by, batch=batch, version=one.version, people=some)
        for one in transitions_on(today)
        if one.is_adopted and today <= one.crosswalk.last_assessment_on
        for batch in Batch.objects.filter(pk__in=one.batches)
        for some in (*_tasks_of(one, today), *_not_carried_since(one, batch, today))
    )
    return {
        "tasks": tasks,
        "notices": make_notices(by=by, today=today),
        "rehearsals": forget_old_rehearsals(today=today),
    }


def _not_carried_since(
    transition: Transition, batch: Batch, today: date
) -> Iterator[list[tuple[str, TaskOfPerson]]]:
    """The tasks about those of whom something was recorded since the adoption that cannot be carried: held in another
    context than the revision names, or else as it could not be carried at the adoption. Some people at a time.
    """
    adopting, by_old = transition.adopting, transition.crosswalk.by_old
    olds = {link.old for link in adopting.revising.links}
    since = known(Decision.objects.filter(standard__in=olds, recorded_at__gt=batch.activated_at), None)
    keys = sorted(set(since.values_list("person", flat=True)))
    for start in range(0, len(keys), PEOPLE_AT_ONCE):
        people = Person.objects.filter(pk__in=keys[start : start + PEOPLE_AT_ONCE])
        yield [
            (facts.person, task)
            for facts in load_people(list(people)).values()
            for task in tasks_of(adopting.left_to_people(facts, adopting.over(facts), today), by_old)
        ]


def _tasks_of(transition: Transition, today: date) -> Iterator[list[tuple[str, TaskOfPerson]]]:
    """The tasks about those who hold today an old standard that is judged, some people at a time."""
    crosswalk, revising = transition.crosswalk, transition.adopting.revising
    judged = tuple(row for row in crosswalk.rows if row.treatment in JUDGED)
    olds = [row.old for row in judged]
    adopting = Adopting(replace(revising, rows=judged), transition.adopting.before)
    decided = known(Decision.objects.filter(standard__in=olds), None).values("person")
    keys = list(Person.objects.filter(pk__in=decided).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), PEOPLE_AT_ONCE):
        people = Person.objects.filter(pk__in=keys[start : start + PEOPLE_AT_ONCE])
        yield [
            (facts.person, task)
            for facts in load_people(list(people)).values()
            for task in tasks_of(adopting.fates(facts, today=today), crosswalk.by_old)
        ]
