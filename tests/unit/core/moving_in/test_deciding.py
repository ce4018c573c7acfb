"""From what a row says of a course to a decision, or the words of why there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.core.formats.matrix import Meaning
from standing.core.moving_in.deciding import NO_DAY, NOTED, NoDecision, decide
from standing.core.rules.facts import Decision, RefreshRule
from standing.core.rules.known import StandardRules

TODAY = date(2026, 3, 10)
YEARLY = StandardRules((RefreshRule("BLS@1", validity_months=12),))
NEVER = StandardRules((RefreshRule("BLS@1"),))


def decided(rules: StandardRules = YEARLY, **said: Any) -> Decision:
    given: dict[str, Any] = {"done": None, "expires": None, "states": (), **said}
    return decide(person="p1", standard="BLS@1", rules=rules, today=TODAY, **given)


def words(rules: StandardRules = YEARLY, **said: Any) -> NoDecision:
    with pytest.raises(NoDecision) as found:
        decided(rules, **said)
    return found.value


def test_a_day_done_is_met_that_day_and_the_rule_says_until_when() -> None:
    found = decided(done=date(2026, 3, 10))
    assert (found.outcome, found.decided_on, found.expires_on) == ("met", date(2026, 3, 10), None)
    assert found.practice == date(2026, 3, 10)


def test_a_day_in_the_future_is_a_fault() -> None:
    found = words(done=date(2026, 3, 11))
    assert found.is_fault
    assert str(found) == "Done on 11 March 2026, which is in the future. Put the date right, or say booked."


def test_an_expiry_was_decided_one_validity_before() -> None:
    found = decided(expires=date(2027, 2, 28))
    assert (found.decided_on, found.expires_on) == (date(2026, 2, 28), date(2027, 2, 28))


def test_an_expiry_that_has_passed_is_written_all_the_same() -> None:
    assert decided(expires=date(2025, 1, 31)).decided_on == date(2024, 1, 31)


def test_an_expiry_too_far_off_would_have_been_decided_in_the_future() -> None:
    found = words(expires=date(2027, 3, 11))
    assert found.is_fault
    assert "lasting 12 months, it would have been done on 11 March 2026, which is in the future" in str(found)
    one = StandardRules((RefreshRule("BLS@1", validity_months=1),))
    assert "lasting 1 month," in str(words(one, expires=date(2026, 4, 11)))


def test_an_expiry_without_a_validity_is_refused() -> None:
    found = words(NEVER, expires=date(2026, 4, 1))
    assert found.is_fault
    assert "the refresh rule of BLS@1 says that it never expires" in str(found)


def test_an_expiry_is_read_by_the_rule_under_which_it_was_decided() -> None:
    rules = StandardRules(
        (
            RefreshRule("BLS@1", validity_months=24),
            RefreshRule("BLS@1", rule_from=date(2025, 6, 1), validity_months=12),
        )
    )
    assert decided(rules, expires=date(2026, 9, 1)).decided_on == date(2025, 9, 1)
    assert decided(rules, expires=date(2026, 3, 1)).decided_on == date(2024, 3, 1)


def test_an_expiry_that_no_rule_gives_takes_the_rule_in_force_on_it() -> None:
    rules = StandardRules(
        (
            RefreshRule("BLS@1", validity_months=6),
            RefreshRule("BLS@1", rule_from=date(2025, 6, 1), validity_months=24),
        )
    )
    assert decided(rules, expires=date(2026, 1, 1)).decided_on == date(2024, 1, 1)


def test_of_a_day_and_an_expiry_the_earlier_end_counts() -> None:
    done = date(2026, 1, 15)
    assert decided(done=done, expires=date(2026, 7, 15)).expires_on == date(2026, 7, 15)
    assert decided(done=done, expires=date(2029, 1, 15)).expires_on is None
    assert decided(NEVER, done=done, expires=date(2029, 1, 15)).expires_on == date(2029, 1, 15)


def test_an_expiry_before_the_day_it_was_done_is_a_fault() -> None:
    found = words(done=date(2026, 1, 15), expires=date(2026, 1, 14))
    assert found.is_fault
    assert "Expires on 14 January 2026, before it was done on 15 January 2026" in str(found)


def test_what_the_rules_of_a_fact_refuse_is_a_fault_of_the_cell() -> None:
    found = words(NEVER, done=date(2016, 1, 15), expires=date(2027, 1, 15))
    assert found.is_fault
    assert "within ten years" in str(found)


def test_a_tick_is_nothing_unless_its_column_counts_from_a_day() -> None:
    found = words(states=(Meaning.HELD,))
    assert (str(found), found.is_fault) == (NO_DAY, False)
    counted = decided(states=(Meaning.HELD,), counts_from=date(2025, 9, 1))
    assert counted.decided_on == date(2025, 9, 1)
    assert decided(
        states=(Meaning.HELD,), done=date(2026, 2, 1), counts_from=date(2025, 9, 1)
    ).decided_on == date(2026, 2, 1)


@pytest.mark.parametrize("state", list(NOTED))
def test_what_is_no_finding_is_shown_and_writes_nothing(state: Meaning) -> None:
    found = words(states=(state,))
    assert (str(found), found.is_fault) == (NOTED[state], False)


def test_a_row_that_says_nothing_writes_nothing() -> None:
    assert str(words()) == NOTED[Meaning.NOTHING]
