"""Names as numbers, in the order in which they first arrive: a table that grows."""

from typing import NamedTuple

from standing.core.engine.kernel.layout import Column

_FACTOR, _START, _BITS = 16777619, 2166136261, 0xFFFFFFFF


class Names(NamedTuple):
    """The names so far. `slots` has a power of two of places, each 1 more than the number of a name, or 0; the bytes of
    name `n` are `text[at[n]:at[n + 1]]`, and `digests[n]` is theirs. `counts[0]` says how many names there are.
    """

    slots: Column
    digests: Column
    at: Column
    text: Column
    counts: Column


def digest(text: Column, first: int, end: int) -> int:
    """A number below 2 to the power 32 made of all the bytes (FNV-1a)."""
    made = _START
    for place in range(first, end):
        made = (made ^ text[place]) * _FACTOR & _BITS
    return made


def number_names(text: Column, at: Column, first: int, last: int, numbers: Column, names: Names) -> int:
    """Number the names `text[at[n]:at[n + 1]]` for n from `first` to `last`: known ones as they are, new ones next.

    Returns the first that did not fit, because `names` has no room left for it (or `last`).
    """
    for item in range(first, last):
        begin, end = at[item], at[item + 1]
        made = digest(text, begin, end)
        slot = _find(text, begin, end, made, names)
        number = names.slots[slot] - 1
        if number < 0:
            number = names.counts[0]
            used = names.at[number]
            if (number + 1) * 2 > len(names.slots) or used + end - begin > len(names.text):
                return item
            _keep(text, begin, end, made, slot, number, names)
        numbers[item] = number
    return last


def place_again(names: Names) -> None:
    """Fill empty `slots` with all names there are."""
    for number in range(names.counts[0]):
        slot = names.digests[number] & len(names.slots) - 1
        while names.slots[slot] != 0:
            slot = slot + 1 & len(names.slots) - 1
        names.slots[slot] = number + 1


def _find(text: Column, begin: int, end: int, made: int, names: Names) -> int:
    """The slot of a name, or the empty one where it would be."""
    slot = made & len(names.slots) - 1
    while names.slots[slot] != 0:
        number = names.slots[slot] - 1
        if names.digests[number] == made and _is_same(text, begin, end, number, names):
            break
        slot = slot + 1 & len(names.slots) - 1
    return slot


def _is_same(text: Column, begin: int, end: int, number: int, names: Names) -> bool:
    kept = names.at[number]
    if names.at[number + 1] - kept != end - begin:
        return False
    for place in range(end - begin):
        if names.text[kept + place] != text[begin + place]:
            return False
    return True


def _keep(text: Column, begin: int, end: int, made: int, slot: int, number: int, names: Names) -> None:
    used = names.at[number]
    for place in range(end - begin):
        names.text[used + place] = text[begin + place]
    names.at[number + 1] = used + end - begin
    names.digests[number] = made
    names.slots[slot] = number + 1
    names.counts[0] = number + 1


def mark(text: Column, first: int, end: int) -> int:
    """A number below 2 to the power 63 made of all the bytes: two digests of them, begun differently."""
    made, other = _START, _FACTOR
    for place in range(first, end):
        made = (made ^ text[place]) * _FACTOR & _BITS
        other = (other ^ text[place]) * _FACTOR & _BITS
    return made << 31 | other >> 1


def mark_names(text: Column, at: Column, marks: Column) -> None:
    """The mark of each name `text[at[n]:at[n + 1]]`."""
    for item in range(len(marks)):
        marks[item] = mark(text, at[item], at[item + 1])


def rises(text: Column, at: Column, first: int, last: int) -> bool:
    """Whether each name from `first` to `last` is longer than the one before it, or as long and later in order."""
    for item in range(first + 1, last):
        length, before = at[item + 1] - at[item], at[item] - at[item - 1]
        if length < before or (length == before and not _is_later(text, at[item - 1], at[item], length)):
            return False
    return True


def _is_later(text: Column, before: int, after: int, length: int) -> bool:
    for place in range(length):
        if text[after + place] != text[before + place]:
            return bool(text[after + place] > text[before + place])
    return False
