"""Work of this area done after the answer, or once a day. Each can be done again without harm."""

from django_tasks import task

from standing.areas.revisions.actions.rehearsals import run_rehearsal


@task()
def rehearse_in_background(key: int) -> None:
    """Run a rehearsal that somebody began."""
    run_rehearsal(key=key)
