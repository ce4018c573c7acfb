"""Rotas, rules and registrations: kept by those who may, whole or not at all, and told in the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.cover import actions
from standing.areas.cover.models import Placement, Registration, Shift
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
