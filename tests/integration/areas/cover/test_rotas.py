"""Rotas: what a file may say and every fault of it, and what replacing the days it names changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event, EventWords
from standing.areas.cover import actions
from standing.areas.cover.models import Placement, Shift
from standing.areas.cover.rota.reading import plan_rota
from standing.areas.people.models import Person, Unit
from standing.areas.people.roles import Role
from standing.areas.refusals import Refused
from tests.factories.cover import TESTS, make_shift, on, wanted
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


def test_somebody_outside_the_record_is_not_taken_for_somebody_in_it(ward: Unit) -> None:
    make_person("N1", given_name="Nia", family_name="Nowhere")
    keeper = make_account(roles=[(Role.ROTA_MAKER, ward)])
    plan = plan_rota(by=keeper, unit=ward, text="date,shift,name\n20/6/2026,Night,Nia Nowhere")
    assert plan.faults[0][1].startswith("Name: found “Nia Nowhere”, which is nobody who works in a unit")
