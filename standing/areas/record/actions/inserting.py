"""Inserting very many rows of a fact table at once, as plain values: as the ORM does, without a model for each row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

from standing.areas.record.models import FactRow

ROWS_AT_ONCE = 2000


def insert_rows(
    model: type[FactRow], shared: Mapping[str, Any], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Insert rows of a table; how many. `shared` are the columns that all of them have alike, `names` those that each
    of `rows` gives, in order: text, whole numbers, yes or no, and days. Other columns take their defaults.

    For rows computed by the rules from rows that the door has checked. The constraints of the table hold here too.
    """
    columns = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    alike = {name: _prepared(field, shared) for name, field in columns.items() if name not in names}
    order = [*alike, *names]
    quoted = ", ".join(connection.ops.quote_name(columns[name].column or name) for name in order)
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(order))
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({marks})"  # noqa: S608 - names of our own, values apart
    before = tuple(alike.values())
    day = connection.ops.adapt_datefield_value
    count, some = 0, []
    with connection.cursor() as cursor:
        for row in rows:
            some.append((*before, *(day(cell) if isinstance(cell, date) else cell for cell in row)))
            count += 1
            if len(some) == ROWS_AT_ONCE:
                cursor.executemany(statement, some)
                some = []
        if some:
            cursor.executemany(statement, some)
    return count


def _prepared(field: "models.Field[Any, Any]", shared: Mapping[str, Any]) -> Any:
    value = shared[field.attname] if field.attname in shared else field.get_default()
    return field.get_db_prep_save(value, connection)
