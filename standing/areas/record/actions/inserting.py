"""Inserting very many rows of a table at once, as plain values: as the ORM does, without a model for each row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, models

ROWS_AT_ONCE = 2000


def insert_rows(
    model: type[models.Model], shared: Mapping[str, Any], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Insert rows of a table; how many. `shared` are the columns that all of them have alike, `names` those that each
    of `rows` gives, in order: text, whole numbers, yes or no, and days. Other columns take their defaults.

    For rows that are checked already, or computed by the rules from such. The constraints of the table hold here too.
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


def insert_given(
    model: type[models.Model], shared: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> int:
    """Insert rows that say different columns by name, in order; how many. What a row says nothing of takes its default.

    `shared` and `rows` name columns and give values as the making of a row of the model does.
    """
    column = {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    names = list(dict.fromkeys(name for row in rows for name in row))
    fields = [column[name] for name in names]
    defaults = [field.get_default() for field in fields]
    given = list(zip(names, defaults, strict=True))
    cells = ([_key(row.get(name, default)) for name, default in given] for row in rows)
    alike = {column[name].attname: _key(value) for name, value in shared.items()}
    return insert_rows(model, alike, [field.attname for field in fields], cells)


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _prepared(field: "models.Field[Any, Any]", shared: Mapping[str, Any]) -> Any:
    value = shared[field.attname] if field.attname in shared else field.get_default()
    return field.get_db_prep_save(value, connection)
