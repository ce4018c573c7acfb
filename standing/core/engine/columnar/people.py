"""The people of all tables, numbered as they are first met, and which part of the workforce each belongs to.

Parts are ranges of names, so that the answer of one part after the other is in the order of the names. Where they lie
is taken from the first names met: a bad guess makes parts unequal, and nothing else.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
from pyarrow import compute

from standing.core.engine.columnar.cells import NotPlain, Numbers, as_text
from standing.core.engine.compiled import kernel
from standing.core.engine.kernel.grouping import group
from standing.core.engine.kernel.names import Names, number_names, place_again


class PeopleTable:
    """Names and their numbers; `part[n]` is the part of the workforce that person `n` belongs to."""

    def __init__(self, parts: int, some: Sequence[str] = ()) -> None:
        self._number = kernel(number_names, compiled=True)
        self._place = kernel(place_again, compiled=True)
        self._names = _room(1 << 12, 1 << 16)
        self._parts = parts
        self._bounds = _bounds([name.encode() for name in some], parts)
        self.part = np.zeros(0, dtype=np.int32)

    def __len__(self) -> int:
        return int(self._names.counts[0])

    def numbers(self, column: pa.Array) -> Numbers:
        """The number of the person in each cell. Raises `NotPlain` where a cell is empty."""
        text = as_text(column)
        coded = pa.types.is_dictionary(text.type)
        if text.null_count or (coded and text.dictionary.null_count):
            raise NotPlain
        if coded:
            codes: Numbers = text.indices.to_numpy(zero_copy_only=False)
            return self._numbers_of(text.dictionary)[codes]
        return self._numbers_of(text)

    def _numbers_of(self, text: pa.Array) -> Numbers:
        content, at = text_parts(text)
        if len(text) and (np.diff(at) == 0).any():
            raise NotPlain
        numbers = np.empty(len(text), dtype=np.int32)
        done = 0
        while done < len(text):
            done = self._number(content, at, done, len(text), numbers, self._names)
            if done < len(text):
                self._grow(int(at[done + 1] - at[done]))
        self._note_parts()
        return numbers

    def _grow(self, length: int) -> None:
        old = self._names
        count, used = len(self), int(old.at[len(self)])
        slots = len(old.slots) // 2 * (4 if (count + 1) * 4 > len(old.slots) else 1)
        text = len(old.text) if used + length <= len(old.text) else max(len(old.text) * 2, used + length)
        new = _room(slots, text)
        new.at[: count + 1], new.text[:used], new.counts[0] = old.at[: count + 1], old.text[:used], count
        self._place(new)
        self._names = new

    def _note_parts(self) -> None:
        """Say of everyone new which part they belong to."""
        fresh = self.names(len(self.part))
        if not len(fresh):
            return
        names = fresh.to_pylist()
        self._bounds = self._bounds or _bounds(names, self._parts)
        parts = np.fromiter(map(partial(bisect_right, self._bounds), names), np.int32, len(names))
        self.part = np.concatenate([self.part, parts])
        try:
            fresh.cast(pa.large_string())
        except pa.ArrowInvalid as error:
            raise NotPlain from error

    def names(self, first: int) -> pa.Array:
        """The names from one number on, in UTF-8, in the order in which they came."""
        begins: Numbers = self._names.at
        at = begins[first : len(self) + 1].copy()
        return pa.Array.from_buffers(
            pa.large_binary(), len(at) - 1, [None, pa.py_buffer(at), pa.py_buffer(self._names.text)]
        )

    def in_parts(self) -> "PeopleInParts":
        """Everyone by their part of the workforce, once all have been met."""
        at = np.zeros(self._parts + 1, dtype=np.int32)
        order = np.empty(len(self), dtype=np.intp)
        kernel(group, compiled=True)(self.part, at, order)
        return PeopleInParts(self.names(0), at, order, np.empty(len(self), dtype=np.int32))


@dataclass(frozen=True)
class PeopleInParts:
    """Everyone's name by number, and the numbers of each part's people."""

    names: pa.Array
    at: Numbers
    order: Numbers
    places: Numbers
    """Of each person, whose part has been asked for, their place in it."""

    def names_of(self, part: int) -> pa.Array:
        """The names of a part's people in order; `places` knows them from then on."""
        numbers = self.order[self.at[part] : self.at[part + 1]]
        names = self.names.take(pa.array(numbers))
        order = compute.sort_indices(names)
        self.places[numbers[order.to_numpy()]] = np.arange(len(order), dtype=np.int32)
        return names.take(order).cast(pa.large_string()).cast(pa.string())


def _bounds(names: list[bytes], parts: int) -> list[bytes]:
    ordered = sorted(names)
    return [ordered[len(ordered) * part // parts] for part in range(1, parts)] if ordered else []


def _room(slots: int, text: int) -> Names:
    columns: list[Numbers] = [
        np.zeros(2 * slots, dtype=np.int64),
        np.zeros(slots // 2 + 2, dtype=np.int64),
        np.zeros(text, dtype=np.uint8),
        np.zeros(2, dtype=np.int64),
    ]
    return Names(*columns)


def text_parts(text: pa.Array) -> tuple[Numbers, Numbers]:
    """The bytes of a column of text, one after the other, and where each cell's begin."""
    _, offsets, content = text.buffers()
    kind = np.int64 if pa.types.is_large_string(text.type) else np.int32
    at = np.frombuffer(offsets, dtype=kind)[text.offset : text.offset + len(text) + 1]
    return np.frombuffer(content or b"", dtype=np.uint8), at.astype(np.int64)
