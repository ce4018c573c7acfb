"""In which units whoever works in a unit is counted."""

from __future__ import annotations

from standing.areas.people.models import Unit


def places(only: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The units in which whoever works in a unit is counted, by code: itself, and those above it.

    With `only`, paths of units, nobody is counted in another unit than these.
    """
    rows = list(Unit.objects.values_list("code", "path"))
    shown = [(code, path) for code, path in rows if not only or path in only]
    return {code: tuple(above for above, upper in shown if path.startswith(upper)) for code, path in rows}
