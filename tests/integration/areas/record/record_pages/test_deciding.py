"""The pages on which a decision is recorded and corrected."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.areas.record.models import Decision
from standing.core.rules import facts
from tests.factories.people import signed_in
from tests.factories.record import make_assessor
from tests.factories.workforce import TESTS, make_worker, met
from tests.integration.areas.record.record_pages.conftest import TODAY, ZA1, ZA3, ZB2, change, days_ago, words

pytestmark = pytest.mark.django_db


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

    def test_who_would_be_refused_is_told_before_they_fill_it_in(
        self, worker: Person, assessor: Client
    ) -> None:
        told = "A decision of today would be refused. You cannot decide about them"
        assert told not in words(assessor.get(DECIDE))
        only_there = signed_in(make_assessor(None, "Una Example", standards=(ZB2,)))
        assert told in words(only_there.get(DECIDE))
        assert told not in words(only_there.get(DECIDE.replace(ZA1, ZB2)))

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
