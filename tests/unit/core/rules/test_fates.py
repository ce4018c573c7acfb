"""What becomes of what somebody holds, where an assessor would have to judge it: or could only refuse it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.carrying import ENDED
from standing.core.rules.facts import Decision, RefreshRule
from standing.core.rules.fates import AWAITING, LAPSED, REVOKED_BEFORE, WITHDRAWN, Fate
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.revising import Adopting, Revising

OLD, NEW = "MH71@2005", "SC421@2009"
EFFECTIVE, ENDS = date(2024, 4, 1), date(2025, 3, 31)
LATER = date(2024, 9, 1)


def fates(kind: str, *decisions: Decision, today: date | None = None, **rule: Any) -> list[Fate]:
    asked = Asked.of([RefreshRule(OLD, None, 12, **rule), RefreshRule(NEW, None, 36)])
    adopting = Adopting(Revising("REV", EFFECTIVE, ENDS, (CrosswalkRow("REV", OLD, kind, (NEW,)),)), asked)
    return list(adopting.fates(PersonFacts("ann", decisions), today=today))


def met(on: date, outcome: str = "met", **given: Any) -> Decision:
    return Decision(f"{on}{outcome}", "ann", OLD, outcome, on, **given)


def found(*those: Fate) -> list[tuple[str, str]]:
    return [(one.fate, one.why) for one in those]


def test_what_counts_on_a_day_left_to_judge_it_waits_for_an_assessor() -> None:
    (fate,) = fates("replaced", met(date(2024, 1, 1)))
    assert (fate.fate, fate.is_not_carried) == (AWAITING, False)


@pytest.mark.parametrize(
    ("decisions", "today", "rule", "why"),
    [
        ([met(date(2023, 3, 20))], None, {}, LAPSED),
        ([met(date(2024, 1, 1))], None, {"ends_on": date(2024, 3, 31)}, ENDED),
        ([met(date(2024, 1, 1))], date(2025, 4, 1), {}, ENDED),
        ([met(date(2023, 8, 1))], LATER, {}, LAPSED),
        ([met(date(2024, 1, 1)), met(date(2024, 6, 1), "revoked")], LATER, {}, REVOKED_BEFORE),
    ],
    ids=["in grace that day", "edition ended", "transition over", "expired since", "revoked since"],
)
def test_what_could_only_be_refused_waits_for_nobody(
    decisions: list[Decision], today: date | None, rule: dict[str, Any], why: str
) -> None:
    (fate,) = fates("replaced", *decisions, today=today, **rule)
    assert (fate.fate, fate.why, fate.is_not_carried) == (WITHDRAWN, why, True)


def test_an_edition_that_ended_before_is_not_judged_instead_of_carried() -> None:
    assert found(*fates("recoded", met(date(2024, 1, 1)), ends_on=date(2024, 3, 1))) == [(WITHDRAWN, ENDED)]


def test_evidence_is_offered_whatever_it_is_worth() -> None:
    assert [one.fate for one in fates("absorbed", met(date(2023, 3, 20)))] == [AWAITING]


def test_what_has_come_to_be_held_since_is_told_of_when_it_is_asked_for_today() -> None:
    since = met(date(2024, 6, 1))
    assert fates("replaced", since) == fates("replaced", since, today=date(2024, 5, 31)) == []
    assert [one.fate for one in fates("replaced", since, today=LATER)] == [AWAITING]
    after = met(date(2025, 5, 1))
    assert fates("replaced", after, today=date(2025, 6, 1)) == []
