"""What is asked of everyone as known now, remembered in this process for as long as the database says that it is so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standing.areas.record.asked_version import current_version
from standing.core.engine.kept_catalogue import KeptCatalogue
from standing.core.rules.known import Asked

_TRIES = 3


@dataclass(frozen=True)
class _Remembered:
    version: str
    catalogue: KeptCatalogue


_last: list[_Remembered] = []
"""What was read last, if anything."""


def remembered(read: Callable[[], Asked]) -> KeptCatalogue:
    """What is asked, read only where it is another than what was read last: then it is one query.

    What is kept was read between two looks at the same word, so that nothing written meanwhile is missed.
    """
    version = current_version()
    for last in _last:
        if last.version == version:
            return last.catalogue
    for _ in range(_TRIES):
        catalogue = KeptCatalogue(read())
        before, version = version, current_version()
        if version is not None and version == before:
            _last[:] = [_Remembered(version, catalogue)]
            break
    return catalogue
