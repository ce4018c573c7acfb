"""The states of a policy: one table, complete, drawn from itself, and the one that its days walk through."""

from __future__ import annotations

import os
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from standing.core.policies import lifecycle, proposals
from standing.core.policies.lifecycle import (
    BY_DAYS,
    TRANSITIONS,
    Days,
    Kind,
    Move,
    NoSuchMove,
    State,
    after,
    moves_from,
)

DOC = Path(__file__).resolve().parents[4] / "docs" / "explanation" / "policies.md"


def test_every_state_move_and_kind_is_in_the_table_or_refused_in_words() -> None:
    rows = {(each.state, each.move, kind): each.to for each in TRANSITIONS for kind in each.kinds}
    assert len(rows) == sum(len(each.kinds) for each in TRANSITIONS)
    for state, move, kind in product(State, Move, Kind):
        if (state, move, kind) in rows:
            assert after(state, move, kind) is rows[state, move, kind]
            assert (move in moves_from(state, kind)) == (move not in BY_DAYS)
        else:
            with pytest.raises(NoSuchMove, match=move.value):
                after(state, move, kind)


def test_every_state_can_be_reached_and_nothing_leads_out_of_the_end() -> None:
    for kind in Kind:
        reached, before = {State.DRAFT}, set[State]()
        while reached != before:
            before = set(reached)
            reached |= {each.to for each in TRANSITIONS if each.state in before and kind in each.kinds}
        only_here = set() if kind is Kind.POLICY else {State.RATIFIED, State.CONDITIONAL}
        assert reached == set(State) - only_here
    assert {state for state in State if not moves_from(state, Kind.POLICY)} == lifecycle.ENDED | {
        State.PUBLISHED
    } - {State.PUBLISHED}
    assert all(state.words for state in State)
    assert all(kind.words for kind in Kind)


def test_what_is_made_elsewhere_is_never_ratified_here() -> None:
    for kind in lifecycle.MADE_ELSEWHERE:
        with pytest.raises(NoSuchMove, match="cannot ratify it now: it is “Draft”"):
            after(State.DRAFT, Move.RATIFY, kind)
        assert after(State.DRAFT, Move.PUBLISH, kind) is State.PUBLISHED


D = date
WHOLE = Days(
    ratified_on=D(2026, 1, 10),
    published_on=D(2026, 2, 1),
    effective_on=D(2026, 3, 1),
    review_on=D(2028, 2, 29),
    extended_on=D(2028, 2, 1),
    extended_to=D(2028, 6, 30),
    superseded_on=D(2028, 9, 1),
)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2026, 1, 9), State.DRAFT),
        (D(2026, 1, 10), State.RATIFIED),
        (D(2026, 2, 1), State.PUBLISHED),
        (D(2026, 3, 1), State.EFFECTIVE),
        (D(2027, 8, 28), State.EFFECTIVE),
        (D(2027, 8, 29), State.REVIEW_DUE),
        (D(2028, 2, 1), State.EXTENDED),
        (D(2028, 6, 30), State.EXTENDED),
        (D(2028, 7, 1), State.OVERDUE),
        (D(2028, 9, 1), State.SUPERSEDED),
    ],
)
def test_the_state_of_a_day_follows_from_the_days(day: date, state: State) -> None:
    assert WHOLE.state_on(day) is state


def test_what_is_ratified_with_conditions_is_ratified_once_they_are_met_and_not_published_before() -> None:
    days = Days(conditional_on=D(2026, 1, 10), ratified_on=D(2026, 1, 20))
    states = [days.state_on(D(2026, 1, day)) for day in (9, 10, 19, 20)]
    assert states == [State.DRAFT, State.CONDITIONAL, State.CONDITIONAL, State.RATIFIED]
    with pytest.raises(NoSuchMove, match="cannot publish it now: it is “Ratified with conditions"):
        after(State.CONDITIONAL, Move.PUBLISH, Kind.POLICY)


def test_without_a_review_day_it_stays_in_effect_and_a_withdrawal_ends_anything() -> None:
    alert = Days(published_on=D(2026, 3, 1), effective_on=D(2026, 3, 1))
    assert alert.state_on(D(2099, 1, 1)) is State.EFFECTIVE
    assert Days(withdrawn_on=D(2026, 3, 1)).state_on(D(2026, 3, 1)) is State.WITHDRAWN
    assert Days(published_on=D(2026, 1, 1)).state_on(D(2026, 3, 1)) is State.PUBLISHED
    overdue = Days(published_on=D(2024, 1, 1), effective_on=D(2024, 1, 1), review_on=D(2025, 1, 1))
    assert overdue.state_on(D(2025, 1, 1)) is State.REVIEW_DUE
    assert overdue.state_on(D(2025, 1, 2)) is State.OVERDUE


def test_every_step_that_days_make_is_a_row_of_the_table() -> None:
    rows = {(each.state, each.to) for each in TRANSITIONS}
    before, day = WHOLE.state_on(D(2026, 1, 1)), D(2026, 1, 1)
    while day < D(2028, 12, 31):
        day += timedelta(days=1)
        state = WHOLE.state_on(day)
        assert state is before or (before, state) in rows
        before = state


def test_the_diagrams_in_the_documentation_are_those_of_the_tables() -> None:
    for heading, drawn in (
        ("## How far a policy has come", lifecycle.diagram()),
        ("## How a change comes into force", proposals.diagram()),
    ):
        block = f"```mermaid\n{drawn}\n```"
        text = DOC.read_text(encoding="utf-8")
        if os.environ.get("STANDING_WRITE_DOCS"):
            start = text.index("```mermaid", text.index(heading))
            end = text.index("```", start + 3) + 3
            DOC.write_text(text[:start] + block + text[end:], encoding="utf-8")
            text = DOC.read_text(encoding="utf-8")
        assert block in text, "Run this test again with STANDING_WRITE_DOCS=1."
