"""The gate before a decision: who may decide about whom, by every path, and what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.actions import DayMet, SomeRefused
from standing.areas.record.actions.assessors import (
    agree_appointment,
    declare_relationship,
    end_appointment,
    end_relationship,
    propose_appointment,
    set_assessor_level,
)
from standing.areas.record.gate import NotIndependent, Proposed
from standing.areas.record.models import Appointment, Decision
from standing.areas.record.selectors.previews import preview_decision
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules import facts
from tests.factories.people import give, make_account, make_unit
from tests.factories.record import make_assessor
from tests.factories.verification import ZA1, VerifiedWard, appointed, decide, held, on_record, verified_ward
from tests.factories.workforce import make_worker, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
STRANGER = "you do not count in this standard yourself"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def world() -> VerifiedWard:
    return verified_ward(TODAY)


@pytest.fixture
def stranger(world: VerifiedWard) -> Account:
    """An assessor of the ward who does not count in anything."""
    return make_account("Sol Stranger", roles=[(Role.ASSESSOR, world.ward.unit)])


def paths(world: VerifiedWard, by: Account) -> dict[str, Callable[[], object]]:
    """Every path by which a person records a decision in this area."""
    fact = facts.Decision("new", world.person.ref, ZA1, "met", TODAY)
    standing = met(world.person, ZA1, TODAY - timedelta(days=9))
    later = facts.Decision("new", world.person.ref, ZA1, "met", TODAY)
    return {
        "one": lambda: decide(world, by=by),
        "put": lambda: actions.put_decisions(by=by, proposed=[Proposed(world.person, fact)]),
        "many": lambda: actions.record_days_met(by=by, wanted=[DayMet(world.person, ZA1, TODAY)]),
        "correction": lambda: actions.correct_decision(by=by, decision=standing, why="x", replacement=later),
        "day": lambda: actions.correct_day(by=by, decision=standing, decided_on=TODAY, why="x"),
        "preview": lambda: preview_decision(by=by, person=world.person, decision=fact),
    }


@pytest.mark.parametrize("path", ["one", "put", "many", "correction", "day", "preview"])
def test_who_does_not_count_decides_by_no_path_and_the_trail_says_so(
    world: VerifiedWard, stranger: Account, path: str
) -> None:
    way = paths(world, stranger)[path]
    before = Decision.objects.count()
    with pytest.raises((NotIndependent, SomeRefused), match=STRANGER):
        way()
    assert Decision.objects.count() == before
    told = Event.objects.filter(action="refuse_part", actor=stranger.audit_name)
    if path == "preview":
        assert not told.exists(), "a preview writes nothing"
        return
    (event,) = told
    assert event.subject == f"person:{world.person.ref}"
    assert STRANGER in event.words.words["why"]


def test_who_counts_decides_and_it_is_on_the_record(world: VerifiedWard) -> None:
    assert on_record(decide(world)).recorded_by == world.assessor


def test_it_is_the_day_of_the_decision_that_counts(world: VerifiedWard) -> None:
    for day, may in ((date(2017, 6, 1), True), (date(2017, 5, 31), False)):
        way = lambda day=day: actions.record_decision(  # noqa: E731
            by=world.assessor, person=world.person, standard=ZA1, outcome="met", decided_on=day
        )
        if may:
            assert isinstance(way(), Decision)
        else:
            with pytest.raises(NotIndependent, match=STRANGER):
                way()


def test_an_assessor_in_grace_or_suspended_does_not_count(world: VerifiedWard) -> None:
    person = world.assessor.person
    assert person is not None
    actions.suspend_person(by=world.lead, person=person, standard=ZA1, from_on=TODAY, reason="Looked into")
    with pytest.raises(NotIndependent, match=STRANGER):
        decide(world)


def test_a_context_held_alone_does_not_reach_what_is_general(world: VerifiedWard, stranger: Account) -> None:
    person = make_worker(make_unit("away"), ref="S1", name="Sol")
    Account.objects.filter(pk=stranger.pk).update(person=person)
    account = Account.objects.get(pk=stranger.pk)
    met(person, ZA1, TODAY - timedelta(days=3), context="older people")
    fact = {"person": world.person, "standard": ZA1, "outcome": "met", "decided_on": TODAY}
    with pytest.raises(NotIndependent, match=STRANGER):
        actions.record_decision(by=account, **fact)
    assert actions.record_decision(by=account, **fact, context="older people")


def test_nobody_decides_about_their_own_line_manager(world: VerifiedWard) -> None:
    boss = world.ward.people[1]
    report = world.ward.people[2]
    make_account("Bo Boss", person=boss, roles=[(Role.MANAGER, world.ward.unit)])
    give(world.assessor, Role.PRACTITIONER)
    assessor = make_account("Rae Report", person=report, roles=[(Role.ASSESSOR, world.ward.unit)])
    met(report, ZA1, TODAY - timedelta(days=30))
    with pytest.raises(NotIndependent, match="they are your own line manager"):
        decide(world, boss, by=assessor)
    assert on_record(decide(world, world.person, by=assessor))


def test_a_line_manager_decides_about_a_report_and_it_is_flagged(world: VerifiedWard) -> None:
    give(world.assessor, Role.MANAGER, make_unit("nest", parent=world.ward.unit))
    nearer = make_worker(world.assessor.grants.get(role=Role.MANAGER).unit, ref="N1")
    (answer,) = actions.put_decisions(
        by=world.assessor,
        proposed=[Proposed(nearer, facts.Decision("new", "N1", ZA1, "met", TODAY))],
    )
    assert on_record(answer)
    with pytest.raises(NotIndependent, match=STRANGER):
        decide(world, by=world.manager if give(world.manager, Role.ASSESSOR, world.ward.unit) else None)


def test_a_declared_relationship_bars_both_ways_until_somebody_else_ends_it(world: VerifiedWard) -> None:
    declared = declare_relationship(by=world.assessor, account=world.assessor, person=world.person)
    with pytest.raises(NotIndependent, match="a personal relationship between you is declared"):
        decide(world)
    own = make_account("Ada", person=world.person, roles=[(Role.ASSESSOR, world.ward.unit)])
    actions.assign_person(
        by=world.lead,
        person=world.assessor.person,
        post=world.ward.unit.posts.first(),
        from_on=TODAY - timedelta(days=1),
    )
    with pytest.raises(NotIndependent, match="a personal relationship between you is declared"):
        decide(world, world.assessor.person, by=own)
    with pytest.raises(Refused, match="declared already"):
        declare_relationship(by=world.assessor, account=world.assessor, person=world.person)
    give(world.assessor, Role.WORKFORCE_LEAD)
    with pytest.raises(NotAllowed, match="Somebody else ends what you declared"):
        end_relationship(by=world.assessor, relationship=declared, why="Over")
    end_relationship(by=world.lead, relationship=declared, why="Over")
    assert decide(world)
    with pytest.raises(NotIndependent):
        actions.record_decision(
            by=world.assessor,
            person=world.person,
            standard=ZA1,
            outcome="met",
            decided_on=TODAY - timedelta(days=1),
        )


def test_of_many_every_refusal_is_told_and_nobodys_decision_is_written(
    world: VerifiedWard, stranger: Account
) -> None:
    wanted = [DayMet(person, ZA1, TODAY) for person in world.ward.people]
    declare_relationship(by=world.assessor, account=world.assessor, person=world.person)
    with pytest.raises(SomeRefused) as refused:
        actions.record_days_met(by=world.assessor, wanted=wanted)
    assert [one.person for one, _ in refused.value.refusals] == [world.person]
    assert Event.objects.filter(action="refuse_part").count() == 1
    assert not Decision.objects.filter(recorded_by=world.assessor).exists()


class TestCorrections:
    """A correction that says no more than what it replaces is for whoever may correct; one that says more, for
    assessors.
    """

    def test_a_lead_corrects_a_day_and_the_assessor_stays(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        right = actions.correct_day(
            by=world.lead, decision=row, decided_on=TODAY - timedelta(days=2), why="Wrong"
        )
        assert on_record(right).assessor == world.assessor

    def test_a_lead_finds_nothing_else(self, world: VerifiedWard) -> None:
        row = on_record(decide(world, outcome="not_yet"))
        instead = facts.Decision("new", world.person.ref, ZA1, "met", TODAY)
        with pytest.raises(Refused, match="Only an assessor can say that something else was found"):
            actions.correct_decision(by=world.lead, decision=row, why="x", replacement=instead)

    def test_who_is_close_takes_nothing_back(self, world: VerifiedWard) -> None:
        row = on_record(decide(world))
        declare_relationship(by=world.other, account=world.other, person=world.person)
        with pytest.raises(NotIndependent, match="You cannot take back or correct this decision"):
            actions.correct_decision(by=world.other, decision=row, why="x")

    def test_an_earlier_day_is_for_an_assessor_who_does_not_count_too(
        self, world: VerifiedWard, stranger: Account
    ) -> None:
        row = on_record(decide(world))
        earlier = actions.correct_day(
            by=stranger, decision=row, decided_on=TODAY - timedelta(days=1), why="Wrong"
        )
        assert on_record(earlier).assessor == world.assessor


class TestAppointments:
    """By two people, neither the assessor, with a reason and an end."""

    def propose(self, world: VerifiedWard, account: Account, **given: object) -> Appointment:
        asked = {"from_on": TODAY, "to_on": TODAY + timedelta(days=90), "why": "New here", "standard": ZA1}
        return propose_appointment(by=world.lead, account=account, **(asked | given))  # type: ignore[arg-type]

    def test_whoever_is_appointed_decides_and_all_of_it_is_held(
        self, world: VerifiedWard, stranger: Account
    ) -> None:
        appointed(world, stranger)
        row = held(decide(world, by=stranger))
        assert row.because.startswith("You are appointed for this standard, so it is verified")
        assert not Decision.objects.filter(recorded_by=stranger).exists()

    def test_one_person_alone_appoints_nobody(self, world: VerifiedWard, stranger: Account) -> None:
        proposed = self.propose(world, stranger)
        with pytest.raises(NotAllowed, match="Two people appoint"):
            agree_appointment(by=world.lead, appointment=proposed)
        with pytest.raises(NotIndependent, match=STRANGER):
            decide(world, by=stranger)

    def test_nobody_appoints_themself_or_agrees_to_their_own(
        self, world: VerifiedWard, stranger: Account
    ) -> None:
        give(stranger, Role.WORKFORCE_LEAD)
        with pytest.raises(NotAllowed, match="Nobody appoints themself"):
            propose_appointment(
                by=stranger, account=stranger, standard=ZA1, from_on=TODAY, to_on=date(2026, 9, 1), why="x"
            )
        with pytest.raises(NotAllowed, match="Nobody appoints themself"):
            agree_appointment(by=stranger, appointment=self.propose(world, stranger))

    def test_it_counts_from_the_day_it_was_agreed_and_not_once_ended(
        self, world: VerifiedWard, stranger: Account
    ) -> None:
        proposed = self.propose(world, stranger, from_on=TODAY - timedelta(days=30))
        row = agree_appointment(by=world.clinical_lead, appointment=proposed)
        assert row.counts_from == TODAY
        assert not row.covers(TODAY - timedelta(days=1))
        assert row.covers(row.to_on - timedelta(days=1))
        assert not row.covers(row.to_on)
        end_appointment(by=world.lead, appointment=row, why="Left the panel")
        with pytest.raises(NotIndependent, match=STRANGER):
            decide(world, by=stranger)

    def test_another_standard_or_context_is_not_meant(self, world: VerifiedWard, stranger: Account) -> None:
        row = self.propose(world, stranger, context="older people")
        agree_appointment(by=world.clinical_lead, appointment=row)
        with pytest.raises(NotIndependent, match=STRANGER):
            decide(world, by=stranger)

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"to_on": TODAY}, "The last day must be after the first"),
            ({"to_on": date(2029, 1, 1)}, "24 months at most"),
            ({"why": " "}, "Say why"),
            ({"standard": "ZZ9@1999"}, "There is no standard ZZ9@1999"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, world: VerifiedWard, stranger: Account, given: dict[str, object], why: str
    ) -> None:
        with pytest.raises(Refused, match=why):
            self.propose(world, stranger, **given)
        assert not Appointment.objects.exists()

    def test_who_is_no_assessor_is_not_appointed(self, world: VerifiedWard) -> None:
        with pytest.raises(Refused, match="is no assessor"):
            self.propose(world, world.manager)

    def test_outsiders_neither_appoint_nor_agree_nor_end(
        self, world: VerifiedWard, stranger: Account
    ) -> None:
        proposed = self.propose(world, stranger)
        elsewhere = make_account(roles=[(Role.CLINICAL_LEAD, make_unit("birch"))])
        for outsider in (elsewhere, world.manager, world.other):
            for way in (
                lambda by: propose_appointment(
                    by=by, account=stranger, standard=ZA1, from_on=TODAY, to_on=date(2026, 9, 1), why="x"
                ),
                lambda by: agree_appointment(by=by, appointment=proposed),
                lambda by: end_appointment(by=by, appointment=proposed, why="x"),
                lambda by: set_assessor_level(by=by, account=stranger, level="experienced", why="x"),
                lambda by: declare_relationship(by=by, account=stranger, person=world.person),
            ):
                with pytest.raises(NotAllowed):
                    way(outsider)


def test_an_outsider_decides_about_nobody_here(world: VerifiedWard) -> None:
    outsider = make_assessor(make_unit("birch"))
    with pytest.raises(NotAllowed, match="Your roles do not cover"):
        decide(world, by=outsider)
