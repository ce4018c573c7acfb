"""Work done after the answer: nobody waits for it, and nothing shown depends on it."""

from django.db import transaction
from django_tasks import task

from standing.areas.record.periods import store_stale_periods


@task()
def store_stale() -> None:
    """Store the periods of everyone stale, some people at a time, each some in a transaction of its own."""
    while _store_some():
        pass


def _store_some() -> int:
    with transaction.atomic():
        return store_stale_periods()
