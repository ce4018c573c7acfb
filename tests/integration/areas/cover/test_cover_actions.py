"""Rotas, rules and registrations: kept by those who may, whole or not at all, and told in the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.cover import actions
from standing.areas.cover.models import Placement, Registration, Shift
from standing.areas.cover.rota.reading import plan_rota
from standing.areas.cover.selectors import keeping
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Role
from standing.areas.record import actions as record
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules.facts import BadFact
from tests.factories.cover import TESTS, make_rule, make_shift, on, register, wanted
from tests.factories.people import make_account, make_person, make_unit
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import make_worker, rule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 20)
NEXT = date(2026, 6, 21)
ZX1 = "ZX1@2003"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        rule([ZX1, "ZX2@2003"])
        yield


@pytest.fixture
def ward() -> Unit:
    return make_unit("ash", name="Ash ward")


@pytest.fixture
def ada(ward: Unit) -> Person:
    return make_worker(ward, ref="A1", name="Ada")


@pytest.fixture
def ben(ward: Unit) -> Person:
    return make_worker(ward, ref="B1", name="Ben")


def newest_words() -> dict[str, Any]:
    words = EventWords.objects.order_by("-event__sequence")[0].words
    assert isinstance(words, dict)
    return words


def on_rota() -> dict[tuple[date, str], list[str]]:
    return {
        (shift.starts_on, shift.name): [
            str(one.person or one.name) for one in shift.placements.filter(removed_at=None)
        ]
        for shift in Shift.objects.filter(removed_at=None)
    }


def test_a_rota_sent_again_replaces_the_days_it_names_and_says_what_changed(
    ward: Unit, ada: Person, ben: Person
) -> None:
    other = make_shift(ward, date(2026, 6, 25), ada)
    first = [wanted(TODAY, [on(ada, band=6), ben]), wanted(NEXT, [ada]), wanted(NEXT, [ben], name="Early")]
    made = actions.replace_rota(by=TESTS, unit=ward, shifts=first)
    assert [(one.what, one.shift) for one in made.differences] == [
        ("added", "Night, 2026-06-20"),
        ("added", "Early, 2026-06-21"),
        ("added", "Night, 2026-06-21"),
    ]
    events = Event.objects.count()
    again = actions.replace_rota(by=TESTS, unit=ward, shifts=first)
    assert (again.differences, again.unchanged, Event.objects.count()) == ((), 3, events)
    second = [
        wanted(TODAY, [on(ada, band=7), "Zed Agency"], hours=(time(20), time(8))),
        wanted(NEXT, [ada]),
    ]
    seen = actions.replace_rota(by=TESTS, unit=ward, shifts=second, dry_run=True)
    assert Event.objects.count() == events
    change = actions.replace_rota(by=TESTS, unit=ward, shifts=second, source="rota.xlsx")
    assert change == seen
    assert {one.shift: (one.what, one.how) for one in change.differences} == {
        "Night, 2026-06-20": (
            "changed",
            (
                "times not said becomes 20:00 to 08:00",
                "on: Zed Agency",
                "off: Ben Example (B1)",
                "Ada Example (A1), band 6 becomes Ada Example (A1), band 7",
            ),
        ),
        "Early, 2026-06-21": ("removed", ("Ben Example (B1)",)),
    }
    assert on_rota() == {
        (TODAY, "Night"): ["Ada Example", "Zed Agency"],
        (NEXT, "Night"): ["Ada Example"],
        (date(2026, 6, 25), "Night"): ["Ada Example"],
    }
    words = newest_words()
    assert (words["from"], words["unchanged"], words["removed"]) == (
        "rota.xlsx",
        1,
        ["Early, 2026-06-21; Ben Example (B1)"],
    )
    assert Placement.objects.filter(person=ben).count() == 2, "what stood on the rota is kept"
    assert other.removed_at is None


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("date,shift,name\n20/6/2026,Night,Ada Example", []),
        ("date,shift,ref,name\n20/6/2026,Night,A1,\"Example, Ada\"", []),
        ("date,shift,name\n31/6/2026,Night,Ada Example", ["Date: found “31/6/2026”, which is no day"]),
        ("date,shift,name\n20/6/2028,Night,Ada Example", ["Date: found 2028-06-20, more than a year from today"]),
        ("date,shift,name\n20/6/2026,,Ada Example", ["Shift: found nothing"]),
        ("date,shift,name\n20/6/2026,Zeta,Ada Example", ["Found “Zeta”, which does not say whether it runs past"]),
        ("date,shift,name\n20/6/2026,Night,Abel Nobody", ["Name: found “Abel Nobody”, which is nobody who works"]),
        ("date,shift,name\n20/6/2026,Night,Sam Twin", ["Name: found “Sam Twin”, which is the name of T1 and T2"]),
        ("date,shift,ref\n20/6/2026,Night,Z9", ["Staff number: found “Z9”, which is nobody who works"]),
        ("date,shift,ref\n20/6/2026,Night,F1", ["Staff number: found “F1”, which is nobody who works"]),
        ("date,shift,ref,name\n20/6/2026,Night,F1,Far Example", []),
        ("date,shift,ref,name\n20/6/2026,Night,A1,Ben Example", ["Staff number: found “Ben Example”, and A1 is the"]),
        ("date,shift,name,agency\n20/6/2026,Night,Zed Zero,yes", []),
        ("date,shift,name,agency\n20/6/2026,Night,Zed Zero,perhaps", ["Not in the record: found “perhaps”"]),
        ("date,shift,ref,agency\n20/6/2026,Night,A1,yes", ["Staff number: found “A1” of somebody said not to be"]),
        ("date,shift,name,band\n20/6/2026,Night,Ada Example,8a", []),
        ("date,shift,name,band\n20/6/2026,Night,,6", ["Name: found nothing, and the row says 6"]),
        ("date,shift,name,unit\n20/6/2026,Night,Ada Example,Elm", ["Unit: found “Elm”, and this is the rota of Ash"]),
        ("date,shift,start,end,name\n20/6/2026,Zeta,20:00,0800,Ada Example", []),
        ("date,shift,start,end,name\n20/6/2026,Zeta,noon,08:00,Ada Example", ["Start: found “noon”, expected a time"]),
        ("date,shift,start,end,name\n20/6/2026,Zeta,20:00,,Ada Example", ["Say both when the shift begins"]),
        (
            "date,shift,start,end,name\n20/6/2026,N,20:00,08:00,Ada Example\n20/6/2026,N,21:00,08:00,Ben Example",
            ["Start and end: they differ from those of N on row 2"],
        ),
        ("date,shift,name\n20/6/2026,N,Ada Example\n20/6/2026,n,Ada Example", ["Ada Example (A1) is on this shift"]),
        ("date,shift,name\n20/6/2026,Night,Ada Example,more", ["There is more on this row than there are columns"]),
        ("Staff number\tName\t20/6/2026\t21/6/2026\t22/6/2026\nA1\tAda Example\tN\tAL\tE", []),
        ("Name\t20/6/2026\t21/6/2026\t22/6/2026\nAda Example\tN\tQX\t", ["Cell C2: found “QX”, which is no shift"]),
        ("Name\t20/6/2026\t21/6/2026\t22/6/2026\nAda Example\tN\t\t\tN", ["Cell E2: “N” stands under no day."]),
    ],
)  # fmt: skip
def test_what_a_rota_may_say_and_every_fault_of_it(
    ward: Unit, ada: Person, ben: Person, text: str, faults: list[str]
) -> None:
    for ref in ("T1", "T2"):
        make_worker(ward, ref=ref, name="Sam")
        Person.objects.filter(ref=ref).update(family_name="Twin")
    make_worker(make_unit("elm"), ref="F1", name="Far")
    keeper = make_account(roles=[(Role.ROTA_MAKER, ward)])
    plan = plan_rota(by=keeper, unit=ward, text=text)
    assert len(plan.faults) == len(faults), plan.faults
    for (_, found), said in zip(plan.faults, faults, strict=True):
        assert found.startswith(said)
    assert bool(plan.shifts) == (not faults)
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,band\nAda Example,6", "No column was recognised as the date, the shift"),
        ("date,shift,band\n20/6/2026,Night,6", "the staff number or the name"),
        ("Zeta\t20/6/2026\t21/6/2026\t22/6/2026\nAda\tN\tN\tN", "No column beside the days was recognised"),
        ("Name\t20/6/2026\t21/6/2026\t20/6/2026\nAda\tN\tN\tN", "2026-06-20 stands over two columns"),
    ],
)
def test_a_rota_that_cannot_be_read_is_refused_whole(ward: Unit, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        plan_rota(by=TESTS, unit=ward, text=text)


def test_leave_and_days_off_in_a_grid_are_counted_and_not_kept(ward: Unit, ada: Person) -> None:
    text = "Name\tBand\tMon 22 June 2026\t23/6/2026\t24/6/2026\nAda Example\t6\tLD\tAL\tAL"
    plan = plan_rota(by=TESTS, unit=ward, text=text)
    assert plan.aside == (("AL", 2),)
    (shift,) = plan.shifts
    assert (shift.words, shift.people) == ("Long day, 2026-06-22", (on(ada, band=6),))


def test_what_a_rota_has_no_column_for_stays_as_it_stands(ward: Unit, ada: Person, ben: Person) -> None:
    """A grid says no times, roles or leads: it would be wrong to take its silence for an answer."""
    make_shift(ward, TODAY, on(ada, role="Nurse", band=6, leads=True), hours=(time(20), time(8)))
    text = "Name\t20/6/2026\t21/6/2026\t22/6/2026\nAda Example\tN\t\t\nBen Example\tN\tN\t"
    plan = plan_rota(by=TESTS, unit=ward, text=text)
    change = actions.replace_rota(by=TESTS, unit=ward, shifts=plan.shifts, silent=plan.silent)
    assert [(one.what, one.how) for one in change.differences] == [
        ("changed", ("on: Ben Example (B1)",)),
        ("added", ("Ben Example (B1)",)),
    ]
    told = (
        "date,shift,name,leads,start,end\n20/6/2026,Night,Ada Example,,,\n20/6/2026,Night,Ben Example,yes,,"
    )
    plan = plan_rota(by=TESTS, unit=ward, text=told)
    change = actions.replace_rota(by=TESTS, unit=ward, shifts=plan.shifts, silent=plan.silent)
    assert change.differences[0].how == (
        "20:00 to 08:00 becomes times not said",
        "Ada Example (A1), Nurse, band 6, leads becomes Ada Example (A1), Nurse, band 6",
        "Ben Example (B1) becomes Ben Example (B1), leads",
    ), "a column that is there and empty is an answer"


def test_one_wrong_name_is_one_fault_in_a_grid(ward: Unit) -> None:
    text = "Name\t20/6/2026\t21/6/2026\t22/6/2026\nAbel Nobody\tN\tN\tN"
    assert len(plan_rota(by=TESTS, unit=ward, text=text).faults) == 1


def test_a_rule_asks_only_what_could_be_met(ward: Unit) -> None:
    with pytest.raises(Refused, match="no standard QQ9@1999"):
        make_rule(ward, "QQ9@1999")
    record.end_edition(by=TESTS, standard="ZZ2@2001", ends_on=date(2020, 1, 31), why="Replaced")
    with pytest.raises(Refused, match=r"counted up to 31 January 2020: .* Ask for ZX1@2003 instead"):
        make_rule(ward, "ZZ2@2001", from_on=TODAY)
    made = make_rule(ward, ZX1)
    with pytest.raises(Refused, match="has a rule called The rule then"):
        make_rule(ward, ZX1, name="the rule")
    with pytest.raises(Refused, match="asks for just this already"):
        actions.add_line(by=TESTS, rule=made, line=actions.LineWanted(ZX1, 1), from_on=TODAY)
    with pytest.raises(Refused, match="last line of its rule"):
        actions.end_line(by=TESTS, line=made.lines.get(), to_on=TODAY)
    with pytest.raises(Refused, match="after its first day"):
        make_rule(ward, ZX1, name="Another", from_on=TODAY, to_on=TODAY)
    for given in ({"at_least": 0}, {"band_from": 10}, {"registered_with": "gmc"}):
        with pytest.raises(Refused):
            actions.LineWanted(ZX1, **({"at_least": 1} | given))
    ended = actions.end_rule(by=TESTS, rule=made, to_on=NEXT)
    assert [one.rule.pk for one in keeping.rules_of(TESTS, ward)] == [made.pk]
    with pytest.raises(Refused, match="still holds"):
        actions.end_rule(by=TESTS, rule=ended, to_on=NEXT)
    with clock.travelling_to(NEXT):
        assert keeping.rules_of(TESTS, ward) == []


def test_a_registration_is_of_one_person_begins_once_and_is_never_ones_own(
    ward: Unit, ada: Person, ben: Person
) -> None:
    register(ada, date(2027, 1, 1), number="15A0001Z")
    with pytest.raises(Refused, match="recorded for somebody else"):
        register(ben, date(2027, 1, 1), number="15A0001Z")
    with pytest.raises(Refused, match="has an entry of this body from that day"):
        register(ada, date(2027, 1, 1), number="15A0001Z")
    with pytest.raises(BadFact, match="a number of the HCPC"):
        register(ada, date(2027, 1, 1), number="15A0001Z", body="hcpc")
    with pytest.raises(Refused, match="cannot be after today"):
        actions.record_registration(
            by=TESTS, person=ben, body="swe", number="SW1", from_on=TODAY, expires_on=NEXT, checked_on=NEXT
        )
    own = make_account(person=ada, roles=[(Role.MANAGER, ward)])
    with pytest.raises(NotAllowed, match="your own registration"):
        actions.record_registration(
            by=own, person=ada, body="swe", number="SW1", from_on=TODAY, expires_on=NEXT, checked_on=TODAY
        )
    with pytest.raises(NotFound):
        keeping.registration_of_person(own, "A1")
    assert [one.person for one in keeping.registrations_of(own)] == []


KEEP = (Role.MANAGER, Role.ROTA_MAKER, Role.WORKFORCE_LEAD)
SET = (Role.MANAGER, Role.CLINICAL_LEAD, Role.WORKFORCE_LEAD)
REGISTER = (Role.MANAGER, Role.WORKFORCE_LEAD)


OF_A_UNIT = (Role.MANAGER, Role.ROTA_MAKER, Role.CLINICAL_LEAD, Role.ASSESSOR, Role.INTERNAL_VERIFIER)

Doing = tuple[tuple[Role, ...], Callable[[Account], object]]


@pytest.fixture
def doings(ward: Unit, ada: Person, ben: Person) -> list[Doing]:
    """Every action of the area, with the roles that may."""
    shift, asked = make_shift(ward, TODAY, ada, "Zed Agency"), make_rule(ward, ZX1)
    entry = register(ada, date(2027, 1, 1))
    line = actions.add_line(by=TESTS, rule=asked, line=actions.LineWanted("ZX2@2003", 1), from_on=TODAY)
    place, agency = shift.placements.get(person=ada), shift.placements.get(name="Zed Agency")
    return [
        (KEEP, lambda by: actions.add_shift(by=by, unit=ward, wanted=wanted(NEXT))),
        (KEEP, lambda by: actions.replace_rota(by=by, unit=ward, shifts=[wanted(date(2026, 6, 23))])),
        (KEEP, lambda by: actions.put_on_shift(by=by, shift=shift, wanted=on(ben))),
        (KEEP, lambda by: actions.change_placement(by=by, placement=place, role="Lead", band=7, leads=True)),
        (KEEP, lambda by: actions.take_off_shift(by=by, placement=agency)),
        (KEEP, lambda by: actions.remove_shift(by=by, shift=shift)),
        (SET, lambda by: actions.set_rule(
            by=by, unit=ward, name="Another", line=actions.LineWanted(ZX1, 1), from_on=TODAY)),
        (SET, lambda by: actions.add_line(by=by, rule=asked, line=actions.LineWanted(ZX1, 3), from_on=TODAY)),
        (SET, lambda by: actions.end_line(by=by, line=line, to_on=NEXT)),
        (SET, lambda by: actions.end_rule(by=by, rule=asked, to_on=NEXT)),
        (REGISTER, lambda by: actions.record_registration(
            by=by, person=ben, body="swe", number="SW7", from_on=TODAY, expires_on=NEXT, checked_on=TODAY)),
        (REGISTER, lambda by: actions.give_up_registration(by=by, registration=entry, on=TODAY, why="No need")),
        (REGISTER, lambda by: actions.retract_registration(by=by, registration=entry, why="A slip")),
    ]  # fmt: skip


@pytest.mark.parametrize("role", dict.fromkeys((*KEEP, *SET, *REGISTER)))
def test_each_who_may_does_it_with_an_event_and_may_do_no_more(
    ward: Unit, doings: list[Doing], role: Role
) -> None:
    insider = make_account(roles=[(role, ward) if role in OF_A_UNIT else role])
    for may, do in doings:
        before = Event.objects.count()
        if role in may:
            do(insider)
            assert Event.objects.count() == before + 1
        else:
            with pytest.raises(NotAllowed):
                do(insider)


def test_nobody_else_may_do_anything_nor_somebody_of_another_unit(doings: list[Doing]) -> None:
    elm = make_unit("elm")
    others = [role for role in Role if role not in {*KEEP, *SET, *REGISTER, Role.PRACTITIONER}]
    outsiders = [
        make_account(),
        make_account(person=make_person(), roles=[Role.PRACTITIONER]),
        *(make_account(roles=[role]) for role in others),
        *(make_account(roles=[(role, elm)]) for role in OF_A_UNIT),
    ]
    events = Event.objects.count()
    for outsider in outsiders:
        for _, do in doings:
            with pytest.raises(NotAllowed):
                do(outsider)
    assert Event.objects.count() == events


def test_what_is_off_the_rota_cannot_be_worked_on(ward: Unit, ada: Person) -> None:
    shift = make_shift(ward, TODAY, ada)
    place = shift.placements.get()
    actions.take_off_shift(by=TESTS, placement=place)
    for gone in (
        lambda: actions.take_off_shift(by=TESTS, placement=place),
        lambda: actions.change_placement(by=TESTS, placement=place, role="", band=None, leads=True),
    ):
        with pytest.raises(Refused, match="on this shift no more"):
            gone()
    actions.remove_shift(by=TESTS, shift=shift)
    with pytest.raises(Refused, match="on the rota no more"):
        actions.put_on_shift(by=TESTS, shift=shift, wanted=on(ada))
    assert make_shift(ward, TODAY, ada).pk != shift.pk
    with pytest.raises(Refused, match="is on the rota of Ash ward already"):
        make_shift(ward, TODAY, name="night")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (
            lambda shift, place, entry: Shift.objects.filter(pk=shift).update(kind="zeta"),
            "shift_of_a_known_kind",
        ),
        (lambda shift, place, entry: Shift.objects.filter(pk=shift).update(name=""), "shift_has_a_name"),
        (
            lambda shift, place, entry: Shift.objects.filter(pk=shift).update(ends_on=date(2026, 6, 1)),
            "shift_ends_after_it_begins",
        ),
        (
            lambda shift, place, entry: Shift.objects.filter(pk=shift).update(starts_at=time(7)),
            "shift_says_both_times_or_neither",
        ),
        (
            lambda shift, place, entry: Placement.objects.filter(pk=place).update(name="Zed"),
            "placement_of_a_person",
        ),
        (
            lambda shift, place, entry: Placement.objects.filter(pk=place).update(band=12),
            "placement_of_a_known_band",
        ),
        (lambda shift, place, entry: Registration.objects.filter(pk=entry).update(body="gmc"), "known_body"),
        (
            lambda shift, place, entry: Registration.objects.filter(pk=entry).update(given_up_on=TODAY),
            "given_up_with",
        ),
    ],
)
def test_the_store_keeps_what_may_never_be_otherwise(
    ward: Unit, ada: Person, change: Callable[[int, int, int], object], constraint: str
) -> None:
    shift, entry = make_shift(ward, TODAY, ada), register(ada, date(2027, 1, 1))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change(shift.pk, shift.placements.get().pk, entry.pk)


def test_somebody_outside_the_record_is_not_taken_for_somebody_in_it(ward: Unit) -> None:
    make_person("N1", given_name="Nia", family_name="Nowhere")
    keeper = make_account(roles=[(Role.ROTA_MAKER, ward)])
    plan = plan_rota(by=keeper, unit=ward, text="date,shift,name\n20/6/2026,Night,Nia Nowhere")
    assert plan.faults[0][1].startswith("Name: found “Nia Nowhere”, which is nobody who works in a unit")
