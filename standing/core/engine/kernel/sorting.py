"""Sorting a few numbers where they lie: a person's rows, or what happens to a pair."""

from standing.core.engine.kernel.layout import Column


def sort(keys: Column, count: int) -> None:
    """Put the first `count` keys in ascending order."""
    gap = _first_gap(count)
    while gap > 0:
        for position in range(gap, count):
            key = keys[position]
            place = position
            while place >= gap and keys[place - gap] > key:
                keys[place] = keys[place - gap]
                place -= gap
            keys[place] = key
        gap //= 3


def sort_with(keys: Column, order: Column, count: int) -> None:
    """Put the first `count` keys in ascending order, and what belongs to each with it."""
    gap = _first_gap(count)
    while gap > 0:
        for position in range(gap, count):
            key, item = keys[position], order[position]
            place = position
            while place >= gap and keys[place - gap] > key:
                keys[place], order[place] = keys[place - gap], order[place - gap]
                place -= gap
            keys[place], order[place] = key, item
        gap //= 3


def _first_gap(count: int) -> int:
    # Gaps 1, 4, 13, ...: few rows are sorted by insertion, and many do not take the square of their number.
    gap = 1
    while gap * 9 < count:
        gap = gap * 3 + 1
    return gap
