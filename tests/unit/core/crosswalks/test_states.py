"""The states of a crosswalk: one table, complete, and drawn from itself."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from standing.core.crosswalks.states import TRANSITIONS, Move, NoSuchMove, State, after, diagram, moves_from

DOC = Path(__file__).resolve().parents[4] / "docs" / "explanation" / "revisions.md"


def test_every_state_and_move_is_in_the_table_or_refused_in_words() -> None:
    known = {(each.state, each.move): each.to for each in TRANSITIONS}
    assert len(known) == len(TRANSITIONS)
    for state, move in product(State, Move):
        if (state, move) in known:
            assert after(state, move) is known[state, move]
            assert move in moves_from(state)
        else:
            with pytest.raises(NoSuchMove, match=move.value):
                after(state, move)


def test_every_state_can_be_reached_and_every_move_is_used() -> None:
    reached = {State.DRAFT, *(each.to for each in TRANSITIONS)}
    assert reached >= set(State)
    assert {each.move for each in TRANSITIONS} == set(Move)


def test_an_approved_version_is_only_ever_superseded() -> None:
    assert moves_from(State.APPROVED) == (Move.SUPERSEDE,)
    assert moves_from(State.SUPERSEDED) == ()


def test_the_diagram_in_the_documentation_is_that_of_the_table() -> None:
    block = f"```mermaid\n{diagram()}\n```"
    text = DOC.read_text(encoding="utf-8")
    if os.environ.get("STANDING_WRITE_DOCS"):
        start, end = text.index("```mermaid"), text.index("```", text.index("```mermaid") + 3) + 3
        text = text[:start] + block + text[end:]
        DOC.write_text(text, encoding="utf-8")
    assert block in text
