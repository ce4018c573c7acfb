"""The kernel: as it is, or compiled by numba.

The compiled functions are the same source. Each is copied with the compiled ones in place of those it calls, so that
one process can hold both and they can be compared. What numba has compiled it keeps on disk, beside the source or in
the user's cache, under a name with the digest of the whole kernel in it: nothing compiled from other source is used.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from standing.core.engine.kernel import (
    asking,
    calendar,
    events,
    grouping,
    names,
    pair,
    people,
    questions,
    sorting,
    spans,
    walking,
)

_MODULES: tuple[ModuleType, ...] = (
    calendar,
    sorting,
    walking,
    events,
    asking,
    spans,
    pair,
    people,
    names,
    grouping,
    questions,
)
"""In an order in which each calls only itself and those before it."""


@cache
def can_compile() -> bool:
    """Whether the extra `bulk` (numpy and numba) is installed. Nothing of it is loaded to find out."""
    return all(find_spec(package) is not None for package in ("numpy", "numba"))


WORTH_COMPILING = 50
"""People for whom loading compiled code takes less time than it saves."""


_kept_at_hand = False
"""Whether this process loaded compiled code for everybody it answers for, however few at once."""


def keep_at_hand() -> None:
    """From now on compiled code answers for one person too. For a process that has loaded it, and goes on."""
    global _kept_at_hand  # noqa: PLW0603 - said once in the life of a process
    _kept_at_hand = can_compile()


def is_worth_compiling(people: int) -> bool:
    """Whether so many people are answered sooner by compiled code: that is loaded first, where it is not yet."""
    return can_compile() and (people >= WORTH_COMPILING or _kept_at_hand)


def kernel(function: Callable[..., Any], *, compiled: bool) -> Callable[..., Any]:
    """A function of the kernel as it is, or compiled."""
    return _compiled()[function] if compiled else function


@cache
def _compiled() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Every function of the kernel, compiled when it is first called with columns of a kind."""
    # Without counting references: nothing is made in the kernel, and counting took half of its time.
    njit = import_module("numba").njit(cache=True, nogil=True, _nrt=False)
    digest = _digest()
    made: dict[Callable[..., Any], Callable[..., Any]] = {}
    for module in _MODULES:
        for function in _functions_of(module):
            known = {name: made.get(value, value) for name, value in _hashable(function.__globals__)}
            copy = FunctionType(function.__code__, known, function.__name__)
            copy.__qualname__ = f"{function.__name__}_{digest}"
            copy.__module__ = function.__module__
            made[function] = njit(copy)
    return made


def _functions_of(module: ModuleType) -> list[FunctionType]:
    """The functions of a module, each after those of the module that it calls."""
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    ]
    ordered: list[FunctionType] = []

    def add(function: FunctionType) -> None:
        if function not in ordered:
            for other in own:
                if other is not function and other.__name__ in function.__code__.co_names:
                    add(other)
            ordered.append(function)

    for function in own:
        add(function)
    return ordered


def _hashable(known: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in known.items() if getattr(value, "__hash__", None) is not None]


def _digest() -> str:
    """Of the source of the whole kernel, and of how it is compiled: numba looks only at a function's own file."""
    sources = [*sorted(Path(calendar.__file__).parent.glob("*.py")), Path(__file__)]
    content = b"".join(path.read_bytes() for path in sources)
    return sha256(content).hexdigest()[:12]
