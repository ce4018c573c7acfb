"""RULES part 5: what may be granted on a new standard for decisions on old ones."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.rules import facts
from standing.core.rules.equivalence import (
    CannotGrant,
    Granted,
    granted_on,
    is_longer,
    sources_on,
    still_granted,
)
from standing.core.rules.known import Asked, PersonFacts

DAY, EFFECTIVE = date(2026, 6, 1), date(2026, 4, 1)
OLD = ("MH71@2005", "MH72@2005", "MH73@2005")
NEW = "SCDHSC0421@undated"


def asked(new_months: int | None = 24) -> Asked:
    rules = [facts.RefreshRule(standard) for standard in OLD]
    return Asked.of([*rules, facts.RefreshRule(NEW, validity_months=new_months)])


def met(standard: str, on: date, expires_on: date | None = None, **more: date) -> facts.Decision:
    return facts.Decision(f"{standard}-{on}", "ann", standard, facts.MET, on, expires_on=expires_on, **more)  # type: ignore[arg-type]


ANN = PersonFacts(
    "ann",
    decisions=(
        met(OLD[0], date(2025, 3, 1), date(2028, 3, 1)),
        met(OLD[1], date(2025, 1, 1), date(2027, 1, 1), practice_as_of=date(2024, 12, 1)),
    ),
)


def test_the_earliest_expiry_and_the_earliest_practice_of_what_is_used_are_granted() -> None:
    one, two, _ = sources_on(ANN, asked(), OLD, "", DAY)
    rules = asked().standards[NEW]
    assert granted_on([one, two], rules, EFFECTIVE, DAY) == Granted(date(2027, 1, 1), date(2024, 12, 1))
    assert granted_on([one], rules, EFFECTIVE, DAY) == Granted(date(2028, 3, 1), date(2025, 3, 1))


def test_nothing_is_granted_on_what_does_not_count_or_on_nothing() -> None:
    three = sources_on(ANN, asked(), OLD, "", DAY)[2]
    assert not three.can_be_used
    with pytest.raises(CannotGrant, match="MH73@2005 does not count today"):
        granted_on([three], asked().standards[NEW], EFFECTIVE, DAY)
    with pytest.raises(CannotGrant, match="Use one old standard or more"):
        granted_on([], asked().standards[NEW], EFFECTIVE, DAY)


def test_what_never_expired_expires_a_validity_after_the_effective_day() -> None:
    forever = PersonFacts("ann", decisions=(met(OLD[0], date(2020, 1, 1)),))
    source = sources_on(forever, asked(), OLD[:1], "", DAY)
    assert granted_on(source, asked(24).standards[NEW], EFFECTIVE, DAY).expires_on == date(2028, 4, 1)
    assert granted_on(source, asked(None).standards[NEW], EFFECTIVE, DAY).expires_on is None
    with pytest.raises(CannotGrant, match="It would have expired on 2026-05-01"):
        granted_on(source, asked(1).standards[NEW], EFFECTIVE, DAY)


def test_no_expiry_lies_more_than_ten_years_ahead() -> None:
    forever = PersonFacts("ann", decisions=(met(OLD[0], date(2020, 1, 1)),))
    source = sources_on(forever, asked(), OLD[:1], "", DAY)
    later = date(2027, 1, 1)
    assert granted_on(source, asked(200).standards[NEW], later, DAY).expires_on == date(2036, 6, 1)


def test_a_general_decision_is_a_source_in_a_context_too() -> None:
    (source,) = sources_on(ANN, asked(), OLD[:1], "older people", DAY)
    assert source.can_be_used


def test_what_is_held_as_long_or_longer_already_is_no_gain() -> None:
    (source,) = sources_on(
        PersonFacts("ben", decisions=(met(OLD[0], date(2025, 3, 1), DAY),)), asked(), OLD[:1], "", DAY
    )
    assert source.holding is not None
    assert is_longer(source.holding, Granted(DAY, DAY))
    assert not is_longer(source.holding, Granted(date(2027, 1, 1), DAY))
    assert not is_longer(source.holding, Granted(None, DAY))
    (never,) = sources_on(
        PersonFacts("ben", decisions=(met(OLD[0], date(2025, 3, 1)),)), asked(), OLD[:1], "", DAY
    )
    assert never.holding is not None
    assert is_longer(never.holding, Granted(None, DAY))


GRANTED = facts.Decision(
    "g", "ann", NEW, facts.MET, DAY, practice_as_of=date(2025, 3, 1), expires_on=date(2027, 3, 1)
)


@pytest.mark.parametrize(
    ("decided", "expires_on", "expected"),
    [
        (date(2025, 3, 1), date(2028, 3, 1), (date(2027, 3, 1), date(2025, 3, 1))),
        (date(2025, 3, 1), date(2026, 9, 1), (date(2026, 9, 1), date(2025, 3, 1))),
        (date(2024, 3, 1), date(2028, 3, 1), (date(2027, 3, 1), date(2024, 3, 1))),
        (date(2025, 3, 1), None, (date(2027, 3, 1), date(2025, 3, 1))),
        (date(2024, 1, 1), date(2026, 3, 1), None),
        (date(2024, 1, 1), date(2026, 5, 20), None),
        (date(2026, 7, 1), date(2028, 3, 1), None),
    ],
    ids=["longer", "shorter", "older", "never", "lapsed before", "in grace that day", "not held that day"],
)
def test_a_grant_stands_for_no_more_than_its_sources_gave_that_day(
    decided: date, expires_on: date | None, expected: tuple[date, date] | None
) -> None:
    person = PersonFacts("ann", decisions=(met(OLD[0], decided, expires_on),))
    found = still_granted(person, asked(), OLD[:1], GRANTED)
    assert (found and (found.expires_on, found.practice)) == expected
    if expected == (GRANTED.expires_on, GRANTED.practice):
        assert found is GRANTED


def test_a_grant_that_never_expires_does_once_its_source_does() -> None:
    never = facts.Decision("g", "ann", NEW, facts.MET, DAY, practice_as_of=date(2025, 3, 1))
    person = PersonFacts("ann", decisions=(met(OLD[0], date(2025, 3, 1)),))
    assert still_granted(person, asked(), OLD[:1], never) is never
