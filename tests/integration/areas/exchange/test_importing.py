"""A spreadsheet written into the record: what of it, by whom, again, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.exchange import actions, selectors
from standing.areas.exchange.faults import faults_of
from standing.areas.exchange.models import Remembered, StagedWorkbook, WorkbookImport
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles.models import RoleProfile
from standing.areas.record import actions as record
from standing.areas.record.models import Assignment, Batch, Decision, RefreshRule, Requirement
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.moving_in.plan import Outcome
from standing.core.rules import facts
from tests.factories.people import make_account, make_person
from tests.factories.record import make_assessor
from tests.integration.areas.exchange.conftest import (
    ADA,
    AUTUMN,
    BEN,
    CAI,
    SPRING,
    SUMMER,
    THREE,
    TODAY,
    answer_all,
    journey_of,
    matrix,
)

pytestmark = pytest.mark.django_db

BringIn = Callable[..., WorkbookImport]


def dates_of(ref: str, standard: str = "PMVA@1") -> list[date]:
    rows = Decision.objects.filter(person__ref=ref, standard=standard, retracted_on=None)
    return sorted(rows.values_list("decided_on", flat=True))


def test_an_empty_service_moves_in(bring_in: BringIn, lead: Account) -> None:
    found = bring_in()
    assert (found.state, found.why) == (WorkbookImport.WRITTEN, "")
    assert set(Unit.objects.values_list("code", "name")) == {
        ("ash-ward", "Ash ward"),
        ("elm-ward", "Elm ward"),
    }
    assert list(Person.objects.values_list("ref", flat=True)) == ["1001", "1002", "1003"]
    assert set(Post.objects.values_list("code", "role")) == {
        ("ash-ward-staff-nurse", "staff-nurse"),
        ("elm-ward-staff-nurse", "staff-nurse"),
    }
    assert set(Assignment.objects.values_list("person__ref", "unit__code", "from_on")) == {
        ("1001", "ash-ward", TODAY),
        ("1002", "ash-ward", TODAY),
        ("1003", "elm-ward", TODAY),
    }
    own = Standard.objects.get(pk="PMVA@1")
    assert (own.title, own.is_local) == ("PMVA", True)
    assert set(RefreshRule.objects.values_list("standard", "validity_months", "grace_days")) == {
        ("PMVA@1", 12, 28),
        ("ZX1@2003", 12, 28),
    }
    assert dates_of("1001") == [AUTUMN]
    assert found.counts["created"] == 5
    assert found.counts["not counting"] == 1
    assert found.units == ["ash-ward", "elm-ward"]


def test_a_date_says_where_it_comes_from_and_that_nobody_knows_who_assessed(
    bring_in: BringIn, lead: Account
) -> None:
    bring_in()
    row = Decision.objects.get(person__ref="1001", standard="PMVA@1")
    assert row.source == "date imported from matrix.xlsx, assessor unknown"
    assert row.evidence == "matrix.xlsx, Matrix!F2"
    assert row.assessor_unknown
    assert row.recorded_by == lead
    assert row.outcome == facts.MET
    assert row.practice_as_of in (None, row.decided_on)


def test_every_fault_is_kept_with_its_cell_and_none_is_written(bring_in: BringIn) -> None:
    (fault,) = bring_in().faults
    assert (fault["where"], fault["name"], fault["label"], fault["words"]) == (
        "Matrix!G4",
        "Cai Specimen",
        "ZX1",
        "soon",
    )
    assert not dates_of("1003", "ZX1@2003")


def test_the_same_file_again_does_nothing(bring_in: BringIn, lead: Account) -> None:
    bring_in()
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    _, way = selectors.way_of(by=lead, staged=staged)
    assert way.journey.is_settled
    assert way.plan.counts == {Outcome.UNCHANGED: 5, Outcome.REFUSED: 1}
    with pytest.raises(Refused, match="Nothing in this file is new"):
        actions.begin_import(by=lead, staged=staged)


def test_the_mended_file_adds_what_was_mended_and_nothing_else(bring_in: BringIn, lead: Account) -> None:
    bring_in()
    mended = matrix([*ADA, AUTUMN, SPRING], [*BEN, date(2024, 12, 1), AUTUMN], [*CAI, SPRING, SUMMER])
    found = bring_in(mended)
    assert (found.counts["created"], found.counts["unchanged"], found.faults) == (1, 5, [])
    assert dates_of("1003", "ZX1@2003") == [SUMMER]
    assert Person.objects.count() == 3


def test_an_earlier_day_for_a_cell_takes_the_later_one_back(bring_in: BringIn) -> None:
    bring_in(matrix([*ADA, AUTUMN, None]))
    found = bring_in(matrix([*ADA, SPRING, None]))
    assert dates_of("1001") == [SPRING]
    assert found.counts["changed"] == 1
    assert found.counts["taken_back"] == 1
    gone = Decision.objects.get(decided_on=AUTUMN)
    assert gone.retraction_reason == f"matrix.xlsx gives another day (import {found.pk})"


def test_a_later_day_is_asked_about_once(bring_in: BringIn, lead: Account) -> None:
    bring_in(matrix([*ADA, SPRING, None]))
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=matrix([*ADA, AUTUMN, None]))
    with pytest.raises(Refused, match="days that differ"):
        actions.begin_import(by=lead, staged=staged)
    bring_in(matrix([*ADA, AUTUMN, None]), replace_later=False)
    assert dates_of("1001") == [SPRING, AUTUMN]
    bring_in(matrix([*ADA, AUTUMN + timedelta(days=30), None]), replace_later=True)
    assert dates_of("1001") == [SPRING, AUTUMN + timedelta(days=30)]


def test_an_expiry_is_decided_one_validity_before(bring_in: BringIn, lead: Account) -> None:
    ends = date(2026, 9, 30)
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=matrix([*ADA, ends, None]))
    actions.answer_workbook(by=lead, staged=staged, sheets={"Matrix": {"read": True}})
    journey = journey_of(lead, staged)
    labels = {name: target.answer for name, target in journey.likely().items()}
    actions.answer_workbook(by=lead, staged=staged, labels=labels)
    asked = journey_of(lead, staged).open_questions
    conventions = {each.key: "expires" for each in asked}
    answer_all(lead, staged, conventions=conventions)
    actions.run_import(number=actions.begin_import(by=lead, staged=staged).pk)
    row = Decision.objects.get(person__ref="1001")
    assert (row.decided_on, row.expires_on) == (date(2025, 9, 30), ends)


def test_ticks_count_from_the_day_given_for_their_column_or_not_at_all(bring_in: BringIn) -> None:
    ticked = matrix([*ADA, "Yes", "Yes"], [*BEN, "Yes", "N/A"])
    found = bring_in(ticked, ticks={"pmva": "2025-09-01"})
    assert dates_of("1001") == [date(2025, 9, 1)]
    assert not Decision.objects.filter(standard="ZX1@2003").exists()
    assert found.counts["noted"] == 2


def test_roles_ask_for_the_courses_of_the_file_if_somebody_says_so(bring_in: BringIn) -> None:
    content = matrix([*ADA, AUTUMN, "N/A"], [*BEN, SPRING, "N/A"])
    found = bring_in(content, ask_of_roles=True)
    assert found.counts["profiles"] == 1
    profile = RoleProfile.objects.get()
    assert (profile.code, profile.name) == ("staff-nurse", "Staff nurse")
    assert list(Requirement.objects.values_list("role", "standard", "from_on")) == [
        ("staff-nurse", "PMVA@1", TODAY)
    ]


def test_what_was_answered_is_remembered_and_can_be_forgotten(bring_in: BringIn, lead: Account) -> None:
    bring_in()
    kept = {(row.kind, row.text): row.answer for row in Remembered.objects.exclude(kind=Remembered.SHEET)}
    assert kept["label", "pmva"] == "standard:PMVA@1"
    assert kept["unit", "ash ward"] == "is:ash-ward"
    assert kept["role", "staff nurse"] == "is:staff-nurse"
    row = Remembered.objects.get(kind="label", text="pmva")
    assert actions.forget(by=lead, number=row.pk) == "pmva"
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    assert [each.label for each in journey_of(lead, staged).open_labels] == ["PMVA"]
    with pytest.raises(Refused, match="forgotten before"):
        actions.forget(by=lead, number=row.pk)


def test_people_without_numbers_get_references_that_say_so(bring_in: BringIn) -> None:
    nobody = ("", "Example", "Ada", "Ash ward", "Staff nurse")
    bring_in(matrix([*nobody, AUTUMN, None]))
    assert list(Person.objects.values_list("ref", flat=True)) == ["TEMP-0001"]
    again = bring_in(matrix([*nobody, AUTUMN, SPRING]))
    assert again.counts["created"] == 1
    assert Person.objects.count() == 1


def test_somebody_here_who_works_nowhere_comes_to_work_where_the_file_says(bring_in: BringIn) -> None:
    make_person("1001")
    bring_in(matrix([*ADA, AUTUMN, None]))
    assert Assignment.objects.get().unit.code == "ash-ward"


def test_the_trail_and_the_record_agree(bring_in: BringIn) -> None:
    bring_in(matrix([*ADA, AUTUMN, None]))
    bring_in(matrix([*ADA, SPRING, None]))
    assert list(facts_at_odds_with_the_trail()) == []
    assert Event.objects.filter(action="write_import").count() == 2


def test_an_import_is_taken_back_as_one(bring_in: BringIn, lead: Account) -> None:
    found = bring_in()
    actions.retract_import(by=lead, number=found.pk, why="The wrong ward")
    assert not Decision.objects.filter(retracted_on=None).exists()
    assert not Assignment.objects.filter(retracted_on=None).exists()
    assert Person.objects.count() == 3
    found.refresh_from_db()
    assert found.batch is not None
    assert (found.batch.state, found.batch.ended_why) == (Batch.RETRACTED, "The wrong ward")
    assert list(facts_at_odds_with_the_trail()) == []


def test_what_was_taken_back_as_one_can_be_brought_in_again(bring_in: BringIn, lead: Account) -> None:
    found = bring_in()
    actions.retract_import(by=lead, number=found.pk, why="Too soon")
    again = bring_in()
    assert again.counts["created"] == 5
    assert Assignment.objects.filter(retracted_on=None).count() == 3


def test_what_an_import_took_back_can_be_brought_in_again_once_that_is_taken_back(
    bring_in: BringIn, lead: Account
) -> None:
    bring_in(matrix([*ADA, AUTUMN, None]), "first.xlsx")
    second = bring_in(matrix([*ADA, SPRING, None]), "second.xlsx")
    actions.retract_import(by=lead, number=second.pk, why="The first was right")
    assert not dates_of("1001")
    bring_in(matrix([*ADA, AUTUMN, None]), "first.xlsx")
    assert dates_of("1001") == [AUTUMN]


def test_a_reason_is_needed_and_only_once(bring_in: BringIn, lead: Account) -> None:
    found = bring_in()
    with pytest.raises(Refused, match="Say why"):
        actions.retract_import(by=lead, number=found.pk, why=" ")
    actions.retract_import(by=lead, number=found.pk, why="Wrong")
    with pytest.raises(Refused):
        actions.retract_import(by=lead, number=found.pk, why="Wrong")


def test_an_assessors_correction_replaces_an_imported_date_for_good(bring_in: BringIn, lead: Account) -> None:
    bring_in()
    row = Decision.objects.get(person__ref="1001", standard="PMVA@1")
    assessor = make_assessor(None)
    fact = facts.Decision("new", "1001", "PMVA@1", facts.MET, SUMMER)
    assessed = record.correct_decision(by=assessor, decision=row, why="Seen again", replacement=fact)
    assert assessed is not None
    assert (assessed.assessor_unknown, assessed.source) == (False, "")
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    _, way = selectors.way_of(by=lead, staged=staged)
    assert way.plan.counts == {Outcome.UNCHANGED: 5, Outcome.REFUSED: 1}
    assert not way.plan.writes


def test_a_leads_correction_stays_a_date_of_nobody_knows_whom(bring_in: BringIn, lead: Account) -> None:
    bring_in()
    row = Decision.objects.get(person__ref="1001", standard="PMVA@1")
    fact = facts.Decision("new", "1001", "PMVA@1", facts.MET, SUMMER)
    corrected = record.correct_decision(by=lead, decision=row, why="Misread", replacement=fact)
    assert corrected is not None
    assert (corrected.assessor_unknown, corrected.source) == (True, row.source)


def test_nobody_brings_in_dates_of_their_own(lead: Account) -> None:
    own = make_account("Ada Example", person=make_person("1001"), roles=[Role.WORKFORCE_LEAD])
    staged = actions.stage_workbook(by=own, file="matrix.xlsx", content=THREE)
    answer_all(own, staged)
    actions.run_import(number=actions.begin_import(by=own, staged=staged).pk)
    found = WorkbookImport.objects.get()
    assert found.state == WorkbookImport.WRITTEN
    assert not Decision.objects.filter(person__ref="1001").exists()
    assert sum("about yourself" in fault["why"] for fault in found.faults) == 2


def test_a_file_with_questions_is_not_written(lead: Account) -> None:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    with pytest.raises(Refused, match="questions open"):
        actions.begin_import(by=lead, staged=staged)


def test_a_file_that_is_being_written_is_left_alone(lead: Account) -> None:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    answer_all(lead, staged)
    actions.begin_import(by=lead, staged=staged)
    for do in (
        lambda: actions.begin_import(by=lead, staged=staged),
        lambda: actions.discard_workbook(by=lead, staged=staged),
        lambda: actions.answer_workbook(by=lead, staged=staged, labels={"pmva": "leave"}),
    ):
        with pytest.raises(Refused, match="is being written"):
            do()


def test_a_file_that_is_no_spreadsheet_is_refused_in_words(lead: Account) -> None:
    with pytest.raises(Refused) as refused:
        actions.stage_workbook(by=lead, file="photo.xlsx", content=b"PK\x03\x04 nothing")
    assert refused.value.field == "file"
    assert not StagedWorkbook.objects.exists()


def test_a_file_is_let_go_or_kept_for_two_weeks(lead: Account) -> None:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    assert [each.pk for each in selectors.staged_files(by=lead)] == [staged]
    assert actions.discard_workbook(by=lead, staged=staged) == "matrix.xlsx"
    with pytest.raises(Refused, match="no longer here"):
        selectors.way_of(by=lead, staged=staged)
    old = actions.stage_workbook(by=lead, file="old.xlsx", content=THREE)
    with clock.travelling_to(TODAY + timedelta(days=15)):
        with pytest.raises(Refused, match="no longer here"):
            selectors.way_of(by=lead, staged=old)
        actions.stage_workbook(by=lead, file="new.xlsx", content=THREE)
        assert [each.file for each in StagedWorkbook.objects.all()] == ["new.xlsx"]


def test_an_answer_that_can_be_none_is_refused(lead: Account) -> None:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    with pytest.raises(Refused, match=r"labels\.pmva: found 'nonsense'"):
        actions.answer_workbook(by=lead, staged=staged, labels={"pmva": "nonsense"})


def test_a_layout_put_right_is_read_like_that(lead: Account) -> None:
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=THREE)
    fields = {"number": 1, "surname": 2, "forename": 3}
    layout = {"header_rows": [1], "fields": fields, "label_column": None, "columns": [6]}
    actions.lay_out_sheet(by=lead, staged=staged, sheet="Matrix", answer={"read": True, "layout": layout})
    journey = journey_of(lead, staged)
    assert [each.label for each in journey.labels] == ["PMVA"]
    assert [row.unit for row in journey.rows] == ["", "", ""]


def test_the_faults_of_people_are_faults_of_the_file(lead: Account) -> None:
    content = matrix([*ADA, AUTUMN, None], ["1001", "Other", "Dot", "Ash ward", "Staff nurse", SPRING, None])
    staged = actions.stage_workbook(by=lead, file="matrix.xlsx", content=content)
    answer_all(lead, staged)
    found = faults_of(selectors.way_of(by=lead, staged=staged)[1])
    assert "stands beside different names" in found[0]["why"]
