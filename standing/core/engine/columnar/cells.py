"""Cells of whole columns as numbers, each different value looked at once.

A value is read by the same function as a cell of a small file. Where one cannot be read, or a type is not plainly the
column's own, `NotPlain` is raised: the row reader then says what is wrong, or that nothing is.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from standing.core.engine.catalogue import number_of
from standing.core.engine.kernel.layout import FIRST, LAST, OPEN
from standing.core.engine.tables import read_day, read_number
from standing.core.rules.facts import BadFact

Numbers = Any
"""An array of numpy, of numbers of 32 bits. (Its own type would not fit columns that may be lists too.)"""
MISSING = -1
"""The number of an empty cell of text."""


class NotPlain(Exception):
    """A column with something in it that the row reader has to judge."""


def as_text(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The column as text, or as a dictionary of text. Whole numbers become their digits."""
    kind = column.type
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_null(kind):
        return column.cast(pa.string())
    if pa.types.is_integer(value):
        return _decoded(column).cast(pa.string())
    if not (pa.types.is_string(value) or pa.types.is_large_string(value)):
        raise NotPlain
    return column


def _decoded(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def text_numbers(column: pa.Array, number: Callable[[str], int], missing: int | None = None) -> Numbers:
    """The number of each cell of text; `missing` for an empty one, which without it is not plain. Each different text
    is asked for once.
    """
    codes, values = _distinct(as_text(column))
    if missing is None and ((codes < 0).any() or "" in values):
        raise NotPlain
    empty = MISSING if missing is None else missing
    return _spread(codes, [number(value) if value else empty for value in values], empty)


def day_numbers(column: pa.Array) -> Numbers:
    """The day of each cell as a number; `OPEN` for an empty one."""
    kind = column.type
    if pa.types.is_date32(kind):
        numbers = column.view(pa.int32())
        ends = compute.min_max(numbers).as_py()
        if ends["min"] is not None and (ends["min"] < FIRST or ends["max"] > LAST):
            raise NotPlain
        return compute.fill_null(numbers, OPEN).to_numpy(zero_copy_only=False)
    if pa.types.is_null(kind):
        return np.full(len(column), OPEN, dtype=np.int32)
    codes, values = _distinct(as_text(column) if not pa.types.is_integer(kind) else _refuse())
    return _spread(codes, [OPEN if value in {None, ""} else _day(value) for value in values], OPEN)


def _refuse() -> Any:
    raise NotPlain


def _day(value: str) -> int:
    try:
        return number_of(read_day("", value))
    except BadFact as bad:
        raise NotPlain from bad


def number_codes(column: pa.Array) -> tuple[Numbers, list[int | None]]:
    """Which of the different numbers each cell has, and those numbers; none for an empty cell."""
    codes, values = _distinct(column)
    return codes, [None if value in {None, ""} else _number(value) for value in values]


def _number(value: object) -> int:
    try:
        return read_number("", value)
    except BadFact as bad:
        raise NotPlain from bad


def _distinct(column: pa.Array) -> tuple[Numbers, list[Any]]:
    """The place of each cell's value among the different values (-1 for none), and those."""
    try:
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        codes = compute.fill_null(encoded.indices.cast(pa.int32()), -1)
        return codes.to_numpy(zero_copy_only=False), encoded.dictionary.to_pylist()
    except (pa.ArrowException, ValueError, ArithmeticError, LookupError, ImportError) as error:
        raise NotPlain from error


def _spread(codes: Numbers, numbers: list[int], missing: int) -> Numbers:
    table = np.array([*numbers, missing], dtype=np.int32)
    return table[codes]


def text_codes(column: pa.Array) -> tuple[Numbers, list[str | None]]:
    """Which of the different texts each cell has, and those texts; none for an empty cell."""
    codes, values = _distinct(as_text(column))
    return codes, [value or None for value in values]
