"""Changes: put into force, signed, withdrawn; and whom they ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Change
from standing.areas.record.selectors.change_reach import preview_change, reach_of
from standing.areas.record.selectors.changes import change_in_force, changes_in_force
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import Refused
from standing.core.rules import facts
from standing.core.rules.facts import BadFact
from tests.factories.people import make_account, make_person, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2])
        yield


def issue(**given: Any) -> list[Any]:
    return actions.issue_change(
        **{
            "by": TESTS,
            "subject": "policy-7",
            "version": 1,
            "title": "Policy 7",
            "standards": [ZX1],
            "change_class": "significant",
            "effective_on": date(2026, 6, 1),
            "what_changed": "Gates are closed at night.",
            **given,
        }
    )


def holder(day: date = date(2026, 1, 1), **given: Any) -> Person:
    person = make_worker(**given)
    met(person, ZX1, day)
    return person


def reasons(person: Person, day: date = TODAY) -> tuple[str, ...]:
    found = standings_on([Person.objects.select_related("stale").get(pk=person.pk)], day)
    return next(standing.reasons for pair, standing in found.items() if pair.standard == ZX1)


def test_a_change_has_a_row_for_each_standard_it_touches() -> None:
    issue(standards=[ZX2, ZX1])
    found = change_in_force(by=TESTS, subject="policy-7", version=1)
    assert [row.standard_id for row in found.rows] == [ZX1, ZX2]
    assert {row.title for row in found.rows} == {"Policy 7"}


def test_it_asks_those_whose_practice_is_older_until_they_sign() -> None:
    older, newer = holder(), holder(date(2026, 6, 10))
    issue()
    assert (reasons(older), reasons(newer)) == (("signature_owed",), ())
    account = make_account(person=older, roles=[Role.PRACTITIONER])
    actions.sign_change(by=account, person=older, subject="policy-7", version=1)
    assert reasons(older) == ()
    with pytest.raises(Refused, match="There is nothing more to sign"):
        actions.sign_change(by=account, person=older, subject="policy-7", version=1)


def test_only_the_person_signs() -> None:
    person = holder()
    issue()
    lead = make_account(roles=[Role.WORKFORCE_LEAD, Role.MANAGER])
    with pytest.raises(NotAllowed):
        actions.sign_change(by=lead, person=person, subject="policy-7", version=1)
    owner = make_account(person=person, roles=[Role.PRACTITIONER])
    with pytest.raises(Refused, match="no version 9"):
        actions.sign_change(by=owner, person=person, subject="policy-7", version=9)


def test_withdrawn_it_asks_nothing_from_that_day_and_what_it_asked_before_stands() -> None:
    person = holder()
    issue(change_class="critical")
    assert reasons(person) == ("alert_unsigned",)
    actions.withdraw_change(
        by=TESTS, subject="policy-7", version=1, withdrawn_on=date(2026, 7, 1), why="closed"
    )
    assert reasons(person, date(2026, 6, 30)) == ("alert_unsigned",)
    assert reasons(person, date(2026, 7, 1)) == ()
    row = Change.objects.get(retracted_on=None)
    assert (row.title, row.what_changed) == ("Policy 7", "Gates are closed at night.")


def test_refusals_say_what_to_do_and_leave_nothing() -> None:
    with pytest.raises(Refused, match="needs at least one standard"):
        issue(standards=[])
    with pytest.raises(Refused, match="There is no standard NO1@1999"):
        issue(standards=[ZX1, "NO1@1999"])
    with pytest.raises(BadFact, match="one of minor"):
        issue(change_class="huge")
    with pytest.raises(BadFact, match="on or after effective_on"):
        issue(due_on=date(2026, 5, 1))
    assert not Change.objects.exists()
    issue()
    with pytest.raises(Refused, match="has version 1 of policy-7 already"):
        issue()
    withdraw = {"by": TESTS, "subject": "policy-7", "version": 1, "why": "x"}
    with pytest.raises(BadFact):
        actions.withdraw_change(**withdraw, withdrawn_on=date(2026, 5, 1))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_change(**withdraw | {"why": ""}, withdrawn_on=TODAY)  # type: ignore[arg-type]
    assert Change.objects.get().retracted_on is None
    with pytest.raises(NotFound):
        change_in_force(by=TESTS, subject="policy-8", version=1)


def test_only_a_workforce_lead_issues_withdraws_or_previews() -> None:
    issue()
    others = [role for role in Role if role is not Role.WORKFORCE_LEAD]
    outsider = make_account(person=make_person(), roles=others)
    nobody = make_account()
    events = Event.objects.exclude(action__startswith="refused_").count()
    with pytest.raises(NotAllowed, match="You cannot put a change into force"):
        issue(by=outsider, version=2)
    with pytest.raises(NotAllowed):
        actions.withdraw_change(by=outsider, subject="policy-7", version=1, withdrawn_on=TODAY, why="x")
    with pytest.raises(NotAllowed):
        preview_change(by=outsider, changes=[a_change()])
    with pytest.raises(NotAllowed):
        changes_in_force(by=nobody)
    assert Event.objects.exclude(action__startswith="refused_").count() == events


def a_change(**given: Any) -> facts.Change:
    return facts.Change(
        **{
            "subject": "policy-7",
            "version": 1,
            "standard": ZX1,
            "change_class": "significant",
            "effective_on": TODAY,
            **given,
        }
    )


@pytest.mark.parametrize("kind", facts.CHANGE_CLASSES)
@pytest.mark.parametrize("effective_on", [date(2026, 3, 1), TODAY, date(2026, 8, 1)])
def test_whom_it_is_shown_to_ask_is_whom_it_then_asks(kind: str, effective_on: date) -> None:
    people = [holder(day) for day in (date(2025, 1, 1), date(2026, 5, 1), TODAY)]
    met(people[0], ZX2, date(2025, 1, 1))
    preview = preview_change(by=TESTS, changes=[a_change(change_class=kind, effective_on=effective_on)])
    at = max(effective_on, TODAY)
    before = {person.ref: reasons(person, at) for person in people}
    issue(change_class=kind, effective_on=effective_on)
    after = {person.ref: reasons(person, at) for person in people}
    asked = {ref: set(after[ref]) - set(before[ref]) for ref in after}
    assert {owes.person.ref: set(owes.reasons) for owes in preview.asked} == {
        ref: found for ref, found in asked.items() if found
    }
    assert (preview.at, preview.holders) == (at, 3)
    reach = reach_of(by=TESTS, change=change_in_force(by=TESTS, subject="policy-7", version=1))
    expected = {ref for ref, found in asked.items() if found} if effective_on <= TODAY else set()
    assert {owes.person.ref for owes in reach.owing} == expected


def test_who_stops_counting_is_who_counted_before() -> None:
    counted, lapsed = holder(), holder(date(2020, 1, 1))
    preview = preview_change(by=TESTS, changes=[a_change(change_class="critical")])
    assert {owes.person for owes in preview.asked} == {counted, lapsed}
    assert preview.stopping == (counted,)


def test_a_change_for_a_population_asks_only_its_members() -> None:
    member, _other = holder(), holder()
    actions.join_population(by=TESTS, person=member, population="nights", from_on=date(2026, 1, 1))
    preview = preview_change(by=TESTS, changes=[a_change(population="nights")])
    assert [owes.person for owes in preview.asked] == [member]


def test_how_far_a_change_has_got_is_told_of_the_readers_own_people_alone() -> None:
    ward, other = make_unit(), make_unit()
    mine, signer, _theirs = holder(unit=ward), holder(unit=ward), holder(unit=other)
    issue(change_class="critical")
    owner = make_account(person=signer, roles=[Role.PRACTITIONER])
    actions.sign_change(by=owner, person=signer, subject="policy-7", version=1)
    change = change_in_force(by=TESTS, subject="policy-7", version=1)
    seen = reach_of(by=make_account(roles=[(Role.MANAGER, ward)]), change=change)
    assert (seen.signed, [owes.person for owes in seen.owing]) == (1, [mine])
    assert seen.owing[0].blocks
    nothing = reach_of(by=make_account(roles=[(Role.MANAGER, make_unit())]), change=change)
    assert (nothing.signed, nothing.owing) == (0, ())
    own = reach_of(by=owner, change=change)
    assert (own.signed, own.owing) == (1, ())
