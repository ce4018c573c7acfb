"""Somebody with a record, signed in, and their assessor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions
from tests.factories.people import make_unit, signed_in
from tests.factories.record import account_of, load_standards, make_assessor, require
from tests.factories.workforce import TESTS, make_worker, rule

TODAY = date(2026, 6, 15)
ZA1, ZB2, ZA3 = "ZA1@2013", "ZB2@2013", "ZA3@2013"


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def worker() -> Person:
    """Ada, of whom two standards are asked and a third is not."""
    standards = load_standards(3)
    rule(standards)
    require(standards[:2])
    return make_worker(make_unit("ash", name="Ash ward"), ref="P1")


@pytest.fixture
def own(worker: Person) -> Client:
    return signed_in(account_of(worker))


@pytest.fixture
def assessor(worker: Person) -> Client:
    return signed_in(make_assessor(worker.assignments.get().unit))


def words(response: Any, status: int = 200) -> str:
    """The text of a page as it is read, on one line."""
    assert response.status_code == status, response.content.decode()[:500]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).replace("&nbsp;", " ").replace("&#39;", "’").split())


def change(standard: str = ZA1, kind: str = "significant", on: date = TODAY, **given: Any) -> None:
    actions.issue_change(
        by=TESTS,
        **{
            "subject": "POL-1",
            "version": 2,
            "title": "Gate policy",
            "standards": [standard],
            "change_class": kind,
            "effective_on": on,
            "what_changed": "Gates are closed at night.\n\nTwo people check.",
            **given,
        },
    )
