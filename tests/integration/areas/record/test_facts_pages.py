"""Everything taken out from its page: who may, what is logged, hostile text, what is staged, what may not be seen."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.audit.models import Look
from standing.areas.people.models import Merge, Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import UNIT_ROLES, Role
from standing.areas.record import actions
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Decision
from standing.areas.record.selectors.fact_tables import facts_of_service
from standing.core.engine.evaluate import Window, evaluate, workforce_known
from standing.core.engine.sources import read_folder
from standing.core.formulas import FORMULA_STARTS
from standing.core.rules import facts
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, make_lead, make_ward
from tests.factories.workforce import TESTS, employ, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"
ZIP = "/facts/standing-facts.zip"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=3, standards=3)


@pytest.fixture
def lead() -> Client:
    return signed_in(make_lead())


def taken(response: Any, folder: Path) -> Path:
    assert response.status_code == 200, getattr(response, "content", b"")[:300]
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as packed:
        packed.extractall(folder)
    return folder


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(folder: Path, day: date = TODAY, known_on: date | None = None) -> dict[Pair, Any]:
    return {
        Pair(row.person, row.standard, row.context): row.standing
        for row in evaluate(workforce_known(read_folder(folder), known_on), Window.of_day(day))
    }


def _everybody(refs: Collection[str] | None = None) -> list[Person]:
    people = Person.everybody.select_related("stale")
    return list(people if refs is None else people.filter(ref__in=refs))


HOSTILE = ("=cmd|' /C calc'!A0", "+1", "-wards", "@SUM(A1:A9)", "\tx", "\rx", "'=1", 'a"b,c', "Zoë\nYu", "|")


class TestHostileText:
    """Whatever somebody typed, it is text in a spreadsheet and itself when the facts are read."""

    @pytest.mark.parametrize("text", HOSTILE)
    def test_it_is_the_same_text_again(self, ward: Ward, lead: Client, tmp_path: Path, text: str) -> None:
        person = ward.people[1]
        Person.objects.filter(pk=person.pk).update(ref=text, given_name=text, family_name=text)
        person.refresh_from_db()
        met(person, ZA1, TODAY, context=text)
        actions.join_population(by=TESTS, person=person, population=text, from_on=TODAY)
        actions.issue_change(
            by=TESTS,
            subject=text,
            version=1,
            title=text,
            what_changed=text,
            standards=[ZB2],
            change_class="critical",
            effective_on=TODAY,
            population=text,
        )
        folder = taken(lead.get(ZIP), tmp_path)
        assert answers(folder) == standings_on(list(Person.objects.select_related("stale")), TODAY)
        assert Pair(text, ZA1, text) in answers(folder)
        if text == " ".join(text.split()):  # joining a population makes white space one space
            assert answers(folder)[Pair(text, ZB2, "")].reasons[0] == "alert_unsigned"
        for path in folder.glob("*.csv"):
            cells = [
                c for row in csv.reader(io.StringIO(path.read_bytes().decode(), newline="")) for c in row
            ]
            assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)], path.name


class TestWhatIsInIt:
    """Facts, and nothing that is none."""

    def test_what_is_staged_is_not_in_it(self, ward: Ward, lead: Client, tmp_path: Path) -> None:
        batch = actions.open_batch(by=TESTS, kind="import", name="a file")
        entry = actions.Entry(facts.Decision("new", ward.first.ref, ZA1, "met", TODAY))
        actions.stage_facts(by=TESTS, batch=batch, entries=[entry])
        before = len(rows_of(taken(lead.get(ZIP), tmp_path / "before"), "decisions"))
        assert before == 9
        actions.activate_batch(by=TESTS, batch=batch)
        assert len(rows_of(taken(lead.get(ZIP), tmp_path / "after"), "decisions")) == before + 1

    def test_a_local_competence_and_its_rule(self, ward: Ward, lead: Client, tmp_path: Path) -> None:
        from standing.areas.standards.actions import add_local_competence
        from tests.factories.workforce import rule

        found = add_local_competence(by=TESTS, code="PMVA", title="-Prevent and manage", edition="2026")
        rule([found.pk], months=12, grace=0)
        met(ward.first, found.pk, TODAY)
        folder = taken(lead.get(ZIP), tmp_path)
        (row,) = [row for row in rows_of(folder, "standards") if row["standard"] == found.pk]
        assert (row["validity_months"], row["grace_days"], row["title"]) == (
            "12",
            "0",
            "'-Prevent and manage",
        )
        assert answers(folder)[Pair(ward.first.ref, found.pk, "")].expires_on == date(2027, 6, 15)

    def test_a_standard_named_by_a_retracted_row_alone_has_a_row(
        self, ward: Ward, lead: Client, tmp_path: Path
    ) -> None:
        row = met(ward.first, "ZA3@2013", TODAY)
        actions.correct_decision(by=TESTS, decision=row, why="made up")
        folder = taken(lead.get(ZIP), tmp_path)
        read_folder(folder)
        assert "ZA3@2013" in {one["standard"] for one in rows_of(folder, "standards")}

    def test_not_yet_is_left_out_for_whoever_may_not_see_it(self, ward: Ward, tmp_path: Path) -> None:
        actions.record_decision(
            by=TESTS, person=ward.first, standard=ZA1, outcome="not_yet", decided_on=TODAY
        )
        auditor = signed_in(make_account(roles=[Role.AUDITOR]))
        folder = taken(auditor.get(ZIP), tmp_path / "auditor")
        assert "not_yet" not in {row["outcome"] for row in rows_of(folder, "decisions")}
        assert "Decisions of not yet met are left out" in (folder / "ABOUT.txt").read_text(encoding="utf-8")
        with facts_of_service(by=TESTS) as found:
            assert not found.leaves_out_not_yet

    def test_the_facts_of_merged_records_are_whose_they_were_on_each_day(
        self, ward: Ward, lead: Client, tmp_path: Path
    ) -> None:
        twin = make_person("twin", given_name="Ada")
        kept = ward.people[0]
        with clock.travelling_to(date(2026, 7, 1)):
            met(twin, ZB2, date(2026, 6, 20))
        with clock.travelling_to(date(2026, 8, 1)):
            actions.merge_people(by=TESTS, kept=kept, merged=twin, why="one person")
        with clock.travelling_to(date(2026, 9, 1)):
            met(kept, ZA1, date(2026, 8, 20))
            actions.correct_decision(
                by=TESTS,
                decision=Decision.objects.get(decided_on=date(2026, 6, 20)),
                why="Another day",
                replacement=facts.Decision("new", "ash-000", ZB2, "met", date(2026, 6, 21)),
            )
        self.agree(lead, tmp_path / "merged", date(2026, 9, 15))
        with clock.travelling_to(date(2026, 10, 1)):
            actions.split_people(by=TESTS, merge=Merge.objects.get(), why="two people after all")
        folder = self.agree(lead, tmp_path / "split", date(2026, 11, 1))
        assert len({(row["decision"], row["person"]) for row in rows_of(folder, "decisions")}) > 9
        with clock.travelling_to(date(2026, 11, 1)):
            unit = taken(signed_in(make_lead("Lou Lead")).get(f"{ZIP}?unit=ash"), tmp_path / "unit")
            for known_on in (None, date(2026, 7, 15), date(2026, 9, 15)):
                people = [person.ref for person in ward.people]
                expected = standings_on(_everybody(people), date(2026, 9, 15), known_on)
                found = answers(unit, date(2026, 9, 15), known_on)
                assert {pair: one for pair, one in found.items() if pair.person in people} == expected

    def agree(self, lead: Client, folder: Path, day: date) -> Path:
        """The files taken on a day answer as the service does, as known on every day in question."""
        with clock.travelling_to(day):
            taken(signed_in(make_lead(f"Lead of {day}")).get(ZIP), folder)
            for known_on in (None, *(date(2026, month, 15) for month in range(6, 12))):
                people = _everybody()
                for at in (date(2026, 7, 15), day):
                    assert answers(folder, at, known_on) == standings_on(people, at, known_on), known_on
        return folder

    def test_it_asks_the_store_as_often_however_many_there_are(self, ward: Ward, lead: Client) -> None:
        counts = []
        for more in (0, 20):
            post = make_post(ward.unit, role="nurse")
            for number in range(more):
                person = make_person(f"more-{number}")
                employ(person, post)
                met(person, ZA1, TODAY)
            b"".join(lead.get(ZIP).streaming_content)
            with CaptureQueriesContext(connection) as captured:
                b"".join(lead.get(ZIP).streaming_content)
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestWhoMay:
    """Whoever sees everyone's record; each look is logged."""

    @pytest.mark.parametrize("role", list(Role))
    def test_only_who_sees_every_record(self, ward: Ward, role: Role) -> None:
        given = (role, ward.unit) if role in UNIT_ROLES else role
        account = make_account(roles=[given], person=ward.people[0])
        client = signed_in(account)
        may = role in (Role.WORKFORCE_LEAD, Role.AUDITOR)
        for address in ("/facts/", ZIP, f"{ZIP}?unit=ash"):
            response = client.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
            assert (response.status_code == 200) == may, address
            if not may:
                assert response.status_code == 403
        if not may:
            with pytest.raises(NotAllowed), facts_of_service(by=account):
                pass

    def test_nobody_who_is_not_signed_in(self, ward: Ward) -> None:
        assert Client().get(ZIP).status_code == 302

    def test_a_look_is_logged_for_each_person_taken(self, ward: Ward, lead: Client) -> None:
        oak = make_unit("oak")
        employ(make_person("oak-1"), make_post(oak, role="nurse"))
        b"".join(lead.get(f"{ZIP}?unit=oak").streaming_content)
        assert set(Look.objects.values_list("person", "page")) == {("oak-1", "file of all facts of oak")}
        b"".join(lead.get(ZIP).streaming_content)
        assert Look.objects.filter(page="file of all facts").count() == 4

    def test_a_team_that_is_none_is_said(self, ward: Ward, lead: Client) -> None:
        response = lead.get(f"{ZIP}?unit=nowhere")
        assert "Select one of the choices on the page" in response.content.decode()

    def test_it_is_offered_to_whoever_may(self, ward: Ward, lead: Client) -> None:
        assert 'href="/facts/"' in lead.get("/").content.decode()
        assert 'href="/facts/"' in signed_in(make_account(roles=[Role.AUDITOR])).get("/").content.decode()
