"""Files written behind the page."""

from django_tasks import task

from standing.areas.exchange.actions.importing import run_import


@task()
def write_workbook(number: int) -> None:
    """Write the file of an import, whole or not at all."""
    run_import(number=number)
