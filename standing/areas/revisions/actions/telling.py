"""That people are told of a revision on the day itself, and not only by the work of the next."""

from __future__ import annotations

from django.db import transaction


def tell_soon() -> None:
    """Have those affected told once what is written now is kept, after whatever is in the queue already."""
    from standing.areas.revisions.tasks import tell_those_affected  # noqa: PLC0415 - tasks call the actions

    transaction.on_commit(tell_those_affected.enqueue)
