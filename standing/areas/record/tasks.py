"""Work done after the answer: nobody waits for it, and nothing shown depends on it."""

from django_tasks import task

from standing.areas.record.periods import store_all_stale


@task()
def store_stale() -> None:
    """Store the periods of everyone stale."""
    store_all_stale()
