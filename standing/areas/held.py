"""What is held about people beside the facts of the record, as each area says: no more is stored here.

An area takes part by a module `held` with `HELD`, a tuple of `Held`, one for each of its tables with something about a
person. A table with a person in it that none of them names fails a test, so that none is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.db.models import Model, Q
from django.utils import timezone

from standing.areas.people.roles import Ability

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Whose:
    """A person and the records merged into theirs: by key, and by staff number."""

    keys: Collection[int]
    refs: Collection[str]


@dataclass(frozen=True)
class Held:
    """A table of something held about people. `title` names it in files, in 31 characters at most; `columns` gives for
    each heading what is asked of the model.

    `whose` are the ways from the model to a person, or to a staff number. Others than the person are shown it under
    `seen_under`; without that nobody is. `by_others` are the headings of words that others wrote.
    """

    model: type[Model]
    title: str
    columns: Mapping[str, str]
    whose: Collection[str] = ("person",)
    by_number: bool = False
    seen_under: Ability | None = None
    by_others: Collection[str] = ()

    @property
    def name(self) -> str:
        """What it is called where files name things: its title in small letters, without spaces."""
        return self.title.lower().replace(" ", "_")

    def rows(self, whose: Whose) -> Iterator[dict[str, str]]:
        """What is held, row by row, each value as text under its heading. One query."""
        theirs = Q(pk__in=())
        for way in self.whose:
            theirs |= Q(**{f"{way}__in": whose.refs if self.by_number else whose.keys})
        rows = self.model._default_manager
        # Each once, however many ways lead to it.
        found = rows.filter(pk__in=rows.filter(theirs).values("pk")).order_by("pk")
        for row in found.values_list(*self.columns.values()).iterator(ROWS_AT_ONCE):
            yield dict(zip(self.columns, map(_text, row), strict=True))


@cache
def tables_held() -> tuple[Held, ...]:
    """The tables of all areas, in the order of the areas."""
    places = (f"standing.areas.{area}.held" for area in settings.AREAS)
    return tuple(table for place in places if find_spec(place) for table in import_module(place).HELD)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
