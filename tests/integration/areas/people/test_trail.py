"""Who may see the audit trail and who looked, and what can be done to it."""

from datetime import date
from pathlib import Path

import pytest

from standing.areas.audit import clock
from standing.areas.audit.actions import record_look
from standing.areas.audit.actors import System
from standing.areas.audit.anchor import newest, read_anchor
from standing.areas.audit.models import Event, EventWords
from standing.areas.audit.selectors import EventFilter, check_chain
from standing.areas.people import actions, selectors
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.refusals import Refused
from tests.factories.people import make_account, make_person, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_events_with_the_names_of_whoever_they_are_by(role: Role) -> None:
    reader = make_account(
        "Robin Example",
        email="robin@example.org",
        roles=[role, Role.ADMINISTRATOR][: 1 if role is Role.ADMINISTRATOR else 2],
    )
    actions.add_unit(by=reader, code="ward", name="Elm ward")
    newest_first = selectors.with_actors(by=reader, page=selectors.events(by=reader)[:2])
    assert [(seen.event.action, seen.actor) for seen in newest_first] == [
        ("add_unit", "Robin Example (robin@example.org)"),
        ("grant_role", "the command standing tests"),
    ]


def test_events_are_chosen() -> None:
    auditor = make_account(roles=[Role.AUDITOR])
    with clock.travelling_to(date(2026, 3, 3), hour=23):
        make_unit("one")
    with clock.travelling_to(date(2026, 3, 4), hour=0):
        make_unit("two")

    def chosen(**parts: object) -> list[str]:
        found = selectors.events(by=auditor, chosen=EventFilter(action="add_unit", **parts))  # type: ignore[arg-type]
        return [event.subject for event in found]

    assert chosen() == ["unit:two", "unit:one"]
    assert chosen(subject="unit:one") == ["unit:one"]
    assert chosen(from_day=date(2026, 3, 4)) == ["unit:two"]
    assert chosen(to_day=date(2026, 3, 3)) == ["unit:one"]
    assert chosen(actor="system:tests") == ["unit:two", "unit:one"]
    assert chosen(actor="account:1") == []


def test_a_day_is_that_of_london() -> None:
    """At half past midnight in summer time it is still the day before in UTC."""
    auditor = make_account(roles=[Role.AUDITOR])
    with clock.travelling_to(date(2026, 7, 2), hour=0):
        make_unit("one")
    event = Event.objects.get(subject="unit:one")
    assert event.at.isoformat() == "2026-07-01T23:00:00+00:00"
    chosen = EventFilter(subject="unit:one", from_day=date(2026, 7, 2), to_day=date(2026, 7, 2))
    assert list(selectors.events(by=auditor, chosen=chosen)) == [event]


def test_one_event() -> None:
    auditor = make_account(roles=[Role.AUDITOR])
    assert selectors.event_by_sequence(by=auditor, sequence=1).sequence == 1
    with pytest.raises(Refused, match=r"There is no event 999. Look it up in the audit trail."):
        selectors.event_by_sequence(by=auditor, sequence=999)


def test_the_state_of_the_chain_stops_after_the_first_faults() -> None:
    auditor = make_account(roles=[Role.AUDITOR])
    EventWords.objects.update(words={"altered": True})
    assert len(selectors.chain_state(by=auditor, at_most=1)) == 1
    assert (
        len(selectors.chain_state(by=auditor)) == Event.objects.count() + 1
    )  # the anchor is missing in this test


def test_outsiders_see_no_event() -> None:
    unit = make_unit("ward")
    for outsider in (
        make_account(),
        make_account(roles=[(Role.MANAGER, unit)]),
        make_account(roles=[Role.WORKFORCE_LEAD]),
    ):
        for attempt in (
            lambda by: selectors.events(by=by),
            lambda by: selectors.with_actors(by=by, page=[]),
            lambda by: selectors.event_by_sequence(by=by, sequence=1),
            lambda by: selectors.chain_state(by=by),
        ):
            with pytest.raises(
                NotAllowed, match=r"You cannot see the audit trail. Ask an auditor or an administrator."
            ):
                attempt(outsider)


def test_who_looked_is_for_oneself_and_for_auditors() -> None:
    person, other = make_person("N1"), make_person("N2")
    owner, neighbour = make_account(person=person), make_account(person=other, roles=[Role.PRACTITIONER])
    manager = make_account(roles=[Role.MANAGER])
    record_look(account=manager, person_ref="N1", page="record")
    for reader in (owner, make_account(roles=[Role.AUDITOR]), make_account(roles=[Role.ADMINISTRATOR])):
        assert [look.account for look in selectors.looks_at(by=reader, person_ref="N1")] == [manager]
    owner.is_active = False
    for outsider in (neighbour, manager, make_account(), owner):
        with pytest.raises(NotAllowed, match=r"You cannot see who looked at this record."):
            selectors.looks_at(by=outsider, person_ref="N1")


def test_words_are_erased_by_the_information_governance_lead_alone() -> None:
    make_unit("ward", name="a text that names somebody")
    event = Event.objects.get(subject="unit:ward")
    for outsider in (
        make_account(),
        make_account(roles=[Role.ADMINISTRATOR]),
        make_account(roles=[Role.AUDITOR]),
    ):
        with pytest.raises(NotAllowed, match=r"You cannot erase words from the audit trail\."):
            actions.erase_event_words(by=outsider, event=event, why="It named somebody.")
    lead = make_account(roles=[Role.INFORMATION_GOVERNANCE_LEAD])
    actions.erase_event_words(by=lead, event=event, why="It named somebody.")
    assert EventWords.objects.get(event=event).words is None


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_anchored_again_by_a_command(anchor_of_the_audit_trail: Path) -> None:
    make_unit("ward")
    anchor_of_the_audit_trail.unlink()
    assert actions.anchor_trail(by=System("check"), why="The disk of the anchor was replaced.") is None
    assert read_anchor() == newest()
    event = Event.objects.latest("sequence")
    assert (event.action, event.words.words["why"]) == (
        "anchor_trail",
        "The disk of the anchor was replaced.",
    )
    assert list(check_chain()) == []
    aside = actions.anchor_trail(by=System("check"), why="Again.")
    assert aside == anchor_of_the_audit_trail.with_name("audit-head.json.before-1")
