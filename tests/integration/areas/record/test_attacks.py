"""What somebody might try beyond their role, or with an address nobody types: refused, or it leaves a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Look
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.loading import to_fact
from standing.areas.record.models import Suspension
from standing.areas.record.selectors.previews import preview_correction
from standing.areas.refusals import NotAllowed, Refused
from tests.factories.people import make_person, signed_in
from tests.factories.record import TESTS, Ward, account_of, make_assessor, make_lead, make_manager, make_ward

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=3, standards=2)


def looks() -> list[tuple[str, str]]:
    return sorted(Look.objects.values_list("person", "page"))


# -- no look goes unseen -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "options", "post", "put", "patch", "delete", "trace"])
def test_a_record_is_not_read_without_a_trace_by_any_method(ward: Ward, method: str) -> None:
    response = getattr(signed_in(make_manager(ward.unit)), method)(f"/people/{ward.first.ref}/")
    assert ward.first.name in response.content.decode()
    assert looks() == [(ward.first.ref, "record")]


def test_an_answer_without_a_page_is_no_look(ward: Ward) -> None:
    response = signed_in(make_manager(ward.unit)).head(f"/people/{ward.first.ref}/")
    assert (response.status_code, response.content, looks()) == (200, b"", [])


def test_a_team_is_a_look_at_each_of_its_people_once_a_day(ward: Ward) -> None:
    manager = signed_in(make_manager(ward.unit))
    for address in ("/teams/ash/", "/teams/ash/?status=counts", "/teams/ash.csv", "/teams/ash.xlsx"):
        assert manager.get(address).status_code == 200
    expected = [(person.ref, page) for person in ward.people for page in ("file of team ash", "team ash")]
    assert looks() == sorted(expected)
    with clock.travelling_to(TODAY + timedelta(days=1)):
        manager.get("/teams/ash/")
    assert len(looks()) == 3 * len(ward.people)


def test_a_team_shows_its_manager_to_themself_without_a_look(ward: Ward) -> None:
    account = account_of(ward.first, (Role.MANAGER, ward.unit))
    signed_in(account).get("/teams/ash/")
    assert {person for person, _ in looks()} == {person.ref for person in ward.people[1:]}


def test_a_team_filtered_to_one_is_a_look_at_that_one(ward: Ward) -> None:
    signed_in(make_manager(ward.unit)).get("/teams/ash/", {"words": ward.first.ref})
    assert looks() == [(ward.first.ref, "team ash")]


def test_who_owes_something_for_a_change_is_looked_at(ward: Ward) -> None:
    standard = next(
        pair.standard for pair, answer in standings_on([ward.first], TODAY).items() if answer.counts
    )
    actions.issue_change(
        by=TESTS,
        subject="ALERT",
        version=1,
        title="Alert",
        standards=[standard],
        change_class="critical",
        effective_on=TODAY,
    )
    signed_in(make_manager(ward.unit)).get("/changes/ALERT/1/")
    assert (ward.first.ref, "who owes something for ALERT 1") in looks()


# -- oneself -------------------------------------------------------------------------------------------------


def _suspension(ward: Ward) -> Suspension:
    return actions.suspend_person(by=TESTS, person=ward.first, from_on=TODAY, reason="made up")


def test_nobody_lifts_their_own_suspension(ward: Ward) -> None:
    row = _suspension(ward)
    account = account_of(ward.first, (Role.MANAGER, ward.unit), Role.WORKFORCE_LEAD)
    with pytest.raises(NotAllowed, match=r"where it is about yourself\. Ask somebody else"):
        actions.lift_suspension(by=account, suspension=row, to_on=TODAY, why="I am well")
    address = f"/people/{ward.first.ref}/work/suspensions/{row.pk}/lift/"
    assert signed_in(account).get(address).status_code == 404
    page = signed_in(account).get(f"/people/{ward.first.ref}/work/").content.decode()
    assert "made up" in page
    assert address not in page
    row.refresh_from_db()
    assert row.retracted_on is None


def test_nobody_puts_off_what_they_owe_by_an_absence_of_their_own(ward: Ward) -> None:
    account = account_of(ward.first, (Role.MANAGER, ward.unit))
    with pytest.raises(NotAllowed, match=r"where it is about yourself\. Ask somebody else who may"):
        actions.record_absence(by=account, person=ward.first, from_on=TODAY)
    with pytest.raises(NotAllowed, match=r"where it is about yourself\. Ask somebody else who may"):
        actions.join_population(by=account, person=ward.first, population="inpatient", from_on=TODAY)
    assert actions.record_absence(by=account, person=ward.people[1], from_on=TODAY).person == ward.people[1]


def test_somebody_else_lifts_a_suspension(ward: Ward) -> None:
    row = _suspension(ward)
    ended = actions.lift_suspension(by=make_manager(ward.unit), suspension=row, to_on=TODAY, why="Seen again")
    assert ended.to_on == TODAY


# -- corrections ---------------------------------------------------------------------------------------------


def test_a_correction_does_not_bring_forward_what_was_to_wait(ward: Ward) -> None:
    person = make_person("waits-001")
    actions.append_facts(
        by=TESTS,
        entries=[
            actions.Entry(
                replace(
                    to_fact(ward.first.decisions.first()),
                    person=person.ref,
                    decided_on=TODAY,
                    held_from=TODAY + timedelta(days=30),
                    recorded_on=None,
                )
            )
        ],
    )
    row = person.decisions.get()
    again = replace(to_fact(row), held_from=None, practice_as_of=TODAY - timedelta(days=1), recorded_on=None)
    lead = make_lead()
    (effect,) = preview_correction(by=lead, decision=row, replacement=again)
    assert effect.after is not None
    assert not effect.after.standing.counts
    corrected = actions.correct_decision(by=lead, decision=row, why="practice", replacement=again)
    assert corrected is not None
    assert corrected.held_from == TODAY + timedelta(days=30)
    assert not any(answer.counts for answer in standings_on([person], TODAY).values())


@pytest.mark.parametrize("part", ["person", "standard"])
def test_a_correction_stays_with_its_person_and_standard(ward: Ward, part: str) -> None:
    row = ward.first.decisions.filter(standard=ward.standards[0]).get()
    other = {"person": ward.people[1].ref, "standard": ward.standards[1]}[part]
    changed = replace(to_fact(row), recorded_on=None, **{part: other})
    with pytest.raises(Refused, match="A correction stays with"):
        actions.correct_decision(by=make_lead(), decision=row, why="wrong", replacement=changed)
    row.refresh_from_db()
    assert row.retracted_on is None


# -- addresses nobody types ----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["at", "known_on"])
def test_a_day_beyond_the_centuries_is_said_to_be_one(ward: Ward, name: str, day: str) -> None:
    lead = signed_in(make_lead())
    pair = f"/people/{ward.first.ref}/standards/{ward.standards[0]}/"
    for address in (f"/people/{ward.first.ref}/", pair, "/teams/ash/"):
        response = lead.get(address, {name: day})
        assert response.status_code == 200
        assert "must be" in response.content.decode()
    assert lead.get("/teams/ash.xlsx", {name: day}).status_code == 302


@pytest.mark.parametrize("words", ["x" * 60_000, "a " * 30_000])
@pytest.mark.parametrize("address", ["/people/", "/decisions/"])
def test_words_longer_than_any_name_find_nobody(ward: Ward, address: str, words: str) -> None:
    assessor = signed_in(make_assessor(ward.unit))
    response = assessor.get(address, {"words": words})
    assert response.status_code == 200
    assert ward.first.ref not in response.content.decode()


@pytest.mark.parametrize("address", ["/people/?words=a%00b", "/people/%00/", "/teams/ash.csv?role=%00"])
def test_an_address_with_the_character_zero_is_refused(ward: Ward, address: str) -> None:
    assert signed_in(make_lead()).get(address).status_code == 400
