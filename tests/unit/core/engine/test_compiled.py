"""Compiled, the kernel's small parts do what they do as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine import compiled
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.names import mark, mark_names


@given(st.lists(st.binary(min_size=1, max_size=3), max_size=12))
def test_marks_are_the_same_compiled(words: list[bytes]) -> None:
    at = np.cumsum([0, *map(len, words)])
    made = np.zeros(len(words), dtype=np.int64)
    kernel(mark_names, compiled=True)(np.frombuffer(b"".join(words), dtype=np.uint8), at, made)
    assert made.tolist() == [mark(word, 0, len(word)) for word in words]  # type: ignore[arg-type]


def test_a_process_that_keeps_it_at_hand_answers_for_one_person_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled, "_kept_at_hand", False)
    monkeypatch.setattr(compiled, "can_compile", lambda: True)
    assert [compiled.is_worth_compiling(people) for people in (1, 49, 50)] == [False, False, True]
    compiled.keep_at_hand()
    assert compiled.is_worth_compiling(1)
    monkeypatch.setattr(compiled, "can_compile", lambda: False)
    assert not compiled.is_worth_compiling(50)
