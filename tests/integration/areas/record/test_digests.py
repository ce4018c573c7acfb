"""The digest over a batch is of the canonical JSON of each row, however fast that is put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection

from standing.areas.audit import clock
from standing.areas.audit.digests import canonical
from standing.areas.record import actions
from standing.areas.record.digests import FACT_TABLES, RETRACTION, as_recorded, digest_written, is_filled
from standing.areas.record.models import Batch, Decision
from standing.core.rules import facts
from tests.factories.record import Ward, make_ward
from tests.factories.workforce import TESTS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def batch() -> Batch:
    """Decisions and a change, in words that need care, one of them written for a record merged since."""
    ward: Ward = make_ward(TODAY, people=3, standards=2)
    made = actions.open_batch(by=TESTS, kind="import", name="Ward list", source="ward.xlsx")
    entries = [
        actions.Entry(facts.Decision("new", person.ref, one, facts.MET, TODAY - timedelta(days=5)), source)
        for person in ward.people
        for one, source in zip(ward.standards, ("“Zoë”, \\ and\ttab", "row 7\nof /two/"), strict=True)
    ]
    change = facts.Change("POL", 2, ward.standards[0], facts.SIGNIFICANT, TODAY)
    entries.append(actions.Entry(change, "a policy", {"title": "Observation", "what_changed": "Say \x7f it"}))
    actions.stage_facts(by=TESTS, batch=made, entries=entries)
    made = actions.activate_batch(by=TESTS, batch=made)
    first, second = (person.pk for person in ward.people[:2])
    Decision._base_manager.filter(batch=made, person=first).update(person=second, recorded_for=first)
    return made


def said(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def by_definition(batch: Batch) -> str:
    digest = sha256()
    for model in FACT_TABLES:
        for row in model.everything.filter(batch=batch, staged=False).order_by("pk"):
            columns = {
                column.attname: getattr(row, column.attname)
                for column in model._meta.concrete_fields
                if column.attname not in RETRACTION
            }
            filled = {name: said(value) for name, value in columns.items() if is_filled(value)}
            digest.update(canonical([model.kind, as_recorded(filled)]) + b"\n")
    return digest.hexdigest()


def test_it_is_the_digest_of_each_row_in_canonical_words(batch: Batch) -> None:
    found = digest_written(batch)
    assert found.digest == by_definition(batch)
    assert found.counts == {"decision": 6, "change": 1}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps moments as moments")
def test_a_moment_that_is_none_changes_it_and_stops_nothing(batch: Batch) -> None:
    before = digest_written(batch).digest
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_decision SET recorded_at = 'some day'")
    assert digest_written(batch).digest != before
