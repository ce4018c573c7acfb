"""Work done once a day: nobody waits for it, and nothing shown depends on it."""

from importlib import import_module

from django.conf import settings
from django_tasks import task


@task()
def work_of_the_day() -> None:
    """Remove sign-ins that ran out, with what was kept in them: a form that its author never came back for lies there,
    and what it says may be about somebody.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
