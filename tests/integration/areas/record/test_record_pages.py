"""A record, why a standard of it stands as it does, decisions and signatures: what the pages say and do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.audit.models import Event, Look
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.models import Decision, Period, Signature
from standing.core.rules import facts
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import (
    account_of,
    load_standards,
    make_assessor,
    make_manager,
    make_ward,
    require,
)
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2, ZA3 = "ZA1@2013", "ZB2@2013", "ZA3@2013"


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def worker() -> Person:
    """Ada, of whom two standards are asked and a third is not."""
    standards = load_standards(3)
    rule(standards)
    require(standards[:2])
    return make_worker(make_unit("ash", name="Ash ward"), ref="P1")


@pytest.fixture
def own(worker: Person) -> Client:
    return signed_in(account_of(worker))


@pytest.fixture
def assessor(worker: Person) -> Client:
    return signed_in(make_assessor(worker.assignments.get().unit))


def words(response: Any, status: int = 200) -> str:
    """The text of a page as it is read, on one line."""
    assert response.status_code == status, response.content.decode()[:500]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).replace("&nbsp;", " ").replace("&#39;", "’").split())


def change(standard: str = ZA1, kind: str = "significant", on: date = TODAY, **given: Any) -> None:
    actions.issue_change(
        by=TESTS,
        **{
            "subject": "POL-1",
            "version": 2,
            "title": "Gate policy",
            "standards": [standard],
            "change_class": kind,
            "effective_on": on,
            "what_changed": "Gates are closed at night.\n\nTwo people check.",
            **given,
        },
    )


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


class TestWhy:
    """One standard of a record in full."""

    def test_it_says_why_with_the_fact_and_its_days_and_what_puts_it_right(
        self, worker: Person, own: Client
    ) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        response = own.get("/people/P1/standards/ZA1@2013/")
        said = words(response)
        assert "Not current" in said
        assert "Stops this counting: POL-1 version 2 was to be signed by 3 June 2026." in said
        assert "“Gate policy”, in force from 6 May 2026." in said
        assert "Read and sign POL-1 version 2." in said
        assert 'href="/changes/POL-1/2/sign/"' in response.content.decode()

    def test_only_the_person_themself_is_led_to_sign(self, worker: Person, assessor: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        response = assessor.get("/people/P1/standards/ZA1@2013/")
        assert "/sign/" not in response.content.decode()
        assert "Only the person themself can." in words(response)

    def test_it_says_what_comes_next(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        said = words(own.get("/people/P1/standards/ZA1@2013/"))
        assert "On 7 December 2028 it becomes due (expires soon)." in said
        after = words(own.get("/people/P1/standards/ZA1@2013/?at=2029-03-07"))
        assert "On 8 March 2029 it becomes in grace (in grace). From that day it does not count." in after

    def test_the_evidence_has_its_provenance_and_what_was_taken_back_its_reason(
        self, worker: Person, assessor: Client
    ) -> None:
        wrong = actions.record_decision(
            by=TESTS,
            person=worker,
            standard=ZA1,
            outcome="met",
            decided_on=days_ago(50),
            evidence="Folder 3",
            source="old sheet",
        )
        actions.correct_decision(
            by=TESTS,
            decision=wrong,
            why="The day was wrong",
            replacement=facts.Decision("new", "P1", ZA1, "met", days_ago(40)),
        )
        said = words(assessor.get("/people/P1/standards/ZA1@2013/"))
        kept, _, gone = said.partition("Decisions taken back")
        assert "Folder 3" in kept
        assert "Source: old sheet" in kept
        assert "Corrects the decision recorded on 15 June 2026" in kept
        assert "15 June 2026 by a command on the server" in kept
        assert "The day was wrong. Another stands in its place." in gone

    def test_the_days_are_drawn_and_told(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(1200))
        response = own.get("/people/P1/standards/ZA1@2013/")
        said = words(response)
        assert "Ada Example, ZA1 (2013): Current from 15 June 2023" in said, (
            "the picture begins three years back"
        )
        assert "Not current from 1 April 2026 until further notice" in said
        assert 'role="img"' in response.content.decode()

    def test_a_context_is_a_pair_of_its_own(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(10), context="older people")
        general = words(own.get("/people/P1/standards/ZA1@2013/"))
        assert "Held only for: older people." in general
        narrow = words(own.get("/people/P1/standards/ZA1@2013/?context=older+people"))
        assert "for older people" in narrow
        assert "Current" in narrow

    @pytest.mark.parametrize("end", ["ZA3@2013/", "ZZ9@1999/", "ZA1@2013/?context=nowhere"])
    def test_what_is_not_in_the_record_is_not_found(self, worker: Person, own: Client, end: str) -> None:
        assert own.get(f"/people/P1/standards/{end}").status_code == 404


def met_form(**given: Any) -> dict[str, Any]:
    return {
        "standard": ZA1,
        "outcome": "met",
        "decided_on_day": "1",
        "decided_on_month": "6",
        "decided_on_year": "2026",
        "evidence": "Folder 7",
        **given,
    }


DECIDE = "/people/P1/decide/ZA1@2013/"
Confirm = Callable[..., Any]


class TestRecordADecision:
    """From a person to a decision, with what it changes shown before."""

    def test_person_then_standard_then_form(self, worker: Person, assessor: Client) -> None:
        assert 'href="/people/P1/decide/"' in assessor.get("/decisions/?words=ada").content.decode()
        assert "Nobody you may record a decision about" in words(assessor.get("/decisions/?words=zebedee"))
        page = assessor.get("/people/P1/decide/?words=park")
        assert "Standards asked for" in words(page)
        assert 'href="/people/P1/decide/ZA1@2013/"' in page.content.decode()

    def test_a_standard_without_a_rule_is_found_and_said_not_to_be_ready(
        self, worker: Person, assessor: Client
    ) -> None:
        from standing.areas.record.models import RefreshRule

        actions.retract_facts(by=TESTS, rows=list(RefreshRule.objects.filter(standard=ZA3)), why="made up")
        page = assessor.get("/people/P1/decide/?words=ZA3")
        assert "Not yet: it has no refresh rule" in words(page)
        assert f'href="/people/P1/decide/{ZA3}/"' not in page.content.decode()

    def test_a_search_that_finds_nothing_says_so(self, worker: Person, assessor: Client) -> None:
        assert "No standard of the catalogue answers these words." in words(
            assessor.get("/people/P1/decide/?words=qqqqqqqqq")
        )

    def test_it_is_shown_before_it_is_recorded(self, worker: Person, assessor: Client) -> None:
        said = words(assessor.post(DECIDE, met_form()))
        assert "Check the decision before you record it" in said
        assert "Not held" in said
        assert "1 June 2029" in said, "when it would expire"
        assert not Decision.objects.filter(person__ref="P1").exists()
        response = assessor.post(DECIDE, met_form(confirm="yes"))
        row = Decision.objects.get(person__ref="P1")
        assert (row.outcome, row.decided_on, row.evidence) == ("met", date(2026, 6, 1), "Folder 7")
        assert row.recorded_by is not None
        done = words(assessor.get(response["Location"]))
        assert "The decision is recorded" in done
        assert "Met" in done

    def test_it_can_be_changed_before_it_is_recorded(self, worker: Person, assessor: Client) -> None:
        page = assessor.post(DECIDE, met_form(change="yes"))
        assert 'value="Folder 7"' in page.content.decode()
        assert "There is a problem" not in words(page)
        assert not Decision.objects.filter(person__ref="P1").exists()

    def test_what_stops_counting_is_said_before(self, worker: Person, assessor: Client) -> None:
        met(worker, ZA1, days_ago(10))
        said = words(assessor.post(DECIDE, met_form(outcome="revoked", decided_on_day="10")))
        assert "Counts no more ZA1 (2013)" in said.replace("Important: ", "")

    def test_not_yet_changes_nothing_and_says_so(self, worker: Person, assessor: Client) -> None:
        said = words(assessor.post(DECIDE, met_form(outcome="not_yet")))
        assert "Nothing changes today: neither a status, nor a reason, nor an expiry." in said

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"outcome": ""}, "Select the outcome"),
            ({"decided_on_day": ""}, "The day of the decision must include a day"),
            ({"decided_on_day": "16"}, "The day of the decision must be today or in the past"),
            (
                {"practice_as_of": "2026-06-02"},
                "The day of the practice must be on or before the day of the decision",
            ),
            ({"expires_on": "2026-05-31"}, "The day it expires must be on or after the day of the decision"),
            (
                {"outcome": "bridged", "expires_on": "2027-05-31"},
                "Leave this empty: only Met can expire, and this is Bridged",
            ),
            (
                {"expires_on": "2036-06-02"},
                "This cannot be recorded: found 2036-06-02, expected a day within ten years",
            ),
            ({"context": "x" * 101}, "Context must be 100 characters or fewer"),
        ],
    )
    @pytest.mark.parametrize("step", [{}, {"confirm": "yes"}])
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, worker: Person, assessor: Client, given: dict[str, str], message: str, step: dict[str, str]
    ) -> None:
        page = assessor.post(DECIDE, met_form(**given, **step))
        said = words(page)
        assert "There is a problem" in said
        assert said.count(message) == 2, "in the summary and at the field"
        assert 'value="Folder 7"' in page.content.decode()
        assert not Decision.objects.filter(person__ref="P1").exists()

    def test_a_standard_without_a_rule_is_refused_in_words(self, worker: Person, assessor: Client) -> None:
        from standing.areas.record.models import RefreshRule

        actions.retract_facts(by=TESTS, rows=list(RefreshRule.objects.filter(standard=ZA1)), why="made up")
        said = words(assessor.post(DECIDE, met_form()))
        assert "ZA1@2013 has no refresh rule, so nobody could say until when this holds." in said

    def test_a_preview_is_what_then_happens(self, worker: Person, assessor: Client) -> None:
        from standing.areas.record.selectors.previews import preview_decision
        from standing.areas.record.selectors.records import record_of

        met(worker, ZA1, days_ago(1000))
        change(on=days_ago(500))
        fact = facts.Decision("new", "P1", ZA1, "met", days_ago(5), practice_as_of=days_ago(501))
        foretold = preview_decision(by=TESTS, person=worker, decision=fact)
        actions.append_facts(by=TESTS, entries=[actions.Entry(fact)])
        then = {
            (pair.standard.pk, pair.context): pair.standing
            for pair in record_of(by=TESTS, person=worker, at=TODAY).pairs
        }
        assert [effect.after.standing for effect in foretold if effect.after] == [then[ZA1, ""]]


class TestCorrectADecision:
    """Taken back with a reason, with or without another in its place."""

    @pytest.fixture
    def row(self, worker: Person) -> Decision:
        return actions.record_decision(
            by=TESTS, person=worker, standard=ZA1, outcome="met", decided_on=days_ago(14), evidence="Folder 7"
        )

    @pytest.fixture
    def address(self, row: Decision) -> str:
        return f"/people/P1/decisions/{row.pk}/correct/"

    def test_the_form_holds_the_decision_as_it_stands(self, assessor: Client, address: str) -> None:
        page = assessor.get(address).content.decode()
        assert 'value="Folder 7"' in page
        assert re.search(r'value="met"[^>]*checked', page)
        pair = assessor.get("/people/P1/standards/ZA1@2013/").content.decode()
        assert f'href="{address}"' in pair, "it is reached from why"

    def test_it_is_taken_back(self, assessor: Client, address: str, row: Decision) -> None:
        answers = {"why": "About somebody else", "instead": "nothing", "standard": ZA1}
        said = words(assessor.post(address, answers))
        assert "Check the correction before you make it" in said
        assert "Counts no more ZA1" in said.replace("Important: ", "")
        row.refresh_from_db()
        assert row.retracted_on is None
        response = assessor.post(address, answers | {"confirm": "yes"})
        assert response["Location"] == "/people/P1/standards/ZA1@2013/"
        row.refresh_from_db()
        assert row.retraction_reason == "About somebody else"
        assert "The decision is taken back. It stays in the record with the reason." in words(
            assessor.get(response["Location"])
        )
        assert "This decision was taken back before" in words(assessor.get(address))

    def test_another_stands_in_its_place(self, assessor: Client, address: str, row: Decision) -> None:
        answers = met_form(why="The day was wrong", instead="another", decided_on_day="3")
        said = words(assessor.post(address, answers))
        assert "1 June 2029" in said.partition("What changes")[0] or "3 June 2029" in said
        assessor.post(address, answers | {"confirm": "yes"})
        right = Decision.objects.get(person__ref="P1", retracted_on=None)
        assert (right.decided_on, right.replaces, right.evidence) == (date(2026, 6, 3), row, "Folder 7")

    def test_a_reason_is_asked_for_and_nothing_typed_is_lost(self, assessor: Client, address: str) -> None:
        page = assessor.post(address, met_form(instead="another", context="older people"))
        assert words(page).count("Say why it is wrong: the reason stays with it") == 2
        assert 'value="older people"' in page.content.decode()

    def test_without_a_replacement_nothing_of_one_is_asked(self, assessor: Client, address: str) -> None:
        answers = {"why": "Wrong", "instead": "nothing", "standard": ZA1, "decided_on_day": "40"}
        assert "Check the correction" in words(assessor.post(address, answers))

    def test_a_replacement_that_cannot_be_is_refused_at_its_field(
        self, assessor: Client, address: str
    ) -> None:
        page = assessor.post(address, met_form(why="Wrong", instead="another", practice_as_of="2026-06-05"))
        assert "The day of the practice must be on or before the day of the decision" in words(page)

    def test_a_decision_about_somebody_else_is_not_found_here(self, assessor: Client, row: Decision) -> None:
        other = make_worker(Person.objects.get(ref="P1").assignments.get().unit, ref="P2")
        assert assessor.get(f"/people/{other.ref}/decisions/{row.pk}/correct/").status_code == 404


class TestSigning:
    """Only oneself, only once, and what it puts right is said."""

    def test_what_changed_and_what_it_touches_is_read_before_signing(
        self, worker: Person, own: Client
    ) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        said = words(own.get("/changes/POL-1/2/sign/"))
        assert "Gates are closed at night. Two people check." in said
        assert "Was to be signed by 3 June 2026." in said
        assert "ZA1 (2013)" in said.partition("What you sign for")[2]

    def test_signed_one_counts_again_the_same_day(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(on=days_ago(40))
        response = own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert Signature.objects.get().signed_on == TODAY
        said = words(own.get(response["Location"]))
        assert "You have signed" in said
        assert "You count again from today for: ZA1 (2013)" in said
        assert "Nothing is owed" not in words(own.get("/record/")).partition("ZB2")[0]

    def test_what_signing_does_not_put_right_is_said(self, worker: Person, own: Client) -> None:
        met(worker, ZA1, days_ago(100))
        change(kind="major", on=days_ago(40))
        own.post("/changes/POL-1/2/sign/", {"read": "on"})
        said = words(own.get("/changes/POL-1/2/signed/"))
        assert "Still to be done: ZA1 (2013)" in said
        assert "The practice changed is to be shown: POL-1 version 2" in said

    def test_the_box_must_be_ticked(self, worker: Person, own: Client) -> None:
        change()
        page = own.post("/changes/POL-1/2/sign/", {})
        assert "Confirm that you have read it and will follow it" in words(page)
        assert not Signature.objects.exists()

    def test_it_is_signed_once(self, worker: Person, own: Client) -> None:
        change()
        own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert own.get("/changes/POL-1/2/sign/")["Location"] == "/changes/POL-1/2/signed/"
        again = own.post("/changes/POL-1/2/sign/", {"read": "on"})
        assert "You signed version 2 of POL-1 on 2026-06-15." in words(again)
        assert Signature.objects.count() == 1

    def test_one_that_is_not_there_is_not_found(self, own: Client) -> None:
        assert own.get("/changes/POL-9/1/sign/").status_code == 404

    def test_not_signed_yet_leads_to_signing(self, worker: Person, own: Client) -> None:
        change()
        assert own.get("/changes/POL-1/2/signed/")["Location"] == "/changes/POL-1/2/sign/"


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
