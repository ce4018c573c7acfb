"""Inserting very many rows of a table at once, as plain values: as the ORM does, without a model for each row."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, islice
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
    before, day = tuple(alike.values()), connection.ops.adapt_datefield_value
    if connection.vendor == "sqlite":
        rows = ([day(cell) if isinstance(cell, date) else cell for cell in row] for row in rows)
    order = [columns[name].column or name for name in (*alike, *names)]
    return insert_prepared(model._meta.db_table, order, ((*before, *row) for row in rows))


def insert_prepared(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows whose cells are as the database takes them; how many. PostgreSQL copies them, in a fraction of the
    time that statements take.
    """
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    count = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    count += 1
            return count
        into = f"INSERT INTO {quote(table)} ({names}) VALUES "  # noqa: S608 - own names, values apart
        remaining = iter(rows)
        while some := list(islice(remaining, ROWS_AT_ONCE)):
            _insert_together(cursor, into, f"({marks})", some)
            count += len(some)
    return count


def _insert_together(cursor: Any, into: str, marks: str, rows: Sequence[Sequence[Any]]) -> None:
    """As many rows to a statement as it may have values: half the time that a statement a row takes."""
    size = max(1, (connection.features.max_query_params or len(rows)) // len(rows[0]))
    together = [list(chain.from_iterable(rows[at : at + size])) for at in range(0, len(rows), size)]
    rest = together.pop() if len(rows) % size else []
    if together:
        cursor.executemany(into + ", ".join([marks] * size), together)
    if rest:
        cursor.execute(into + ", ".join([marks] * (len(rows) % size)), rest)


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
