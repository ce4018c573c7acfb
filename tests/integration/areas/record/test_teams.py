"""A team: its matrix, its figures with their counts, its filters, and the same as files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
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
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import Pair
from standing.areas.record.periods import mark_stale
from standing.areas.record.presenters.standing import pair_href
from standing.areas.record.selectors.cells import AWAY, NOT_NEEDED_YET
from standing.areas.record.selectors.people import NotFound, find_people, own_person, person_by_ref, places_of
from standing.areas.record.selectors.records import record_of
from standing.areas.record.selectors.service import setting_up
from standing.areas.record.selectors.teams import (
    COUNTS,
    DOES_NOT_COUNT,
    Filters,
    Team,
    stopping_in,
    team_of,
    unit_by_code,
)
from standing.areas.record.selectors.waiting import waiting_for_decision
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, account_of, make_assessor, make_manager, make_ward, require
from tests.factories.workforce import TESTS, employ, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1, ZB2 = "ZA1@2013", "ZB2@2013"


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    return make_ward(TODAY, people=6, standards=4)


@pytest.fixture
def manager(ward: Ward) -> Client:
    return signed_in(make_manager(ward.unit))


def team(ward: Ward, at: date = TODAY, **filters: str) -> Team:
    return team_of(by=TESTS, unit=ward.unit, at=at, filters=Filters(**filters))


def words(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()[:300]
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(strip_tags(main).split())


class TestTheMatrix:
    """People down, standards across, and every cell what the record says."""

    def test_every_cell_is_as_the_record_of_the_person_says(self, ward: Ward) -> None:
        mark_stale([ward.people[2].pk])
        found = {cell.pair: cell.standing for cell in team(ward).cells}
        assert len(found) == 24
        for person in ward.people:
            for pair in record_of(by=TESTS, person=person, at=TODAY).pairs:
                assert found[Pair(person.ref, pair.standard.pk, pair.context)] == pair.standing

    def test_only_whoever_works_there_that_day_is_in_it(self, ward: Ward) -> None:
        joiner = make_person("new")
        employ(joiner, make_post(ward.unit, role="nurse"), from_on=TODAY + timedelta(days=5))
        assert joiner not in team(ward).people
        assert joiner in team(ward, at=TODAY + timedelta(days=5)).people

    def test_the_units_below_are_in_it_and_those_beside_are_not(self, ward: Ward) -> None:
        below, beside = make_unit("below", parent=ward.unit), make_unit("beside")
        for unit in (below, beside):
            employ(make_person(unit.code), make_post(unit, role="nurse"))
        refs = {person.ref for person in team(ward).people}
        assert "below" in refs
        assert "beside" not in refs

    def test_who_is_asked_for_nothing_is_named_not_dropped(self, ward: Ward, manager: Client) -> None:
        employ(make_person("porter", given_name="Pat"), make_post(ward.unit, role="porter"))
        assert [person.ref for person in team(ward).nothing_asked] == ["porter"]
        assert "No standard is asked of Pat Example" in words(manager.get("/teams/ash/"))

    def test_as_known_on_a_day_only_what_was_recorded_counts(self, ward: Ward) -> None:
        with clock.travelling_to(TODAY + timedelta(days=3)):
            met(ward.first, ZA1, TODAY + timedelta(days=2))
            at = TODAY + timedelta(days=3)
            late = team_of(by=TESTS, unit=ward.unit, at=at, known_on=TODAY, filters=Filters(words="ash-000"))
            now = team_of(by=TESTS, unit=ward.unit, at=at, filters=Filters(words="ash-000"))
        cells = {cell.standard.pk: cell.standing.expires_on for cell in late.cells}
        assert cells[ZA1] == date(2029, 6, 15)
        assert {cell.standard.pk: cell.standing.expires_on for cell in now.cells}[ZA1] == date(2029, 6, 17)

    def test_a_context_is_a_column_of_its_own(self, ward: Ward) -> None:
        require((ZA1,), role="elder", context="older people")
        employ(ward.first, make_post(ward.unit, role="elder"))
        columns = [(standard.pk, context) for standard, context in team(ward).columns]
        assert columns[:2] == [(ZA1, ""), (ZA1, "older people")]

    @pytest.mark.parametrize("known_on", [None, TODAY])
    def test_it_asks_the_store_as_often_for_five_as_for_sixty(self, known_on: date | None) -> None:
        ward = make_ward(TODAY, people=5, standards=4)
        client = signed_in(make_manager(ward.unit))
        address = f"/teams/ash/{f'?at={days_ago(1)}&known_on={known_on}' if known_on else ''}"
        counts = []
        for more in (0, 55):
            post = make_post(ward.unit, role="nurse")
            for number in range(more):
                employ(make_person(f"more-{number}"), post)
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                said = words(client.get(address))
            assert known_on or f"all {5 + more} people" in said
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 34


class TestFigures:
    """Always both counts, and who was left out."""

    def test_both_counts_and_who_was_left_out(self, ward: Ward, manager: Client) -> None:
        actions.record_absence(by=TESTS, person=ward.people[1], from_on=days_ago(5))
        found = team(ward).compliance
        assert (found.of, len(found.left_out)) == (20, 4)
        assert {cell.left_out for cell in found.left_out} == {AWAY}
        said = words(manager.get("/teams/ash/"))
        assert f"{found.counting} of 20 required standards count" in said
        assert "4 required standards of 1 person were left out of this figure." in said
        assert f"Ben Example, {AWAY}: ZA1 (2013)" in said

    def test_a_short_absence_leaves_nobody_out_and_touching_ones_are_one(self, ward: Ward) -> None:
        person = ward.people[1]
        actions.record_absence(by=TESTS, person=person, from_on=days_ago(5), to_on=TODAY + timedelta(days=10))
        assert not team(ward).compliance.left_out
        actions.record_absence(
            by=TESTS, person=person, from_on=TODAY + timedelta(days=10), to_on=date(2026, 7, 20)
        )
        assert len(team(ward).compliance.left_out) == 4

    def test_a_joiner_is_left_out_until_it_is_needed(self, ward: Ward) -> None:
        require((ZA1,), role="starter", days=30)
        joiner = make_person("new")
        employ(joiner, make_post(ward.unit, role="starter"), from_on=days_ago(29))
        (cell,) = team(ward, words="new").cells
        assert cell.left_out == NOT_NEEDED_YET
        (cell,) = team(ward, at=TODAY + timedelta(days=1), words="new").cells
        assert cell.left_out == ""

    def test_a_filter_by_status_leaves_the_figure_as_it_is(self, ward: Ward) -> None:
        whole = team(ward).compliance
        assert team(ward, status=DOES_NOT_COUNT).compliance == whole
        assert team(ward, words="ash-000").compliance.of == 4

    def test_nothing_asked_has_no_figure(self, ward: Ward, manager: Client) -> None:
        said = words(manager.get("/teams/ash/?words=nobody"))
        assert "No standard is asked of anybody chosen here, so there is no figure." in said
        assert "Nobody here is as these filters ask." in said
        assert "No people" not in said
        assert "Showing 0 of 6 people" in said

    def test_never_rounded_up_to_a_whole(self) -> None:
        from standing.areas.record.presenters.teams import share
        from standing.areas.record.selectors.cells import Compliance

        assert share(Compliance(1999, 2000, ())) == "99.9%"
        assert share(Compliance(2000, 2000, ())) == "100.0%"
        assert share(Compliance(46, 54, ())) == "85.2%"
        assert share(Compliance(0, 0, ())) == ""


class TestFilters:
    """Each narrows what is shown, and stands in the address."""

    @pytest.mark.parametrize(
        ("filters", "holds"),
        [
            ({"words": "BEN ash"}, lambda cell: cell.person.given_name == "Ben"),
            ({"standard": ZA1}, lambda cell: cell.standard.pk == ZA1),
            ({"suite": "ZB"}, lambda cell: cell.standard.suite.code == "ZB"),
            ({"status": "current"}, lambda cell: cell.standing.status == "current"),
            ({"status": COUNTS}, lambda cell: cell.standing.counts),
            ({"status": DOES_NOT_COUNT}, lambda cell: not cell.standing.counts),
            ({"reason": "expired"}, lambda cell: "expired" in cell.standing.reasons),
            ({"role": "nurse", "status": "due"}, lambda cell: cell.standing.status == "due"),
        ],
    )
    def test_it_shows_those_and_all_of_those(self, ward: Ward, filters: dict[str, str], holds: Any) -> None:
        actions.issue_change(
            by=TESTS,
            subject="POL-1",
            version=1,
            title="Policy",
            standards=[ZB2],
            change_class="significant",
            effective_on=TODAY,
        )
        expected = [cell.pair for cell in team(ward).cells if holds(cell)]
        assert [cell.pair for cell in team(ward, **filters).cells] == expected
        assert expected, "the ward has some of them"

    def test_a_role_is_the_persons_not_the_requirements(self, ward: Ward) -> None:
        employ(ward.first, make_post(ward.unit, role="lead"))
        assert {cell.person for cell in team(ward, role="lead").cells} == {ward.first}

    def test_what_is_on_can_be_taken_away_in_the_address(self, ward: Ward, manager: Client) -> None:
        page = manager.get("/teams/ash/?status=current&reason=&words=ben").content.decode()
        assert "Status: Current" in page
        assert "Name or number: ben" in page
        assert "Reason:" not in page.partition("app-filters__on")[2].partition("</ul>")[0]

    def test_an_answer_that_is_no_choice_is_said(self, manager: Client) -> None:
        page = manager.get("/teams/ash/?status=fine")
        assert "There is a problem" in words(page)
        assert manager.get("/teams/ash.csv?status=fine")["Location"] == "/teams/ash/?status=fine"

    def test_a_standard_nobody_is_asked_for_is_still_a_choice(self, manager: Client) -> None:
        said = words(manager.get("/teams/ash/?standard=ZZ9%401999"))
        assert "ZZ9@1999 (nobody here)" in said


class TestThePage:
    """What the page says of the team."""

    def test_every_cell_leads_to_why(self, ward: Ward, manager: Client) -> None:
        require((ZA1,), role="elder", context="older people")
        employ(ward.first, make_post(ward.unit, role="elder"))
        page = manager.get("/teams/ash/?at=2026-06-01").content.decode()
        for cell in team(ward, at=date(2026, 6, 1)).cells:
            href = pair_href(cell.person.ref, cell.standard.pk, cell.context, {"at": "2026-06-01"})
            assert f'href="{href.replace("&", "&amp;")}"' in page
            assert manager.get(href).status_code == 200

    def test_a_cell_says_whose_it_is_and_why(self, ward: Ward, manager: Client) -> None:
        page = manager.get("/teams/ash/?reason=expired").content.decode()
        assert re.search(r'aria-label="Not: \w+ Example, Z\w+ \(2013\), Not current, Expired"', page)

    def test_columns_are_read_with_their_titles(self, manager: Client) -> None:
        assert "Keep the ZA1 garden of 2013" in words(manager.get("/teams/ash/"))

    def test_another_day_is_clearly_not_today(self, manager: Client) -> None:
        assert "This is how it stands on 1 June 2026" in words(manager.get("/teams/ash/?at=2026-06-01"))

    def test_a_name_is_text_wherever_it_stands(self, ward: Ward, manager: Client) -> None:
        Person.objects.filter(pk=ward.first.pk).update(given_name="<b>Ada", family_name='"><script>')
        for address in ("/teams/ash/", "/people/ash-000/", "/"):
            assert "<script>" not in manager.get(address).content.decode().partition("<main")[2]
            assert "<b>" not in manager.get(address).content.decode()

    def test_an_empty_team_says_what_to_do(self) -> None:
        unit = make_unit("empty")
        said = words(signed_in(make_manager(unit)).get("/teams/empty/"))
        assert "Nobody works here on this day. Give people posts here, under People, and they appear." in said

    def test_whoever_has_one_team_is_led_to_it(self, ward: Ward, manager: Client) -> None:
        assert manager.get("/teams/")["Location"] == "/teams/ash/"
        make_unit("below", parent=ward.unit)
        assert "Ash ward" in words(manager.get("/teams/"))


class TestStopping:
    """Who stops counting next, unless somebody acts."""

    def test_it_is_what_the_days_ahead_say(self, ward: Ward) -> None:
        until = TODAY + timedelta(days=365)
        found = stopping_in(team_of(by=TESTS, unit=ward.unit, at=TODAY), until)
        assert found
        assert [item.first_day for item in found] == sorted(item.first_day for item in found)
        stops = {item.cell.pair: item for item in found}
        for pair, item in stops.items():
            assert _counts(ward, pair, item.first_day - timedelta(days=1))
            assert not _counts(ward, pair, item.first_day)
        months = [TODAY + timedelta(days=days) for days in (*range(0, 365, 30), 365)]
        matrices = [{cell.pair: cell.standing.counts for cell in team(ward, at=day).cells} for day in months]
        for pair in matrices[0].keys() - stops.keys():
            assert len({matrix[pair] for matrix in matrices}) == 1, "what is not listed stays as it is"

    def test_somebody_stale_is_looked_at_afresh(self, ward: Ward) -> None:
        until = TODAY + timedelta(days=365)
        before = stopping_in(team_of(by=TESTS, unit=ward.unit, at=TODAY), until)
        mark_stale([person.pk for person in ward.people])
        assert stopping_in(team_of(by=TESTS, unit=ward.unit, at=TODAY), until) == before


def _counts(ward: Ward, pair: Pair, day: date) -> bool:
    cells = {cell.pair: cell for cell in team(ward, at=day, words=pair.person).cells}
    return cells[pair].standing.counts


class TestFiles:
    """The same filters, reasons and counts, and nothing a spreadsheet would run."""

    def test_the_csv_says_what_the_matrix_says(self, ward: Ward, manager: Client) -> None:
        response = manager.get("/teams/ash.csv?status=does_not_count")
        assert response["Content-Disposition"] == 'attachment; filename="standing-ash-2026-06-15.csv"'
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        head = rows.index([]) + 1
        shown = team(ward, status=DOES_NOT_COUNT)
        about = {row[0]: row[1] for row in rows[: head - 1]}
        assert about["As at"] == "2026-06-15"
        assert about["Filter"] == "Status: Does not count"
        assert about["Counting"].startswith(f"{shown.compliance.counting} of {shown.compliance.of} (")
        assert len(rows[head + 1 :]) == len(shown.cells)
        first = dict(zip(rows[head], rows[head + 1], strict=True))
        cell = shown.cells[0]
        assert (first["Staff number"], first["Standard"]) == (cell.person.ref, cell.standard.pk)
        assert (first["Status"], first["Counts"]) == ("Not current", "no")

    @pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
    def test_a_name_that_looks_like_a_formula_is_harmless(
        self, ward: Ward, manager: Client, name: str
    ) -> None:
        Person.objects.filter(pk=ward.first.pk).update(given_name=name)
        text = manager.get("/teams/ash.csv").content.decode("utf-8-sig")
        assert f"'{name}" in text
        assert not re.search(rf'(^|,|"){re.escape(name)}', text, re.MULTILINE)
        sheets = _sheets(manager.get("/teams/ash.xlsx").content)
        assert all("<f>" not in sheet for sheet in sheets.values())

    def test_the_spreadsheet_has_three_sheets_with_what_it_is_of(self, ward: Ward, manager: Client) -> None:
        response = manager.get("/teams/ash.xlsx?reason=expired&at=2026-06-01")
        assert response["Content-Type"].endswith("spreadsheetml.sheet")
        sheets = _sheets(response.content)
        assert list(sheets) == ["About", "Matrix", "List"]
        strings = _strings(response.content)
        for text in ("2026-06-01", "Reason: Expired", "Ash ward (ash)", "(2013) Keep the Z"):
            assert text in strings
        shown = team(ward, at=date(2026, 6, 1), reason="expired")
        assert sheets["List"].count("<row ") == len(shown.cells) + 1
        assert sheets["Matrix"].count("<row ") == len(shown.people) + 2

    def test_another_ending_is_not_found(self, manager: Client) -> None:
        assert manager.get("/teams/ash.pdf").status_code == 404


def _sheets(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        return {name: book.read(f"xl/worksheets/sheet{n}.xml").decode() for n, name in enumerate(names, 1)}


def _strings(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/sharedStrings.xml").decode()


class TestWhoMayRead:
    """Selectors show only what the account may see."""

    def test_a_team_is_for_its_manager(self, ward: Ward) -> None:
        stranger = make_manager(make_unit("oak"))
        with pytest.raises(NotAllowed, match="You cannot see this team"):
            team_of(by=stranger, unit=ward.unit, at=TODAY)
        with pytest.raises(NotFound, match="There is no team ash among those you can see"):
            unit_by_code(by=stranger, code="ash")
        with pytest.raises(NotFound, match="There is no team nope among those you can see"):
            unit_by_code(by=stranger, code="nope")

    def test_a_person_out_of_sight_is_said_to_be_nobody(self, ward: Ward) -> None:
        stranger = make_manager(make_unit("oak"))
        messages = set()
        for ref in ("ash-000", "ash-999"):
            with pytest.raises(NotFound) as none:
                person_by_ref(by=stranger, ref=ref)
            messages.add(str(none.value).replace(ref, "REF"))
        assert len(messages) == 1
        assert find_people(by=stranger) == []

    def test_people_are_found_by_every_word(self, ward: Ward) -> None:
        manager = make_manager(ward.unit)
        assert [person.ref for person in find_people(by=manager, words="ben ASH-001")] == ["ash-001"]
        assert find_people(by=manager, words="ben ash-002") == []

    def test_a_record_is_ones_own_only_as_a_practitioner(self, ward: Ward) -> None:
        assert own_person(by=account_of(ward.first)) == ward.first
        assert own_person(by=make_account(person=ward.people[1])) is None
        assert own_person(by=TESTS) is None

    def test_where_people_work(self, ward: Ward) -> None:
        places = places_of(list(ward.people), TODAY)
        assert {place.title for found in places.values() for place in found} == {"Nurse"}
        assert places_of(list(ward.people), date(2014, 1, 1)) == {}

    def test_what_waits_is_of_the_assessors_own_units(self, ward: Ward) -> None:
        assert waiting_for_decision(by=make_assessor(ward.unit), at=TODAY)
        assert waiting_for_decision(by=make_assessor(make_unit("oak")), at=TODAY) == []

    def test_the_service_is_for_whoever_sees_all_of_it(self, ward: Ward) -> None:
        with pytest.raises(NotAllowed):
            setting_up(by=make_manager(ward.unit))
        counts = setting_up(by=make_account(roles=[Role.ADMINISTRATOR]))
        assert (counts.people, counts.standards, counts.ruled, counts.assignments) == (6, 4, 4, 6)
