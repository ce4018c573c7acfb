"""What stands in the way of a decision on a claim, each in words and at its field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.assessing.evidence import (
    Agreement,
    Basis,
    Kind,
    Part,
    Piece,
    coverage,
    is_old,
    signed_digest,
)
from standing.core.assessing.judging import Proposed, Rules, Vacs, Work, faults
from standing.core.rules.days import add_days, add_months

DAY = date(2026, 3, 10)
GOOD, SHORT = Vacs(True, True, True, True), Vacs(True, True, False, False)
P1, K1 = 1, 2
CRITERIA = {P1: "P1", K1: "K1"}
BOTH = frozenset(CRITERIA)


def piece(
    made_on: date = DAY, kind: Kind = Kind.REFLECTION, criteria: frozenset[int] = BOTH, key: int = 9
) -> Piece:
    return Piece(key, kind, made_on, criteria)


def words(work: Work, **proposed: object) -> dict[str, str]:
    """What is wrong, by field."""
    usual = {"outcome": "met", "decided_on": DAY}
    return {fault.field: fault.words for fault in faults(work, Proposed(**usual | proposed))}


def scope(*pieces: Piece, judged: Vacs | None = GOOD) -> Work:
    return Work({}, pieces, {} if judged is None else {None: judged})


def by_criteria(*pieces: Piece, judged: dict[int | None, Vacs] | None = None, rules: Rules = Rules()) -> Work:  # noqa: B008
    return Work(CRITERIA, pieces, {P1: GOOD, K1: GOOD} if judged is None else judged, rules)


def test_met_on_scope() -> None:
    assert words(scope(piece())) == {}
    assert scope(piece()).basis is Basis.SCOPE
    assert "No evidence" in words(scope())[""]
    assert "Judge the evidence against the title and scope" in words(scope(piece(), judged=None))[""]
    assert words(scope(piece(), judged=SHORT))[""] == "The evidence was found not current, sufficient."


def test_met_by_criteria() -> None:
    assert words(by_criteria(piece())) == {}
    assert by_criteria().basis is Basis.CRITERIA
    only_p1 = piece(criteria=frozenset({P1}))
    assert words(by_criteria(only_p1))[""] == "No evidence is attached for K1."
    assert words(by_criteria(piece(), judged={P1: GOOD}))[""] == "Judge the evidence for K1 first."
    assert "K1 (not current, sufficient)" in words(by_criteria(piece(), judged={P1: GOOD, K1: SHORT}))[""]


def test_not_yet_asks_for_a_plan_and_nothing_else() -> None:
    assert "plan" in words(scope(), outcome="not_yet")
    assert words(scope(), outcome="not_yet", plan="Two more rounds") == {}


def test_what_an_edition_asks_beyond_its_criteria() -> None:
    seen = Rules(needs_observation=True)
    assert "directly observed" in words(by_criteria(piece(), rules=seen))[""]
    assert words(by_criteria(piece(kind=Kind.OBSERVATION), rules=seen)) == {}
    no_exercise = Rules(forbids_simulation=True)
    assert (
        "No evidence is attached that can be judged"
        in words(by_criteria(piece(kind=Kind.SIMULATION), rules=no_exercise))[""]
    )


def test_practice_is_asked_where_the_evidence_is_older_and_never_later_than_it() -> None:
    before = add_days(DAY, -5)
    assert "practice_as_of" in words(scope(piece(before)))
    assert words(scope(piece(before)), practice_as_of=before) == {}
    assert (
        "cannot be shown up to a later day"
        in words(scope(piece(before)), practice_as_of=DAY)["practice_as_of"]
    )
    assert "decided_on" in words(scope(piece(add_days(DAY, 1))))


def test_evidence_of_more_than_24_months_counts_only_with_a_reason() -> None:
    old, newer = add_months(DAY, -25), add_days(DAY, -9)
    asked = words(by_criteria(piece(old)), practice_as_of=old)
    assert asked.keys() == {"why_old"}
    assert words(by_criteria(piece(old)), practice_as_of=old, why_old="Nothing has changed") == {}
    both = by_criteria(piece(old), piece(newer, criteria=frozenset({P1}), key=8))
    assert "why_old" in words(both, practice_as_of=newer), "K1 has only the old one"
    assert words(by_criteria(piece(old), piece(newer, key=8)), practice_as_of=newer) == {}
    assert "why_old" in words(scope(piece(old)), practice_as_of=old)
    assert not is_old(add_months(DAY, -24), DAY)
    assert is_old(add_days(add_months(DAY, -24), -1), DAY)


@given(
    st.lists(st.tuples(st.integers(0, 900), st.sampled_from(list(Kind)), st.sets(st.sampled_from([P1, K1]))))
)
def test_no_decision_of_met_rests_on_nothing_or_reaches_past_its_evidence(
    given_: list[tuple[int, Kind, set[int]]],
) -> None:
    pieces = [
        piece(add_days(DAY, -ago), kind, frozenset(keys), n) for n, (ago, kind, keys) in enumerate(given_)
    ]
    work = by_criteria(*pieces)
    for practice in (None, DAY, add_days(DAY, -30)):
        if not faults(work, Proposed("met", DAY, practice)):
            newest = max(one.made_on for one in pieces)
            assert (practice or DAY) <= newest
            for key in CRITERIA:
                assert any(key in one.criteria and not is_old(one.made_on, DAY) for one in pieces)


def test_coverage_says_what_is_missing() -> None:
    found = coverage(CRITERIA, [piece(criteria=frozenset({P1}))])
    assert (found.covered, found.of, found.missing) == (1, 2, (K1,))
    exercise = [piece(kind=Kind.SIMULATION)]
    assert coverage(CRITERIA, exercise).covered == 2
    assert coverage(CRITERIA, exercise, forbids_simulation=True).covered == 0


def test_every_kind_and_answer_has_words() -> None:
    assert all(kind.words and kind.hint for kind in Kind)
    assert all(each.words for each in (*Agreement, *Part, *Basis))
    assert (GOOD.lacks, SHORT.holds) == ("", False)


@pytest.mark.parametrize("other", [{"a": "b"}, {"a": "bc", "d": ""}, {"ab": "c"}, {"a": "b", "c": ""}])
def test_a_signature_is_over_each_part(other: dict[str, str]) -> None:
    assert signed_digest({"a": "bc"}) != signed_digest(other)
    assert signed_digest({"a": "1", "b": "2"}) == signed_digest({"b": "2", "a": "1"})
