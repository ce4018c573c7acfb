"""The whole cache of periods computed anew, and put in place of the old one at once."""

from collections.abc import Callable

from standing.areas.audit.actions import writing
from standing.areas.people.models import Person
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.storing import PEOPLE_AT_ONCE, make_ready, store_periods_of

Progress = Callable[[int, int], None]


def rebuild_periods(progress: Progress = lambda done, of: None) -> int:
    """Compute everyone's periods from the facts known now, in one transaction: readers see the old ones until it ends,
    and the old ones stay if it does not. Writers wait. Returns how many people there are.

    `progress` is told of people done, and of how many.
    """
    make_ready(list(Person.objects.values_list("pk", flat=True)[:PEOPLE_AT_ONCE]))
    with writing():
        people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        for table in (Period, StalePerson):
            table._default_manager.exclude(person__in=Person.objects.values("pk")).delete()
        for start in range(0, len(people), PEOPLE_AT_ONCE):
            some = people[start : start + PEOPLE_AT_ONCE]
            store_periods_of(some)
            progress(start + len(some), len(people))
    return len(people)
