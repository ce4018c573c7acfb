"""A person's record on a page, and who looked at it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.audit.models import Event, Look
from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.areas.record.models import Decision, Period
from standing.core.rules import facts
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import account_of, load_standards, make_assessor, require
from tests.factories.workforce import TESTS, make_worker, met, rule
from tests.integration.areas.record.record_pages.conftest import ZA1, ZA3, ZB2, change, days_ago, words

pytestmark = pytest.mark.django_db


class TestMyRecord:
    """What somebody reads about themself."""

    def test_it_begins_with_what_is_owed_the_most_urgent_first(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        met(worker, ZB2, days_ago(1090))
        change(on=days_ago(40))
        said = words(own.get("/record/"))
        owed = said.partition("What I owe")[2].partition("Every standard")[0]
        first, second = owed.find("Read and sign: Gate policy"), owed.find("ZB2 (2013)")
        assert -1 < first < second
        assert "For ZA1@2013. Was to be signed by 3 June 2026." in owed
        assert "Expires on 21 June 2026." in owed
        assert "1 of the 2 standards asked for count." in said

    def test_a_standard_nobody_asks_for_is_listed_apart(self, worker: Person, own: Client) -> None:
        met(worker, ZA3, days_ago(10))
        said = words(own.get("/record/"))
        assert "ZA3 (2013)" in said.partition("Other standards in the record")[2]

    def test_another_day_is_clearly_not_today(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        said = words(own.get("/record/?at=2026-01-01&known_on=2026-02-01"))
        assert "Not today" in said
        assert (
            "This is how it stands on 1 January 2026, by what had been recorded by 1 February 2026." in said
        )
        assert "0 of the 2 standards asked for count." not in words(own.get("/record/"))

    def test_days_typed_in_boxes_and_in_an_address_are_the_same(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        typed = own.get("/record/", {"at_day": "8", "at_month": "3", "at_year": "2026"})
        assert words(typed) == words(own.get("/record/?at=2026-03-08")).replace("08", "8").replace("03", "3")
        assert "ZA1 (2013) Keep the ZA1 garden of 2013 Status Current" in words(typed)

    def test_as_known_before_it_was_recorded_it_is_not_there(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        before = words(own.get(f"/record/?at={days_ago(50)}&known_on={days_ago(1)}"))
        assert "No unit on this day" in before
        assert "ZA1" not in before.partition("Every standard")[2]

    def test_a_day_that_is_none_is_said_and_today_is_shown(self, worker: Person, own: Client) -> None:
        response = own.get("/record/", {"at_day": "31", "at_month": "2", "at_year": "2026"})
        assert "As at must be a real date" in words(response)
        assert "<title>Error: My record" in response.content.decode()
        assert "Not today" not in words(response)

    def test_tomorrow_is_not_known_yet(self, worker: Person, own: Client) -> None:
        said = words(own.get("/record/?known_on=2026-06-16"))
        assert "As known on must be today or in the past" in said

    def test_who_has_no_record_is_told_whom_to_ask(self) -> None:
        said = words(signed_in(make_account()).get("/record/"))
        assert "Your account is not joined to a record." in said

    def test_it_asks_the_store_as_often_however_much_there_is(self) -> None:
        counts = []
        for number, standards in ((1, 2), (2, 12)):
            ward_client = signed_in(account_of(_held(f"Q{number}", standards)))
            with CaptureQueriesContext(connection) as captured:
                ward_client.get("/record/")
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 38


def test_a_record_says_what_rests_on_an_imported_date() -> None:
    person = _held("I1", 2)
    first, second = sorted({row.standard_id for row in Decision.objects.filter(person=person)})
    actions.append_facts(
        by=TESTS,
        entries=[
            actions.Entry(
                facts.Decision("new", person.ref, first, "met", clock.today()),
                beside={"assessor_unknown": True},
            )
        ],
    )
    page = signed_in(account_of(person)).get("/record/").content.decode()
    rows = {
        one: row
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
        for one in (first, second)
        if one.partition("@")[0] in row
    }
    assert "date imported, assessor unknown" in rows[first]
    assert "imported" not in rows[second]


def _held(ref: str, standards: int) -> Person:
    from standing.areas.standards.models import Standard

    ids = tuple(Standard.objects.values_list("id", flat=True)) or load_standards(12)
    rule(ids)
    require(ids[:standards], role=f"role-{ref}")
    person = make_worker(role=f"role-{ref}", ref=ref)
    for one in ids[:standards]:
        met(person, one, days_ago(1090))
    change(ids[0], on=days_ago(10), subject=f"S-{ref}")
    return person


class TestLooks:
    """A look at somebody else's record leaves one line, and nothing else."""

    @pytest.mark.parametrize(
        "address",
        ["/people/P1/", "/people/P1/standards/ZA1@2013/", "/people/P1/decide/", "/people/P1/?at=2026-01-01"],
    )
    def test_a_look_is_logged_once(self, worker: Person, assessor: Client, address: str) -> None:
        met(worker, ZA1, days_ago(10))
        before = (Event.objects.count(), list(Period.objects.values()))
        words(assessor.get(address))
        look = Look.objects.get()
        assert (look.person, look.account.name) == ("P1", "Alex Assessor")
        assert (Event.objects.count(), list(Period.objects.values())) == before

    def test_a_look_at_oneself_is_not(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(10))
        own.get("/record/")
        own.get("/people/P1/standards/ZA1@2013/")
        assert own.get("/people/P1/?at=2026-01-01")["Location"] == "/record/?at=2026-01-01"
        assert not Look.objects.exists()

    def test_a_page_that_is_refused_is_no_look(self, worker: Person) -> None:
        stranger = signed_in(make_assessor(make_unit("oak")))
        assert stranger.get("/people/P1/").status_code == 404
        assert not Look.objects.exists()
