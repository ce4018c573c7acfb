"""Whether ids are used once, without keeping them: those that only ever rise cannot repeat; else marks of them are
compared.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from standing.core.engine.columnar.cells import NotPlain, Numbers, as_text
from standing.core.engine.columnar.people import text_parts
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.names import mark, mark_names, rises

Marks = npt.NDArray[np.int64]


class Rising:
    """Whether ids come in rising order: none shorter than the one before it, nor as short and not later."""

    def __init__(self) -> None:
        self.so_far = True
        self._last = pa.array([], pa.string())
        self._rises = kernel(rises, compiled=True)

    def add(self, column: pa.Array) -> None:
        """Look at the next ids. Raises `NotPlain` where one is empty."""
        text = _plain(column)
        content, at = text_parts(text)
        if (np.diff(at) == 0).any() or not _is_text(text, content):
            raise NotPlain
        if self.so_far and len(text):
            both = pa.concat_arrays([self._last, text[:1]])
            before, begins = text_parts(both)
            self.so_far = bool(
                self._rises(content, at, 0, len(text)) and self._rises(before, begins, 0, len(both))
            )
            self._last = text[-1:]


def _is_text(text: pa.Array, content: Numbers) -> bool:
    """Whether bytes that say they are text are: Arrow does not look when it reads them."""
    if not len(content) or content.max() < 128:
        return True
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _plain(column: pa.Array) -> pa.Array:
    text = as_text(column)
    if text.null_count:
        raise NotPlain
    return text.cast(pa.string())


def repeated_marks(columns: Iterable[pa.Array]) -> set[int]:
    """The marks that more than one id has. Ids that are the same have the same mark; others hardly ever."""
    marking = kernel(mark_names, compiled=True)
    parts = []
    for column in columns:
        content, at = text_parts(_plain(column))
        made: Marks = np.empty(len(at) - 1, dtype=np.int64)
        marking(content, at, made)
        parts.append(made)
    marks = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    marks.sort()
    return set(marks[1:][marks[1:] == marks[:-1]].tolist())


def mark_of(name: str) -> int:
    """The mark of one id."""
    content: Any = name.encode()
    return mark(content, 0, len(content))
