"""Appeals: stage by stage, by somebody who had no part before, and what becomes of the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from standing.areas.assessment.actions.appeals import (
    decide_appeal,
    drop_appeal,
    open_appeal,
    suspend_revocation,
    take_further,
)
from standing.areas.assessment.actions.sealing import (
    Found,
    erase_sealed,
    give_sealed_back,
    report_identifiable,
)
from standing.areas.assessment.bank_holidays import due_day
from standing.areas.assessment.models import Appeal, Sealed
from standing.areas.assessment.selectors.appeals import appeals_seen, may_be_appealed
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.gate import NotIndependent
from standing.areas.record.models import Decision
from standing.areas.refusals import NotAllowed, Refused
from standing.core.assessing.appeals import Stage
from tests.factories.people import make_account, make_unit, signed_in
from tests.factories.record import account_of
from tests.factories.verification import ZA1, VerifiedWard, decide, on_record, verified_ward
from tests.factories.workforce import met
from tests.support.guarded import NAMED, asks_before_it_keeps

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 18)
"""A Friday: 25 and 28 December are bank holidays everywhere, 2 January in Scotland alone (a Saturday in 2027)."""


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def world(_day: None) -> VerifiedWard:
    return verified_ward(TODAY)


@pytest.fixture
def own(world: VerifiedWard) -> Account:
    return account_of(world.person)


@pytest.fixture
def revoked(world: VerifiedWard) -> Decision:
    met(world.person, ZA1, TODAY - timedelta(days=30))
    return on_record(decide(world, outcome="revoked"))


def at_panel(world: VerifiedWard, own: Account, decision: Decision) -> Appeal:
    """An appeal that two stages have upheld."""
    appeal = open_appeal(by=own, decision=decision, grounds="I was not asked")
    for by in (world.assessor, world.verifier):
        decide_appeal(by=by, appeal=appeal, outcome="upheld", words="It was right")
        take_further(by=own, appeal=appeal)
    return appeal


def test_not_yet_goes_to_its_assessor_first_and_changes_nothing_meanwhile(
    world: VerifiedWard, own: Account
) -> None:
    row = on_record(decide(world, outcome="not_yet"))
    assert may_be_appealed(by=own) == [row]
    appeal = open_appeal(by=own, decision=row, grounds="I showed it twice")
    stage = appeal.stages.get()
    assert (stage.stage, stage.due_on) == ("assessor", date(2026, 12, 29)), "two bank holidays between"
    row.refresh_from_db()
    assert row.retracted_on is None
    with pytest.raises(NotAllowed, match="the assessor who decided"):
        decide_appeal(by=world.other, appeal=appeal, outcome="upheld", words="x")
    decide_appeal(by=world.assessor, appeal=appeal, outcome="overturned", words="I had overlooked it")
    row.refresh_from_db()
    appeal.refresh_from_db()
    assert (appeal.state, row.retracted_on) == ("overturned", TODAY)
    assert not Decision.objects.filter(outcome="met", recorded_by=world.assessor).exists(), (
        "nothing is granted"
    )


def test_st_andrews_day_is_no_working_day_in_scotland_alone(world: VerifiedWard, own: Account) -> None:
    friday = date(2026, 11, 27)
    for nation, expected in (("england", date(2026, 12, 4)), ("scotland", date(2026, 12, 7))):
        with override_settings(NATION=nation):
            assert due_day(Stage.ASSESSOR, friday) == expected


def test_later_stages_are_decided_by_who_had_no_part(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = open_appeal(by=own, decision=revoked, grounds="I was not asked")
    decide_appeal(by=world.assessor, appeal=appeal, outcome="upheld", words="It was right")
    with pytest.raises(Refused, match="This stage is decided"):
        decide_appeal(by=world.assessor, appeal=appeal, outcome="upheld", words="x")
    take_further(by=own, appeal=appeal)
    with pytest.raises(NotIndependent, match="you had a part in it before"):
        decide_appeal(by=world.assessor, appeal=appeal, outcome="upheld", words="x")
    decide_appeal(by=world.other, appeal=appeal, outcome="upheld", words="Looked at it all")
    take_further(by=own, appeal=appeal)
    with pytest.raises(NotAllowed):
        decide_appeal(by=world.verifier, appeal=appeal, outcome="upheld", words="x")
    decide_appeal(by=world.clinical_lead, appeal=appeal, outcome="upheld", words="The panel agrees")
    take_further(by=own, appeal=appeal)
    decide_appeal(by=world.lead, appeal=appeal, outcome="upheld", words="Letter of 3 March")
    appeal.refresh_from_db()
    assert appeal.state == "upheld"
    with pytest.raises(Refused):
        take_further(by=own, appeal=appeal)


def test_a_revocation_stands_unless_the_panel_suspends_it_and_again_once_upheld(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = at_panel(world, own, revoked)
    revoked.refresh_from_db()
    assert revoked.retracted_on is None, "it stands so far"
    with pytest.raises(NotAllowed):
        suspend_revocation(by=world.verifier, appeal=appeal, why="x")
    suspend_revocation(by=world.clinical_lead, appeal=appeal, why="The evidence is in doubt")
    revoked.refresh_from_db()
    assert revoked.retracted_on == TODAY
    decide_appeal(by=world.clinical_lead, appeal=appeal, outcome="upheld", words="It was right after all")
    (again,) = Decision.objects.filter(outcome="revoked", retracted_on=None, person=world.person)
    assert (again.decided_on, again.assessor) == (revoked.decided_on, world.assessor)


def test_why_the_panel_suspends_is_asked_about_before_it_is_kept(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    page = reverse("assessment:suspend", args=[at_panel(world, own, revoked).pk])
    asks_before_it_keeps(signed_in(world.clinical_lead), page, {"why": NAMED})


def test_overturned_the_revocation_is_taken_back(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = at_panel(world, own, revoked)
    decide_appeal(by=world.clinical_lead, appeal=appeal, outcome="overturned", words="It was wrong")
    assert not Decision.objects.filter(outcome="revoked", retracted_on=None, person=world.person).exists()


def test_dropped_while_suspended_the_revocation_stands_again(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = at_panel(world, own, revoked)
    suspend_revocation(by=world.clinical_lead, appeal=appeal, why="In doubt")
    drop_appeal(by=own, appeal=appeal)
    again = Decision.objects.get(outcome="revoked", retracted_on=None, person=world.person)
    assert may_be_appealed(by=own) == [again], "what was dropped may be opened again"


def test_overturned_after_the_panel_the_revocation_that_stood_again_is_taken_back(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = at_panel(world, own, revoked)
    suspend_revocation(by=world.clinical_lead, appeal=appeal, why="In doubt")
    decide_appeal(by=world.clinical_lead, appeal=appeal, outcome="upheld", words="It was right")
    again = Decision.objects.get(outcome="revoked", retracted_on=None, person=world.person)
    assert again not in may_be_appealed(by=own), "it is the decision that the appeal is about"
    with pytest.raises(Refused, match="There is an appeal against this decision already"):
        open_appeal(by=own, decision=again, grounds="x")
    take_further(by=own, appeal=appeal)
    page = signed_in(own).get(reverse("assessment:appeal", args=[appeal.pk]))
    assert "The revocation stands again" in page.content.decode()
    page = signed_in(world.lead).get(reverse("assessment:decide_appeal", args=[appeal.pk]))
    assert "what the awarding organisation has decided" in page.content.decode()
    decide_appeal(by=world.lead, appeal=appeal, outcome="overturned", words="Letter of 3 March")
    assert not Decision.objects.filter(outcome="revoked", retracted_on=None, person=world.person).exists()
    assert not may_be_appealed(by=own)


def test_what_an_appeal_says_is_hidden_at_once_and_given_back_or_erased(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    appeal = open_appeal(by=own, decision=revoked, grounds="The daughter was there")
    stage = decide_appeal(by=world.assessor, appeal=appeal, outcome="upheld", words="The nephew was not")
    client, outsider = signed_in(own), signed_in(account_of(world.ward.people[1]))
    for row in (appeal, stage):
        address = reverse("assessment:hide", args=row.subject.rsplit(":", 1))
        assert outsider.get(address).status_code == 404
        answer = client.post(address, {"found": "together"})
        assert answer["Location"] == reverse("assessment:appeal", args=[appeal.pk])
    shown = client.get(reverse("assessment:appeal", args=[appeal.pk])).content.decode()
    assert "daughter" not in shown
    assert "nephew" not in shown
    assert shown.count("Hidden: it may identify somebody") == 2
    with pytest.raises(Refused, match="hidden already"):
        report_identifiable(by=own, row=appeal, found=Found.NAME)
    lead = make_account("Iris Governance", roles=[Role.INFORMATION_GOVERNANCE_LEAD])
    grounds, words = Sealed.objects.order_by("pk")
    give_sealed_back(by=lead, sealed=grounds)
    erase_sealed(by=lead, sealed=words)
    shown = client.get(reverse("assessment:appeal", args=[appeal.pk])).content.decode()
    assert "The daughter was there" in shown
    assert shown.count("Hidden: it may identify somebody") == 1


def test_nobody_appeals_for_somebody_else_or_against_what_is_none(
    world: VerifiedWard, own: Account, revoked: Decision
) -> None:
    for outsider in (world.manager, world.lead, account_of(world.ward.people[1])):
        with pytest.raises(NotAllowed):
            open_appeal(by=outsider, decision=revoked, grounds="x")
    granted = Decision.objects.filter(person=world.person, outcome="met").first()
    assert granted is not None
    with pytest.raises(Refused, match="not yet met"):
        open_appeal(by=own, decision=granted, grounds="x")
    with pytest.raises(Refused, match="Say why you do not agree"):
        open_appeal(by=own, decision=revoked, grounds=" ")
    open_appeal(by=own, decision=revoked, grounds="x")
    with pytest.raises(Refused, match="There is an appeal against this decision already"):
        open_appeal(by=own, decision=revoked, grounds="x")


def test_who_sees_an_appeal(world: VerifiedWard, own: Account) -> None:
    row = on_record(decide(world, outcome="not_yet"))
    appeal = open_appeal(by=own, decision=row, grounds="x")
    elsewhere = make_account(
        roles=[
            (role, make_unit(f"b{n}")) for n, role in enumerate((Role.INTERNAL_VERIFIER, Role.CLINICAL_LEAD))
        ]
    )
    seen = {
        name: bool(appeals_seen(by=by))
        for name, by in {
            "own": own,
            "assessor": world.assessor,
            "other": world.other,
            "verifier": world.verifier,
            "lead": world.lead,
            "elsewhere": elsewhere,
        }.items()
    }
    assert seen == {
        "own": True,
        "assessor": True,
        "other": False,
        "verifier": False,
        "lead": False,
        "elsewhere": False,
    }
    decide_appeal(by=world.assessor, appeal=appeal, outcome="upheld", words="x")
    take_further(by=own, appeal=appeal)
    assert appeals_seen(by=world.verifier)
    assert appeals_seen(by=world.other)
    assert not appeals_seen(by=world.lead), "not before it is on the panel"
    assert not appeals_seen(by=elsewhere)
