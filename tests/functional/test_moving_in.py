"""From a workbook of their own to who lapses next month: a workforce lead new to the pages, in an empty service."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from standing.areas.audit import clock
from standing.areas.exchange import actions
from standing.areas.exchange.models import WorkbookImport
from standing.areas.people.models import Account
from standing.areas.record.models import Decision
from tests.factories.record import make_lead
from tests.factories.standards import load_bundled_catalogue
from tests.factories.workbooks import Ward, sheet_file, ward_matrix
from tests.support.journeys import arrive, fits_the_screen

pytestmark = pytest.mark.django_db(transaction=True)

RunAxe = Callable[[Page], None]
PEOPLE = "Staff No", "Name", "Ward", "Role"


@pytest.fixture(autouse=True)
def served(live_server: Any) -> None:
    """Every journey needs the service."""


@pytest.fixture
def lead() -> Account:
    load_bundled_catalogue()
    return make_lead()


@pytest.fixture
def ward() -> Ward:
    return ward_matrix(clock.today())


def upload(page: Page, folder: Path, content: bytes, name: str = "matrix.xlsx") -> None:
    file = folder / name
    file.write_bytes(content)
    page.get_by_label("Choose your spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def write_what_is_begun() -> None:
    """What the tasks of the service do behind the page."""
    actions.run_import(number=WorkbookImport.objects.latest("pk").pk)


def test_from_a_workbook_to_who_lapses_next_month(
    page: Page, run_axe: RunAxe, lead: Account, ward: Ward, tmp_path: Path
) -> None:
    began = time.monotonic()
    arrive(page, lead, "/")
    page.get_by_role("link", name="Move in from your spreadsheet").click()
    run_axe(page)
    upload(page, tmp_path, ward.content)
    heading(page, "Is this how the file is laid out?")
    expect(page.get_by_role("main")).to_contain_text("40 course columns")
    run_axe(page)
    page.get_by_role("button", name="This is right: go on").click()
    heading(page, "What is each course?")
    expect(page.get_by_role("main")).to_contain_text(
        "5 are national standards by their code or title; 35 would become"
    )
    expect(page.get_by_label("What CM D7 is")).to_have_value("standard:CMD7@undated")
    expect(page.get_by_label("What PMVA is", exact=True)).to_have_value("local:PMVA")
    run_axe(page)
    page.get_by_role("button", name="Keep these and go on").click()
    heading(page, "What the file does not say")
    run_axe(page)
    for choice in page.get_by_label("The day it was done").all():
        choice.check()
    page.get_by_label("For all of them: months it lasts").fill("12")
    page.get_by_role("button", name="Keep these and go on").click()
    heading(page, "Who the people are")
    run_axe(page)
    page.get_by_label("Yes: make a profile for each role").check()
    page.get_by_role("button", name="Keep these and see what it would do").click()
    heading(page, "What this file would do")
    expect(page.get_by_role("heading", name="Faults (10)")).to_be_visible()
    for cell, words in ward.faults.items():
        row = page.locator("#faults tr", has=page.get_by_role("rowheader", name=cell, exact=True))
        expect(row).to_have_count(1)
        assert words == "a day to come" or words in row.inner_text()
    run_axe(page)
    assert not Decision.objects.exists()
    page.get_by_role("button", name="Write it into the record").click()
    expect(page.get_by_role("button", name="Stop it")).to_be_visible()
    run_axe(page)
    write_what_is_begun()
    expect(page.get_by_role("main")).to_contain_text("The file is written")
    run_axe(page)
    page.get_by_role("link", name="Ash ward: who stops counting next month").click()
    heading(page, "Who stops counting")
    assert page.locator("main table tbody tr").count() > 10
    assert time.monotonic() - began < 600
    assert Decision.objects.filter(assessor_unknown=True).count() == Decision.objects.count() > 2000


def test_the_faults_go_back_as_a_spreadsheet_and_the_mended_file_doubles_nothing(
    page: Page, lead: Account, tmp_path: Path
) -> None:
    today = clock.today()
    rows = [
        [*PEOPLE, "PMVA"],
        ["1", "Ada Example", "Ash", "Nurse", today],
        ["2", "Ben Sample", "Ash", "Nurse", "=soon?"],
    ]
    arrive(page, lead, "/move-in/")
    upload(page, tmp_path, sheet_file({"S": rows}))
    go_through(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take the faults as a spreadsheet").click()
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    (found,) = list(book["Faults"].iter_rows(min_row=2, values_only=True))
    assert found[:3] == ("S!E3", "Ben Sample", "PMVA")
    assert book["Faults"]["D2"].data_type == "s"
    page.get_by_role("button", name="Write it into the record").click()
    expect(page.get_by_role("button", name="Stop it")).to_be_visible()
    write_what_is_begun()
    rows[2][4] = today
    page.goto("/move-in/")
    upload(page, tmp_path, sheet_file({"S": rows}))
    heading(page, "What this file would do")
    expect(page.get_by_role("main")).to_contain_text("In the record already")
    page.get_by_role("button", name="Write it into the record").click()
    expect(page.get_by_role("button", name="Stop it")).to_be_visible()
    write_what_is_begun()
    assert Decision.objects.count() == 2


def go_through(page: Page) -> None:
    """Every question answered in the plainest way, up to the preview."""
    page.get_by_role("button", name="This is right: go on").click()
    page.get_by_role("button", name="Keep these and go on").click()
    for choice in page.get_by_label("The day it was done").all():
        choice.check()
    page.get_by_label("For all of them: months it lasts").fill("12")
    page.get_by_role("button", name="Keep these and go on").click()
    page.get_by_label("No: ask for nothing yet").check()
    page.get_by_role("button", name="Keep these and see what it would do").click()
    heading(page, "What this file would do")


def test_without_scripts_by_keyboard_and_stopped(
    plain_page: Page, lead: Account, ward: Ward, tmp_path: Path
) -> None:
    page = plain_page
    arrive(page, lead, "/move-in/")
    upload(page, tmp_path, ward.content)
    page.get_by_role("button", name="This is right: go on").press("Enter")
    page.get_by_role("button", name="Keep these and go on").press("Enter")
    heading(page, "What the file does not say")
    # Nothing typed is lost where an answer is missing.
    page.get_by_label("For all of them: months it lasts").fill("18")
    page.get_by_role("button", name="Keep these and go on").press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    expect(page.get_by_label("For all of them: months it lasts")).to_have_value("18")
    for choice in page.get_by_label("The day it was done").all():
        choice.press("Space")
    page.get_by_role("button", name="Keep these and go on").press("Enter")
    page.get_by_label("No: ask for nothing yet").press("Space")
    page.get_by_role("button", name="Keep these and see what it would do").press("Enter")
    page.get_by_role("button", name="Write it into the record").press("Enter")
    page.get_by_role("link", name="See how far it is now").press("Enter")
    page.get_by_role("button", name="Stop it").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Stopped. Nothing of the file is in the record.")
    page.get_by_role("link", name="Go on with the file").press("Enter")
    heading(page, "What this file would do")
    assert not Decision.objects.exists()


def test_on_a_phone_and_taken_back(phone: Page, run_axe: RunAxe, lead: Account, tmp_path: Path) -> None:
    rows = [[*PEOPLE, "PMVA", "ILS"], ["1", "Ada Example", "Ash", "Nurse", clock.today(), "Yes"]]
    arrive(phone, lead, "/move-in/")
    fits_the_screen(phone)
    upload(phone, tmp_path, sheet_file({"S": rows}))
    for button in ("This is right: go on", "Keep these and go on"):
        fits_the_screen(phone)
        run_axe(phone)
        phone.get_by_role("button", name=button).click()
    fits_the_screen(phone)
    run_axe(phone)
    for choice in phone.get_by_label("The day it was done").all():
        choice.check()
    phone.get_by_label("Nothing is written: nobody can say").check()
    phone.get_by_label("For all of them: months it lasts").fill("12")
    phone.get_by_role("button", name="Keep these and go on").click()
    fits_the_screen(phone)
    phone.get_by_label("No: ask for nothing yet").check()
    phone.get_by_role("button", name="Keep these and see what it would do").click()
    heading(phone, "What this file would do")
    fits_the_screen(phone)
    run_axe(phone)
    phone.get_by_role("button", name="Write it into the record").click()
    expect(phone.get_by_role("button", name="Stop it")).to_be_visible()
    write_what_is_begun()
    expect(phone.get_by_role("main")).to_contain_text("The file is written")
    phone.get_by_role("link", name="Take all of it back").click()
    fits_the_screen(phone)
    run_axe(phone)
    phone.get_by_label("Why is it taken back?").fill("The wrong ward")
    phone.get_by_role("button", name="Take it back").click()
    expect(phone.get_by_role("main")).to_contain_text("is taken back")
    phone.goto("/move-in/remembered/")
    run_axe(phone)
    assert not Decision.objects.filter(retracted_on=None).exists()
