"""Rotas and registrations that were changed past Standing are found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actions import erase_words
from standing.areas.audit.models import Event
from standing.areas.cover import actions
from standing.areas.cover.checks import (
    GONE,
    NO_EVENT,
    OTHERWISE,
    registrations_at_odds_with_the_trail,
    rotas_at_odds_with_the_trail,
)
from standing.areas.cover.models import Placement, Registration, Shift
from standing.areas.people.models import Person, Unit
from standing.areas.record.actions import merge_people
from tests.factories.cover import TESTS, make_shift, on, register, wanted
from tests.factories.people import make_person, make_unit

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2026, 6, 15), date(2026, 6, 16)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def unit() -> Unit:
    return make_unit("ash")


@pytest.fixture
def ann() -> Person:
    return make_person("P1", given_name="Ann")


def found() -> list[tuple[str, str]]:
    problems = (*registrations_at_odds_with_the_trail(), *rotas_at_odds_with_the_trail())
    return [(one.where.partition(" ")[0], one.what) for one in problems]


def test_whatever_is_done_to_registrations_and_rotas_agrees_with_the_trail(unit: Unit, ann: Person) -> None:
    given_up, wrong = register(ann, TOMORROW), register(make_person(), TOMORROW)
    actions.give_up_registration(by=TESTS, registration=given_up, on=TODAY, why=" Retired ")
    actions.retract_registration(by=TESTS, registration=wrong, why="Of another")
    shift = make_shift(unit, TODAY, ann, "Agency Nurse")
    row = actions.put_on_shift(by=TESTS, shift=shift, wanted=on(make_person(), band=5))
    row = actions.change_placement(by=TESTS, placement=row, role="bleep", band=6, leads=True)
    actions.take_off_shift(by=TESTS, placement=row)
    actions.remove_shift(by=TESTS, shift=make_shift(unit, TOMORROW, ann))
    for people in ((ann,), (), (ann, "Agency Nurse")):
        actions.replace_rota(by=TESTS, unit=unit, shifts=[wanted(TODAY, people), wanted(TODAY, name="Early")])
    actions.replace_rota(by=TESTS, unit=unit, shifts=[wanted(TODAY, ["Agency Nurse"], name="Late")])
    merge_people(by=TESTS, kept=make_person("KEPT"), merged=ann, why="One person")
    assert found() == []


def test_a_registration_changed_past_standing_is_found(ann: Person) -> None:
    later, given_up, back, gone = (
        register(make_person(), TODAY, number=f"15A000{n}Z", from_on=date(2020, 1, 1)) for n in range(4)
    )
    actions.give_up_registration(by=TESTS, registration=given_up, on=TODAY, why="Retired")
    actions.retract_registration(by=TESTS, registration=back, why="Of another")
    Registration.objects.filter(pk=later.pk).update(expires_on=TOMORROW)
    Registration.objects.filter(pk=given_up.pk).update(given_up_on=None, given_up_why="")
    Registration.objects.filter(pk=back.pk).update(retracted_at=None, retracted_why="")
    Registration.objects.filter(pk=gone.pk).delete()
    was, back.pk, back.person = back.subject, None, ann
    back.save()
    assert sorted(found()) == sorted(
        [
            *((row.subject, OTHERWISE) for row in (later, given_up)),
            (was, OTHERWISE),
            (back.subject, NO_EVENT),
            (gone.subject, GONE),
        ]
    )


def test_a_rota_changed_past_standing_is_found_and_erased_words_are_taken_to_agree(
    unit: Unit, ann: Person
) -> None:
    swapped, added = make_shift(unit, TODAY, ann), make_shift(unit, TOMORROW)
    actions.replace_rota(by=TESTS, unit=unit, shifts=[wanted(date(2026, 6, day), [ann]) for day in (17, 18)])
    moved, gone = Shift.objects.filter(starts_on__gt=TOMORROW).order_by("starts_on")
    Placement.objects.filter(shift=swapped).update(person=make_person())
    Placement.objects.create(shift=added, person=ann, added_at=clock.now())
    Shift.objects.filter(pk=moved.pk).update(kind="early")
    Placement.objects.filter(shift=gone).delete()
    Shift.objects.filter(pk=gone.pk).delete()
    expected = [(row.subject, OTHERWISE) for row in (swapped, added, moved)] + [(gone.subject, GONE)]
    assert found() == expected
    erase_words(by=TESTS, event=Event.objects.get(subject=swapped.subject), why="It named somebody")
    assert found() == expected[1:]


def test_a_shift_that_nobody_put_on_the_rota_is_found(unit: Unit, ann: Person) -> None:
    make_shift(unit, TODAY, ann)
    with clock.travelling_to(TOMORROW):
        shift = Shift.objects.get()
        shift.pk, shift.name, shift.made_at = None, "Early", clock.now()
        shift.save()
    assert found() == [(shift.subject, NO_EVENT)]
