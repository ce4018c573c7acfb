"""What is asked of every changed kernel of the mutation run: the definition's rows, on worlds that stay the same."""

from __future__ import annotations

import pytest

from tests.generative.test_pitfalls import PITFALLS
from tests.mutants.frozen import answered, questions

WORLDS = 40


@pytest.mark.parametrize("kind", [*PITFALLS, "worlds"])
def test_the_kernel_answers_as_defined(kind: str) -> None:
    for question in questions(kind, WORLDS * (3 if kind == "worlds" else 1)):
        assert answered(question) == question.rows


def test_the_kernel_goes_on_where_there_was_no_room_left() -> None:
    for room in (1, 3, 8):
        for question in questions("several people", WORLDS):
            assert answered(question, room) == question.rows
