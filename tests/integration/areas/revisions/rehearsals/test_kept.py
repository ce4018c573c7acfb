"""Who sees what of a rehearsal; how it is kept, run, stopped and forgotten."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from standing.areas.people.roles import Role
from standing.areas.record.selectors.people import NotFound
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.actions import rehearsals as kept_actions
from standing.areas.revisions.actions.rehearsals import (
    forget_old_rehearsals,
    run_rehearsal,
    start_rehearsal,
    stop_rehearsal,
)
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.selectors.rehearsals import named_in_unit, own_rehearsal
from tests.factories.adopting import CODE, REPLACED
from tests.factories.people import make_account, signed_in
from tests.factories.transitions import RevisedWard
from tests.integration.areas.revisions.rehearsals.conftest import REVISION, queued, rehearsed

pytestmark = pytest.mark.django_db


def test_a_steward_sees_counts_of_everyone_and_no_person(ward: RevisedWard) -> None:
    outcome, found = rehearsed(REVISION, by=ward.steward)
    assert outcome.outcome.examined == 4, "the three of the ward, and their assessor"
    assert found == []
    kept = start_rehearsal(by=ward.steward, asked=REVISION)
    with pytest.raises(NotFound):
        named_in_unit(by=ward.steward, kept=kept, unit="ash")
    with pytest.raises(Refused, match="among the people you can see"):
        start_rehearsal(by=ward.steward, asked={"kind": "leaving", "person": "ann"})


def test_a_manager_sees_their_own_team_alone(ward: RevisedWard) -> None:
    outcome, found = rehearsed(REVISION, by=ward.manager)
    assert outcome.outcome.examined == 2
    assert {effect.person for effect in found} == {"ann", "ben"}
    assert {fall.unit for fall in outcome.falls} == {"ash"}
    kept = start_rehearsal(by=ward.manager, asked=REVISION)
    _, named = named_in_unit(by=ward.manager, kept=kept, unit="ash")
    assert [one.person.ref for one in named] == ["ann", "ben"]
    assert all(effect.standard == REPLACED for one in named_in_unit(
        by=ward.manager, kept=kept, unit="ash", standard=REPLACED)[1] for effect in one.effects
    )  # fmt: skip
    with pytest.raises(NotFound):
        named_in_unit(by=ward.manager, kept=kept, unit="birch")
    with pytest.raises(Refused):
        start_rehearsal(by=ward.manager, asked={"kind": "leaving", "person": "cat"})


@pytest.mark.parametrize(
    "role", [Role.PRACTITIONER, Role.ASSESSOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.CONTRIBUTOR]
)
def test_an_outsider_rehearses_nothing(ward: RevisedWard, role: Role) -> None:
    outsider = make_account(roles=[role], person=ward.cat if role == Role.PRACTITIONER else None)
    with pytest.raises(NotAllowed, match="You cannot rehearse"):
        start_rehearsal(by=outsider, asked=REVISION)
    client = signed_in(outsider)
    for address in ("/rehearsals/", "/rehearsals/new/change/", f"/revisions/{CODE}/rehearse/"):
        assert client.get(address).status_code == 403


def test_a_rehearsal_belongs_to_whoever_asked(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    other = make_account(roles=[Role.WORKFORCE_LEAD])
    with pytest.raises(NotFound):
        own_rehearsal(by=other, key=kept.pk)
    for ending in ("", "names/", "numbers.json"):
        assert signed_in(other).get(f"/rehearsals/{kept.pk}/{ending}").status_code == 404
    with pytest.raises(Refused):
        stop_rehearsal(by=other, key=kept.pk)


def test_a_small_rehearsal_is_done_at_once_and_kept_without_a_name(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    assert kept.state == StoredRehearsal.DONE
    assert (kept.done, kept.of) == (4, 4), "the three of the ward, and their assessor"
    written = json.dumps(kept.numbers)
    assert not any(word in written for word in ('"ann"', "Ann", '"ben"', "Ben"))


def test_a_big_rehearsal_waits_for_the_background_and_runs_once(
    ward: RevisedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_actions, "AT_ONCE", 1)
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    run_rehearsal(key=kept.pk)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert kept.state == StoredRehearsal.DONE


def test_a_rehearsal_can_be_stopped_and_stays_so(ward: RevisedWard) -> None:
    kept = queued(ward.lead)
    stop_rehearsal(by=ward.lead, key=kept.pk)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.numbers) == (StoredRehearsal.STOPPED, None)
    with pytest.raises(Refused, match="has ended already"):
        stop_rehearsal(by=ward.lead, key=kept.pk)


def test_a_rehearsal_stopped_while_it_runs_ends_there(
    ward: RevisedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = queued(ward.lead)
    before = kept_actions._progress

    def stopped(key: int, done: int, of: int) -> None:
        StoredRehearsal.objects.filter(pk=key).update(state=StoredRehearsal.STOPPED)
        before(key, done, of)

    monkeypatch.setattr(kept_actions, "_progress", stopped)
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.numbers) == (StoredRehearsal.STOPPED, None)


def test_a_rehearsal_that_cannot_be_done_any_more_says_why(ward: RevisedWard) -> None:
    kept = queued(ward.lead, {"kind": "profile", "profile": "nurse"})
    run_rehearsal(key=kept.pk)
    kept.refresh_from_db()
    assert kept.state == StoredRehearsal.FAILED
    assert "has no draft" in kept.words
    bad = queued(ward.lead, {"kind": "leaving", "person": "ann", "on": "soon"})
    run_rehearsal(key=bad.pk)
    bad.refresh_from_db()
    assert "It cannot be rehearsed" in bad.words


def test_no_more_than_three_are_under_way(ward: RevisedWard) -> None:
    for _ in range(3):
        queued(ward.lead)
    with pytest.raises(Refused, match="three rehearsals under way"):
        start_rehearsal(by=ward.lead, asked=REVISION)


def test_rehearsals_are_forgotten_after_two_weeks(ward: RevisedWard) -> None:
    kept = start_rehearsal(by=ward.lead, asked=REVISION)
    assert forget_old_rehearsals(today=kept.kept_until) == 0
    assert forget_old_rehearsals(today=kept.kept_until + timedelta(days=1)) == 1
