"""A ward whose people hold old standards, and what a rehearsal finds of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actors import System
from standing.areas.people.models import Account
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.rehearsing.running import Rehearsed
from standing.areas.revisions.selectors.rehearsals import plan_asked, rehearse_now
from standing.core.engine.tables import TABLES
from standing.core.rehearsing.effects import PairEffect
from standing.core.rules import facts
from tests.factories.adopting import CODE
from tests.factories.transitions import TODAY, RevisedWard, revised_ward

TESTS = System("tests")
REVISION = {"kind": "revision", "revision": CODE}


@pytest.fixture
def ward() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        yield revised_ward()


def rehearsed(
    asked: dict[str, Any], by: Any = TESTS, below: int | None = None
) -> tuple[Rehearsed, list[PairEffect]]:
    found: list[PairEffect] = []
    plan = plan_asked(by=by, asked=asked)
    outcome = rehearse_now(
        by=by, plan=plan, below=below, each=lambda person, effects, tasks, groups: found.extend(effects)
    )
    return outcome, found


def change_rows(standard: str, effective_on: date, kind: str = facts.SIGNIFICANT) -> list[dict[str, str]]:
    change = facts.Change("POL", 1, standard, kind, effective_on)
    return [TABLES["changes"].fact_to_row(change)]


def queued(account: Account, asked: dict[str, Any] | None = None) -> StoredRehearsal:
    return StoredRehearsal.objects.create(
        account=account, asked=asked or REVISION, title="made up", made_at=clock.now(), kept_until=TODAY
    )
