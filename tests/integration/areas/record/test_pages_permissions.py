"""Who opens which page of records, decisions, signing and teams: every role, and an outsider on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.roles import UNIT_ROLES, WHO_MAY, Ability, Role, Scope
from standing.areas.record import actions
from standing.areas.record.models import Decision, Signature
from standing.areas.record.urls import DECISIONS, RECORDS, SIGNING, TEAMS
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import ROLE, Ward, make_ward
from tests.factories.workforce import TESTS, employ

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@dataclass(frozen=True)
class Place:
    """A page about the second person of the ward, and what opens it; none: everyone, with what is theirs."""

    address: str
    ability: Ability | None
    about_person: bool = True


PAGES = {
    "own": Place("/record/", None),
    "person": Place("/people/ash-001/", Ability.SEE_RECORD),
    "person_file": Place("/people/ash-001/record.json", Ability.SEE_RECORD),
    "pair": Place("/people/ash-001/standards/ZA1@2013/", Ability.SEE_RECORD),
    "choose_person": Place("/decisions/", Ability.RECORD_DECISION, about_person=False),
    "choose_standard": Place("/people/ash-001/decide/", Ability.RECORD_DECISION),
    "decide": Place("/people/ash-001/decide/ZA1@2013/", Ability.RECORD_DECISION),
    "decided": Place("/people/ash-001/decisions/{decision}/recorded/", Ability.RECORD_DECISION),
    "correct": Place("/people/ash-001/decisions/{decision}/correct/", Ability.CORRECT_DECISION),
    "sign": Place("/changes/POL-1/1/sign/", Ability.SIGN_CHANGE, about_person=False),
    "signed": Place("/changes/POL-1/1/signed/", Ability.SIGN_CHANGE, about_person=False),
    "teams": Place("/teams/", None),
    "team": Place("/teams/ash/", Ability.SEE_TEAM),
    "team_file": Place("/teams/ash.csv", Ability.SEE_TEAM),
    "forecast": Place("/teams/ash/forecast/", Ability.SEE_TEAM),
    "forecast_file": Place("/teams/ash/forecast.csv", Ability.SEE_TEAM),
    "year": Place("/teams/ash/year/", Ability.SEE_TEAM),
    "year_file": Place("/teams/ash/year.csv", Ability.SEE_TEAM),
    "compliance": Place("/compliance/", Ability.SEE_TEAM, about_person=False),
    "compliance_file": Place("/compliance.csv", Ability.SEE_TEAM, about_person=False),
}
"""Every page of these groups, by the name of its address."""

SECRET = "Zebedee"
"""The name of the person the pages are about: nobody who may not see them reads it."""


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    found = make_ward(TODAY, people=2, standards=2)
    found.people[1].given_name = SECRET
    found.people[1].save()
    actions.issue_change(
        by=TESTS,
        subject="POL-1",
        version=1,
        title="Policy",
        standards=[found.standards[0]],
        change_class="significant",
        effective_on=TODAY,
    )
    return found


@pytest.fixture
def decision(ward: Ward) -> Decision:
    return Decision.objects.filter(person=ward.people[1]).order_by("pk")[0]


def insider(role: Role, ward: Ward) -> Account:
    """Somebody with a role where it reaches the ward; a practitioner is a colleague in the same ward."""
    if role is Role.PRACTITIONER:
        return make_account(person=ward.people[0], roles=[role])
    return make_account(roles=[(role, ward.unit) if role in UNIT_ROLES else role])


def outsider(role: Role) -> Account:
    """The same role in another ward."""
    oak = make_unit("oak")
    if role is Role.PRACTITIONER:
        person = make_person("oak-1")
        employ(person, make_post(oak, role=ROLE))
        return make_account(person=person, roles=[role])
    return make_account(roles=[(role, oak)])


def opens(account: Account, place: Place, decision: Decision) -> tuple[int, str]:
    response = signed_in(account).get(place.address.format(decision=decision.pk))
    content = response.content.decode() if not response.streaming else ""
    return response.status_code, content


def test_the_table_of_pages_is_whole() -> None:
    assert set(PAGES) == {page.name for page in (*RECORDS, *DECISIONS, *SIGNING, *TEAMS)}


@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_those_who_may(ward: Ward, decision: Decision, role: Role) -> None:
    account = insider(role, ward)
    for name, place in PAGES.items():
        status, content = opens(account, place, decision)
        if place.ability is None:
            assert status in (200, 302), name
            continue
        scope = WHO_MAY[place.ability].get(role)
        may = scope in (Scope.UNIT, Scope.SERVICE) or (scope is Scope.OWN and not place.about_person)
        assert (status in (200, 302)) == may, f"{name} for {role}: {status}"
        if not may:
            assert status in (403, 404), name
            assert SECRET not in content, f"{name} tells {role} who is there"


@pytest.mark.parametrize("role", sorted({*UNIT_ROLES, Role.PRACTITIONER}))
def test_somebody_outside_the_unit_sees_nothing_of_it(ward: Ward, decision: Decision, role: Role) -> None:
    account = outsider(role)
    for name, place in PAGES.items():
        status, content = opens(account, place, decision)
        assert SECRET not in content, name
        if place.ability is not None and place.about_person:
            assert status in (403, 404), f"{name}: {status}"


def test_a_role_that_has_ended_opens_nothing(ward: Ward, decision: Decision) -> None:
    account = insider(Role.MANAGER, ward)
    RoleGrant.objects.filter(account=account).update(from_on=date(2026, 1, 1), to_on=TODAY)
    for name, place in PAGES.items():
        status, content = opens(account, place, decision)
        assert SECRET not in content
        if place.ability is not None:
            assert status in (403, 404), name


def test_nobody_who_is_not_signed_in_opens_anything(ward: Ward, decision: Decision) -> None:
    from django.test import Client

    for name, place in PAGES.items():
        response = Client().get(place.address.format(decision=decision.pk))
        assert response.status_code == 302, name
        assert response["Location"].startswith("/account/sign-in/"), name


SENDS = {
    "/people/ash-001/decide/ZA1@2013/": {
        "outcome": "revoked",
        "decided_on": "2026-06-15",
        "standard": "ZA1@2013",
        "confirm": "yes",
    },
    "/people/ash-001/decisions/{decision}/correct/": {
        "why": "made up",
        "instead": "nothing",
        "standard": "ZA1@2013",
        "confirm": "yes",
    },
    "/changes/POL-1/1/sign/": {"read": "on"},
}
_ABILITIES = {
    "decide": Ability.RECORD_DECISION,
    "correct": Ability.CORRECT_DECISION,
    "sign": Ability.SIGN_CHANGE,
}


@pytest.mark.parametrize("role", list(Role))
def test_a_form_sent_by_those_who_may_not_writes_nothing(ward: Ward, decision: Decision, role: Role) -> None:
    client = signed_in(insider(role, ward))
    for address, answers in SENDS.items():
        ability = _ABILITIES[address.rstrip("/").rpartition("/")[2] if "decide" not in address else "decide"]
        if role in WHO_MAY[ability]:
            continue
        response = client.post(address.format(decision=decision.pk), answers)
        assert response.status_code in (403, 404), address
    decision.refresh_from_db()
    if role not in WHO_MAY[Ability.RECORD_DECISION]:
        assert not Decision.objects.filter(outcome="revoked").exists()
    if role not in WHO_MAY[Ability.CORRECT_DECISION]:
        assert decision.retracted_on is None
    if role not in WHO_MAY[Ability.SIGN_CHANGE]:
        assert not Signature.objects.exists()


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.PRACTITIONER])
def test_a_form_sent_from_outside_the_unit_writes_nothing(ward: Ward, decision: Decision, role: Role) -> None:
    client = signed_in(outsider(role))
    for address, answers in list(SENDS.items())[:2]:
        assert client.post(address.format(decision=decision.pk), answers).status_code in (403, 404)
    decision.refresh_from_db()
    assert decision.retracted_on is None
    assert not Decision.objects.filter(outcome="revoked").exists()


def test_an_assessor_opens_no_page_that_decides_about_themself(ward: Ward) -> None:
    account = make_account(person=ward.people[0], roles=[Role.PRACTITIONER, (Role.ASSESSOR, ward.unit)])
    client = signed_in(account)
    own = Decision.objects.filter(person=ward.people[0]).order_by("pk")[0]
    for address in (
        "/people/ash-000/decide/",
        "/people/ash-000/decide/ZA1@2013/",
        f"/people/ash-000/decisions/{own.pk}/correct/",
    ):
        response = client.get(address)
        assert response.status_code == 403, address
        assert "about yourself" in response.content.decode()
    listed = client.get("/decisions/").content.decode()
    assert SECRET in listed
    assert "ash-000" not in listed
