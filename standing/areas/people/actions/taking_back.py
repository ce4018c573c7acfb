"""People, posts and units that were added for something that then did not happen: taken out again, if nothing is
recorded of them by now.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Person, Post, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability


@writing()
def take_back_added(
    *, by: Actor, people: Collection[int], posts: Collection[int], units: Collection[int], why: str
) -> list[str]:
    """Take out people, posts and units by key, and return what stays because something is recorded of it.

    For an import that was stopped before anything about anybody was written. The trail keeps that they were added.
    """
    check_can(by, Ability.IMPORT_RECORDS)
    stays: list[str] = []
    gone: dict[str, list[str]] = {}
    asked: tuple[tuple[type[Model], Collection[int], str], ...] = (
        (Person, people, "ref"),
        (Post, posts, "code"),
        (Unit, units, "code"),
    )
    for model, keys, name in asked:
        for row in model._default_manager.filter(pk__in=keys):
            (gone.setdefault(model.__name__.lower(), []) if _deleted(row) else stays).append(
                getattr(row, name)
            )
    words: dict[str, Any] = {"taken_out": gone, "stays": stays, "why": why}
    record_event(by=by, action="take_back_added", subject="people:added", words=words)
    return stays


def _deleted(row: Model) -> bool:
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True
