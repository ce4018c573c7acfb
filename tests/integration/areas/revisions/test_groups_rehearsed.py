"""Groups of standards in rehearsals: who stops or begins to meet one is what the answers say once it is done."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import ProfileVersion, RoleProfile
from standing.areas.profiles.selectors import answers_of
from standing.areas.record import actions
from standing.areas.record.models import Assignment
from standing.areas.revisions.actions.rehearsals import start_rehearsal
from standing.areas.revisions.rehearsing.running import as_numbers
from standing.areas.revisions.selectors.rehearsals import plan_asked, rehearse_now
from standing.core.engine.tables import TABLES
from standing.core.rehearsing.groups import GroupFinding
from standing.core.rules import facts
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.profiles import TESTS, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY, DAY = date(2026, 6, 15), date(2026, 7, 1)
ZX1, ZX2, ZZ2 = "ZX1@2003", "ZX2@2003", "ZZ2@2001"


@dataclass(frozen=True)
class World:
    """A role that asks for at least one of ZX2 and ZZ2: one person holds one of them, one both, one neither."""

    unit: Unit
    profile: RoleProfile
    one: Person
    both: Person
    neither: Person
    manager: Account


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, ZX2, ZZ2])
        profile = make_profile(essential=[ZX1])
        draft = draft_of(profile)
        lines = [
            profiles.add_line(by=TESTS, version=draft, standard=name, as_worked_to=True)
            for name in (ZX2, ZZ2)
        ]
        keys = [line.pk for line in lines]
        profiles.add_group(by=TESTS, version=draft, name="Trees", at_least=1, lines=keys)
        profiles.put_in_use(by=TESTS, version=draft, from_on=date(2026, 4, 1))
        unit = make_unit()
        people = [make_worker(unit, name=name) for name in ("Coral", "Gale", "Wren")]
        for person, held in zip(people, ([ZX2], [ZX2, ZZ2], []), strict=True):
            for standard in held:
                met(person, standard, date(2026, 5, 1))
        yield World(unit, profile, *people, make_account(roles=[(Role.MANAGER, unit)]))
        transaction.set_rollback(True)


def answers(day: date) -> dict[str, bool]:
    rows = Assignment.objects.filter(role="nurse").select_related("person")
    rows = rows.exclude(to_on__lte=day)
    return {each.person.ref: each.met for each in answers_of(rows, day)}


def rehearsed(asked: dict[str, Any]) -> tuple[dict[str, tuple[str, date]], list[dict[str, Any]]]:
    found: dict[str, tuple[str, date]] = {}

    def each(person: str, effects: Any, tasks: Any, groups: list[GroupFinding]) -> None:
        for one in groups:
            found[person] = (one.kind, one.on)

    outcome = rehearse_now(by=TESTS, plan=plan_asked(by=TESTS, asked=asked), each=each)
    return found, as_numbers(outcome)["groups"]


def change() -> dict[str, Any]:
    row = facts.Change("POL", 1, ZX2, facts.SIGNIFICANT, DAY)
    return {"kind": "change", "rows": [TABLES["changes"].fact_to_row(row)]}


def test_a_change_stops_the_group_of_whoever_has_no_other_on_the_day_it_then_stops(world: World) -> None:
    found, numbers = rehearsed(change())
    (kind, on) = found.pop(world.one.ref)
    assert (kind, found) == ("loses", {})
    assert [(one["what"], one["on"], one["people"]) for one in numbers] == [("loses", on.isoformat(), 1)]
    with transaction.atomic():
        actions.issue_change(
            by=TESTS,
            subject="POL",
            version=1,
            title="Policy",
            standards=[ZX2],
            change_class="significant",
            effective_on=DAY,
        )
        assert answers(on - timedelta(days=1))[world.one.ref]
        assert answers(on) == {world.one.ref: False, world.both.ref: True, world.neither.ref: False}
        transaction.set_rollback(True)


def test_a_draft_that_asks_for_more_says_who_would_stop_meeting_its_group(world: World) -> None:
    draft = profiles.draft_version(by=TESTS, profile=world.profile)
    third = profiles.add_line(by=TESTS, version=draft, standard="ZY1@2002", as_worked_to=True)
    group = draft.groups.get()
    lines = [*group.lines.values_list("pk", flat=True), third.pk]
    profiles.change_group(by=TESTS, group=group, name="Trees", at_least=2, lines=lines)
    found, _ = rehearsed({"kind": "profile", "profile": "nurse", "on": DAY.isoformat()})
    assert found == {world.one.ref: ("loses", DAY)}
    # Past the door: in the made-up catalogue no three standards are apart, and such a group is not put in use.
    ProfileVersion.objects.filter(profile=world.profile, number=1).update(to_on=DAY)
    ProfileVersion.objects.filter(pk=draft.pk).update(from_on=DAY)
    assert answers(DAY) == {world.one.ref: False, world.both.ref: True, world.neither.ref: False}


def test_whoever_leaves_is_asked_no_longer(world: World) -> None:
    found, _ = rehearsed({"kind": "leaving", "person": world.both.ref, "on": DAY.isoformat()})
    assert found == {world.both.ref: ("no_longer_asked", DAY)}


def test_page_names_spreadsheet_and_json_say_it(world: World) -> None:
    kept = start_rehearsal(by=world.manager, asked=change())
    client = signed_in(world.manager)
    page = text(client.get(f"/rehearsals/{kept.pk}/"))
    assert "Groups of standards: 1 time somebody would stop meeting one" in page
    assert re.search(r"Made-up nurse Group Trees, at least 1 What Stops meeting it People 1", page), page
    names = text(client.get(f"/rehearsals/{kept.pk}/names/?unit={world.unit.code}"))
    assert "Trees, at least 1, for Made-up nurse" in names
    assert "Would not count: ZX2@2003" in names
    numbers = json.loads(client.get(reverse("revisions:rehearsal_file", args=[kept.pk, "json"])).content)
    assert [one["group"] for one in numbers["groups"]] == ["Trees"]
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("revisions:rehearsal_file", args=[kept.pk, "xlsx"])).content)
    )
    assert [cell.value for cell in book["Groups"][2]][2:] == ["Trees, at least 1", "Stops meeting it", 1]


def text(answer: Any) -> str:
    return " ".join(strip_tags(answer.content.decode()).split())
