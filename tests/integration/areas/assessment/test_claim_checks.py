"""Evidence and claims that were changed past Standing are found."""

from __future__ import annotations

import pytest

from standing.areas.assessment import actions
from standing.areas.assessment.checks import (
    claims_at_odds_with_their_history,
    evidence_at_odds_with_its_signature,
)
from standing.areas.assessment.models import Claim, Evidence
from standing.areas.standards.models import Standard
from standing.core.assessing.evidence import Kind
from standing.core.assessing.judging import Vacs
from tests.factories import assessment as make
from tests.factories.assessment import Claiming

pytestmark = pytest.mark.django_db


def test_what_was_changed_past_standing_is_found(world: Claiming) -> None:
    make.judged(world)
    session = actions.Session(
        Standard.objects.get(pk=world.standards[1]),
        make.pointer(kind=Kind.OBSERVATION),
        {None: Vacs(True, True, True, True)},
    )
    actions.decide_at_session(
        by=world.assessor, session=session, attendees=[actions.Attendee(world.colleague, "met")]
    )
    feedback = actions.add_evidence(
        by=world.practitioner, person=world.person, pointer=make.pointer(kind=Kind.FEEDBACK)
    )
    actions.withdraw_feedback(by=world.practitioner, evidence=feedback)
    assert [*evidence_at_odds_with_its_signature(), *claims_at_odds_with_their_history()] == []

    first, second, _ = Evidence.objects.order_by("pk")
    Evidence.objects.filter(pk=first.pk).update(kept_at="Somewhere else")
    Evidence.objects.filter(pk=second.pk).update(digest="0" * 64)
    Claim.objects.filter(person=world.person).update(state="released")
    found = [*evidence_at_odds_with_its_signature(), *claims_at_odds_with_their_history()]
    assert [one.where for one in found] == [
        first.subject,
        second.subject,
        Claim.objects.get(person=world.person).subject,
    ]
