"""Whether shifts meet the rules set for them, as pages are told: who counts, who does not and why, who else could."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.cover.selectors import (
    ShiftCover,
    cover_by_number,
    cover_without_rota,
    covers_in_units,
    covers_of,
    people_most_needed,
)
from standing.areas.cover.selectors.falling import shifts_that_fall
from standing.areas.people.models import Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.changed_beside import besides_of_changes
from standing.areas.record.loading import load_asked
from standing.areas.record.periods import mark_stale
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.worlds import World
from standing.areas.refusals import NotAllowed
from standing.core.rehearsing.worlds import with_changes
from standing.core.rules import facts
from standing.core.rules.shifts import NIGHT, When
from standing.site.components.lists import Table
from tests.factories.cover import TESTS, make_rule, make_shift, on, register
from tests.factories.people import make_account, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db
MH = "ZX1@2003"
TODAY = date(2026, 6, 20)
JULY = date(2026, 7, 1)
EARLY = (time(7), time(15))


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule(["ZX1@2003", "ZX2@2003"], months=12)
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash", name="Ash ward")


def worker(ward: Unit, ref: str, expires_on: date | None = date(2027, 6, 1), standard: str = MH) -> Person:
    """Somebody of the ward who is current until a day, or holds nothing."""
    person = make_worker(ward, ref=ref, name=ref)
    if expires_on is not None:
        decided = expires_on.replace(year=expires_on.year - 1)
        record.append_facts(
            by=TESTS,
            entries=[
                record.Entry(facts.Decision("new", ref, standard, "met", decided, expires_on=expires_on))
            ],
        )
    return person


def counting(cover: ShiftCover) -> list[str]:
    return [one.ref for one in cover.lines[0].counts]


def why_not(cover: ShiftCover) -> dict[str, tuple[str, ...]]:
    return {one.who.name: one.why for one in cover.lines[0].left_out}


def test_the_worked_example(ward: Unit) -> None:
    """At least two who count, on the nights of 1 to 7 July; each of one day for simplicity, so none is called so."""
    expiries = {
        "A": (2026, 7, 3),
        "B": (2027, 1, 1),
        "C": (2026, 6, 1),
        "D": (2026, 12, 1),
        "E": (2026, 6, 25),
    }
    people = {name: worker(ward, name, date(*expiry)) for name, expiry in expiries.items()}
    for number, names in enumerate(("ABC", "ACD", "AB", "ABE", "BCE", "BDE", "ADC")):
        day = JULY + timedelta(days=number)
        make_shift(ward, day, *(people[name] for name in names), name="Shift", hours=(time(20), time(23)))
    make_rule(ward, MH, 2)
    covers = covers_of(TESTS, ward, JULY, JULY + timedelta(days=6))
    assert [cover.lines[0].has for cover in covers] == [2, 2, 2, 1, 1, 2, 1]
    assert [cover.shift.starts_on.day for cover in covers if cover.fails] == [4, 5, 7]
    assert [cover.is_exact for cover in covers] == [True, True, True, False, False, True, False]
    assert why_not(covers[3]) == {"A Example": ("in_grace",), "E Example": ("in_grace",)}
    assert [one.ref for one in covers[3].lines[0].could or ()] == ["D"]
    assert [(one.who.ref, one.counts_until) for one in covers[3].lines[0].left_out] == [
        ("A", date(2026, 7, 3)),
        ("E", None),
    ], "A stops within these days, E had stopped before"
    assert [(who.ref, number) for who, number in people_most_needed(covers)] == [("A", 3), ("B", 3), ("D", 2)]


def test_a_night_is_asked_about_on_both_its_days(ward: Unit) -> None:
    ends, begins = worker(ward, "A", JULY - timedelta(days=28)), worker(ward, "B", None)
    begun = facts.Decision("new", "B", MH, "met", date(2026, 6, 1), held_from=JULY + timedelta(days=1))
    record.append_facts(by=TESTS, entries=[record.Entry(begun)])
    make_rule(ward, MH, 1)
    make_shift(ward, JULY, ends, begins, "Zed Agency")
    (cover,) = covers_of(TESTS, ward, JULY, JULY)
    assert [(one.who.name, one.day - JULY, one.why) for one in cover.lines[0].left_out] == [
        ("A Example", timedelta(0), ("in_grace",)),
        ("B Example", timedelta(0), ("not_held",)),
        ("Zed Agency", timedelta(0), ("not_in_record",)),
    ]
    whole = worker(ward, "C", JULY)
    make_shift(ward, JULY, whole, name="Late")
    make_shift(ward, JULY, worker(ward, "D", JULY), name="Waking night")
    late, night = covers_of(TESTS, ward, JULY, JULY)[1:]
    assert counting(late) == ["C"]
    assert [(one.day - JULY, one.why) for one in night.lines[0].left_out] == [
        (timedelta(days=1), ("in_grace",))
    ]


def test_all_that_keeps_somebody_out_of_cover_and_nobody_out_of_standing(ward: Unit) -> None:
    people = {name: worker(ward, name) for name in "ABCDEF"}
    record.record_absence(by=TESTS, person=people["A"], from_on=JULY, to_on=date(2026, 7, 3))
    record.restrict_practice(
        by=TESTS,
        person=people["B"],
        from_on=JULY,
        limits="Not alone",
        reason="Private",
        review_on=JULY,
        standard=MH,
    )
    register(people["C"], date(2026, 6, 30))
    make_shift(make_unit("elm"), JULY, people["D"], name="Night")
    make_rule(ward, MH, 1, band_from=6, registered_with="nmc")
    make_rule(ward, MH, 1, name="Led", leads=True)
    for name in "EF":
        register(people[name], date(2027, 1, 1))
    placed = [on(one, band=7) for one in list(people.values())[:4]]
    make_shift(ward, JULY, *placed, on(people["E"], band=5), on(people["F"], leads=True))
    (cover,) = covers_of(TESTS, ward, JULY, JULY)
    led, first = cover.lines
    assert {one.who.ref: one.why for one in first.left_out} == {
        "A": ("absent", "registration_missing"),
        "B": ("registration_missing", "restricted"),
        "C": ("registration_lapsed",),
        "D": ("elsewhere", "registration_missing"),
        "E": ("band_too_low",),
        "F": ("band_unknown",),
    }
    assert [one.ref for one in led.counts] == ["F"]
    assert [one.limits for one in first.left_out if one.who.ref == "B"] == [("Not alone",)]
    assert not cover.is_met
    assert cover.breaks_without == ()


def test_who_has_left_does_not_count_and_is_offered_to_nobody(ward: Unit) -> None:
    person = worker(ward, "A")
    (assignment,) = person.assignments.all()
    record.end_assignment(by=TESTS, assignment=assignment, to_on=JULY, why="Left")
    make_rule(ward, MH, 1)
    make_shift(ward, JULY - timedelta(days=1), person)
    make_shift(ward, JULY, person, name="Long day")
    make_shift(ward, JULY, name="Early")
    before, after, empty = covers_of(TESTS, ward, JULY - timedelta(days=1), JULY)
    assert [one.why for one in before.lines[0].left_out] == [("no_post",)]
    assert [one.why for one in after.lines[0].left_out] == [("no_post",)]
    assert empty.lines[0].could == ()


def test_rules_of_the_units_above_hold_below_on_their_days_and_for_their_shifts(ward: Unit) -> None:
    below = make_unit("twig", parent=ward)
    person = worker(below, "A")
    make_rule(ward, MH, 1, name="Above", kinds=("night",))
    make_rule(below, MH, 2, name="Own", from_on=JULY + timedelta(days=1))
    make_rule(make_unit("elm"), MH, 9, name="Beside")
    for name in ("Night", "Early"):
        make_shift(below, JULY, person, name=name)
        make_shift(below, JULY + timedelta(days=1), name=name)
    covers = covers_of(TESTS, ward, JULY, JULY + timedelta(days=1))
    asked = {
        (one.shift.name, one.shift.starts_on.day): [rule.rule.name for rule in one.rules] for one in covers
    }
    assert asked == {
        ("Night", 1): ["Above"],
        ("Early", 1): [],
        ("Night", 2): ["Above", "Own"],
        ("Early", 2): ["Own"],
    }
    unruled = next(one for one in covers if not one.is_ruled)
    assert not unruled.is_met
    assert not unruled.fails


def test_nobody_on_a_shift_that_may_overlap_is_offered(ward: Unit) -> None:
    people = [worker(ward, name) for name in "ABC"]
    make_rule(ward, MH, 1)
    make_shift(ward, JULY, name="Long day", hours=(time(7), time(19)))
    make_shift(ward, JULY, people[0], name="Early", hours=(time(7), time(15)))
    make_shift(ward, JULY, people[1], name="Late", hours=(time(19), time(22)))
    found = covers_of(TESTS, ward, JULY, JULY)
    empty = next(one for one in found if one.shift.name == "Long day")
    assert [one.ref for one in empty.lines[0].could or ()] == ["B", "C"]
    asked = cover_without_rota(TESTS, ward, When(NIGHT, JULY), "Tonight")
    assert [one.ref for one in asked.lines[0].could or ()] == ["C"]
    assert asked.shift.pk is None


def test_two_records_of_one_person_are_one_on_a_shift(ward: Unit) -> None:
    one, other = worker(ward, "A"), worker(ward, "B")
    make_rule(ward, MH, 2)
    make_shift(ward, JULY, one, other)
    record.merge_people(by=TESTS, kept=one, merged=other, why="One person")
    (cover,) = covers_of(TESTS, ward, JULY, JULY)
    assert [who.ref for who in cover.people] == ["A"]
    assert cover.lines[0].has == 1
    assert cover.fails


def test_whoever_is_stale_is_computed_before_they_are_shown(ward: Unit) -> None:
    person = worker(ward, "A")
    make_rule(ward, MH, 1)
    make_shift(ward, JULY, person, name="Early")
    person.periods.all().delete()
    mark_stale([person.pk])
    (cover,) = covers_of(TESTS, ward, JULY, JULY)
    assert cover.is_exact
    assert person.periods.count() == 0


def test_a_line_in_a_context_counts_those_found_in_general_and_not_those_of_another(ward: Unit) -> None:
    general, other, own = worker(ward, "A"), worker(ward, "B", None), worker(ward, "C", None)
    for person, context in ((other, "children"), (own, "older people")):
        record.record_decision(
            by=TESTS, person=person, standard=MH, outcome="met", decided_on=date(2026, 6, 1), context=context
        )
    make_rule(ward, MH, 1, context="older people")
    make_shift(ward, JULY, general, other, own, name="Early")
    (cover,) = covers_of(TESTS, ward, JULY, JULY)
    assert counting(cover) == ["A", "C"]
    assert why_not(cover) == {"B Example": ("context_too_narrow",)}


def test_a_rota_maker_is_told_that_and_not_why_and_the_manager_is_told(ward: Unit) -> None:
    person = worker(ward, "A", date(2026, 5, 1))
    record.restrict_practice(
        by=TESTS, person=person, from_on=TODAY, limits="Not alone", reason="Private", review_on=JULY
    )
    make_rule(ward, MH, 1)
    shift = make_shift(ward, JULY, person, name="Early")
    for role, why in (
        (Role.ROTA_MAKER, ("does_not_count", "restricted")),
        (Role.CLINICAL_LEAD, ("does_not_count", "restricted")),
        (Role.MANAGER, ("expired", "restricted")),
    ):
        account = make_account(roles=[(role, ward)])
        (out,) = cover_by_number(account, shift.pk).lines[0].left_out
        assert (out.why, out.limits) == (why, ("Not alone",))


def test_who_may_see_cover(ward: Unit) -> None:
    """Every role, in one world: nothing is written."""
    shift, person = make_shift(ward, JULY), worker(ward, "A")
    unit_roles = (Role.MANAGER, Role.ROTA_MAKER, Role.CLINICAL_LEAD)
    for role in Role:
        whose = person if role is Role.PRACTITIONER else None
        account = make_account(person=whose, roles=[(role, ward) if role in unit_roles else role])
        if role in (*unit_roles, Role.WORKFORCE_LEAD, Role.AUDITOR):
            assert len(covers_of(account, ward, JULY, JULY)) == 1
            assert cover_by_number(account, shift.pk).shift == shift
            assert len(covers_in_units(account, JULY, JULY)) == (1 if role in unit_roles else 0)
            continue
        with pytest.raises(NotAllowed):
            covers_of(account, ward, JULY, JULY)
        with pytest.raises(NotFound):
            cover_by_number(account, shift.pk)


def test_an_outsider_is_told_nothing(ward: Unit) -> None:
    shift = make_shift(ward, JULY)
    outsider = make_account(roles=[(Role.MANAGER, make_unit("elm"))])
    with pytest.raises(NotAllowed):
        covers_of(outsider, ward, JULY, JULY)
    with pytest.raises(NotFound):
        cover_by_number(outsider, shift.pk)
    assert covers_in_units(outsider, JULY, JULY) == ()


def test_as_many_queries_for_many_shifts_and_people_as_for_few(ward: Unit) -> None:
    manager = make_account(roles=[(Role.MANAGER, ward)])
    make_rule(ward, MH, 1)
    make_rule(ward, "ZX2@2003", 1, name="Another")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            covers_of(manager, ward, JULY, JULY + timedelta(days=30), could="all")
        return len(queries)

    people = [worker(ward, name) for name in "AB"]
    make_shift(ward, JULY, *people)
    register(people[0], date(2027, 1, 1))
    few = asked()
    people += [worker(ward, name) for name in "CDEF"]
    for number in range(1, 8):
        make_shift(ward, JULY + timedelta(days=number), *people[number % 3 :], "Zed Agency")
    assert asked() == few
    assert few <= 16


def in_force(change: facts.Change) -> World:
    return World(with_changes(load_asked(), [change]), frozenset({change.standard}))


def test_shifts_that_would_fall_if_a_change_were_in_force_are_named_before_it_is(ward: Unit) -> None:
    people = [worker(ward, name) for name in "AB"]
    make_rule(ward, MH, 1)
    make_rule(make_unit("elm"), "ZX2@2003", 1)
    for number in (0, 1, 40):
        make_shift(ward, TODAY + timedelta(days=number), *people, name="Late")
    make_shift(ward, TODAY + timedelta(days=2), name="Late")
    alert = facts.Change("ALERT-9", 1, MH, "critical", TODAY + timedelta(days=1))
    lead = make_account(roles=[Role.WORKFORCE_LEAD])
    found = shifts_that_fall(lead, in_force(alert))
    assert [one.cover.shift.starts_on - TODAY for one in found] == [timedelta(days=1), timedelta(days=40)]
    ((was, will),) = found[0].lines
    assert (was.has, will.has) == (2, 0)
    assert shifts_that_fall(lead, in_force(facts.Change("ALERT-9", 1, "ZX2@2003", "critical", TODAY))) == []
    outsider = make_account(roles=[(Role.MANAGER, make_unit("oak"))])
    assert shifts_that_fall(outsider, in_force(alert)) == []
    (table,) = besides_of_changes(lead, [alert])
    assert isinstance(table, Table)
    assert table.caption == "Shifts on rotas that would no longer meet their rule, if nobody acts (2)"
    assert besides_of_changes(outsider, [alert]) == []
