"""The periods of some people computed from the facts known now, and put in the place of what is stored of them.

For one person and for everybody alike: from the database's rows to the kernel's columns and back to rows, and no object
of any of them. Only what is another is written: most periods stay as they are, whatever is recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db import connection

from standing.areas.people.models import Person
from standing.areas.record.columns import read_columns, select_rows
from standing.areas.record.inserting import insert_prepared
from standing.areas.record.loading import catalogue_now
from standing.areas.record.models import Period, StalePerson
from standing.core.engine.bulk import reasons_of_state, status_of_state
from standing.core.engine.catalogue import day_of
from standing.core.engine.compiled import WORTH_COMPILING, can_compile, is_worth_compiling, keep_at_hand
from standing.core.engine.running import WHOLE_LIVES, as_lists, run

COLUMNS = ("person_id", "standard_id", "context", "from_on", "to_on", "status", "reasons", "expires_on")
"""The columns of a period."""

PEOPLE_AT_ONCE = 250
"""How many people's facts and periods are in memory together."""

_KEYS_AT_ONCE = 1000
_NOBODY = 0
"""No person has this key."""

Row = tuple[Any, ...]
"""A period, as `COLUMNS`; its days as the database takes them."""


def store_periods_of(keys: Collection[int]) -> None:
    """Compute the periods of these people, by key, and store them; they are stale no more. The caller's transaction,
    in which writers take turns.
    """
    ordered = sorted(keys)
    for start in range(0, len(ordered), PEOPLE_AT_ONCE):
        _store(ordered[start : start + PEOPLE_AT_ONCE])


def make_ready(keys: Sequence[int]) -> None:
    """Have the kernel compiled, where so many people make it worth while, before anybody's transaction begins.

    The first time after an installation it takes a minute, and no writer should wait for that.
    """
    if keys and is_worth_compiling(len(keys)):
        list(_computed(keys[:1], compiled=True))


def load_kernel() -> None:
    """Load the compiled kernel where there are people enough that it may be wanted: what one of them does is then
    answered by it too, in a third of the time. For a process that goes on, such as the server.
    """
    if can_compile() and Person.objects.count() >= WORTH_COMPILING:
        list(_computed([_NOBODY], compiled=True))
        keep_at_hand()


def _store(keys: Sequence[int]) -> None:
    stored = _stored(keys)
    computed = list(_computed(keys, compiled=is_worth_compiling(len(keys))))
    wanted = set(computed)
    gone = [key for row, those in stored.items() for key in (those[1:] if row in wanted else those)]
    _delete(Period._meta.db_table, "id", gone)
    if added := [row for row in computed if row not in stored]:
        insert_prepared(Period._meta.db_table, COLUMNS, added)
    _delete(StalePerson._meta.db_table, "person_id", keys)


def _stored(keys: Sequence[int]) -> dict[Row, list[int]]:
    """The periods stored of these people, and the keys of each: several only where something went wrong."""
    found: dict[Row, list[int]] = {}
    for key, *row in select_rows(Period, keys, ("id", *COLUMNS)):
        found.setdefault(tuple(row), []).append(key)
    return found


def _computed(keys: Sequence[int], *, compiled: bool) -> Iterator[Row]:
    """The periods of these people, from the facts known now."""
    asked, people = read_columns(keys, catalogue_now())
    standards = [standard for standard, _ in asked.pairs]
    contexts = [context for _, context in asked.pairs]
    days = _days_of(connection.vendor)
    for rows in run(asked, people, WHOLE_LIVES, compiled=compiled):
        person, pair, first, end, state, expires = as_lists(rows)
        yield from zip(
            map(keys.__getitem__, person),
            map(standards.__getitem__, pair),
            map(contexts.__getitem__, pair),
            map(days.__getitem__, first),
            map(days.__getitem__, end),
            map(status_of_state, state),
            map(_reasons_in_words, state),
            map(days.__getitem__, expires),
            strict=True,
        )


class _DaysOf(dict[int, Any]):
    """The day of each number, as a database takes it. Kept for good: a service's periods name some thousands."""

    def __init__(self, adapted: Callable[[date | None], Any]) -> None:
        super().__init__()
        self._adapted = adapted

    def __missing__(self, number: int) -> Any:
        made = self[number] = self._adapted(day_of(number))
        return made


@cache
def _days_of(vendor: str) -> _DaysOf:
    return _DaysOf(connection.ops.adapt_datefield_value)


@lru_cache(maxsize=4096)
def _reasons_in_words(state: int) -> str:
    return "|".join(reasons_of_state(state))


def _delete(table: str, column: str, keys: Sequence[int]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {quote(table)} WHERE {quote(column)} IN ({marks})", some)  # noqa: S608 - own
