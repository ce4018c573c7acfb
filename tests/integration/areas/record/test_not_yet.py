"""`not_yet` is neutral: only the person, their assessors, verifiers and managers see it."""

from __future__ import annotations

from datetime import date

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import decision_by_number, pair_in_full, record_of
from tests.factories.people import make_account
from tests.factories.record import TESTS, Ward, account_of, make_manager, make_ward

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def may_see(role: str, ward: Ward) -> Account:
    if role == "oneself":
        return account_of(ward.first)
    if role == "manager":
        return make_manager(ward.unit)
    granted = (Role(role), ward.unit) if role == "assessor" else Role(role)
    return make_account(f"{role}@example.org", roles=[granted])


@pytest.mark.parametrize(
    ("role", "sees"),
    [("oneself", True), ("manager", True), ("assessor", True), ("workforce_lead", False), ("auditor", False)],
)
def test_who_sees_that_somebody_did_not_yet_meet_a_standard(role: str, sees: bool) -> None:
    with clock.travelling_to(TODAY):
        ward = make_ward(TODAY, people=1, standards=1)
        made = actions.record_decision(
            by=TESTS, person=ward.first, standard=ward.standards[0], outcome="not_yet", decided_on=TODAY
        )
        account = may_see(role, ward)
        record = record_of(by=account, person=ward.first, at=TODAY)
        pair = pair_in_full(by=account, person=ward.first, standard=ward.standards[0], context="", at=TODAY)
        shown = {decision.outcome for found in (*record.pairs, pair.pair) for decision in found.decisions}
        assert shown == ({"met", "not_yet"} if sees else {"met"})
        if sees:
            assert decision_by_number(by=account, person=ward.first, number=made.pk) == made
        else:
            with pytest.raises(NotFound):
                decision_by_number(by=account, person=ward.first, number=made.pk)
        actions.retract_facts(by=TESTS, rows=[made], why="Recorded twice")
        pair = pair_in_full(by=account, person=ward.first, standard=ward.standards[0], context="", at=TODAY)
        assert [row.outcome for row in pair.retracted] == (["not_yet"] if sees else [])
