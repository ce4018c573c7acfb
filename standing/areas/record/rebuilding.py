"""The whole cache of periods computed anew, and put in place of the old one at once."""

from collections.abc import Callable

from standing.areas.audit.actions import writing
from standing.areas.people.models import Person
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.periods import write_periods
from standing.core.engine.bulk import bulk_answers

PEOPLE_AT_ONCE = 1000
"""How many people's facts are in memory together."""

Progress = Callable[[int, int], None]


def rebuild_periods(progress: Progress = lambda done, of: None) -> int:
    """Compute everyone's periods from the facts known now, in one transaction: readers see the old ones until it ends,
    and the old ones stay if it does not. Writers wait. Returns how many people there are.

    `progress` is told of people done, and of how many.
    """
    with writing():
        asked = load_asked()
        people = list(Person.objects.order_by("pk"))
        Period.objects.all().delete()
        StalePerson.objects.all().delete()
        for start in range(0, len(people), PEOPLE_AT_ONCE):
            some = people[start : start + PEOPLE_AT_ONCE]
            write_periods(some, bulk_answers(load_people(some).values(), asked))
            progress(start + len(some), len(people))
    return len(people)
