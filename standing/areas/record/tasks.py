"""Work done after the answer: nobody waits for it, and nothing shown depends on it."""

from django_tasks import task

from standing.areas.audit.actions import writing
from standing.areas.record.periods import store_stale_periods


@task()
def store_stale() -> None:
    """Store the periods of everyone stale, some people at a time, each some in a transaction of its own.

    It takes its turn among the writers before it reads, so that nobody marked stale meanwhile is forgotten.
    """
    while _store_some():
        pass


def _store_some() -> int:
    with writing():
        return store_stale_periods()
