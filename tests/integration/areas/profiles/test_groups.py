"""Groups: at least so many of some standards. They never become requirements, and are answered person by person."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.inbox import waiting_for
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles import actions, selectors
from standing.areas.profiles.models import Need, ProfileVersion, RoleProfile
from standing.areas.profiles.terms import LineTerms
from standing.areas.record import actions as record
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Assignment, Requirement
from standing.areas.record.periods import mark_stale
from standing.areas.refusals import Refused
from standing.core.rules.days import add_months
from standing.core.rules.status import standing_on
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.profiles import TESTS, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY, APRIL = date(2026, 6, 15), date(2026, 4, 1)
ZX1, ZX2, ZY1 = "ZX1@2003", "ZX2@2003", "ZY1@2002"


@dataclass(frozen=True)
class World:
    """A role that asks for ZX1, and at least one of ZX1 for older people, ZX2 and ZZ2; and three who have it."""

    unit: Unit
    profile: RoleProfile
    meets: Person
    lacks: Person
    manager: Account


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2, ZY1])
        profile = make_profile(essential=[ZX1])
        draft = draft_of(profile)
        in_group = [
            actions.add_line(by=TESTS, version=draft, standard=ZX1, context="older people"),
            actions.add_line(by=TESTS, version=draft, standard=ZX2, needed_by_days=84),
        ]
        actions.add_group(
            by=TESTS, version=draft, name="Trees", at_least=1, lines=[line.pk for line in in_group]
        )
        actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)
        unit = make_unit()
        meets, lacks = make_worker(unit, name="Coral"), make_worker(unit, name="Gale")
        met(meets, ZX2, date(2026, 1, 1))
        met(lacks, ZX2, date(2020, 1, 1))
        manager = make_account(roles=[(Role.MANAGER, unit)])
        yield World(unit, profile, meets, lacks, manager)
        transaction.set_rollback(True)


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def answers(person: Person, at: date = TODAY) -> list[tuple[int, bool, str]]:
    rows = Assignment.objects.filter(person=person).select_related("person")
    return [(each.held, each.met, each.left_out) for each in selectors.answers_of(rows, at)]


def test_a_line_of_a_group_is_never_a_requirement(world: World) -> None:
    required = Requirement.objects.filter(role="nurse").values_list("standard", "context")
    assert list(required) == [(ZX1, "")]


def test_a_group_is_met_by_whichever_lines_count_that_day(world: World) -> None:
    assert answers(world.meets) == [(1, True, "")]
    assert answers(world.lacks) == [(0, False, "")], "what lapsed does not count"
    assert answers(world.lacks, date(2026, 3, 31)) == [], "before the version is in use nothing is asked"


def test_one_standard_in_two_contexts_counts_once(world: World) -> None:
    draft = actions.draft_version(by=TESTS, profile=world.profile)
    extra = actions.add_line(by=TESTS, version=draft, standard=ZX2, context="older people")
    group = draft.groups.get()
    lines = [*group.lines.values_list("pk", flat=True), extra.pk]
    actions.change_group(by=TESTS, group=group, name="Trees", at_least=2, lines=lines)
    with pytest.raises(Refused, match="asks for at least 2 and has 2 standards"), transaction.atomic():
        actions.put_in_use(by=TESTS, version=draft, from_on=date(2026, 6, 1))
    third = actions.add_line(by=TESTS, version=draft, standard="ZZ2@2001", as_worked_to=True)
    actions.change_group(by=TESTS, group=group, name="Trees", at_least=2, lines=[*lines, third.pk])
    with pytest.raises(Refused, match="has ZZ2@2001 and ZX1@2003, which replaced it"), transaction.atomic():
        actions.put_in_use(by=TESTS, version=draft, from_on=date(2026, 6, 1))
    ProfileVersion.objects.filter(profile=world.profile, number=1).update(to_on=TODAY)
    ProfileVersion.objects.filter(pk=draft.pk).update(from_on=TODAY)
    assert answers(world.meets) == [(1, False, "")], "ZX2 counts in general and for older people, and is one"


def test_joiners_have_until_the_earliest_day_of_the_group(world: World) -> None:
    Assignment.objects.filter(person=world.lacks).update(from_on=date(2026, 6, 1))
    assert answers(world.lacks) == [(0, False, "")], "one of its lines is needed on the first day"


def test_the_pages_of_the_record_show_groups_beside_their_figures(world: World) -> None:
    client = signed_in(world.manager)
    page = text(client.get(f"/people/{world.lacks.ref}/"))
    assert "The 1 group of standards asked for is not met." in page
    assert "Trees, at least 1 of these 2: 1 more of ZX1 (2003), older people; ZX2 (2003)" in page
    assert "The 1 group of standards asked for is met." in text(client.get(f"/people/{world.meets.ref}/"))
    team = text(client.get(f"/teams/{world.unit.code}/"))
    assert "Groups of standards are asked for besides, and are in no figure here" in team
    assert "Trees" in team
    profile = text(client.get("/profiles/nurse/"))
    assert "2 people have this role today, in the teams that you can see." in profile
    assert re.search(r"At least 1 of these 2 .*Meet it 1 Of 2 Left out 0", profile)
    own = make_account(roles=[Role.PRACTITIONER], person=world.lacks)
    home = text(signed_in(own).get("/"))
    assert "You owe nothing today" not in home
    assert "Trees, at least 1 of these 2" in home


def found_stops(world: World, days: int) -> set[tuple[str, date]]:
    rows = Assignment.objects.filter(role="nurse").select_related("person", "unit")
    return {(one.person.ref, one.first_day) for one in selectors.group_stops(rows, TODAY, ahead(days))}


def defined(rows: Iterable[Assignment], day: date) -> dict[str, bool]:
    """Who meets the group on a day, by the definition of standing, whatever is stored."""
    facts, asked = load_people([row.person for row in rows]), load_asked()
    pairs = ((ZX1, "older people"), (ZX2, ""))
    return {
        ref: any(standing_on(one, asked, *pair, day).counts for pair in pairs) for ref, one in facts.items()
    }


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def about_to_lapse(world: World) -> Person:
    """Somebody who meets the group with ZX2 alone, for 30 days more."""
    person = make_worker(world.unit, name="Heron")
    lapses_in(person, ZX2, 30)
    return person


def lapses_in(person: Person, standard: str, days: int) -> None:
    """Have somebody assessed so that the standard counts until so many days from today, and not on that day."""
    met(person, standard, add_months(ahead(days), -36))


def test_the_days_on_which_groups_stop_are_those_of_the_answers_of_every_day(world: World) -> None:
    heron, other = about_to_lapse(world), make_worker(world.unit, name="Wren")
    lapses_in(other, ZX1, 20)
    lapses_in(other, ZX2, 50)
    rows = Assignment.objects.filter(role="nurse").select_related("person")
    expected, before = set(), defined(rows, TODAY)
    for day in range(1, 61):
        now = defined(rows, ahead(day))
        assert now == {answer.person.ref: answer.met for answer in selectors.answers_of(rows, ahead(day))}
        expected |= {(ref, ahead(day)) for ref in now if before[ref] and not now[ref]}
        before = now
    assert len(expected) == 2
    for stale in (False, True):
        if stale:
            mark_stale([other.pk, heron.pk])
        assert found_stops(world, 60) == expected
    first = min(day for _, day in expected)
    assert found_stops(world, (first - TODAY).days)
    assert not found_stops(world, (first - TODAY).days - 1)


def test_a_version_that_asks_for_more_ends_a_group_and_is_said(world: World) -> None:
    draft = actions.draft_version(by=TESTS, profile=world.profile)
    third = actions.add_line(by=TESTS, version=draft, standard="ZZ2@2001", as_worked_to=True)
    group = draft.groups.get()
    lines = [*group.lines.values_list("pk", flat=True), third.pk]
    actions.change_group(by=TESTS, group=group, name="Trees", at_least=2, lines=lines)
    ProfileVersion.objects.filter(profile=world.profile, number=1).update(to_on=ahead(40))
    ProfileVersion.objects.filter(pk=draft.pk).update(from_on=ahead(40))
    assert found_stops(world, 60) == {(world.meets.ref, ahead(40))}
    page = text(signed_in(world.manager).get(f"/teams/{world.unit.code}/forecast/"))
    assert "Version 2 of the profile begins. Then 1 counts, and 2 are needed" in page


def test_a_forecast_says_who_stops_meeting_a_group_in_its_page_and_files(world: World) -> None:
    heron = about_to_lapse(world)
    client = signed_in(world.manager)
    address = f"/teams/{world.unit.code}/"
    page = text(client.get(f"{address}forecast/"))
    assert "Besides, 1 person stops meeting a group of standards by 30 September 2026." in page
    assert re.search(
        r"Trees, at least 1 of these 2, for .*ZX2 \(2003\) stops counting \(expired\)\. Then 0 count, and 1 is needed",
        page,
    )
    assert "July 2026 1" in page
    elsewhen = text(client.get(f"{address}forecast/?month=2026-08"))
    assert "Besides," not in elsewhen
    assert "Trees, at least" not in text(client.get(f"{address}forecast/?words=Gale"))
    assert "By group of standards" in text(client.get(f"{address}year/"))
    rows = list(csv.reader(io.StringIO(client.get(f"{address}forecast.csv").content.decode("utf-8-sig"))))
    head = next(number for number, row in enumerate(rows) if row[:1] == ["Last day it is met"])
    assert [row[:2] for row in rows[head + 1 :]] == [[ahead(30).isoformat(), heron.ref]]
    book = zipfile.ZipFile(io.BytesIO(client.get(f"{address}year.xlsx").content))
    assert b'name="Groups"' in book.read("xl/workbook.xml")
    assert "Besides, 1 person stops meeting a group of standards in the next 90 days" in text(client.get("/"))


def test_a_group_about_to_stop_is_said_on_the_own_record_and_home(world: World) -> None:
    heron = about_to_lapse(world)
    client = signed_in(make_account(roles=[Role.PRACTITIONER], person=heron))
    for address in ("/", "/record/"):
        page = text(client.get(address))
        assert (
            "Trees, at least 1 of these 2: enough until 15 July 2026. ZX2 (2003) stops counting (expired)"
            in page
        )
        assert "You owe nothing today" not in page
    assert "Yes, until 15 July 2026" in page
    late = text(client.get("/record/?at=2026-04-02"))
    assert "enough until" not in late, "more than ninety days before"


def inbox_of(person: Person, day: date = TODAY) -> list[tuple[str, date, date | None]]:
    account = Account.objects.filter(person=person).first() or make_account(
        roles=[Role.PRACTITIONER], person=person
    )
    groups = [one for one in waiting_for(account, day) if one.key.startswith("profiles:group:")]
    assert all(one.kind == "Your standards to be assessed" for one in groups)
    return [(f"{one.what} {one.about}", one.since, one.due) for one in groups]


def test_a_group_waits_for_whoever_does_not_meet_it_or_not_for_long(world: World) -> None:
    heron, never = about_to_lapse(world), make_worker(world.unit, name="Wren")
    soon = (
        "Be assessed again, or show what changed, in Trees, at least 1 of these 2: enough until 14 July 2026. "
        "ZX2 (2003) stops counting (expired). Then 0 count, and 1 is needed"
    )
    again = (
        "Be assessed again, or show what changed, in Trees, at least 1 of these 2: 1 more of ZX1 (2003), older "
        "people; ZX2 (2003)"
    )
    last = ahead(30)
    assert inbox_of(heron) == [(soon.replace("14 July", f"{last.day} July"), last - timedelta(90), last)]
    assert inbox_of(heron, last - timedelta(91)) == []
    assert len(inbox_of(heron, last - timedelta(90))) == 1
    assert inbox_of(heron, last + timedelta(29)) == [(again, last + timedelta(1), last)]
    assert inbox_of(world.meets) == []
    first = Assignment.objects.get(person=never).from_on
    assert inbox_of(never) == [(again.replace("again, or show what changed, ", ""), max(first, APRIL), None)]


def test_a_joiner_has_until_the_day_it_is_needed(world: World) -> None:
    draft = actions.draft_version(by=TESTS, profile=world.profile)
    line = draft.lines.exclude(group=None).get(needed_by_days=None)
    terms = LineTerms(Need.ESSENTIAL, line.context, needed_by_days=84, group=line.group_id)
    actions.change_line(by=TESTS, line=line, terms=terms)
    actions.put_in_use(by=TESTS, version=draft, from_on=TODAY)
    joiner = make_worker(world.unit, name="Wren")
    Assignment.objects.filter(person=joiner).update(from_on=TODAY)
    ((_, since, due),) = inbox_of(joiner)
    assert (since, due) == (TODAY, ahead(83))


def test_the_matrix_has_a_column_for_a_group_and_the_same_figure_of_standards(world: World) -> None:
    heron = about_to_lapse(world)
    client, address = signed_in(world.manager), f"/teams/{world.unit.code}/"
    page = client.get(address)
    said = text(page)
    assert "0 of 3 required standards count (0.0%)" in said
    assert re.search(r"Trees , At least 1 of these 2: ZX1 \(2003\), older people; ZX2 \(2003\)", said)
    assert re.search(r"Counts, of those shown 0 of 3 0 of 3 2 of 3 ", said)
    for word, person in (("Met", world.meets), ("Soon", heron), ("Not", world.lacks)):
        assert re.search(f'aria-label="{word}: {person.name}, .*Trees', page.content.decode())
    assert f"Trees Met, not for long at least 1 of these 2: enough until {ahead(30).day} July" in said
    assert "1 person does not meet the group Trees, for Made-up nurse: Gale Example." in text(client.get("/"))
    assert "app-matrix__group" not in client.get(f"{address}?status=not_held").content.decode()
    rows = list(
        csv.reader(io.StringIO(client.get(f"/teams/{world.unit.code}.csv").content.decode("utf-8-sig")))
    )
    head = next(number for number, row in enumerate(rows) if "Asks for" in row)
    assert {row[1]: row[5] for row in rows[head + 1 :]} == {
        world.meets.name: "yes",
        heron.name: "yes",
        world.lacks.name: "no",
    }
    book = zipfile.ZipFile(io.BytesIO(client.get(f"/teams/{world.unit.code}.xlsx").content))
    assert b'name="Groups"' in book.read("xl/workbook.xml")


def test_pages_ask_as_much_of_groups_however_many_people(world: World) -> None:
    client = signed_in(world.manager)
    addresses = ("/", f"/teams/{world.unit.code}/", f"/cover/units/{world.unit.code}/ward-sheet/")

    def asked() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    lapses_in(make_worker(world.unit), ZX2, 10)
    few = asked()
    for days in (20, 30, 40):
        lapses_in(make_worker(world.unit), ZX2, days)
    assert asked() == few


def test_the_ward_sheet_says_who_meets_a_group_and_who_stops(world: World) -> None:
    lapses_in(make_worker(world.unit, name="Heron"), ZX2, 20)
    said = text(signed_in(world.manager).get(f"/cover/units/{world.unit.code}/ward-sheet/"))
    assert (
        "Groups of standards, asked by roles Trees, at least 1 of these 2: ZX1 (2003), older people; " in said
    )
    assert "for Made-up nurse: 2 of 3 meet it. Not met by Gale Example." in said
    assert re.search(
        r"5 Jul 2026 is the last day: Heron Example, Trees, at least 1 of these 2, for Made-up nurse: ", said
    )


def test_whoever_is_asked_for_groups_alone_has_a_row(world: World) -> None:
    draft = actions.draft_version(by=TESTS, profile=world.profile)
    actions.remove_line(by=TESTS, line=draft.lines.get(group=None))
    actions.put_in_use(by=TESTS, version=draft, from_on=TODAY)
    said = text(signed_in(world.manager).get(f"/teams/{world.unit.code}/"))
    assert "2 people" in said
    assert "No standard is asked of Coral" not in said
    assert re.search(r"Coral Example .*Gale Example .*1 of 2", said)


def test_a_figure_of_a_group_says_who_is_left_out_and_why(world: World) -> None:
    record.record_absence(by=TESTS, person=world.lacks, from_on=APRIL)
    team = text(signed_in(world.manager).get(f"/teams/{world.unit.code}/"))
    assert re.search(r"Meet it 1 Of 1 Left out 1", team)
    assert "Left out of Trees, for Made-up nurse: Gale Example (away for 28 days or more)." in team


def test_whoever_sees_no_team_is_told_of_nobody(world: World) -> None:
    elsewhere = signed_in(make_account(roles=[(Role.MANAGER, make_unit())]))
    page = text(elsewhere.get("/profiles/nurse/"))
    assert "0 people have this role today, in the teams that you can see." in page
    assert "Coral" not in page
    steward = text(signed_in(make_account(roles=[Role.FRAMEWORK_STEWARD])).get("/profiles/nurse/"))
    assert "have this role" not in steward


def test_a_team_is_answered_in_as_many_queries_however_many_people(world: World) -> None:
    def asked() -> int:
        rows = Assignment.objects.filter(role="nurse").select_related("person__stale")
        selectors.answers_of(rows, TODAY)
        with CaptureQueriesContext(connection) as caught:
            selectors.figures_over(selectors.answers_of(rows, TODAY))
        return len(caught)

    def looked_ahead() -> int:
        rows = Assignment.objects.filter(role="nurse").select_related("person", "person__stale", "unit")
        with CaptureQueriesContext(connection) as caught:
            selectors.group_stops(rows, TODAY, ahead(90))
        return len(caught)

    few, few_ahead = asked(), looked_ahead()
    for _ in range(3):
        lapses_in(make_worker(world.unit), ZX2, 30)
    assert asked() == few
    assert looked_ahead() == few_ahead <= 3


def test_what_cannot_be_a_group_is_refused(world: World) -> None:
    draft = actions.draft_version(by=TESTS, profile=world.profile)
    alone = draft.lines.get(group=None)
    hoped = actions.add_line(by=TESTS, version=draft, standard=ZX2, context="parks", need=Need.DESIRABLE)
    inside = draft.lines.exclude(group=None)[0]
    for words, lines, at_least in (
        ("is in the group Trees already", [inside.pk], 1),
        ("some are desirable", [alone.pk, hoped.pk], 1),
        ("Ask for at least 1", [alone.pk], 0),
        ("were removed before", [999_999], 1),
    ):
        with pytest.raises(Refused, match=words), transaction.atomic():
            actions.add_group(by=TESTS, version=draft, name="Other", at_least=at_least, lines=lines)
    with pytest.raises(Refused, match="a group called Trees already"), transaction.atomic():
        actions.add_group(by=TESTS, version=draft, name="trees", at_least=1)
    terms = LineTerms(Need.DESIRABLE, inside.context, group=inside.group_id)
    with pytest.raises(Refused, match="The lines of the group Trees are essential"), transaction.atomic():
        actions.change_line(by=TESTS, line=inside, terms=terms)
    group = draft.groups.get()
    actions.remove_group(by=TESTS, group=group, with_lines=False)
    assert draft.lines.filter(group=None).count() == 4
