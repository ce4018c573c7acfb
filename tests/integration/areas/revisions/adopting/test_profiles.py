"""What adopting a revision makes of role profiles."""

from __future__ import annotations

import pytest

from standing.areas.people.models import Person
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import Need, ProfileVersion
from standing.areas.refusals import Refused
from standing.areas.revisions.models import TransitionTask
from tests.factories.adopting import (
    ABSORBED,
    CONTEXT,
    EFFECTIVE,
    KEPT,
    NEW_EDITION,
    REVISED,
    SPLIT,
    TESTS,
    UNCHANGED,
    WIDENED,
    WIDER,
    WITHDRAWN,
)
from tests.integration.areas.revisions.adopting.conftest import adopt, make_profile

pytestmark = pytest.mark.django_db


def test_profiles_are_carried_as_drafts_that_name_the_old_codes(people: tuple[Person, ...]) -> None:
    make_profile(
        "nurse",
        (REVISED, "", Need.DESIRABLE, 28),
        (ABSORBED, "", Need.ESSENTIAL, 90),
        (WIDENED, "", Need.ESSENTIAL, None),
        (SPLIT, "", Need.ESSENTIAL, None),
        (WITHDRAWN, "", Need.ESSENTIAL, None),
        (UNCHANGED, "", Need.ESSENTIAL, None),
    )
    make_profile("clerk", (UNCHANGED, "", Need.ESSENTIAL, None))
    adopted = adopt()
    assert adopted.counts["profiles"] == 1
    draft = ProfileVersion.objects.get(carried_with=adopted.batch)
    assert (str(draft), draft.is_draft) == ("Nurse version 2", True)
    lines = {(line.standard_id, line.context): line for line in draft.lines.all()}
    assert {key: (line.need, line.needed_by_days, line.came_from) for key, line in lines.items()} == {
        (NEW_EDITION, ""): ("essential", 28, [REVISED, ABSORBED]),
        (WIDER, CONTEXT): ("essential", None, [WIDENED]),
        ("ZB7@2026", ""): ("essential", None, [SPLIT]),
        ("ZC2@2013", ""): ("essential", None, [SPLIT]),
        (WITHDRAWN, ""): ("essential", None, []),
        (UNCHANGED, ""): ("essential", None, []),
    }
    assert "no successor" in lines[WITHDRAWN, ""].to_decide
    assert TransitionTask.objects.filter(kind="withdrawn_line", profile="nurse", standard=WITHDRAWN).exists()
    with pytest.raises(Refused, match=r"Somebody has to decide about ZA9@2013 first"):
        profiles.put_in_use(by=TESTS, version=draft, from_on=EFFECTIVE)
    profiles.remove_line(by=TESTS, line=lines[WITHDRAWN, ""])
    profiles.put_in_use(by=TESTS, version=draft, from_on=EFFECTIVE)


def test_refused_while_a_profile_it_changes_has_a_draft(people: tuple[Person, ...]) -> None:
    version = make_profile("nurse", (KEPT, "", Need.ESSENTIAL, None))
    profiles.draft_version(by=TESTS, profile=version.profile)
    with pytest.raises(Refused, match=r"There is a draft already of Nurse, and the revision makes one."):
        adopt()
