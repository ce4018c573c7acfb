"""Restricted practice: set by few with a reason, read by more without it, and no part of anybody's standing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.models import Restriction
from standing.areas.record.selectors.restrictions import restrictions_on, to_review
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules.facts import BadFact
from tests.factories.people import make_account, make_person, make_unit, signed_in
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZX1 = "ZX1@2003"
GIVEN: dict[str, Any] = {
    "from_on": TODAY,
    "limits": "Not in charge of a shift",
    "reason": "Returning after an injury",
    "review_on": date(2026, 7, 15),
}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash")


@pytest.fixture
def worker(ward: Unit) -> Person:
    person = make_worker(ward)
    met(person, ZX1, date(2026, 1, 1))
    return person


@pytest.fixture
def manager(ward: Unit) -> Account:
    return make_account("Morgan Manager", roles=[(Role.MANAGER, ward)])


def test_it_changes_no_standing_and_is_as_the_trail_says(worker: Person, manager: Account) -> None:
    before = standings_on([worker], TODAY)
    row = actions.restrict_practice(by=manager, person=worker, standard=ZX1, **GIVEN)
    assert standings_on([Person.objects.get(pk=worker.pk)], TODAY) == before
    assert Event.objects.filter(action="append_restriction", subject=row.name).exists()
    assert list(facts_at_odds_with_the_trail()) == []


def test_a_rota_maker_sees_the_limit_and_never_the_reason(
    worker: Person, ward: Unit, manager: Account
) -> None:
    actions.restrict_practice(by=manager, person=worker, **GIVEN)
    rota = make_account(roles=[(Role.ROTA_MAKER, ward)])
    (limit,) = restrictions_on(by=rota, day=TODAY)
    assert (limit.person, limit.standard, limit.limits) == (worker, "", "Not in charge of a shift")
    assert limit.covers(ZX1)
    assert not hasattr(limit, "reason")
    said = text(signed_in(rota).get("/limits/"))
    assert "Not in charge of a shift" in said
    assert "injury" not in said
    assert signed_in(rota).get(f"/people/{worker.ref}/work/").status_code == 404


def test_it_is_in_force_on_its_own_days_and_for_those_who_may_see_it(
    worker: Person, ward: Unit, manager: Account
) -> None:
    row = actions.restrict_practice(by=manager, person=worker, standard=ZX1, **GIVEN)
    row = actions.end_restriction(by=manager, restriction=row, to_on=date(2026, 6, 20), why="Fit again")
    assert (row.limits, row.reason) == ("Not in charge of a shift", "Returning after an injury")

    def seen(by: Any, day: date) -> int:
        return len(restrictions_on(by=by, day=day))

    days = [date(2026, 6, 14), TODAY, date(2026, 6, 19), date(2026, 6, 20)]
    assert [seen(TESTS, day) for day in days] == [0, 1, 1, 0]
    own = make_account(person=worker, roles=[Role.PRACTITIONER])
    assert seen(own, TODAY) == 1
    for role in (Role.MANAGER, Role.ROTA_MAKER, Role.CLINICAL_LEAD):
        assert seen(make_account(roles=[(role, ward)]), TODAY) == 1
        assert seen(make_account(roles=[(role, make_unit())]), TODAY) == 0
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.POLICY_AUTHOR):
        assert seen(make_account(roles=[role]), TODAY) == 0
    (limit,) = restrictions_on(by=TESTS, day=TODAY)
    assert not limit.covers("ZX2@2003")


def test_a_review_is_asked_for_and_moves_the_day_with_what_it_found(worker: Person, manager: Account) -> None:
    row = actions.restrict_practice(by=manager, person=worker, **GIVEN)
    assert to_review(by=manager, day=date(2026, 7, 14)) == []
    assert [one.pk for one in to_review(by=manager, day=date(2026, 7, 15))] == [row.pk]
    with pytest.raises(Refused, match="Choose a later day"):
        actions.review_restriction(
            by=manager, restriction=row, review_on=date(2026, 7, 15), why="Not yet fit"
        )
    actions.review_restriction(by=manager, restriction=row, review_on=date(2026, 9, 1), why="Not yet fit")
    assert to_review(by=manager, day=date(2026, 7, 15)) == []
    assert Restriction.objects.filter(retracted_on__isnull=True).get().review_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"limits": " "}, BadFact),
        ({"reason": " "}, Refused),
        ({"to_on": date(2026, 6, 14)}, BadFact),
        ({"review_on": date(2026, 6, 14)}, BadFact),
        ({"standard": "QQ9@1999"}, Refused),
    ],
)
def test_what_could_not_be_kept_is_refused(
    worker: Person, manager: Account, given: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        actions.restrict_practice(by=manager, person=worker, **(GIVEN | given))
    assert not Restriction.objects.exists()


def test_only_a_manager_or_a_clinical_lead_of_the_person_restricts_and_nobody_themself(
    worker: Person, ward: Unit, manager: Account
) -> None:
    row = actions.restrict_practice(by=manager, person=worker, **GIVEN)
    themself = make_account(person=worker, roles=[Role.PRACTITIONER, (Role.MANAGER, ward)])
    others = [role for role in Role if role not in (Role.MANAGER, Role.CLINICAL_LEAD, Role.PRACTITIONER)]
    outsiders = [
        themself,
        make_account(roles=others),
        make_account(roles=[(Role.MANAGER, make_unit())]),
        make_account(person=make_person(), roles=[Role.PRACTITIONER]),
    ]
    for by in outsiders:
        with pytest.raises(NotAllowed):
            actions.restrict_practice(by=by, person=worker, **GIVEN)
        with pytest.raises(NotAllowed):
            actions.review_restriction(by=by, restriction=row, review_on=date(2026, 9, 1), why="X")
        with pytest.raises(NotAllowed):
            actions.end_restriction(by=by, restriction=row, to_on=TODAY, why="X")
    lead = make_account(roles=[(Role.CLINICAL_LEAD, ward)])
    actions.end_restriction(by=lead, restriction=row, to_on=TODAY, why="Fit again")


def test_two_records_made_one_take_their_restrictions_along(worker: Person, manager: Account) -> None:
    actions.restrict_practice(by=manager, person=worker, **GIVEN)
    kept = make_person()
    merge = actions.merge_people(by=TESTS, kept=kept, merged=worker, why="One person")
    assert [limit.person for limit in restrictions_on(by=TESTS, day=TODAY)] == [kept]
    actions.split_people(by=TESTS, merge=merge, why="Two after all")
    assert [limit.person for limit in restrictions_on(by=TESTS, day=TODAY)] == [worker]


def test_a_manager_sets_it_on_the_page_of_somebodys_work(worker: Person, manager: Account) -> None:
    client, page = signed_in(manager), f"/people/{worker.ref}/work/"
    sent = {
        "limits": "Not alone with medicines",
        "reason": "A near miss",
        "standards": "ZX1",
        "from_on_day": "15", "from_on_month": "6", "from_on_year": "2026",
        "review_on_day": "15", "review_on_month": "7", "review_on_year": "2026",
    }  # fmt: skip
    answer = client.post(f"{page}restrictions/set/", sent, follow=True)
    said = text(answer)
    assert "practice is restricted from 15 June 2026" in said
    assert "Not alone with medicines" in said
    assert "A near miss" in said
    number = Restriction.objects.get().pk
    end = {"to_on_day": "16", "to_on_month": "6", "to_on_year": "2026", "why": "Resolved"}
    assert "ends on 16 June 2026" in text(client.post(f"{page}restrictions/{number}/end/", end, follow=True))
