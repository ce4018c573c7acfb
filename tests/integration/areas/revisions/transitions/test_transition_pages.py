"""The pages on which what an adoption leaves is done."""

from __future__ import annotations

import pytest
from django.utils.html import strip_tags

from standing.areas.record import actions as record
from standing.areas.revisions.models import TransitionTask
from standing.areas.standards.models import Standard
from standing.core.rules import facts
from tests.factories.adopting import CODE, NEW_CODE, NEW_EDITION, RECODED, REPLACED
from tests.factories.people import signed_in
from tests.factories.record import account_of, make_assessor
from tests.factories.transitions import IN_TRANSITION, RevisedWard, equivalence_of
from tests.integration.areas.revisions.transitions.conftest import TESTS, claim_of

pytestmark = pytest.mark.django_db


def test_who_may_not_grant_it_is_told_before_they_fill_the_page_in(ward: RevisedWard) -> None:
    other = make_assessor(ward.unit, "Olu Other", standards=(RECODED,))
    page = signed_in(other).get(f"/to-judge/{equivalence_of(ward.ben).pk}/").content.decode()
    assert "It cannot be granted today. You cannot decide about them, because you do not count" in page
    assert 'value="grant"' not in page
    assert (
        'value="grant"'
        in signed_in(ward.assessor).get(f"/to-judge/{equivalence_of(ward.ben).pk}/").content.decode()
    )


def test_an_assessor_judges_on_the_page(ward: RevisedWard) -> None:
    client = signed_in(ward.assessor)
    assert "Revisions: 6 to judge" in client.get("/").content.decode()
    assert "Ben Example" in client.get("/to-judge/").content.decode()
    task = equivalence_of(ward.ben)
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Folder ben" in page
    assert "not the criteria" in page
    missing = client.post(f"/to-judge/{task.pk}/", {"outcome": "grant", "why": "Same"}).content.decode()
    assert "Select whether ZA5 (2013) is used" in missing
    sent = {
        "outcome": "grant",
        "why": "Same",
        "judged_0": "use",
        "judged_1": "leave",
        "why_1": "Not the same work",
    }
    done = client.post(f"/to-judge/{task.pk}/", sent, follow=True).content.decode()
    assert "ZC1 (2013) is granted to Ben Example." in done
    settled = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Granted. Same" in settled
    assert "Record what I find" not in settled
    offer = equivalence_of(ward.ben, NEW_EDITION)
    noted = client.post(
        f"/to-judge/{offer.pk}/", {"outcome": "note", "why": "Looked"}, follow=True
    ).content.decode()
    assert "Nothing was granted." in noted


def test_a_lead_decides_about_a_line_and_a_claim_is_transferred_on_their_pages(ward: RevisedWard) -> None:
    lead = signed_in(ward.lead)
    task = TransitionTask.objects.get(kind="withdrawn_line")
    assert "1 line of profiles to decide" in lead.get("/").content.decode()
    done = lead.post(f"/to-judge/lines/{task.pk}/", {"why": "Taken out"}, follow=True).content.decode()
    assert "Kept: what was decided about ZA9 (2013)" in done
    claim = claim_of(ward.ben)
    client = signed_in(account_of(ward.ben))
    assert (
        "Only title and scope of it are held here"
        in client.get(f"/what-changes/claims/{claim.pk}/").content.decode()
    )
    moved = client.post(
        f"/what-changes/claims/{claim.pk}/", {"targets": NEW_EDITION}, follow=True
    ).content.decode()
    assert "now works towards ZA4 (2026)" in moved


def test_grant_is_offered_only_where_something_can_be_granted(ward: RevisedWard) -> None:
    task = equivalence_of(ward.cat)
    client = signed_in(make_assessor(ward.other))
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Grant the new standard" in page
    assert "was replaced by a standard that existed before." in page
    assert REPLACED not in strip_tags(page), "people know a standard by its code and title, not its reference"
    record.append_facts(
        by=TESTS,
        entries=[
            record.Entry(facts.Suspension("cat", IN_TRANSITION, None, REPLACED), beside={"reason": "x"})
        ],
    )
    page = client.get(f"/to-judge/{task.pk}/").content.decode()
    assert "Grant the new standard" not in page
    assert "It cannot be granted today. None of the old standards counts today, so none can be used." in page


def test_the_page_to_sign_says_what_became_of_ones_own_standards_and_lists_what_signing_settles(
    ward: RevisedWard,
) -> None:
    page = signed_in(account_of(ward.ann)).get(f"/changes/{CODE}/1/sign/").content.decode()
    settled, _, unsettled = page.partition("What signing does not settle")
    said = " ".join(settled.split())
    assert (
        f"{NEW_CODE} follows {RECODED}. Read the new edition before you sign. The source says: Now ZB2"
        in said
    )
    assert said.count(" follows ") == 3, "kept, recoded and widened"
    assert str(Standard.objects.get(pk=RECODED)) in said
    assert "ZA4 (2026)" not in said.partition("What you sign for")[2]
    assert "ZA4 (2026)" in unsettled
