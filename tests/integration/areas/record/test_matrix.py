"""The matrix worked in: who may, what a cell says, a day for one and for several, corrected, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.people.roles import UNIT_ROLES, Role
from standing.areas.record import actions
from standing.areas.record.forms.typed_days import typed_day
from standing.areas.record.models import Decision
from standing.areas.refusals import Refused
from standing.core.rules import facts
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import (
    Ward,
    account_of,
    make_assessor,
    make_lead,
    make_manager,
    make_ward,
    require,
)
from tests.factories.workforce import TESTS, employ, make_competent, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"
WORK = "/teams/ash/work/"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=4, standards=3)


@pytest.fixture
def assessor(ward: Ward) -> Client:
    return signed_in(make_assessor(ward.unit))


def words(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()[:300]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).split())


def standing_rows(person: Person, standard: str = ZA1) -> list[Decision]:
    return list(
        Decision.objects.filter(person=person, standard=standard, retracted_on__isnull=True).order_by("pk")
    )


class TestTypedDays:
    """The day first, and nothing guessed."""

    @pytest.mark.parametrize(
        "text",
        [
            "27/3/2026",
            "27/03/26",
            "27.3.2026",
            "27-3-2026",
            "27 3 2026",
            "2026-03-27",
            "27 Mar 2026",
            "27 march 2026",
            "27mar26",
            "27-Mar-2026",
            " 27/3/2026 ",
            "27 Mar. 2026",
        ],
    )
    def test_usual_ways_to_write_a_day(self, text: str) -> None:
        assert typed_day(text, TODAY) == date(2026, 3, 27)

    def test_today_is_a_day(self) -> None:
        assert typed_day("Today", TODAY) == TODAY

    @pytest.mark.parametrize(
        "text",
        f"|31/2/2026|3/27/2026|27/3|March 2026|46108|27/3/026|27 foo 2026|{'x' * 99}|\u0662\u0667/3/2026".split(
            "|"
        ),
    )
    def test_anything_else_is_said(self, text: str) -> None:
        with pytest.raises(Refused, match=r"Type the day first, such as 27/3/2026\."):
            typed_day(text, TODAY)


class TestWhoMay:
    """Those who record or correct decisions in the unit; a manager sees, and does not edit."""

    @pytest.mark.parametrize("role", list(Role))
    def test_it_opens_for_those_who_may(self, ward: Ward, role: Role) -> None:
        given = (role, ward.unit) if role in UNIT_ROLES else role
        own = make_person()
        make_competent(own, [ZA1])
        client = signed_in(make_account(roles=[given], person=own))
        may = role in (Role.ASSESSOR, Role.WORKFORCE_LEAD)
        for address in (WORK, f"{WORK}ash-001/{ZA1}/"):
            response = client.get(address)
            assert (response.status_code == 200) == may, address
            if not may:
                assert response.status_code in (403, 404)
                assert "Ben Example" not in response.content.decode()
        posted = client.post(f"{WORK}cell/", {"person": "ash-001", "column": ZA1, "day": "1/6/2026"})
        assert (posted.status_code == 200) == (role is Role.ASSESSOR)
        assert Decision.objects.filter(decided_on=date(2026, 6, 1)).exists() == (role is Role.ASSESSOR)

    def test_an_outsider_sees_and_does_nothing(self, ward: Ward) -> None:
        outsider = signed_in(make_assessor(make_unit("oak")))
        before = Decision.objects.count()
        assert outsider.get(WORK).status_code == 404
        assert outsider.get(f"{WORK}ash-001/{ZA1}/").status_code == 404
        sent = {"person": "ash-001", "column": ZA1, "day": "1/6/2026"}
        assert outsider.post(WORK, sent).status_code == 404
        assert outsider.post(f"{WORK}cell/", sent).status_code == 404
        assert outsider.post(f"{WORK}undo/", {"numbers": "1"}).status_code == 404
        # From a unit of their own they reach nobody of another
        refused = outsider.post("/teams/oak/work/cell/", sent)
        assert refused.status_code == 422
        assert "There is nobody with the reference ash-001" in refused.json()["message"]
        assert outsider.get(f"/teams/oak/work/ash-001/{ZA1}/").status_code == 404
        assert Decision.objects.count() == before

    def test_nobody_works_on_themself(self, ward: Ward) -> None:
        client = signed_in(account_of(ward.people[1], (Role.ASSESSOR, ward.unit)))
        page = client.get(WORK).content.decode()
        assert 'data-ref="ash-001" data-name="Ben Example" data-may=""' in page
        assert 'value="ash-001"' not in page
        assert f"{WORK}ash-001/" not in page
        assert client.get(f"{WORK}ash-001/{ZA1}/").status_code == 403
        response = client.post(f"{WORK}cell/", {"person": "ash-001", "column": ZA1, "day": "1/6/2026"})
        assert response.status_code == 422
        assert "about yourself" in response.json()["message"]

    def test_a_workforce_lead_corrects_and_records_nothing(self, ward: Ward) -> None:
        client = signed_in(make_lead())
        page = client.get(WORK).content.decode()
        assert 'data-may="correct"' in page
        assert "One day for several people" not in page
        cell = client.get(f"{WORK}ash-001/{ZA1}/").content.decode()
        assert "Correct the day" in cell
        assert "Record the day" not in cell

    def test_a_manager_is_not_led_there_and_an_assessor_is(self, ward: Ward, assessor: Client) -> None:
        assert WORK not in signed_in(make_manager(ward.unit)).get("/teams/ash/").content.decode()
        for address in ("/", "/decisions/"):
            assert WORK in assessor.get(address).content.decode()
        assert WORK in signed_in(make_lead()).get("/teams/ash/").content.decode()

    def test_it_cannot_be_sent_by_a_link(self, assessor: Client) -> None:
        assert assessor.get(f"{WORK}cell/").status_code == 405
        assert assessor.get(f"{WORK}undo/").status_code == 405


class TestThePage:
    """Each cell shows the day it was last met."""

    def test_a_cell_shows_the_day_and_says_whose_it_is(self, ward: Ward, assessor: Client) -> None:
        page = assessor.get(WORK).content.decode()
        (row,) = standing_rows(ward.first)
        label = re.search(r'aria-label="([^"]*Ada Example, ZA1 \(2013\)[^"]*)"', page)
        assert label is not None
        assert label[1].startswith(f"{row.decided_on.day} {row.decided_on:%b %Y} ")
        assert f'data-number="{row.pk}"' in page

    def test_the_newest_day_that_holds_there_is_shown(self, ward: Ward, assessor: Client) -> None:
        require((ZA1,), role="elder", context="older people")
        employ(ward.people[1], make_post(ward.unit, role="elder"))
        met(ward.people[1], ZA1, date(2026, 5, 1), context="older people")
        met(ward.people[1], ZA1, date(2026, 4, 1))
        page = assessor.get(f"{WORK}?words=ash-001&standard={ZA1}").content.decode()
        assert re.findall(r"<b>([^<]+)</b>", page) == ["1 Apr 2026", "1 May 2026"]

    def test_what_is_held_and_not_asked_for_is_shown_so(self, ward: Ward, assessor: Client) -> None:
        person = make_person("porter", given_name="Pat")
        employ(person, make_post(ward.unit, role="porter"))
        require((ZB2,), role="porter")
        met(person, ZA1, date(2026, 4, 1))
        page = assessor.get(WORK).content.decode()
        assert "1 Apr 2026 Current: Pat Example, ZA1 (2013), Current, not asked for" in page
        assert "–: Pat Example, ZA3 (2013), not asked for" in page

    def test_an_imported_day_is_marked(self, ward: Ward, assessor: Client) -> None:
        entry = actions.Entry(
            facts.Decision("new", ward.first.ref, ZA1, "met", TODAY), beside={"assessor_unknown": True}
        )
        actions.append_facts(by=TESTS, entries=[entry])
        page = assessor.get(WORK).content.decode()
        assert "date imported, assessor unknown" in page
        assert "imported: assessor unknown" in words(assessor.get(f"{WORK}ash-000/{ZA1}/"))

    def test_filters_and_order_are_kept_in_the_address(self, ward: Ward, assessor: Client) -> None:
        page = assessor.get(f"{WORK}?words=example&sort=expiry&column={ZA1}").content.decode()
        href = re.search(rf'href="({WORK}ash-000/{ZA1}/[^"]*)"', page)
        assert href is not None
        assert "words=example" in href[1]
        back = assessor.post(
            href[1].replace("&amp;", "&"),
            {"act": "record", "record-decided_on": "2026-06-01"},
        )
        assert back.status_code == 302
        assert "words=example" in back["Location"]
        assert "sort=expiry" in back["Location"]

    def test_a_hostile_name_is_text(self, ward: Ward, assessor: Client) -> None:
        Person.objects.filter(pk=ward.first.pk).update(given_name='"><script>x', family_name="<b>")
        page = assessor.get(WORK).content.decode().partition("<main")[2]
        assert "<script>x" not in page
        assert '"><script' not in page
        saved = assessor.post(f"{WORK}cell/", {"person": "ash-000", "column": ZA1, "day": "1/6/2026"})
        assert "<script>" not in saved.json()["cells"]

    def test_it_asks_the_store_as_often_for_five_as_for_sixty(self, ward: Ward, assessor: Client) -> None:
        counts = []
        for more in (0, 55):
            post = make_post(ward.unit, role="nurse")
            for number in range(more):
                person = make_person(f"more-{number}")
                employ(person, post)
                met(person, ZA1, TODAY)
            assessor.get(WORK)
            with CaptureQueriesContext(connection) as captured:
                assert assessor.get(WORK).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 45

    def test_a_look_is_logged_for_whom_it_shows(self, ward: Ward, assessor: Client) -> None:
        from standing.areas.audit.models import Look

        assessor.get(f"{WORK}?words=ben")
        assert set(Look.objects.values_list("person", "page")) == {("ash-001", "matrix of ash")}


class TestOneCell:
    """A day typed into a cell is a decision, with the checks of the decision form."""

    def test_a_day_is_recorded_and_the_line_comes_back_anew(self, ward: Ward, assessor: Client) -> None:
        response = assessor.post(f"{WORK}cell/", {"person": "ash-001", "column": ZA1, "day": "1/6/26"})
        told = response.json()
        assert told["message"] == "Recorded: Ben Example, ZA1 (2013), met on 1 June 2026."
        assert "1 Jun 2026 Current: Ben Example" in told["cells"]
        row = standing_rows(ward.people[1])[-1]
        assert (row.decided_on, row.outcome, row.recorded_by.name) == (
            date(2026, 6, 1),
            "met",
            "Alex Assessor",
        )
        assert told["undo"]["numbers"] == str(row.pk)
        assert told["heads"][ZA1].endswith("of 4")

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"day": "16/6/2026"}, "which is in the future"),
            ({"day": "soon"}, "“soon” is no day. Type the day first"),
            ({"day": ""}, "No day was typed"),
            ({"column": "ZZ9@1999"}, "There is no standard ZZ9@1999"),
            ({"column": ""}, "There is no standard"),
            ({"person": "nobody"}, "There is nobody with the reference nobody"),
            ({"number": "1"}, "This cell has changed since the page was shown"),
            ({"number": "x"}, "This cell has changed since the page was shown"),
        ],
    )
    def test_what_cannot_be_is_said_and_writes_nothing(
        self, ward: Ward, assessor: Client, given: dict[str, str], message: str
    ) -> None:
        rows = list(Decision.objects.values_list("pk", "retracted_on"))
        sent = {"person": "ash-001", "column": ZA1, "day": "1/6/2026"} | given
        response = assessor.post(f"{WORK}cell/", sent)
        assert response.status_code == 422
        assert message in response.json()["message"]
        assert list(Decision.objects.values_list("pk", "retracted_on")) == rows

    def test_a_wrong_day_is_corrected(self, ward: Ward, assessor: Client) -> None:
        (before,) = standing_rows(ward.people[1])
        sent = {"person": "ash-001", "column": ZA1, "day": "1/6/2026", "number": str(before.pk)}
        told = assessor.post(f"{WORK}cell/", sent).json()
        assert told["message"].startswith("Corrected: Ben Example, ZA1 (2013), met on 1 June 2026, not ")
        (row,) = standing_rows(ward.people[1])
        before.refresh_from_db()
        assert (row.replaces, row.decided_on) == (before, date(2026, 6, 1))
        assert before.retraction_reason == "The date was entered wrongly"
        again = assessor.post(f"{WORK}cell/", sent | {"number": str(row.pk)})
        assert "is the day that stands there already" in again.json()["message"]

    def test_a_correction_keeps_all_else(self, ward: Ward) -> None:
        row = actions.record_decision(
            by=TESTS,
            person=ward.first,
            standard=ZA1,
            outcome="met",
            decided_on=date(2026, 3, 1),
            practice_as_of=date(2026, 2, 1),
            expires_on=date(2027, 3, 1),
            context="older people",
            evidence="folder 3",
        )
        new = actions.correct_day(by=TESTS, decision=row, decided_on=date(2026, 3, 2), why="Typed wrongly")
        kept = (new.practice_as_of, new.expires_on, new.context, new.evidence)
        assert kept == (date(2026, 2, 1), date(2027, 3, 1), "older people", "folder 3")

    def test_a_correction_that_cannot_be_is_said(self, ward: Ward, assessor: Client) -> None:
        row = actions.record_decision(
            by=TESTS,
            person=ward.people[1],
            standard=ZA1,
            outcome="met",
            decided_on=date(2026, 3, 1),
            expires_on=date(2026, 4, 1),
        )
        sent = {"person": "ash-001", "column": ZA1, "day": "2/5/2026", "number": str(row.pk)}
        response = assessor.post(f"{WORK}cell/", sent)
        assert response.status_code == 422
        assert "This cannot be recorded" in response.json()["message"]


class TestThePageOfACell:
    """The same without a script."""

    def test_three_steps_correct_a_day(self, ward: Ward, assessor: Client) -> None:
        page = assessor.get(WORK).content.decode()
        href = re.search(rf'href="({WORK}ash-001/{ZA1}/)"', page)
        assert href is not None
        cell = assessor.get(href[1]).content.decode()
        (before,) = standing_rows(ward.people[1])
        assert f'name="correct-decided_on_day" type="text" value="{before.decided_on.day}"' in cell
        assert 'value="The date was entered wrongly"' in cell
        answers = {
            "act": "correct",
            "number": str(before.pk),
            "correct-decided_on_day": "1",
            "correct-decided_on_month": "6",
            "correct-decided_on_year": "2026",
            "correct-why": "The date was entered wrongly",
        }
        response = assessor.post(href[1], answers)
        assert response["Location"] == WORK
        (row,) = standing_rows(ward.people[1])
        assert row.decided_on == date(2026, 6, 1)
        assert "Corrected: Ben Example, ZA1 (2013), met on 1 June 2026" in words(assessor.get(WORK))

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"act": "record", "record-decided_on": "2026-06-16"}, "must be today or in the past"),
            ({"act": "record"}, "Enter the day of the decision"),
            ({"act": "correct", "correct-decided_on": "2026-06-01", "correct-why": ""}, "Say why it is"),
            (
                {"act": "correct", "correct-decided_on": "2026-06-01", "correct-why": "x", "number": "0"},
                "This cell has changed since the page was shown",
            ),
        ],
    )
    def test_what_cannot_be_is_said_and_what_was_typed_is_kept(
        self, ward: Ward, assessor: Client, given: dict[str, str], message: str
    ) -> None:
        before = Decision.objects.count()
        response = assessor.post(f"{WORK}ash-001/{ZA1}/", given)
        assert message in words(response)
        assert "There is a problem" in words(response)
        if "record-decided_on" in given:
            assert 'value="16"' in response.content.decode()
        assert Decision.objects.count() == before

    def test_a_standard_that_is_not_asked_for_can_be_recorded_there(
        self, ward: Ward, assessor: Client
    ) -> None:
        response = assessor.post(
            f"{WORK}ash-001/{ZB2}/?context=older+people", {"act": "record", "record-decided_on": "2026-06-01"}
        )
        assert response.status_code == 302
        assert Decision.objects.get(context="older people").standard_id == ZB2


class TestSeveral:
    """These people, this standard, this day: all of it or none."""

    def sent(self, **given: Any) -> dict[str, Any]:
        return {"column": ZA1, "day": "1/6/2026", "person": ["ash-000", "ash-002"], "evidence": ""} | given

    def test_all_are_recorded_in_one_go_and_undone_in_one_go(self, ward: Ward, assessor: Client) -> None:
        response = assessor.post(f"{WORK}?sort=team", self.sent())
        assert response["Location"] == f"{WORK}?sort=team"
        page = assessor.get(WORK)
        assert "Recorded: met on 1 June 2026, ZA1 (2013), 2 people." in words(page)
        assert Decision.objects.filter(decided_on=date(2026, 6, 1)).count() == 2
        numbers = re.search(r'name="numbers" value="([\d,]+)"', page.content.decode())
        assert numbers is not None
        undone = assessor.post(f"{WORK}undo/?sort=team", {"numbers": numbers[1]})
        assert undone["Location"] == f"{WORK}?sort=team"
        assert "Undone. Recorded: met on 1 June 2026, ZA1 (2013), 2 people" in words(assessor.get(WORK))
        assert not Decision.objects.filter(decided_on=date(2026, 6, 1), retracted_on__isnull=True).exists()
        again = assessor.post(f"{WORK}undo/", {"numbers": numbers[1]}, follow=True)
        assert "is not the last thing you did any more" in words(again)

    def test_one_refusal_refuses_all_and_keeps_what_was_typed(self, ward: Ward) -> None:
        client = signed_in(account_of(ward.people[2], (Role.ASSESSOR, ward.unit)))
        before = Decision.objects.count()
        response = client.post(WORK, self.sent(evidence="folder 3"))
        said = words(response)
        assert "Nothing was recorded: 1 of 2 cannot be." in said
        assert "Cai Example (ash-002): You cannot record or correct a decision about yourself." in said
        page = response.content.decode()
        assert 'value="1/6/2026"' in page
        assert 'value="folder 3"' in page
        assert re.search(r'value="ash-000"[^>]*checked', page)
        assert Decision.objects.count() == before

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({"person": []}, "Choose the people this is about"),
            ({"column": ""}, "Select the standard"),
            ({"day": "31/2/2026"}, "“31/2/2026” is no day"),
            ({"day": ""}, "Type the day it was met"),
            ({"day": "16/6/2026"}, "which is in the future"),
            ({"person": ["oak-1"]}, "Select one of the choices on the page"),
        ],
    )
    def test_what_cannot_be_is_said(
        self, ward: Ward, assessor: Client, given: dict[str, Any], message: str
    ) -> None:
        before = Decision.objects.count()
        response = assessor.post(WORK, self.sent(**given))
        assert message in words(response)
        assert Decision.objects.count() == before


def test_undoing_nothing_is_said(ward: Ward, assessor: Client) -> None:
    response = assessor.post(f"{WORK}undo/", {"numbers": "99999999999999999999,x"}, follow=True)
    assert "is not the last thing you did any more" in words(response)


def test_yesterdays_day_is_not_offered_to_be_undone(ward: Ward, assessor: Client) -> None:
    assessor.post(f"{WORK}cell/", {"person": "ash-001", "column": ZA1, "day": "1/6/2026"})
    assert "Undo this" in words(assessor.get(WORK))
    with clock.travelling_to(TODAY + timedelta(days=1)):
        page = assessor.get(WORK).content.decode()
        assert re.search(r'id="undo"[^>]* hidden', page)
