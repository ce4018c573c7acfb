"""Plain rows about some people, straight from the database: for hundreds of thousands, and for one person at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from standing.areas.record import models

Row = TypeVar("Row", bound=models.FactRow)


def known(rows: QuerySet[Row], known_on: date | None) -> QuerySet[Row]:
    """The rows known on a day, or now (rules, part 2)."""
    if known_on is None:
        return rows.filter(retracted_on__isnull=True)
    not_yet_retracted = Q(retracted_on__isnull=True) | Q(retracted_on__gt=known_on)
    return rows.filter(not_yet_retracted, recorded_on__lte=known_on)


def select_rows(model: type[Model], keys: Sequence[int], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """These columns of the rows about these people, in the order of the people's keys and their own; of facts, those
    known now. Days are as the database takes them: `day_of_cell` reads them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, model, tuple(columns), len(keys)), keys)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def plain_rows(rows: QuerySet[Any], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """These columns of some rows, as the database gives them, for many rows. `day_of_cell` reads the days."""
    kept = [as_kept(connection.vendor, rows.model, column) for column in columns]
    try:
        statement, given = rows.order_by().values_list(*kept).query.sql_with_params()
    except EmptyResultSet:  # what is asked for can be nothing, as of nobody
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@lru_cache(maxsize=256)
def _statement(vendor: str, model: type[Model], columns: Sequence[str], number: int) -> str:
    """How rows about so many people are asked for. The ORM says it, once: to do so takes longer than to answer."""
    keys = list(range(number))
    rows: QuerySet[Any] = model._default_manager.filter(person__in=keys)
    if issubclass(model, models.FactRow):
        rows = known(rows, None)
    plain = [as_kept(vendor, model, column) for column in columns]
    statement, given = rows.order_by("person_id", "pk").values_list(*plain).query.sql_with_params()
    assert list(given) == keys, "nothing but the keys is asked by"
    return str(statement)


def as_kept(vendor: str, model: type[Model], column: str) -> Any:
    """A column as the database keeps it: SQLite keeps a day as text, and would make a date of each."""
    return Cast(column, TextField()) if vendor == "sqlite" and is_day(model, column) else column


def is_day(model: type[Model], column: str) -> bool:
    """Whether a column is one of days."""
    return "__" not in column and type(model._meta.get_field(column)) is DateField


class _DayOfCell(dict[Any, date | None]):
    def __missing__(self, cell: Any) -> date | None:
        day = self[cell] = date.fromisoformat(cell) if isinstance(cell, str) else cell
        return day


day_of_cell = _DayOfCell()
"""The day that a cell of `select_rows` is. Kept for good: a service's facts name some thousands."""
