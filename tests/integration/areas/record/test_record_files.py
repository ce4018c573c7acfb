"""The whole record of a person as a file: what the page says, every fact behind it, and no more than one may see."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Look
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.models import Decision
from standing.areas.record.presenters.spreadsheets import ListSheet, xlsx_file
from standing.areas.record.selectors.records import record_of
from standing.core.formulas import FORMULA_STARTS
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import Ward, account_of, make_assessor, make_manager, make_ward
from tests.factories.workforce import TESTS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1 = "ZA1@2013"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    found = make_ward(TODAY, people=2, standards=3)
    person = found.people[1]
    actions.record_absence(by=TESTS, person=person, from_on=date(2026, 6, 1))
    actions.suspend_person(by=TESTS, person=person, from_on=TODAY, reason="=SECRET()")
    actions.record_decision(by=TESTS, person=person, standard=ZA1, outcome="not_yet", decided_on=TODAY)
    row = Decision.objects.filter(person=person, standard="ZB2@2013").get()
    actions.correct_decision(by=TESTS, decision=row, why="Never happened")
    return found


def file_of(account: Any, ending: str = "json", query: str = "") -> bytes:
    response = signed_in(account).get(f"/people/ash-001/record.{ending}{query}")
    assert response.status_code == 200
    assert f'filename="standing-record-2026-06-15.{ending}"' in response["Content-Disposition"]
    return bytes(response.content)


def test_somebody_takes_all_that_is_kept_about_them(ward: Ward) -> None:
    person = ward.people[1]
    told = json.loads(file_of(account_of(person)))
    expected = record_of(by=TESTS, person=person, at=TODAY)
    assert [(one["standard"], one["status"]) for one in told["standards"]] == [
        (pair.standard.pk, pair.standing.status) for pair in expected.pairs
    ]
    facts = told["facts"]
    assert {row["outcome"] for row in facts["decisions"]} == {"met", "not_yet"}
    assert len(facts["decisions"]) == Decision.objects.filter(person=person).count()
    (retracted,) = [row for row in facts["decisions"] if row["retracted_on"]]
    assert retracted["why_retracted"] == "Never happened"
    assert (facts["absences"][0]["from"], facts["suspensions"][0]["reason"]) == ("2026-06-01", "=SECRET()")
    assert not Look.objects.exists(), "nobody looks at themself"


def test_others_take_what_they_may_see(ward: Ward) -> None:
    manager = json.loads(file_of(make_manager(ward.unit)))["facts"]
    assert manager["absences"]
    assert manager["suspensions"]
    assessor = json.loads(file_of(make_assessor(ward.unit)))["facts"]
    assert "absences" not in assessor
    assert "suspensions" not in assessor
    assert "not_yet" in {row["outcome"] for row in assessor["decisions"]}
    auditor = json.loads(file_of(make_account(roles=[Role.AUDITOR])))["facts"]
    assert "not_yet" not in {row["outcome"] for row in auditor["decisions"]}
    assert Look.objects.filter(person="ash-001", page="file of the record").count() == 3


def test_a_csv_has_table_after_table_and_nothing_a_spreadsheet_runs(ward: Ward) -> None:
    Person.objects.filter(pk=ward.people[1].pk).update(given_name="=1+1")
    text = file_of(account_of(Person.objects.get(ref="ash-001")), "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]
    assert ["How each standard stands"] in rows
    assert ["Suspensions"] in rows
    assert ["Name", "'=1+1 Example"] in rows
    assert "'=SECRET()" in text


def test_a_workbook_has_a_sheet_for_each_table(ward: Ward) -> None:
    with zipfile.ZipFile(io.BytesIO(file_of(account_of(ward.people[1]), "xlsx"))) as book:
        names = book.read("xl/workbook.xml").decode()
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    for name in ("About", "Standing", "Where they work", "Decisions", "Absences", "Suspensions"):
        assert f'name="{name}"' in names
    assert not any("<f>" in sheet for sheet in sheets)


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    whole = xlsx_file("A title", (), [ListSheet("Words", ("Words",), [("x" * 40_000,)], (10,))])
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        assert (
            "xxx… (cut here: a cell holds no more. The CSV file has all of it.)"
            in book.read("xl/sharedStrings.xml").decode()
        )


def test_another_day_is_that_day(ward: Ward) -> None:
    with clock.travelling_to(date(2026, 6, 20)):
        client = signed_in(account_of(ward.people[1]))
        told = json.loads(client.get("/people/ash-001/record.json?at=2026-06-15").content)
    assert told["at"] == "2026-06-15"


def test_an_outsider_takes_nothing(ward: Ward) -> None:
    for account in (make_assessor(make_unit("oak")), account_of(ward.people[0])):
        for ending in ("json", "csv", "xlsx"):
            assert signed_in(account).get(f"/people/ash-001/record.{ending}").status_code == 404


def test_another_ending_is_not_found(ward: Ward) -> None:
    assert signed_in(make_manager(ward.unit)).get("/people/ash-001/record.pdf").status_code == 404


def test_the_page_leads_to_it(ward: Ward) -> None:
    page = signed_in(make_manager(ward.unit)).get("/people/ash-001/").content.decode()
    assert 'href="/people/ash-001/record.xlsx"' in page
