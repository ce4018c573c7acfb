"""Very many rows inserted at once: none lost where a statement is just full, and in the order they are given in."""

from __future__ import annotations

import pytest
from django.db import connection

from standing.areas.people.models import Unit
from standing.areas.record import inserting
from standing.areas.record.inserting import insert_prepared

pytestmark = pytest.mark.django_db
COLUMNS = ("code", "name", "path")


def insert(monkeypatch: pytest.MonkeyPatch, rows: int, *, a_statement: int) -> list[str]:
    monkeypatch.setattr(connection.features, "max_query_params", a_statement * len(COLUMNS) + 1)
    monkeypatch.setattr(inserting, "ROWS_AT_ONCE", 10)
    codes = [f"unit-{row:02}" for row in range(rows)]
    given = ((code, code.title(), f"{code}/") for code in codes)
    assert insert_prepared(Unit._meta.db_table, COLUMNS, given) == rows
    assert list(Unit.objects.order_by("pk").values_list("code", "name", "path")) == [
        (code, code.title(), f"{code}/") for code in codes
    ]
    return codes


@pytest.mark.parametrize("rows", [0, 1, 3, 4, 5, 8, 10, 12, 21])
def test_every_row_is_inserted_however_many_fill_a_statement(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    insert(monkeypatch, rows, a_statement=4)


def test_a_row_with_more_values_than_a_statement_may_have_goes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    insert(monkeypatch, 3, a_statement=0)


def test_a_database_that_sets_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.features, "max_query_params", None)
    assert insert_prepared(Unit._meta.db_table, COLUMNS, [("a", "A", "a/"), ("b", "B", "b/")]) == 2
    assert Unit.objects.count() == 2
