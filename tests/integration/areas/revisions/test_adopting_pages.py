"""The pages of adopting and undoing: who sees what, what they do, and what they say when it cannot be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Role
from standing.areas.record.models import Batch, Decision
from standing.areas.revisions.actions import adopting, adopting_later
from standing.areas.revisions.actions.adopting_later import run_adoption
from tests.factories.adopting import (
    CODE,
    KEPT,
    NEW_CODE,
    NEW_KEPT,
    TESTS,
    approved,
    decide,
    holder,
    load_revisions,
)
from tests.factories.people import make_account, signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
MET_ON = date(2025, 9, 1)
ADOPT, UNDO = f"/revisions/{CODE}/adopt/", f"/revisions/{CODE}/undo/"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def people() -> tuple[Person, ...]:
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()
        return holder("P1", MET_ON), holder("P2", MET_ON)


@pytest.fixture
def steward() -> Account:
    return make_account("Stew Ard", roles=[Role.FRAMEWORK_STEWARD])


@pytest.fixture
def client(steward: Account) -> Client:
    return signed_in(steward)


def words(client: Client, address: str, **data: str) -> str:
    response = client.post(address, data, follow=True) if data else client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def post(client: Client, address: str, **data: str) -> str:
    return " ".join(client.post(address, data, follow=True).content.decode().split())


def test_a_transition_that_is_over_is_said_before_it_is_adopted(
    people: tuple[Person, ...], client: Client
) -> None:
    assert "Its transition is over" not in words(client, ADOPT)
    with clock.travelling_to(date(2027, 4, 1)):
        page = words(client, ADOPT)
        assert "The transition ended on 31 March 2027, before today." in page
        assert "what people owe on the new ones is overdue at once" in page


def test_a_steward_adopts_and_undoes_through_the_pages(people: tuple[Person, ...], client: Client) -> None:
    page = words(client, ADOPT)
    for said in (
        "Version 1, approved by two people",
        "1 April 2026",
        "31 March 2027",
        "carried over, with a signature owed",
        "Adopt it",
    ):
        assert said in page
    page = post(client, ADOPT)
    assert "Revision za-2026 is adopted." in page
    assert "People carried over" in page
    assert Decision.objects.filter(carried_from__isnull=False).count() == 8
    assert "Undo it" in words(client, UNDO)
    assert "Say why the revision is undone" in post(client, UNDO, why="")
    assert Batch.objects.get(kind="adoption").state == Batch.ACTIVE
    page = post(client, UNDO, why="The wrong day")
    assert "is undone. Every answer is as it was." in page
    assert Batch.objects.get(kind="adoption").state == Batch.RETRACTED
    assert "There is nothing to undo" in words(client, UNDO).replace("so there", "There")


def test_looking_changes_nothing(people: tuple[Person, ...], client: Client) -> None:
    events = Event.objects.count()
    words(client, ADOPT)
    words(client, UNDO)
    assert (Event.objects.count(), Batch.objects.count()) == (events, 0)


def test_what_is_missing_is_said_and_there_is_no_button(client: Client) -> None:
    load_revisions()
    page = words(client, ADOPT)
    assert "It cannot be adopted yet" in page
    assert "Its crosswalk is not approved yet" in page
    assert "Adopt it" not in page
    assert "is not approved. Two people approve it" in post(client, ADOPT)


def test_what_stands_in_the_way_of_undoing_is_said(people: tuple[Person, ...], client: Client) -> None:
    post(client, ADOPT)
    with clock.travelling_to(TODAY, hour=11):
        decide(people[0], TODAY, NEW_CODE)
    page = words(client, UNDO)
    assert "Somebody has built on it" in page
    assert "Decisions were recorded on the new editions since: Ada Example (P1) on ZB2 (2026)." in page
    assert "Undo it" not in page


@pytest.mark.parametrize("role", [Role.WORKFORCE_LEAD, Role.MANAGER, Role.AUDITOR])
def test_others_may_look_and_not_adopt(people: tuple[Person, ...], role: Role) -> None:
    outsider = signed_in(make_account("Out Sider", roles=[role]))
    page = words(outsider, ADOPT)
    assert "A framework steward adopts it." in page
    assert "Adopt it" not in page
    for address in (ADOPT, UNDO, f"{ADOPT}stop/"):
        assert outsider.post(address, {"why": "Because"}).status_code == 403
    assert outsider.get(UNDO).status_code == 403
    assert not Batch.objects.exists()


def test_a_visitor_is_asked_to_sign_in(people: tuple[Person, ...]) -> None:
    assert Client().get(ADOPT).status_code == 302
    assert Client().post(ADOPT).status_code == 302


def test_a_revision_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/revisions/none/adopt/").status_code == 404
    assert client.get("/revisions/none/undo/").status_code == 404


def test_for_many_people_it_goes_on_in_the_background_and_can_be_stopped(
    people: tuple[Person, ...], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting_later, "AT_ONCE", 1)
    page = post(client, ADOPT)
    assert "The revision is being prepared." in page
    assert "0 of 2 people" in page
    assert client.get(ADOPT)["Refresh"] == "3"
    page = post(client, f"{ADOPT}stop/")
    assert "Stopped. Nothing was written." in page
    assert "Stopped by somebody before it was done." in page
    assert "Refresh" not in client.get(ADOPT)
    assert "Nothing is being prepared." in post(client, f"{ADOPT}stop/")


def test_the_background_finishes_what_was_begun_and_says_why_it_could_not(
    people: tuple[Person, ...], client: Client, steward: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adopting_later, "AT_ONCE", 1)
    monkeypatch.setattr(adopting, "PEOPLE_AT_ONCE", 1)
    post(client, ADOPT)
    whole = adopting.Preparing.stage

    def stopped(self: adopting.Preparing, people: list[Person]) -> None:
        whole(self, people)
        adopting_later.stop_adoption(by=TESTS, revision=CODE)

    with monkeypatch.context() as patched:
        patched.setattr(adopting.Preparing, "stage", stopped)
        run_adoption(revision=CODE, account=steward.pk)
    assert not Decision.everything.filter(standard=NEW_KEPT).exists()
    post(client, ADOPT)
    run_adoption(revision=CODE, account=steward.pk)
    run_adoption(revision=CODE, account=steward.pk)
    assert Decision.objects.filter(standard=NEW_KEPT).count() == 2
    assert "What was written" in words(client, ADOPT)
    assert Decision.objects.filter(standard=KEPT).count() == 2
    assert reverse("revisions:adopt", args=[CODE]) == ADOPT
