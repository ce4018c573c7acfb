"""Rows of the kernel as columns of the answer."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from standing.core.engine.bulk import reasons_of_state, status_of_state
from standing.core.engine.catalogue import Compiled
from standing.core.engine.evaluate import COLUMNS
from standing.core.engine.kernel.layout import OPEN, STATES, Rows

_TEXT = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [(name, pa.date32() if name in {"from", "to", "expires_on"} else _TEXT) for name in COLUMNS]
)
"""The columns of the answer: days, and dictionaries of text."""


class AnswerColumns:
    """Makes columns of the answer, with the names of a compiled catalogue."""

    def __init__(self, compiled: Compiled) -> None:
        contexts = sorted({context for _, context in compiled.pairs})
        self._standards = pa.array(compiled.standards, pa.string())
        self._contexts = pa.array(contexts, pa.string())
        self._standard_of = np.array(compiled.catalogue.pairs.standard, dtype=np.int32)
        places = {context: place for place, context in enumerate(contexts)}
        self._context_of = np.array([places[context] for _, context in compiled.pairs], dtype=np.int32)

    def batch(self, rows: Rows, people: pa.Array) -> pa.RecordBatch:
        """Some rows, about people of these names."""
        # Copies: Arrow would share the room of the rows, which is used again.
        copies: list[Any] = [np.array(column) for column in rows]
        columns: Any = Rows(*copies)
        arrays = [
            pa.DictionaryArray.from_arrays(pa.array(columns.person), people),
            pa.DictionaryArray.from_arrays(pa.array(self._standard_of[columns.pair]), self._standards),
            pa.DictionaryArray.from_arrays(pa.array(self._context_of[columns.pair]), self._contexts),
            _days(columns.first),
            _days(columns.end),
            *_words(columns.state),
            _days(columns.expires),
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _days(days: Any) -> pa.Array:
    return pa.array(days, mask=days == OPEN).view(pa.date32())


def _words(states: Any) -> tuple[pa.Array, pa.Array]:
    """The status and the reasons of states: dictionaries of those that occur."""
    found = np.flatnonzero(np.bincount(states, minlength=STATES)).tolist()
    return (
        _words_of(states, found, status_of_state),
        _words_of(states, found, lambda state: "|".join(reasons_of_state(state))),
    )


def _words_of(states: Any, found: list[int], word_of: Callable[[int], str]) -> pa.Array:
    words: dict[str, int] = {}
    table = np.zeros(STATES, dtype=np.int32)
    for state in found:
        table[state] = words.setdefault(word_of(state), len(words))
    return pa.DictionaryArray.from_arrays(pa.array(table[states]), pa.array(list(words), pa.string()))
