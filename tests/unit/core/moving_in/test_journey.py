"""The way of a whole workbook: what is open at each step, what is settled, and what is remembered for the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from standing.core.catalogue import LOCAL as LOCAL_SUITE
from standing.core.catalogue import Catalogue, Standard, Suite
from standing.core.formats.matrix import Person
from standing.core.formats.workbook import read_workbook
from standing.core.holdings import Holdings
from standing.core.moving_in.answers import Answers, read_answers
from standing.core.moving_in.asking import open_questions
from standing.core.moving_in.journey import (
    COLUMNS,
    PEOPLE,
    PREVIEW,
    QUESTIONS,
    SHEETS,
    Journey,
    NewPlace,
    Remembered,
    Service,
    names_of,
    signature,
    slug,
)
from standing.core.moving_in.people import Fate, Known
from standing.core.moving_in.plan import Outcome
from standing.core.rules.facts import RefreshRule
from standing.core.rules.known import StandardRules
from tests.factories.workbooks import sheet_file, ward_matrix

TODAY = date(2026, 3, 10)
AUTUMN = date(2025, 10, 1)
HEADINGS = ("Staff No", "Surname", "First name", "Ward", "Job title")
ADA = ("1001", "Example", "Ada", "Ash ward", "Staff nurse")
BEN = ("1002", "Instance", "Ben", "Ash ward", "Staff nurse")

CATALOGUE = Catalogue(
    suites=(Suite("ZZ", "Gardens"), Suite(LOCAL_SUITE, "Local")),
    standards=(
        Standard("ZZ1@2001", "ZZ1", "2001", "Keep the garden", "ZZ", source="made up"),
        Standard("BLS@1", "BLS", "1", "Basic life support", LOCAL_SUITE, source="made up"),
    ),
)
HELD = Holdings(CATALOGUE)
EMPTY = Service(HELD, {}, today=TODAY)


def file_of(
    *rows: Any, courses: tuple[str, ...] = ("PMVA", "ZZ1"), headings: tuple[str, ...] = HEADINGS
) -> bytes:
    return sheet_file({"Matrix": [[*headings, *courses], *rows]})


TWO = file_of([*ADA, AUTUMN, AUTUMN], [*BEN, AUTUMN, "soon"])


def going(content: bytes = TWO, service: Service = EMPTY, **answers: Any) -> Journey:
    return Journey(read_workbook("matrix.xlsx", content), read_answers(answers), service)


READ = {"sheets": {"Matrix": {"read": True}}}
LABELS = {"labels": {"pmva": "local:PMVA", "zz1": "standard:ZZ1@2001"}}
MEANS = {"conventions": {"means|Matrix|6|": "done", "means|Matrix|7|": "done"}}
RULES = {"rules": {"PMVA@1": {"months": 12, "grace": 28}, "ZZ1@2001": {"months": 36, "grace": 0}}}
PLACES = {"units": {"ash ward": "new"}, "roles": {"staff nurse": "new"}, "ask_of_roles": False}
ALL = {**READ, **LABELS, **MEANS, **RULES, **PLACES}


def test_the_steps_follow_each_other() -> None:
    given: dict[str, Any] = {}
    for step, more in ((SHEETS, READ), (COLUMNS, LABELS), (QUESTIONS, {**MEANS, **RULES}), (PEOPLE, PLACES)):
        journey = going(**given)
        assert (journey.next_step, journey.is_settled) == (step, False)
        assert journey.open_in(step) > 0
        given |= more
    assert going(**given).next_step == PREVIEW
    assert going(**given).is_settled
    assert going(**given).open_in(PREVIEW) == 0


def test_a_file_of_which_no_sheet_is_read_waits_at_its_sheets() -> None:
    journey = going(sheets={"Matrix": {"read": False}})
    assert journey.open_sheets == ()
    assert journey.next_step == SHEETS


def test_a_settled_file_says_what_it_would_do() -> None:
    journey = going(**ALL)
    plan = journey.plan({})
    assert plan.counts == {Outcome.CREATED: 3, Outcome.REFUSED: 1}
    assert [each.id for each in journey.new_standards.values()] == ["PMVA@1"]
    assert journey.new_standards["PMVA@1"].title == "PMVA"
    assert journey.new_rules["PMVA@1"] == RefreshRule("PMVA@1", None, 12, 28)
    assert journey.new_units == (NewPlace("ash-ward", "Ash ward"),)
    assert [each.fate for each in journey.new_people] == [Fate.NEW, Fate.NEW]
    assert journey.row_faults == ()


def test_courses_come_in_the_order_of_the_file_and_only_if_a_cell_says_something() -> None:
    content = file_of(
        [*ADA, None, AUTUMN, None], [*BEN, AUTUMN, None, None], courses=("PMVA", "ZZ1", "Empty")
    )
    assert [each.label for each in going(content, **READ).labels] == ["PMVA", "ZZ1"]


def test_each_course_says_how_often_and_what_it_may_mean() -> None:
    pmva, zz1 = going(**READ).labels
    assert (pmva.cells, pmva.sheets, pmva.samples[0]) == (2, ("Matrix",), "2025-10-01")
    assert zz1.suggestions.likely is not None
    assert zz1.suggestions.likely.target.name == "ZZ1@2001"


def test_what_is_likely_is_filled_in_and_answers_nothing() -> None:
    journey = going(**READ)
    assert {name: each.answer for name, each in journey.likely().items()} == {
        "pmva": "local:PMVA",
        "zz1": "standard:ZZ1@2001",
    }
    assert journey.targets == {}
    answered = going(**READ, labels={"pmva": "leave"})
    assert answered.likely()["pmva"].answer == "leave"


def test_two_courses_are_never_one_new_competence_by_chance() -> None:
    content = file_of([*ADA, AUTUMN, AUTUMN], courses=("Life support!", "Life support?"))
    assert [each.name for each in going(content, **READ).likely().values()] == [
        "LIFE-SUPPORT",
        "LIFE-SUPPORT-2",
    ]


def test_a_number_printed_twice_has_nothing_filled_in() -> None:
    twin = replace(
        CATALOGUE,
        standards=(*CATALOGUE.standards, replace(CATALOGUE.standards[0], id="ZZ01@2001", code="ZZ01")),
    )
    content = file_of([*ADA, AUTUMN], courses=("ZZ001",))
    journey = going(content, replace(EMPTY, holdings=Holdings(twin)), **READ)
    assert journey.likely() == {}


def test_a_competence_held_by_that_code_is_the_one_meant() -> None:
    content = file_of([*ADA, AUTUMN], courses=("Resus",))
    journey = going(content, **READ, labels={"resus": "local:BLS"})
    assert journey.targets["resus"].name == "BLS@1"
    assert journey.new_standards == {}


def test_a_standard_that_is_not_in_the_catalogue_is_no_answer() -> None:
    assert going(**READ, labels={"pmva": "standard:GONE@1"}).open_labels[0].label == "PMVA"


def test_a_column_left_out_is_asked_nothing() -> None:
    given = {**READ, "labels": {"pmva": "leave", "zz1": "standard:ZZ1@2001"}}
    journey = going(**given)
    assert [each.label for each in journey.open_questions] == ["ZZ1"]
    assert [each.label for each in journey.asked] == ["ZZ1"]
    assert [each.id for each in journey.open_rules] == ["ZZ1@2001"]


def test_a_standard_with_a_rule_is_not_asked_how_long_it_lasts() -> None:
    held = {"ZZ1@2001": StandardRules((RefreshRule("ZZ1@2001", validity_months=6),))}
    journey = going(TWO, replace(EMPTY, rules=held), **{**ALL, **LABELS})
    assert [each.id for each in journey.without_rule] == ["PMVA@1"]
    assert journey.rules["ZZ1@2001"] == held["ZZ1@2001"]


def test_ticks_are_asked_about_once_a_course() -> None:
    content = file_of([*ADA, "Yes", "Yes"], [*BEN, "Yes", AUTUMN])
    journey = going(content, **READ, labels={"pmva": "local:PMVA", "zz1": "leave"})
    assert [each.label for each in journey.open_ticks] == ["PMVA"]
    assert going(content, **READ, **LABELS, ticks={"pmva": "none"}).open_ticks[0].label == "ZZ1"


def test_a_unit_of_the_same_name_or_code_is_that_unit() -> None:
    service = replace(
        EMPTY, units={"ash": "Ash Ward", "elm": "Elm"}, roles={"staff-nurse": "Registered nurse"}
    )
    journey = going(TWO, service, **READ)
    assert journey.unit_codes == {"ash ward": "ash"}
    assert journey.open_roles[0].words == "Staff nurse"
    chosen = going(TWO, service, **READ, roles={"staff nurse": "is:staff-nurse"}, units={"ash ward": "new"})
    assert chosen.role_codes == {"staff nurse": "staff-nurse"}
    assert chosen.unit_codes == {"ash ward": "ash"}
    by_code = replace(EMPTY, units={"ash-ward": "The ash"})
    assert going(file_of([*ADA[:3], "ASH-WARD", "Nurse", AUTUMN]), by_code, **READ).unit_codes == {
        "ash-ward": "ash-ward"
    }


def test_a_unit_that_is_gone_is_asked_about_again() -> None:
    assert going(**READ, units={"ash ward": "is:gone"}).open_units[0].words == "Ash ward"


def test_new_units_get_codes_of_their_own() -> None:
    service = replace(EMPTY, units={"ash-ward": "Another"})
    content = file_of([*ADA, AUTUMN], [*BEN[:3], "Ash: ward", "Staff nurse", AUTUMN])
    journey = going(content, service, **READ, units={"ash ward": "new", "ash: ward": "new"})
    assert sorted(journey.unit_codes.values()) == ["ash-ward-2", "ash-ward-3"]


def test_a_sheet_without_units_and_roles_asks_for_one_of_each() -> None:
    content = file_of(["1001", "Ada Example", AUTUMN], courses=("PMVA",), headings=("Staff No", "Name"))
    journey = going(content, **READ)
    assert (journey.without_place, journey.lacks_place) == (("Matrix",), ("Matrix",))
    assert journey.might_ask_of_roles
    sheets = {"Matrix": {"read": True, "unit": "Ash ward", "role": "Nurse"}}
    given = going(content, sheets=sheets, units={"ash ward": "new"}, roles={"nurse": "new"})
    assert (given.without_place, given.lacks_place) == ((), ("Matrix",))
    assert given.new_people[0].first.unit == "Ash ward"
    assert given.role_codes == {"nurse": "nurse"}


def test_somebody_known_needs_no_unit() -> None:
    content = file_of(["1001", "Ada Example", AUTUMN], courses=("PMVA",), headings=("Staff No", "Name"))
    service = replace(EMPTY, people=(Known("1001", "Ada", "Example"),))
    journey = going(content, service, **READ)
    assert journey.without_place == ()
    assert not journey.might_ask_of_roles


def test_who_is_asked_about_can_be_answered_again() -> None:
    service = replace(EMPTY, people=(Known("1001", "Somebody", "Else"),))
    journey = going(TWO, service, **READ)
    assert [each.key for each in journey.open_people] == ["number 1001"]
    answered = going(TWO, service, **READ, people={"number 1001": "same:1001"})
    assert answered.open_people == ()
    assert [each.key for each in answered.asked_people] == ["number 1001"]


def test_what_roles_ask_for_is_asked_only_where_nothing_is_asked_yet() -> None:
    service = replace(
        EMPTY, roles={"staff-nurse": "Staff nurse"}, asked_of={"staff-nurse": frozenset({"ZZ1@2001"})}
    )
    journey = going(TWO, service, **{**ALL, "ask_of_roles": None})
    assert journey.asks_of_roles == ()
    assert not journey.might_ask_of_roles
    assert journey.is_settled


def remembered_after(journey: Journey) -> Service:
    """The service once the file is written."""
    held = Holdings(replace(CATALOGUE, standards=(*CATALOGUE.standards, *journey.new_standards.values())))
    return Service(
        held,
        journey.rules,
        units={unit.code: unit.name for unit in journey.new_units},
        roles={"staff-nurse": "Staff nurse"},
        people=tuple(
            Known(
                each.ref,
                each.first.given_name,
                each.first.family_name,
                frozenset({("ash-ward", "staff-nurse")}),
            )
            for each in journey.new_people
        ),
        remembered=journey.remembers,
        today=TODAY,
    )


def test_the_next_file_is_asked_nothing_whatever_its_sheet_is_called() -> None:
    content = file_of([*ADA, AUTUMN, "Yes"], [*BEN, AUTUMN, AUTUMN])
    service = remembered_after(going(content, **ALL, ticks={"zz1": "none"}))
    rows = [[*HEADINGS, "PMVA", "ZZ1"], [*ADA, AUTUMN, "Yes"], [*BEN, AUTUMN + timedelta(days=9), None]]
    april = Journey(read_workbook("april.xlsx", sheet_file({"April": rows})), Answers(), service)
    assert april.is_settled
    assert april.answers.sheets["April"].read
    assert april.answers.ticks == {"zz1": "none"}
    assert april.answers.conventions == {"means|April|6|": "done", "means|April|7|": "done"}


def test_a_file_of_other_headings_is_asked_again() -> None:
    service = remembered_after(going(**ALL))
    other = Journey(read_workbook("o.xlsx", file_of([*ADA, AUTUMN], courses=("ZZ1",))), Answers(), service)
    assert other.open_sheets == ("Matrix",)
    assert other.next_step == SHEETS


def test_what_is_said_now_counts_before_what_was_remembered() -> None:
    service = remembered_after(going(**ALL))
    again = going(TWO, service, labels={"pmva": "leave"}, ask_of_roles=True)
    assert again.targets["pmva"].kind == "leave"
    assert again.answers.ask_of_roles is True


def test_remembered_tables_may_be_bare() -> None:
    known = signature(going().found[0])
    service = replace(EMPTY, remembered=Remembered(sheets={known: {"conventions": {"hidden||": "read"}}}))
    journey = going(TWO, service)
    assert journey.open_sheets == ()
    assert journey.answers.conventions == {"hidden|Matrix||": "read"}


def test_a_sheet_may_be_laid_out_by_hand() -> None:
    layout = {"header_rows": [1], "fields": {"name": 2}, "label_column": None, "columns": [6]}
    journey = going(sheets={"Matrix": {"read": True, "layout": layout}})
    assert [each.label for each in journey.labels] == ["PMVA"]
    bare = going(sheets={"Matrix": {"read": True, "layout": {"header_rows": [1], "fields": {"name": 2}}}})
    assert "ZZ1" in [each.label for each in bare.labels]


@pytest.mark.parametrize(
    ("person", "names"),
    [
        (Person(forename="Ada", surname="Example"), ("Ada", "Example")),
        (Person(name="Example, Ada Jane"), ("Ada Jane", "Example")),
        (Person(name="Ada Jane Example"), ("Ada Jane", "Example")),
        (Person(name="Example,"), ("", "Example,")),
        (Person(name="Ada"), ("", "Ada")),
    ],
)
def test_names_are_told_apart_without_losing_a_letter(person: Person, names: tuple[str, str]) -> None:
    assert names_of(person) == names


def test_codes_of_places() -> None:
    assert slug("Ash Ward (East)") == "ash-ward-east"
    assert slug("–") == "unnamed"


def places(journey: Journey) -> list[str]:
    return [each.place for each in open_questions(journey)]


def test_a_command_is_told_every_question_of_the_step_and_where_its_answer_goes() -> None:
    assert places(going()) == ["sheets.Matrix"]
    assert "2 rows of people and 2 columns" in open_questions(going())[0].what
    assert places(going(sheets={"Matrix": {"read": False}})) == ["sheets"]
    assert places(going(sheet_file({"Notes": [["Nothing here"]]}))) == ["sheets.Notes"]
    (pmva, zz1) = open_questions(going(**READ))
    assert (pmva.place, pmva.takes) == ("labels.pmva", '"local:PMVA" or "local:CODE" or "leave"')
    assert zz1.takes.startswith('"standard:ZZ1@2001" or ')
    asked = places(going(**READ, **LABELS))
    assert asked == [
        "conventions.means|Matrix|6|",
        "conventions.means|Matrix|7|",
        "rules.PMVA@1",
        "rules.ZZ1@2001",
    ]
    asked = places(going(**READ, **LABELS, **MEANS, **RULES))
    assert asked == ["units.ash ward", "roles.staff nurse"]
    asked = places(going(**{**ALL, "ask_of_roles": None}))
    assert asked == ["ask_of_roles"]
    assert places(going(**ALL)) == []


def test_a_command_is_told_of_ticks_people_and_sheets_without_units() -> None:
    content = file_of([*ADA, "Yes", AUTUMN])
    assert "ticks.pmva" in places(going(content, **READ, **LABELS, **MEANS, **RULES))
    bare = file_of(["1001", "Ada Example", AUTUMN], courses=("PMVA",), headings=("Staff No", "Name"))
    given = {**READ, "labels": {"pmva": "local:PMVA"}, "conventions": {"means|Matrix|3|": "done"}, **RULES}
    assert places(going(bare, **given)) == ["sheets.Matrix"]
    service = replace(EMPTY, people=(Known("1001", "Somebody", "Else"),))
    (asked, *_) = open_questions(going(TWO, service, **{**ALL, "people": {}}))
    assert asked.place == "people.number 1001"
    assert asked.takes == '"same:1001" or "new" or "new:NUMBER" or "leave"'


def test_sixty_people_by_forty_courses_have_ten_faults_and_no_more() -> None:
    ward = ward_matrix(TODAY)
    journey = going(ward.content, **READ)
    labels = {name: each.answer for name, each in journey.likely().items()}
    journey = going(ward.content, **READ, labels=labels)
    answers: dict[str, Any] = {
        "conventions": {each.key: "done" for each in journey.open_questions},
        "rules": {each.id: {"months": 12} for each in journey.open_rules},
        "units": {each.key: "new" for each in journey.open_units},
        "roles": {each.key: "new" for each in journey.open_roles},
        "ask_of_roles": True,
    }
    journey = going(ward.content, **READ, labels=labels, **answers)
    assert journey.is_settled
    plan = journey.plan({})
    refused = [step.address for step in plan.steps if step.outcome is Outcome.REFUSED]
    assert sorted(refused) == sorted(ward.faults)
    assert len(journey.everybody) == 60
    assert len(journey.labels) == 40
