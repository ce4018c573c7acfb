"""What is asked of everyone is remembered, and never when it is another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from standing.areas.record import actions, asked
from standing.areas.record.actions import Entry
from standing.areas.record.asked_version import current_version, watch
from standing.areas.record.loading import load_asked, read_asked
from standing.areas.record.models import Change, RefreshRule
from standing.areas.standards.models import Standard, Suite
from standing.core.rules import facts
from standing.core.rules.known import Asked
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, rule

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
ZX1 = "ZX1@2003"


@pytest.fixture
def catalogue() -> None:
    load_catalogue(two_revisions())
    rule([ZX1])


def append(fact: Any, **beside: Any) -> Any:
    (row,) = actions.append_facts(by=TESTS, entries=[Entry(fact, beside=beside)], why="made up")
    return row


def a_change(subject: str = "policy") -> Any:
    return append(facts.Change(subject, 1, ZX1, facts.MINOR, DAY), title="made up")


@pytest.mark.usefixtures("catalogue")
def test_read_again_it_costs_one_query(django_assert_num_queries: Any) -> None:
    first = load_asked()
    with django_assert_num_queries(1):
        assert load_asked() is first
    with django_assert_num_queries(5):
        load_asked(DAY)


def retract_the_rule() -> None:
    actions.retract_facts(
        by=TESTS, rows=[RefreshRule.objects.get(standard=ZX1, rule_from=DAY)], why="made up"
    )


def stage_and_activate() -> None:
    batch = actions.open_batch(by=TESTS, kind="import", name="made up")
    actions.stage_facts(by=TESTS, batch=batch, entries=[Entry(facts.Requirement("nurse", ZX1, DAY))])
    actions.activate_batch(by=TESTS, batch=batch)


@pytest.mark.usefixtures("catalogue")
def test_whatever_is_written_and_however_is_seen_at_once() -> None:
    for write in (
        a_change,
        stage_and_activate,
        lambda: append(actions.EditionEnd(ZX1, DAY)),
        lambda: append(facts.RefreshRule(ZX1, rule_from=DAY)),
        lambda: append(facts.Requirement("porter", ZX1, DAY)),
        lambda: RefreshRule.objects.filter(rule_from=DAY).update(grace_days=0),
        lambda: Standard.objects.create(
            pk="ZX9@2003", code="ZX9", edition="2003", title="New", suite=Suite.objects.all()[0], order=99
        ),
        lambda: Standard.objects.filter(pk="ZX9@2003").delete(),
        retract_the_rule,
    ):
        before = load_asked()
        write()
        assert load_asked() != before
        assert load_asked() == read_asked()


@pytest.mark.usefixtures("catalogue")
def test_what_was_rolled_back_is_forgotten() -> None:
    before = load_asked()
    with transaction.atomic():
        a_change()
        assert load_asked().changes_to(ZX1)
        transaction.set_rollback(True)
    assert load_asked() == before
    a_change("other")
    assert [change.subject for change in load_asked().changes_to(ZX1)] == ["other"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("catalogue")
def test_what_another_connection_writes_is_seen() -> None:
    before = load_asked()

    def elsewhere() -> None:
        try:
            a_change()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another:
        another.submit(elsewhere).result()
    assert not before.changes_to(ZX1)
    assert load_asked().changes_to(ZX1)


@pytest.mark.usefixtures("catalogue")
def test_what_came_while_it_was_read_is_not_missed() -> None:
    RefreshRule.objects.update(grace_days=1)

    def read() -> Asked:
        found = read_asked()
        if not Change.objects.exists():
            a_change()
        return found

    assert asked.remembered(read).asked.changes_to(ZX1)


@pytest.mark.usefixtures("catalogue")
def test_a_store_without_a_word_is_always_read() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_asked_version")
    assert current_version() is None
    assert load_asked() is not load_asked()
    watch()
    assert load_asked() is load_asked()
    a_change()
    assert load_asked().changes_to(ZX1)
