"""The pages of moving in: who may open them, that nothing typed is lost, and what they say."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from standing.areas.audit.models import Event
from standing.areas.exchange import actions, home, selectors
from standing.areas.exchange.models import Remembered, StagedWorkbook, WorkbookImport
from standing.areas.exchange.urls import urlpatterns
from standing.areas.people.actions import NewPost, add_places, take_back_added
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from tests.factories.people import make_account, make_administrator, make_person, make_unit, signed_in
from tests.factories.workbooks import sheet_file
from tests.integration.areas.exchange.conftest import (
    ADA,
    AUTUMN,
    BEN,
    HEADINGS,
    SPRING,
    THREE,
    TODAY,
    answer_all,
    matrix,
)
from tests.support.guarded import NAMED, asks_before_it_keeps

pytestmark = pytest.mark.django_db

BringIn = Callable[..., WorkbookImport]
MAY = {Role.WORKFORCE_LEAD}


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def staged_by(lead: Account, content: bytes = THREE) -> UUID:
    return actions.stage_workbook(by=lead, file="matrix.xlsx", content=content)


def address(name: str, staged: UUID, **given: Any) -> str:
    parts: dict[str, list[Any]] = {
        "start": [],
        "remembered": [],
        "forget": [1],
        "import": [1],
        "stop": [1],
        "retract": [1],
        "import_faults": [1],
        "layout": [staged, 0],
    }
    return reverse(f"exchange:{name}", args=parts.get(name, [staged]))


@pytest.mark.parametrize("role", sorted(set(Role) - MAY))
def test_no_other_role_opens_any_page(role: Role, lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(make_account(person=make_person(), roles=[role]))
    for pattern in urlpatterns:
        where = address(str(pattern.name), staged)
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code in (403, 405), (pattern.name, answer.status_code)
            assert "matrix.xlsx" not in text(answer)


def test_nobody_who_is_not_signed_in_opens_any_page(lead: Account) -> None:
    staged = staged_by(lead)
    for pattern in urlpatterns:
        assert Client().get(address(str(pattern.name), staged)).status_code == 302


def test_another_leads_file_is_as_one_that_is_not_there(lead: Account) -> None:
    staged = staged_by(lead)
    other = make_account(roles=[Role.WORKFORCE_LEAD])
    for name in (
        "go_on",
        "sheets",
        "columns",
        "questions",
        "people",
        "preview",
        "faults",
        "answers",
        "discard",
        "layout",
    ):
        mine = signed_in(other).get(address(name, staged))
        nobodys = signed_in(other).get(address(name, uuid4()))
        assert mine.status_code == nobodys.status_code
        assert text(mine) == text(nobodys)
        assert "matrix.xlsx" not in text(mine)
    with pytest.raises(Refused):
        actions.answer_workbook(by=other, staged=staged, labels={"pmva": "leave"})


def test_the_actions_ask_who_may_themselves(lead: Account, bring_in: BringIn) -> None:
    staged, outsider = staged_by(lead), make_account(roles=[Role.MANAGER, Role.ADMINISTRATOR])
    done = bring_in()
    number = Remembered.objects.latest("pk").pk
    for do in (
        lambda: actions.stage_workbook(by=outsider, file="a.xlsx", content=THREE),
        lambda: actions.answer_workbook(by=outsider, staged=staged),
        lambda: actions.discard_workbook(by=outsider, staged=staged),
        lambda: actions.begin_import(by=outsider, staged=staged),
        lambda: actions.stop_import(by=outsider, number=done.pk),
        lambda: actions.retract_import(by=outsider, number=done.pk, why="no"),
        lambda: actions.forget(by=outsider, number=number),
        lambda: selectors.imports(by=outsider),
        lambda: selectors.import_by_number(by=outsider, number=done.pk),
        lambda: selectors.units_of(by=outsider, found=done),
        lambda: selectors.staged_files(by=outsider),
        lambda: selectors.way_of(by=outsider, staged=staged),
        lambda: selectors.remembered(by=outsider),
        lambda: selectors.is_empty(by=outsider),
        lambda: selectors.waits_for_a_lead(by=lead),
        lambda: add_places(by=outsider, units={"a": "A"}, posts=[]),
        lambda: take_back_added(by=outsider, people=[], posts=[], units=[], why="no"),
    ):
        with pytest.raises(NotAllowed):
            do()


def test_reading_the_pages_changes_nothing(lead: Account, bring_in: BringIn) -> None:
    bring_in()
    staged = staged_by(lead)
    client, events = signed_in(lead), Event.objects.count()
    before = list(StagedWorkbook.objects.values("changed_at", "answers"))
    for pattern in urlpatterns:
        client.get(address(str(pattern.name), staged))
    assert Event.objects.count() == events
    assert list(StagedWorkbook.objects.values("changed_at", "answers")) == before


def test_the_way_through_the_pages(lead: Account) -> None:
    client = signed_in(lead)
    file = SimpleUploadedFile("matrix.xlsx", THREE)
    sent = client.post(reverse("exchange:start"), {"file": file}, follow=True)
    staged = StagedWorkbook.objects.get().pk
    assert sent.redirect_chain[-1][0] == address("sheets", staged)
    assert "Staff number" in text(sent)
    on = client.post(address("sheets", staged), {"read_0": "yes"}, follow=True)
    assert on.redirect_chain[-1][0] == address("columns", staged)
    form = {"target_0": "local:PMVA", "target_1": "standard:ZX1@2003"}
    on = client.post(address("columns", staged), form, follow=True)
    assert on.redirect_chain[-1][0] == address("questions", staged)
    form = {"all_0": "done", "all_1": "done", "months": "12", "grace": "28", "months_1": "never"}
    on = client.post(address("questions", staged), form, follow=True)
    assert on.redirect_chain[-1][0] == address("people", staged), text(on)
    form = {"unit_0": "new", "unit_1": "new", "role_0": "new", "ask_of_roles": "no"}
    on = client.post(address("people", staged), form, follow=True)
    assert on.redirect_chain[-1][0] == address("preview", staged), text(on)
    assert "3, of whom 0 are here already" in text(on)
    on = client.post(address("preview", staged), {}, follow=True)
    number = WorkbookImport.objects.get().pk
    assert on.redirect_chain[-1][0] == reverse("exchange:import", args=[number])
    assert "Stop it" in text(on)
    assert client.get(address("go_on", staged)).url == reverse("exchange:import", args=[number])
    actions.run_import(number=number)
    done = client.get(reverse("exchange:import", args=[number]))
    assert "The file is written" in text(done)
    assert "?everything=yes&amp;month=2026-04" in done.content.decode()
    assert f"{reverse('record:forecast', args=['ash-ward'])}?" in done.content.decode()


def test_a_step_that_needs_another_leads_there(lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(lead)
    for name in ("columns", "questions", "people", "preview"):
        assert client.get(address(name, staged)).url == address("sheets", staged)
    assert client.get(address("faults", staged)).status_code >= 400


def test_what_was_typed_is_still_there_where_something_is_wrong(lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(lead)
    client.post(address("sheets", staged), {"read_0": "yes"})
    wrong = client.post(
        address("columns", staged), {"target_0": "other", "other_0": "QQ 77", "target_1": "leave"}
    )
    assert wrong.status_code == 200
    assert "QQ77 is not in the catalogue" in text(wrong)
    assert 'value="QQ 77"' in wrong.content.decode()
    assert '<option value="leave" selected>' in wrong.content.decode()
    empty = client.post(address("columns", staged), {"target_0": "other", "target_1": "leave"})
    assert "Write the code of the standard that PMVA is" in text(empty)
    right = client.post(
        address("columns", staged), {"target_0": "other", "other_0": "ZX2", "target_1": "leave"}, follow=True
    )
    assert right.redirect_chain
    assert StagedWorkbook.objects.get().answers["labels"] == {"pmva": "standard:ZX2@2003", "zx1": "leave"}


def questions_of(lead: Account, content: bytes) -> tuple[UUID, Client]:
    staged, client = staged_by(lead, content), signed_in(lead)
    client.post(address("sheets", staged), {"read_0": "yes"})
    client.post(address("columns", staged), {"target_0": "local:PMVA", "target_1": "standard:ZX1@2003"})
    return staged, client


def test_each_mistake_on_the_questions_is_said_at_its_box(lead: Account) -> None:
    staged, client = questions_of(lead, matrix([*ADA, AUTUMN, "Yes"], [*BEN, SPRING, "Yes"]))
    nothing = text(client.post(address("questions", staged), {"grace": "28"}))
    assert "Say what a tick without a date counts for" in nothing
    assert "Enter the months that PMVA lasts, like 12, or “never”" in nothing
    wrong = text(
        client.post(
            address("questions", staged),
            {"all_0": "done", "ticks": "day", "months": "twelve", "grace": "-1", "months_0": "400"},
        )
    )
    assert "Give the day for at least one course" in wrong
    assert "Write months as a whole number from 1 to 120, not “twelve”" in wrong
    assert "Write months as a whole number from 1 to 120, not “400”" in wrong
    assert "Write days of grace as a whole number from 0 to 366, not “-1”" in wrong
    form = {
        "all_0": "done",
        "ticks": "day",
        "tick_0_day": "1",
        "tick_0_month": "9",
        "tick_0_year": "2025",
        "months": "12",
        "grace": "0",
        "months_1": "24",
        "grace_1": "14",
    }
    client.post(address("questions", staged), form)
    kept = StagedWorkbook.objects.get().answers
    assert kept["ticks"] == {"zx1": "2025-09-01"}
    assert kept["rules"] == {
        "PMVA@1": {"months": 12, "grace": 0},
        "ZX1@2003": {"months": 24, "grace": 14},
    }
    again = client.get(address("questions", staged)).content.decode()
    assert 'name="months_1"' in again
    assert 'value="24"' in again


def test_columns_that_differ_have_an_answer_of_their_own(lead: Account) -> None:
    staged, client = questions_of(lead, matrix([*ADA, AUTUMN, AUTUMN], [*BEN, SPRING, SPRING]))
    form = {"all_0": "done", "one_0_1": "expires", "months": "24", "grace": "28"}
    client.post(address("questions", staged), form)
    assert sorted(StagedWorkbook.objects.get().answers["conventions"].values()) == ["done", "expires"]
    assert '<option value="expires" selected>' in client.get(address("questions", staged)).content.decode()


def test_people_are_asked_about_and_numbers_given(lead: Account, bring_in: BringIn) -> None:
    bring_in(matrix([*ADA, AUTUMN, None]))
    content = sheet_file(
        {"Other": [["Name", "PMVA"], ["Ada Example", SPRING], ["Dot Other", AUTUMN], ["Eve Other", AUTUMN]]}
    )
    staged, client = staged_by(lead, content), signed_in(lead)
    client.post(address("sheets", staged), {"read_0": "yes"})
    client.post(address("questions", staged), {"all_0": "done"})
    shown = text(client.get(address("people", staged)))
    assert "a name alone does not say who it is" in shown
    assert "2 new people have no staff number" in shown
    form = {"unit_of_0": "Ash ward", "role_of_0": "Porter", "who_0": "same:1001", "number_0": "2001"}
    first = client.post(address("people", staged), {**form, "ask_of_roles": "no"}, follow=True)
    assert first.redirect_chain[-1][0] == address("preview", staged), text(first)
    kept = StagedWorkbook.objects.get().answers
    assert sorted(kept["people"].values()) == ["new:2001", "same:1001"]
    actions.run_import(number=actions.begin_import(by=lead, staged=staged).pk)
    people = set(WorkbookImport.objects.latest("pk").batch.workbook.counts.items())  # type: ignore[union-attr]
    assert ("new people", 2) in people


def test_a_sheet_can_be_laid_out_by_hand(lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(lead)
    where = address("layout", staged)
    assert "A: Staff No" in text(client.get(where))
    for form, words in (
        ({"headings": "0"}, "Write the number of a row of the sheet, from 1 to 4"),
        ({"headings": "1"}, "Say of at least one column that it is a course"),
        ({"headings": "1", "column_6": "course"}, "Say which column has the staff number or the name"),
        (
            {"headings": "1", "column_1": "number", "column_2": "number"},
            "Two columns cannot both be “Staff number”",
        ),
    ):
        assert words in text(client.post(where, form))
    form = {
        "headings": "1",
        "column_1": "number",
        "column_2": "surname",
        "column_3": "forename",
        "column_6": "course",
    }
    assert client.post(where, form).url == address("sheets", staged)
    assert "1 course column" in text(client.get(address("sheets", staged)))
    assert client.get(reverse("exchange:layout", args=[staged, 9])).status_code == 404


def test_at_least_one_sheet_is_read(lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(lead)
    assert "Choose at least one sheet to read" in text(
        client.post(address("sheets", staged), {"read_0": "no"})
    )


def test_the_preview_is_filtered_counted_and_paged(lead: Account) -> None:
    people = [[f"{2000 + n}", f"Example-{n}", "Ada", "Ash ward", "Nurse", AUTUMN, SPRING] for n in range(40)]
    staged = staged_by(lead, matrix(*people, [*ADA, "soon", "N/A"]))
    answer_all(lead, staged)
    client, where = signed_in(lead), address("preview", staged)
    assert "Showing 1 to 50 of 82 cells" in text(client.get(where))
    assert "Showing 51 to 82 of 82 cells" in text(client.get(f"{where}?page=2"))
    assert "Showing the only cell" in text(client.get(f"{where}?outcome=refused"))
    assert "Showing all 2 cells" in text(client.get(f"{where}?words=ada%20example-7"))
    assert "No cells" in text(client.get(f"{where}?words=nobody"))
    faults = client.get(address("faults", staged))
    sheet = load_workbook(io.BytesIO(faults.content))["Faults"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Matrix!F42"]
    answers = client.get(address("answers", staged))
    assert answers["Content-Disposition"] == 'attachment; filename="answers-matrix.json"'
    assert answers.json()["labels"]["pmva"] == "local:PMVA"


def test_a_later_day_is_asked_about_on_the_preview(lead: Account, bring_in: BringIn) -> None:
    bring_in(matrix([*ADA, SPRING, None]))
    staged, client = staged_by(lead, matrix([*ADA, AUTUMN, None])), signed_in(lead)
    where = address("preview", staged)
    assert "1 cell gives a later day than an earlier file did. Why?" in text(client.get(where))
    assert "Say why these days differ" in text(client.post(where, {}))
    client.post(where, {"later": "replace"})
    ended = actions.run_import(number=WorkbookImport.objects.latest("pk").pk)
    assert ended is not None
    assert ended.counts["taken_back"] == 1
    page = signed_in(lead).get(reverse("exchange:retract", args=[ended.pk]))
    assert "1 date of earlier files, which this one took back" in text(page)


def test_a_file_with_nothing_new_is_not_offered_to_be_written(lead: Account, bring_in: BringIn) -> None:
    bring_in()
    staged = staged_by(lead)
    shown = text(signed_in(lead).get(address("preview", staged)))
    assert "Nothing in this file is new" in shown
    assert "Write it into the record" not in shown
    assert "Nothing in this file is new" in text(signed_in(lead).post(address("preview", staged), {}))


def test_imports_are_listed_and_taken_back(lead: Account, bring_in: BringIn) -> None:
    found = bring_in()
    client = signed_in(lead)
    listed = text(client.get(reverse("exchange:start")))
    assert "Showing the only file brought in" in listed
    assert "Lee Lead" in listed
    where = reverse("exchange:retract", args=[found.pk])
    assert "Say why it is taken back" in text(client.post(where, {}))
    asks_before_it_keeps(client, where, {"why": f"The wrong ward. {NAMED}"})
    shown = text(client.get(reverse("exchange:import", args=[found.pk])))
    assert "Taken back." in shown
    assert "The wrong ward" in shown
    assert "Take all of it back" not in shown
    assert "is not in the record" not in text(client.get(reverse("exchange:import", args=[found.pk])))
    again = client.post(where, {"why": "Again"})
    assert "retracted" in text(again)
    faults = client.get(reverse("exchange:import_faults", args=[found.pk]))
    assert faults.status_code == 200


def test_stopping_and_letting_go(lead: Account) -> None:
    staged, client = staged_by(lead), signed_in(lead)
    answer_all(lead, staged)
    number = actions.begin_import(by=lead, staged=staged).pk
    client.post(reverse("exchange:stop", args=[number]))
    shown = text(client.get(reverse("exchange:import", args=[number])))
    assert "Stopped. Nothing of the file is in the record." in shown
    assert "Go on with the file" in shown
    assert "Let this file go?" in text(client.get(address("discard", staged)))
    assert "was let go" in text(client.post(address("discard", staged), follow=True))
    assert not StagedWorkbook.objects.exists()


def test_what_is_remembered_is_listed_and_forgotten(lead: Account, bring_in: BringIn) -> None:
    bring_in()
    client = signed_in(lead)
    listed = text(client.get(reverse("exchange:remembered")))
    assert "Showing all 5 things remembered" in listed
    assert "PMVA@1" in listed
    row = Remembered.objects.get(kind="label", text="pmva")
    where = reverse("exchange:forget", args=[row.pk])
    assert "Forget “pmva”?" in text(client.get(where))
    assert "is forgotten" in text(client.post(where, follow=True))
    assert client.get(where).status_code >= 400


def test_a_file_that_cannot_be_read_is_refused_at_its_box(lead: Account) -> None:
    client = signed_in(lead)
    for name, content in (("a.xlsx", b"PK\x03\x04 nothing"), ("b.pdf", b"%PDF")):
        answer = client.post(reverse("exchange:start"), {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200
        assert 'href="#id_file"' in answer.content.decode()


def test_there_is_no_import_of_that_number(lead: Account) -> None:
    assert "no import of that number" in text(signed_in(lead).get(reverse("exchange:import", args=[99])))


def test_the_home_page_of_an_empty_service_points_here(lead: Account, bring_in: BringIn) -> None:
    assert "Move in from your spreadsheet" in text(signed_in(lead).get("/"))
    staged_by(lead)
    assert "You have not finished with:" in text(signed_in(lead).get("/"))
    StagedWorkbook.objects.all().delete()
    bring_in()
    assert home.panels(account=lead, today=TODAY) == []
    assert home.panels(account=make_administrator(), today=TODAY) == []
    assert home.panels(account=make_account(), today=TODAY) == []


def test_an_administrator_of_an_empty_service_is_told_whom_it_needs() -> None:
    shown = text(signed_in(make_administrator()).get("/"))
    assert "Give an account the role workforce lead" in shown


def test_units_and_posts_of_a_file_are_the_services_own_where_they_are_there(lead: Account) -> None:
    unit = make_unit("ash")
    _, posts = add_places(
        by=lead, units={}, posts=[NewPost("ash", "nurse", "Nurse"), NewPost("ash", "nurse", "Nurse")]
    )
    assert posts["ash", "nurse"].unit == unit
    again = add_places(by=lead, units={}, posts=[NewPost("ash", "nurse", "Nurse")])[1]
    assert again == posts
    with pytest.raises(Refused, match="There is no unit elm"):
        add_places(by=lead, units={}, posts=[NewPost("elm", "nurse", "Nurse")])
    with pytest.raises(Refused, match="The code ASH is that of another unit"):
        add_places(by=lead, units={"ASH": "Another"}, posts=[])
    make_unit("b" * 45)
    make_unit("elm")
    long = add_places(
        by=lead, units={}, posts=[NewPost("b" * 45, "nurse", "Nurse"), NewPost("b" * 45, "nurse-2", "N")]
    )[1]
    assert len({post.code for post in long.values()}) == 2
    assert all(len(post.code) <= 50 for post in long.values())


def test_headings_alone_are_no_people(lead: Account) -> None:
    staged = staged_by(lead, sheet_file({"Empty": [list(HEADINGS)]}))
    shown = text(signed_in(lead).get(address("sheets", staged)))
    assert "No names with courses were found" in shown or "Rows with people 0" in shown
