"""What is asked of every changed kernel of the mutation run: the definition's rows, on worlds that stay the same."""

from __future__ import annotations

import pytest

from tests.generative.test_pitfalls import PITFALLS
from tests.mutants.frozen import answered, questions

WORLDS = 40


@pytest.mark.parametrize("kind", [*PITFALLS, "worlds"])
def test_the_kernel_answers_as_defined(kind: str) -> None:
    for question in questions(kind, WORLDS * (5 if kind == "worlds" else 1)):
        assert answered(question) == question.rows
