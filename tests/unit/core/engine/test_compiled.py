"""Compiled, the kernel's small parts do what they do as they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.names import mark, mark_names


@given(st.lists(st.binary(min_size=1, max_size=3), max_size=12))
def test_marks_are_the_same_compiled(words: list[bytes]) -> None:
    at = np.cumsum([0, *map(len, words)])
    made = np.zeros(len(words), dtype=np.int64)
    kernel(mark_names, compiled=True)(np.frombuffer(b"".join(words), dtype=np.uint8), at, made)
    assert made.tolist() == [mark(word, 0, len(word)) for word in words]  # type: ignore[arg-type]
