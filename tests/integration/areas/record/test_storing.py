"""Periods put in the place of those stored: what is right stays as it is, and only what is another is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions, periods, storing
from standing.areas.record.actions import Entry
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.periods import differences, mark_stale, store_all_stale
from standing.areas.record.storing import store_periods_of
from standing.core.rules import facts
from tests.factories.people import make_person
from tests.factories.record import Ward, make_ward
from tests.factories.workforce import TESTS

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
DAY = date(2026, 5, 1)


@pytest.fixture
def ward() -> Ward:
    """A ward, and facts of every kind about two of its people."""
    with clock.travelling_to(TODAY):
        made = make_ward(TODAY, people=3, standards=4)
        first, second, third, _ = made.standards
        entries = [
            Entry(facts.Change("policy", 1, first, facts.MAJOR, DAY), beside={"title": "For everyone"}),
            Entry(
                facts.Change("ward", 1, second, facts.SIGNIFICANT, DAY, population="wards"),
                beside={"title": "For some"},
            ),
        ]
        for ref in (person.ref for person in made.people[:2]):
            entries += [
                Entry(facts.Membership(ref, "wards", DAY)),
                Entry(facts.Membership(ref, "elsewhere", DAY)),
                Entry(facts.Signature(ref, "policy", 2, TODAY)),
                Entry(facts.Signature(ref, "nothing", 1, TODAY)),
                Entry(facts.Absence(ref, DAY, date(2026, 7, 1))),
                Entry(facts.Suspension(ref, DAY, TODAY, third), beside={"reason": "made up"}),
                Entry(facts.Suspension(ref, TODAY, date(2026, 6, 20)), beside={"reason": "made up"}),
                Entry(facts.Claim(ref, first, DAY, TODAY)),
                Entry(facts.Decision("new", ref, first, facts.MET, DAY, "older people", practice_as_of=DAY)),
                Entry(facts.Decision("new", ref, second, facts.MET, DAY, held_from=TODAY, expires_on=TODAY)),
            ]
        actions.append_facts(by=TESTS, entries=entries)
        store_all_stale()
        return made


def stored() -> dict[int, tuple[object, ...]]:
    rows = Period.objects.values_list(
        "pk", "person", "standard", "context", "from_on", "to_on", "status", "reasons"
    )
    return {key: tuple(row) for key, *row in rows}


def test_what_is_stored_is_the_definition_s(ward: Ward) -> None:
    assert not any(differences(list(Person.objects.select_related("stale"))).values())
    assert {row[5] for row in stored().values()} >= {"current", "due", "grace", "not_current"}


def test_only_what_is_another_is_written(ward: Ward) -> None:
    before = stored()
    keys = [person.pk for person in ward.people]
    spoilt, taken, *_ = before
    Period.objects.filter(pk=spoilt).update(status="current", reasons="suspended")
    Period.objects.filter(pk=taken).delete()
    mark_stale(keys)
    store_periods_of(keys)
    after = stored()
    assert sorted(map(str, after.values())) == sorted(map(str, before.values()))
    assert set(before) - set(after) == {spoilt, taken}
    assert not StalePerson.objects.exists()


def test_nobody_is_nothing(ward: Ward) -> None:
    before = stored()
    store_periods_of([])
    assert stored() == before


def test_the_kernel_is_compiled_before_the_writers_turn_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who writes waits for a compilation: by then the kernel has run on somebody, with no turn taken."""
    told: list[str] = []
    mark_stale(make_person().pk for _ in range(2))
    monkeypatch.setattr(storing, "is_worth_compiling", lambda people: people >= 2)
    monkeypatch.setattr(storing, "can_compile", lambda: True)
    monkeypatch.setattr(storing, "run", lambda *_, compiled: told.append(f"ran, {compiled}") or iter(()))

    @contextmanager
    def turn() -> Iterator[None]:
        told.append("turn")
        yield

    monkeypatch.setattr(periods, "writing", turn)
    store_all_stale()
    assert told[:3] == ["ran, True", "turn", "ran, True"]


def test_what_is_stored_once_is_never_shown_stale_meanwhile(ward: Ward) -> None:
    person, standard = ward.people[2], ward.standards[3]
    with clock.travelling_to(TODAY):
        with periods.stored_once():
            (one,) = actions.append_facts(by=TESTS, entries=[Entry(facts.Claim(person.ref, standard, DAY))])
            assert StalePerson.objects.filter(person=person).exists(), "whoever reads computes them anew"
            with periods.stored_once():
                actions.retract_facts(by=TESTS, rows=[one], why="made up")
            assert StalePerson.objects.filter(person=person).exists()
        assert not StalePerson.objects.exists()
    assert not any(differences(list(Person.objects.select_related("stale"))).values())


def test_where_nobody_is_stale_a_process_that_keeps_the_kernel_has_nothing_to_do(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "is_worth_compiling", lambda _: True)
    assert not StalePerson.objects.exists()
    store_all_stale()
