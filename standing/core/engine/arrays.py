"""Columns as compiled code takes them: arrays of numpy, which is loaded only then."""

from importlib import import_module
from typing import Any


def as_columns(columns: Any, *, compiled: bool) -> Any:
    """The columns as lists, or as arrays for compiled code. Columns that are arrays already are left as they are."""
    if isinstance(columns, tuple):
        return type(columns)(*(as_columns(column, compiled=compiled) for column in columns))
    if not compiled:
        return columns
    numpy = import_module("numpy")
    return columns if isinstance(columns, numpy.ndarray) else numpy.array(columns, dtype=numpy.int32)
