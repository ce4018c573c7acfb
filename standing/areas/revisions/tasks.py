"""Work of this area done after the answer, or once a day. Each can be done again without harm."""

from django_tasks import task

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.revisions.actions.adopting_later import run_adoption
from standing.areas.revisions.actions.daily import do_daily_work
from standing.areas.revisions.actions.notices import make_notices
from standing.areas.revisions.actions.rehearsals import run_rehearsal


@task()
def rehearse_in_background(key: int) -> None:
    """Run a rehearsal that somebody began."""
    run_rehearsal(key=key)


@task()
def adopt_in_background(revision: str, account: int) -> None:
    """Adopt a revision that somebody began to adopt."""
    run_adoption(revision=revision, account=account)


@task()
def tell_those_affected() -> None:
    """Tell people what was approved, or adopted, just now: whoever is told already is not told again."""
    make_notices(by=System("serve"), today=clock.today())


@task()
def work_of_the_day() -> None:
    """Tell people what revisions change for them, make the tasks of who came to hold later, forget old rehearsals."""
    do_daily_work(by=System("serve"), today=clock.today())
