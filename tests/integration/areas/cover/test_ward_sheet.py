"""The ward sheet and the files of cover: what they say, to whom, and that one page holds a ward."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from standing.areas.audit import clock
from standing.areas.audit.models import Look
from standing.areas.cover.presenters.ward_lines import limits_of, stops_of
from standing.areas.cover.presenters.ward_sheet import SheetPage
from standing.areas.cover.selectors import covers_of
from standing.areas.cover.selectors.ward_sheet import WardSheet, ward_sheet_of
from standing.areas.people.models import Account
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.refusals import Refused
from tests.factories.cover import TESTS, make_rule, make_shift, on, register
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, make_ward
from tests.factories.workforce import employ, met
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
ZA1, ZB2, ZA3 = "ZA1@2013", "ZB2@2013", "ZA3@2013"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    """Ash: a rule about ZB2, two shifts; Ben is away, Cai restricted in ZB2, Dot’s registration has lapsed."""
    ash = make_ward(TODAY, people=5, standards=3)
    make_rule(ash.unit, ZB2, 2)
    make_shift(ash.unit, TODAY, ash.people[0], on(ash.people[2], leads=True), "Agnes Agency", name="Night")
    make_shift(ash.unit, TODAY + timedelta(days=1), ash.people[0], name="Early")
    record.record_absence(by=TESTS, person=ash.people[1], from_on=TODAY - timedelta(days=2))
    record.restrict_practice(
        by=TESTS,
        person=ash.people[2],
        standard=ZB2,
        limits="Not to lead a restraint",
        reason="A private reason",
        from_on=TODAY,
        review_on=TODAY + timedelta(days=20),
    )
    register(ash.people[3], TODAY - timedelta(days=1))
    return ash


@pytest.fixture
def manager(ward: Ward) -> Account:
    return make_account("Morgan Manager", roles=[(Role.MANAGER, ward.unit)])


def sheet(ward: Ward, by: object = TESTS, day: date = TODAY) -> WardSheet:
    return ward_sheet_of(by=by, unit=ward.unit, day=day)  # type: ignore[arg-type]


class TestWhatItSays:
    def test_the_standards_of_the_cover_rules_come_first(self, ward: Ward) -> None:
        found = sheet(ward)
        assert [(one.standard.pk, one.is_for_cover) for one in found.columns] == [
            (ZB2, True),
            (ZA1, False),
            (ZA3, False),
        ]

    def test_whoever_is_away_restricted_or_unregistered_is_not_counted(self, ward: Ward) -> None:
        found = sheet(ward)
        marks = {one.person.ref: one.marks[ZB2, ""] for one in found.people}
        out = {ref: mark.kept_out for ref, mark in marks.items() if mark.kept_out}
        assert out == {
            "ash-001": ("absent",),
            "ash-002": ("restricted",),
            "ash-003": ("registration_lapsed",),
        }
        column = found.columns[0]
        assert column.of == 5
        assert column.counting == sum(mark.standing.counts for ref, mark in marks.items() if ref not in out)
        others = next(one for one in found.people if one.person.ref == "ash-002").marks
        assert others[ZA1, ""].kept_out == ()

    def test_what_stops_counting_in_four_weeks_and_nothing_else(self, ward: Ward) -> None:
        soon = make_person("soon")
        employ(soon, make_post(ward.unit))
        met(soon, ZA1, date(2023, 6, 25))
        met(soon, ZB2, date(2023, 7, 10))
        met(soon, ZA3, date(2023, 7, 20))
        found = sheet(ward)
        assert found.until == date(2026, 7, 13)
        of_soon = [stop.standard.pk for stop in found.stops if stop.person == soon]
        assert of_soon == [ZA1, ZB2]
        later = sheet(ward, day=date(2026, 6, 29))
        assert [stop.standard.pk for stop in later.stops if stop.person == soon] == [ZB2, ZA3]

    def test_the_page_says_shifts_limits_and_when_it_was_made_and_no_reason(
        self, ward: Ward, manager: Account
    ) -> None:
        said = text(signed_in(manager).get("/cover/units/ash/ward-sheet/"))
        assert "Monday 15 June 2026" in said
        assert "Made on 15 June 2026 at" in said
        assert "Does not meet the rule you set" in said
        assert "Agnes Agency (not in the record" in said
        assert (
            "Cai Example, for ZB2@2013, to be looked at again by 5 Jul 2026: Not to lead a restraint" in said
        )
        assert "Early" not in said
        assert "private reason" not in said

    def test_another_day_is_asked_for_and_a_past_one_refused(self, ward: Ward, manager: Account) -> None:
        browser = signed_in(manager)
        said = text(browser.get("/cover/units/ash/ward-sheet/?day=2026-06-16"))
        assert "Tuesday 16 June 2026" in said
        assert "Early" in said
        gone = text(browser.get("/cover/units/ash/ward-sheet/?day=2026-06-01"))
        assert "There is a problem" in gone
        assert browser.get("/cover/units/ash/ward-sheet.pdf?day=2026-06-01").status_code == 302
        with pytest.raises(Refused, match="has passed"):
            sheet(ward, day=TODAY - timedelta(days=1))

    def test_as_many_queries_for_many_as_for_few(self, ward: Ward) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                sheet(ward)
            return len(captured)

        before = queries()
        post = make_post(ward.unit)
        for number in range(4):
            employ(make_person(f"more-{number}"), post)
        make_shift(ward.unit, TODAY, ward.people[4], name="Late")
        assert queries() == before


class TestWhoMay:
    def test_only_those_who_see_the_team_and_never_another_ward(self, ward: Ward, manager: Account) -> None:
        for role in set(Role) - {Role.PRACTITIONER}:
            client = signed_in(make_account(roles=[role]))
            may = role in {Role.MANAGER, Role.WORKFORCE_LEAD, Role.AUDITOR}
            assert client.get("/cover/units/ash/ward-sheet/").status_code == (200 if may else 404), role
        stranger = make_account("Stray Manager", roles=[(Role.MANAGER, make_unit("oak"))])
        for address in ("ward-sheet/", "ward-sheet.pdf", "cover.csv", "cover.xlsx"):
            response = signed_in(stranger).get(f"/cover/units/ash/{address}")
            assert response.status_code == 404
            assert b"Example" not in response.content
        with pytest.raises(NotAllowed):
            sheet(ward, by=stranger)

    def test_the_file_of_cover_is_for_those_who_see_cover(self, ward: Ward) -> None:
        may = {Role.MANAGER, Role.ROTA_MAKER, Role.CLINICAL_LEAD, Role.WORKFORCE_LEAD, Role.AUDITOR}
        for role in set(Role) - {Role.PRACTITIONER}:
            answer = signed_in(make_account(roles=[role])).get("/cover/units/ash/cover.csv")
            assert answer.status_code == (200 if role in may else 404), role

    def test_an_auditor_is_not_told_limits(self, ward: Ward) -> None:
        said = text(signed_in(make_account(roles=[Role.AUDITOR])).get("/cover/units/ash/ward-sheet/"))
        assert "You may not see the limits of practice here." in said
        assert "to be looked at again" not in said

    def test_every_name_on_it_is_logged(self, ward: Ward, manager: Account) -> None:
        signed_in(manager).get("/cover/units/ash/ward-sheet/")
        assert set(Look.objects.values_list("person", flat=True)) >= {one.ref for one in ward.people}


class TestPdf:
    def test_it_is_one_accessible_page_that_says_what_the_page_says(
        self, ward: Ward, manager: Account
    ) -> None:
        response = signed_in(manager).get("/cover/units/ash/ward-sheet.pdf")
        assert response["Content-Type"] == "application/pdf"
        read = PdfReader(io.BytesIO(response.content))
        assert len(read.pages) == 1
        assert read.metadata is not None
        assert read.metadata.title == "Ward sheet, Ash ward, Monday 15 June 2026"
        said = " ".join(read.pages[0].extract_text().split())
        for words in ("Made on 15 June 2026", "Limits", "Agnes Agency", "Not to lead a restraint", "ZB2"):
            assert words in said
        catalogue = read.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert catalogue["/Lang"].startswith("en")  # type: ignore[index]

    def test_a_ward_of_thirty_with_all_that_can_be_said_stays_on_one_page(self, manager: Account) -> None:
        many = make_ward(TODAY, people=33, standards=16, code="full", name="The Honourable Full Ward")
        make_rule(many.unit, ZB2, 2)
        for name in ("Early", "Late", "Night", "Twilight"):
            make_shift(many.unit, TODAY, *many.people[:9], name=name)
        page = SheetPage(sheet(many))
        assert len(page.heads) == 10
        assert len(page.tonight.lines) == 8
        assert page.tonight.left_out == ""
        shown = len(page.rows)
        assert 20 <= shown <= 30
        assert page.left_out[0].startswith(f"For want of room this sheet shows {shown} of the 33 people")
        assert page.left_out[1].startswith("For want of room 6 more standards are left out")
        lead = make_account(roles=[Role.WORKFORCE_LEAD])
        response = signed_in(lead).get("/cover/units/full/ward-sheet.pdf")
        read = PdfReader(io.BytesIO(response.content))
        assert len(read.pages) == 1
        said = " ".join(read.pages[0].extract_text().split())
        assert f"{33 - shown} are left out" in said
        for name in ("Early", "Late", "Night", "Twilight"):
            assert f"{name}, Monday 15" in said


class TestWhatHasNoRoom:
    def test_a_ward_of_twenty_eight_leaves_nobody_and_nothing_of_the_day_out(self) -> None:
        many = make_ward(TODAY, people=28, standards=14, code="birch")
        make_rule(many.unit, ZB2, 2)
        for name in ("Long day", "Night"):
            make_shift(many.unit, TODAY, *many.people[:5], "Agnes Agency", name=name)
        page = SheetPage(sheet(many))
        assert len(page.rows) == 28
        assert page.tonight.left_out == ""
        said = " ".join(page.tonight.lines)
        assert said.count("ZB2") == 2
        assert said.count("Does not: Agnes Agency (not in the record") == 2
        assert "Night, Monday 15" in said

    def test_shifts_have_room_before_people_and_those_that_fail_before_the_others(self) -> None:
        many = make_ward(TODAY, people=8, standards=3, code="cedar")
        shift = make_shift(many.unit, TODAY, *many.people[:3], name="Early")
        found = sheet(many)
        assert found.covers is not None
        (fine,) = found.covers
        make_rule(many.unit, ZB2, 9, kinds=("night",))
        make_shift(many.unit, TODAY, *many.people[:3], name="Night")
        found = sheet(many)
        assert found.covers is not None
        fails = next(one for one in found.covers if one.shift.pk != shift.pk)
        page = SheetPage(replace(found, covers=(*[fine] * 150, fails)))
        assert page.rows == []
        assert "8 are left out" in page.left_out[0]
        assert page.tonight.lines[0].startswith("Night")
        left_out = 151 - sum(words.startswith(("Early", "Night")) for words in page.tonight.lines)
        assert f"{left_out} shifts (Early, Early" in page.tonight.left_out
        assert "see Cover" in page.tonight.left_out

    def test_whose_limits_and_what_stops_counting_are_left_out_is_said(self, ward: Ward) -> None:
        found = sheet(ward)
        assert found.limits
        limits = limits_of(found)
        assert limits.first(0).left_out == "Left out for want of room, the limits of Cai Example: see Limits."
        assert limits.first(1).left_out == ""
        soon = make_person("soon")
        employ(soon, make_post(ward.unit))
        met(soon, ZA1, date(2023, 6, 25))
        stops = stops_of(sheet(ward))
        said = stops.first(len(stops.blocks) - 1).left_out
        assert said.startswith("Left out for want of room: 1 more that stops counting, the first after ")


class TestRotaFiles:
    def test_a_line_for_each_line_of_each_shift(self, ward: Ward, manager: Account) -> None:
        response = signed_in(manager).get("/cover/units/ash/cover.csv")
        lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        rows = lines[lines.index([]) + 2 :]
        covers = covers_of(TESTS, ward.unit, TODAY, TODAY + timedelta(days=27))
        assert [(row[1], row[2], row[6], int(row[9])) for row in rows] == [
            (cover.shift.name, cover.days[0].isoformat(), line.standard.pk, line.has)
            for cover in covers
            for line in cover.lines
        ]
        assert "(Not to lead a restraint)" in rows[0][12]
        assert "private reason" not in response.content.decode()

    def test_the_workbook_and_days_that_cannot_be(self, ward: Ward, manager: Account) -> None:
        from openpyxl import load_workbook

        browser = signed_in(manager)
        make_shift(ward.unit, TODAY, "=cmd|' /C calc'!A0", name="Late")
        book = load_workbook(io.BytesIO(browser.get("/cover/units/ash/cover.xlsx").content))
        assert book.sheetnames == ["About", "Shifts", "Rules", "Needed most"]
        cells = [cell for row in book["Shifts"].iter_rows() for cell in row]
        assert any(cell.value == "=cmd|' /C calc'!A0" and cell.data_type == "s" for cell in cells)
        wrong = browser.get("/cover/units/ash/cover.xlsx?first=2026-07-01&last=2026-06-01")
        assert wrong.status_code == 302
        assert wrong["Location"].startswith("/cover/units/ash/?first=2026-07-01")
