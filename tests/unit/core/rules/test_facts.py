"""An impossible fact cannot be built, wherever it comes from."""

from __future__ import annotations

from datetime import date

import pytest

from standing.core.rules import facts
from standing.core.rules.facts import BadFact

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("build", "column"),
    [
        (lambda: facts.RefreshRule(""), "standard"),
        (lambda: facts.Requirement("", "S", DAY), "role"),
        (lambda: facts.Assignment("ann", "", "nurse", DAY), "unit"),
        (lambda: facts.Decision("1", "", "S", "met", DAY), "person"),
        (lambda: facts.Change("", 1, "S", "minor", DAY), "subject"),
        (lambda: facts.Membership("ann", "", DAY), "population"),
        (lambda: facts.Signature("ann", "", 1, DAY), "subject"),
        (lambda: facts.Absence("", DAY), "person"),
        (lambda: facts.Suspension("", DAY), "person"),
        (lambda: facts.Claim("ann", "", DAY), "standard"),
    ],
)
def test_a_fact_names_what_it_is_about(build: object, column: str) -> None:
    assert callable(build)
    with pytest.raises(
        BadFact, match="found nothing, expected a value: this column must be filled in"
    ) as bad:
        build()
    assert bad.value.column == column


def test_facts_are_frozen() -> None:
    with pytest.raises(AttributeError):
        facts.Absence("ann", DAY).person = "ben"  # type: ignore[misc]


def test_what_a_decision_is_unless_it_says_otherwise() -> None:
    decision = facts.Decision("1", "ann", "S", "met", DAY)
    assert (decision.in_effect_from, decision.practice, decision.context) == (DAY, DAY, facts.GENERAL)
