"""Work done after the answer: nobody waits for it, and nothing shown depends on it."""

from django_tasks import task

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.policies.actions import draw_left_over


@task()
def work_of_the_day() -> None:
    """Draw who is observed of the last, unfinished groups of those who signed."""
    draw_left_over(by=System("daily"), today=clock.today())
