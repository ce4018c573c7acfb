"""The states of a claim: one table, complete, nobody's by accident, and drawn from itself."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from standing.core.assessing import states
from standing.core.assessing.states import (
    TRANSITIONS,
    Move,
    NoSuchMove,
    Party,
    State,
    after,
    moves_for,
    transition,
)

DOC = Path(__file__).resolve().parents[4] / "docs" / "explanation" / "claims.md"
EVERYBODY = frozenset(Party)


def test_every_state_and_move_is_in_the_table_or_refused_in_words() -> None:
    known = {(each.state, each.move): each for each in TRANSITIONS}
    assert len(known) == len(TRANSITIONS), "the same move from the same state is in the table twice"
    for state, move in product(State, Move):
        if (state, move) in known:
            assert transition(state, move) is known[state, move]
            assert after(state, move, EVERYBODY) is known[state, move].to
        else:
            with pytest.raises(NoSuchMove, match=move.value) as refusal:
                after(state, move, EVERYBODY)
            assert state.words in str(refusal.value)


def test_a_move_is_refused_to_everybody_whose_it_is_not() -> None:
    for each, party in product(TRANSITIONS, Party):
        if party in each.who:
            assert after(each.state, each.move, [party]) is each.to
            assert each.move in moves_for(each.state, [party])
        else:
            with pytest.raises(NoSuchMove, match=r"only (its|Standing)"):
                after(each.state, each.move, [party])
            assert each.move not in moves_for(each.state, [party])
    with pytest.raises(NoSuchMove, match="only Standing itself can"):
        after(State.MET, Move.HOLD, [Party.ASSESSOR])
    with pytest.raises(NoSuchMove, match="only its practitioner, its manager or its workforce lead can"):
        after(State.PLANNED, Move.WITHDRAW, [])


def test_every_state_can_be_reached_and_every_move_and_party_is_used() -> None:
    reached, before = {State.PLANNED}, set()
    while reached != before:
        before = set(reached)
        reached |= {each.to for each in TRANSITIONS if each.state in before}
    assert reached == set(State)
    assert {each.move for each in TRANSITIONS} == set(Move)
    assert {party for each in TRANSITIONS for party in each.who} == EVERYBODY


def test_only_what_has_ended_has_no_way_on() -> None:
    assert {state for state in State if not moves_for(state, EVERYBODY)} == states.ENDED


def test_nothing_counts_before_it_was_decided_and_nobody_who_decides_releases() -> None:
    into = {each.state for each in TRANSITIONS if each.to is State.RELEASED}
    assert into == {State.MET, State.AWAITING_VERIFICATION, State.OVERTURNED, State.REVOKED}
    released = [each for each in TRANSITIONS if each.to is State.RELEASED and each.move is Move.RELEASE]
    assert all(Party.ASSESSOR not in each.who and Party.PRACTITIONER not in each.who for each in released)
    assert {each.state for each in TRANSITIONS if each.to is State.MET} == {State.IN_ASSESSMENT, State.MET}


def test_the_groups_of_states_fit_together() -> None:
    assert states.WITH_ASSESSOR | states.WITH_PRACTITIONER <= states.WORKING
    assert not states.WITH_ASSESSOR & states.WITH_PRACTITIONER
    assert not states.ENDED & (states.WORKING | states.DECIDED)
    assert all(state.words and state.meaning for state in State)
    assert len({move.done for move in Move}) == len(Move)


def test_the_diagram_and_the_table_in_the_documentation_are_those_of_the_table() -> None:
    rows = ["| from | what is done | by | to |", "|---|---|---|---|"]
    rows += [f"| {' | '.join(row)} |" for row in states.rows_in_words()]
    for start, end, block in (
        ("```mermaid\n", "```", f"```mermaid\n{states.diagram()}\n```"),
        (rows[0], "\n\n", "\n".join(rows) + "\n\n"),
    ):
        text = DOC.read_text(encoding="utf-8")
        if os.environ.get("STANDING_WRITE_DOCS"):
            at = text.index(start)
            stop = text.index(end, at + len(start)) + len(end)
            DOC.write_text(text[:at] + block + text[stop:], encoding="utf-8")
            text = DOC.read_text(encoding="utf-8")
        assert block in text
