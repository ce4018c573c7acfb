"""Portfolios in progress when their standard is revised: finished on the old edition, or taken along to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from standing.areas.assessment import actions
from standing.areas.assessment.actions.criteria import enter_criteria, put_criteria_in_use
from standing.areas.assessment.actions.transferring import transfer_claim
from standing.areas.assessment.models import Claim, Criterion, Evidence
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.record import actions as record
from standing.areas.record.models import Claim as FactOfClaim
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Kind
from tests.factories.adopting import ENDS, NEW_CODE, NEW_EDITION, RECODED, REVISED, TESTS
from tests.factories.assessment import pointer
from tests.factories.people import signed_in
from tests.factories.record import account_of
from tests.factories.transitions import IN_TRANSITION, TODAY, RevisedWard, adopted, revised_ward

pytestmark = pytest.mark.django_db

OLD_CRITERIA = "P1 Listen to the person.\nP2 Write the plan.\nK1 Know the law."
NEW_CRITERIA = "P1 Agree the plan with the person.\nP2 listen to the person\nK1 Know the law."


@pytest.fixture
def ward() -> Iterator[RevisedWard]:
    with clock.travelling_to(TODAY):
        ward = revised_ward()
        adopted(ward)
    with clock.travelling_to(IN_TRANSITION):
        yield ward


def criteria(standard: str, pasted: str) -> dict[str, Criterion]:
    found = Standard.objects.get(pk=standard)
    enter_criteria(by=TESTS, standard=found, pasted=pasted, source="The standard, page 3")
    put_criteria_in_use(by=TESTS, standard=found)
    return {one.number: one for one in Criterion.objects.filter(list__standard=found)}


def a_claim(ward: RevisedWard, *, serves: str = "") -> tuple[Account, Claim]:
    """Ben works towards the old edition, with a piece of evidence."""
    ben = account_of(ward.ben)
    old = criteria(REVISED, OLD_CRITERIA) if serves else {}
    claim = actions.open_claim(by=ben, person=ward.ben, standard=REVISED)
    claim = actions.allocate_claim(by=ward.manager, claim=claim, assessor=ward.assessor)
    actions.add_evidence(
        by=ben,
        person=ward.ben,
        pointer=pointer(kind=Kind.REFLECTION),
        claim=claim,
        criteria=[old[number] for number in serves.split()],
    )
    return ben, Claim.objects.get(pk=claim.pk)


def test_it_is_taken_along_on_the_pages_with_what_its_evidence_covers(ward: RevisedWard) -> None:
    ben, claim = a_claim(ward, serves="P1 P2")
    new = criteria(NEW_EDITION, NEW_CRITERIA)
    client = signed_in(ben)
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert (
        "ZA4 (2013) was replaced by ZA4 (2026). Finish this claim on the old edition by 31 March 2027" in page
    )
    assert claim.fact is not None
    address = f"/what-changes/claims/{claim.fact.pk}/"
    assert address in page
    assert "ZA4 (2026): 1 of 3 criteria" in client.get("/what-changes/").content.decode()
    shown = client.get(address).content.decode()
    assert "1 piece of evidence goes along. 1 of 3 criteria are covered already." in shown
    assert "Covered: Reflective account of 1 June 2026" in shown
    assert shown.count("New: to be shown") == 2
    done = client.post(address, {"targets": NEW_EDITION}, follow=True).content.decode()
    assert "now works towards ZA4 (2026)" in done
    claim.refresh_from_db()
    opened = Claim.objects.get(standard=NEW_EDITION)
    assert (claim.state, opened.state, opened.assessor) == ("withdrawn", "collecting", ward.assessor)
    (attachment,) = opened.attachments.all()
    assert attachment.evidence == Evidence.objects.get()
    assert set(attachment.criteria.all()) == {new["P2"]}
    assert claim.attachments.count() == 1, "what was given to the old claim stays with it"
    facts = FactOfClaim.objects.filter(person=ward.ben, retracted_on=None)
    assert set(facts.values_list("standard", "closed_on")) == {(REVISED, IN_TRANSITION), (NEW_EDITION, None)}
    assert "was replaced" not in client.get(f"/claims/{opened.pk}/").content.decode()


def test_without_criteria_it_says_that_only_scope_is_held_and_a_decided_one_is_not_taken_along(
    ward: RevisedWard,
) -> None:
    ben, claim = a_claim(ward)
    assert claim.fact is not None
    address = f"/what-changes/claims/{claim.fact.pk}/"
    client = signed_in(ben)
    shown = client.get(address).content.decode()
    assert "1 piece of evidence goes along. Only title and scope of it are held here" in shown
    actions.open_claim(by=ben, person=ward.ben, standard=NEW_EDITION)
    client.post(address, {"targets": NEW_EDITION})
    there = Claim.objects.get(standard=NEW_EDITION)
    assert (there.state, there.attachments.count()) == ("planned", 0), "a claim of its own is left as it was"
    with pytest.raises(Refused, match="withdraw"):
        transfer_claim(by=ben, claim=claim, targets=[NEW_EDITION])
    with pytest.raises(NotAllowed):
        transfer_claim(by=account_of(ward.cat), claim=there, targets=[NEW_CODE])


def test_nobody_begins_towards_an_old_edition_after_the_last_day_to_begin(ward: RevisedWard) -> None:
    ben = account_of(ward.ben)
    CrosswalkVersion.objects.update(last_start_on=IN_TRANSITION)
    actions.open_claim(by=ben, person=ward.ben, standard=REVISED)
    with clock.travelling_to(IN_TRANSITION + timedelta(days=1)):
        said = (
            r"ZA2 \(2013\) was replaced: the last day to begin towards it was 1 June 2026. Work towards ZB2"
        )
        with pytest.raises(Refused, match=said):
            actions.open_claim(by=ben, person=ward.ben, standard=RECODED)
        with pytest.raises(Refused, match=said):
            record.open_claim(by=TESTS, person=ward.ben, standard=RECODED, opened_on=clock.today())
        record.open_claim(by=TESTS, person=ward.ben, standard=RECODED, opened_on=IN_TRANSITION)
        actions.open_claim(by=ben, person=ward.ben, standard=NEW_CODE)
    with clock.travelling_to(ENDS + timedelta(days=1)):
        page = signed_in(ben).get(f"/claims/{Claim.objects.get(standard=REVISED).pk}/").content.decode()
        assert "31 March 2027 was the last day on which it could be assessed" in page
