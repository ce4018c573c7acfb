"""The page of what waits: what each role finds there, and that nothing stays with whoever it is taken from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q
from django.test import Client

from standing.areas import inbox
from standing.areas.audit import clock
from standing.areas.inbox import waiting_for
from standing.areas.people import actions as people
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.models import Period
from standing.core.inbox import in_order
from standing.core.rules import facts
from tests.factories.people import signed_in
from tests.factories.record import TESTS, Ward, account_of, make_assessor, make_manager, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward(clock.today(), people=5, standards=4)


def kinds(account: Account) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in waiting_for(account, clock.today()):
        found[one.kind] = found.get(one.kind, 0) + 1
    return found


def test_an_assessor_finds_what_waits_for_a_decision_oldest_first(ward: Ward) -> None:
    assessor = make_assessor(ward.unit)
    found = waiting_for(assessor, clock.today())
    assert {one.kind for one in found} == {"Decisions to make"}
    assert found == in_order(found)
    assert all(one.since <= clock.today() for one in found)
    assert all(one.href.startswith("/people/") or "decide" in one.href for one in found)


def test_nothing_stays_with_whoever_is_removed(ward: Ward) -> None:
    assessor = make_assessor(ward.unit)
    assert kinds(assessor)
    grant = assessor.grants.get(role=Role.ASSESSOR.value)
    people.end_grant(by=TESTS, grant=grant)
    assert "Decisions to make" not in kinds(Account.objects.get(pk=assessor.pk))
    people.deactivate_account(by=TESTS, account=assessor, why="left")
    assert kinds(Account.objects.get(pk=assessor.pk)) == {}


def test_a_practitioner_finds_what_is_to_be_signed_and_assessed(ward: Ward) -> None:
    person = next(one for one in ward.people if _holds_something(one))
    began = clock.today() - timedelta(days=2)
    record.issue_change(
        by=TESTS,
        subject="POL-1",
        version=1,
        title="Seclusion",
        standards=ward.standards,
        change_class="significant",
        effective_on=began,
    )
    found = waiting_for(account_of(person), clock.today())
    sign = [one for one in found if one.kind == "To read and sign"]
    assert [(one.about, one.since, one.due) for one in sign] == [
        ("Seclusion (POL-1 version 1)", began, began + timedelta(days=28))
    ]


def test_what_ran_out_waits_since_it_did(ward: Ward) -> None:
    account = account_of(ward.people[0])
    assert "Your standards to be assessed" not in kinds(account)
    record.append_facts(
        by=TESTS,
        entries=[
            record.Entry(
                facts.Decision(
                    "new",
                    ward.first.ref,
                    ward.standards[0],
                    facts.MET,
                    clock.today(),
                    expires_on=clock.today() + timedelta(days=50),
                )
            )
        ],
    )
    with clock.travelling_to(clock.today() + timedelta(days=60)):
        found = [
            one for one in waiting_for(account, clock.today()) if one.kind == "Your standards to be assessed"
        ]
        ours = [one for one in found if one.key.endswith(f":{ward.standards[0]}:")]
        assert [(one.days_waiting(clock.today()), one.is_overdue(clock.today())) for one in ours] == [
            (60, True)
        ]


def _holds_something(person: Person) -> bool:
    return (
        Period.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gt=clock.today()), person=person, from_on__lte=clock.today()
        )
        .filter(status="current")
        .exists()
    )


def test_somebody_elses_waits_are_not_mine(ward: Ward) -> None:
    mine, theirs = account_of(ward.people[0]), account_of(ward.people[1])
    keys = {one.key for one in waiting_for(mine, clock.today())}
    assert keys.isdisjoint(one.key for one in waiting_for(theirs, clock.today()))


def test_the_page_shows_it_and_the_home_page_counts_it(ward: Ward) -> None:
    client: Client = signed_in(make_assessor(ward.unit))
    found = waiting_for(Account.objects.get(name="Alex Assessor"), clock.today())
    page = client.get("/waiting/").content.decode()
    assert "What waits for you" in page
    assert f"Decide about {found[0].about}" in page
    home = client.get("/").content.decode()
    assert len(found) > 1
    assert f"{len(found)} things wait for you" in home
    only = client.get("/waiting/?kind=Nothing+of+the+kind").content.decode()
    assert "Nothing waits for you today." in only


def test_a_manager_without_tasks_finds_nothing(ward: Ward) -> None:
    page = signed_in(make_manager(ward.unit)).get("/waiting/").content.decode()
    assert "Nothing waits for you today." in page


def test_nobody_without_an_account_sees_the_page() -> None:
    assert Client().get("/waiting/").status_code == 302


def test_the_home_page_works_out_once_what_waits(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    kept = inbox._gathered
    monkeypatch.setattr(inbox, "_gathered", lambda *given: asked.append(given) or kept(*given))  # type: ignore[func-returns-value]
    home = signed_in(make_assessor(ward.unit)).get("/").content.decode()
    assert "What waits for my decision" in home
    assert len(asked) == 1
