"""The page that says why somebody stands as they do in a standard."""

from __future__ import annotations

import pytest
from django.test import Client

from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.core.rules import facts
from tests.factories.workforce import TESTS, met
from tests.integration.areas.record.record_pages.conftest import ZA1, change, days_ago, words

pytestmark = pytest.mark.django_db


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
