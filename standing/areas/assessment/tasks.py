"""Work done after the answer: nobody waits for it, and nothing shown depends on it."""

from django_tasks import task

from standing.areas.assessment.actions.daily import do_daily_work
from standing.areas.audit import clock
from standing.areas.audit.actors import System


@task()
def work_of_the_day() -> None:
    """End what nobody went on with."""
    do_daily_work(by=System("daily"), today=clock.today())
