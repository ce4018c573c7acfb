"""What the home page says of records, to each role."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from tests.factories.people import make_account, signed_in
from tests.factories.record import account_of, load_standards, make_manager, make_ward, require
from tests.factories.workforce import met
from tests.integration.areas.record.record_pages.conftest import TODAY, ZA1, change, days_ago, words

pytestmark = pytest.mark.django_db


class TestHome:
    """One block for each role."""

    def test_a_practitioner_reads_what_they_owe(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        page = own.get("/")
        said = words(page)
        assert "What I owe" in said
        assert "Read and sign: Gate policy" in said
        assert "0 of the 2 standards asked of you count today." in said
        assert "<ul class" in page.content.decode().partition("What I owe")[2], "drawn, not quoted"

    def test_a_manager_reads_who_stops_counting_next_and_who_does_not_count(self) -> None:
        ward = make_ward(TODAY, people=6, standards=4)
        said = words(signed_in(make_manager(ward.unit)).get("/"))
        assert "Stops counting next" in said
        assert re.search(r"\d+ of 24 required standards count \(\d+\.\d%\)", said)
        assert re.search(r"(\d+ people do|1 person does) not count for \d+ required standards? now", said)

    def test_an_assessor_reads_what_waits_the_most_pressing_first(
        self, worker: Person, assessor: Client
    ) -> None:
        met(worker, ZA1, days_ago(1200))
        said = words(assessor.get("/"))
        waits = said.partition("What waits for my decision")[2]
        assert "2 standards wait for a decision" in waits
        assert waits.find("ZA1 (2013)") < waits.find("ZB2 (2013)"), "expired before never held"

    def test_an_assessor_is_not_shown_what_waits_about_themself(self, worker: Person) -> None:
        account = account_of(worker, (Role.ASSESSOR, worker.assignments.get().unit))
        assert "Decide about" not in words(signed_in(account).get("/waiting/"))

    def test_a_workforce_lead_finds_every_status_and_reason(self, worker: Person) -> None:
        met(worker, ZA1, days_ago(1200))
        client = signed_in(make_account(roles=[Role.WORKFORCE_LEAD]))
        page = client.get("/").content.decode()
        assert 'href="/teams/ash/?reason=expired"' in page
        assert 'href="/teams/ash/?status=not_current"' in page
        followed = words(client.get("/teams/ash/?reason=expired"))
        assert "Showing the only person" in followed
        assert "Reason: Expired" in followed

    def test_each_role_of_one_person_has_its_block(self, worker: Person) -> None:
        unit = worker.assignments.get().unit
        account = account_of(worker, (Role.MANAGER, unit), (Role.ASSESSOR, unit))
        said = words(signed_in(account).get("/"))
        assert said.find("What I owe") < said.find("My team") < said.find("What waits for my decision")

    @pytest.mark.parametrize("role", list(Role))
    def test_an_empty_service_has_a_home_for_everyone(self, role: Role) -> None:
        account = make_account(roles=[] if role is Role.PRACTITIONER else [role])
        client = signed_in(account)
        assert words(client.get("/"))
        for address in ("/record/", "/teams/"):
            assert client.get(address).status_code == 200

    def test_an_empty_service_says_what_to_do_first_until_it_is_done(self) -> None:
        client = signed_in(make_account(roles=[Role.WORKFORCE_LEAD]))
        said = words(client.get("/"))
        first = said.partition("What to do first")[2]
        steps = (
            "Have the units added",
            "Set refresh rules",
            "Put role profiles in use",
            "Add people and give them posts",
        )
        places = [first.find(step) for step in steps]
        assert -1 < places[0] < places[1] < places[2] < places[3]
        assert "Done" not in first
        assert "There is no unit yet. An administrator adds them." in said
        ward = make_ward(TODAY, people=1, standards=1)
        assert "What to do first" not in words(client.get("/"))
        assert ward.unit.name in words(client.get("/"))

    def test_a_standard_asked_for_without_a_rule_is_named(self) -> None:
        load_standards(2)
        require((ZA1,))
        said = words(signed_in(make_account(roles=[Role.WORKFORCE_LEAD])).get("/"))
        assert (
            "1 required standard has no refresh rule, so no decision can be recorded on it: ZA1@2013." in said
        )
