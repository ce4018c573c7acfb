"""Names as numbers, in the order in which they first arrive: a table that grows."""

from typing import NamedTuple

from standing.core.engine.kernel.layout import Column

_FACTOR, _START, _BITS = 16777619, 2166136261, 0xFFFFFFFF


_LAST, _SHORT = 7, 8
"""How many last bytes of a name a slot keeps, and how long a name is that its slot tells from every other."""
_NUMBERS, _HALF = 31, (1 << 28) - 1
"""How many bits the number of a name has in its slot; and half of the bits of its last bytes."""
_AT_ONCE = 256
"""How many names are looked for at once."""


class Names(NamedTuple):
    """The names so far, none of them empty.

    A slot is two places of `slots`: the last bytes of a name; and together its length, its first byte and 1 more than
    its number; or 0 and 0. So a short name is known where it is found, without a look at its bytes. There are a power
    of two of slots. The bytes of name `n` are `text[at[n]:at[n + 1]]`. `counts[0]` says how many names there are;
    `counts[1]` says nothing: it is there so that slots are looked at before they are needed.
    """

    slots: Column
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
    for block in range(first, last, _AT_ONCE):
        until = min(block + _AT_ONCE, last)
        for item in range(block, until):
            numbers[item] = _first_slot(text, at[item], at[item + 1], len(names.slots))
        # Memory brings many slots near at once where no look waits for another.
        seen = 0
        for item in range(block, until):
            seen |= names.slots[numbers[item]]
        names.counts[1] = seen
        for item in range(block, until):
            number = _number_of(text, at[item], at[item + 1], numbers[item], names)
            if number < 0:
                return item
            numbers[item] = number
    return last


def place_again(names: Names) -> None:
    """Fill empty `slots` with all names there are."""
    for number in range(names.counts[0]):
        begin, end = names.at[number], names.at[number + 1]
        slot = _first_slot(names.text, begin, end, len(names.slots))
        while names.slots[slot + 1] != 0:
            slot = slot + 2 & len(names.slots) - 1
        names.slots[slot] = _last_bytes(names.text, begin, end)
        names.slots[slot + 1] = _about(names.text, begin, end) << _NUMBERS | number + 1


def _first_slot(text: Column, begin: int, end: int, places: int) -> int:
    """The first of the two places of the slot where a name is looked for first."""
    if end - begin <= _SHORT:
        made = _mixed(_last_bytes(text, begin, end), _about(text, begin, end))
    else:
        made = digest(text, begin, end)
    return made * 2 & places - 1


def _mixed(last: int, about: int) -> int:
    """A number below 2 to the power 63 made of what a slot tells of a short name."""
    made = (last & _HALF) * _FACTOR + (last >> 28) * _START + about * _START
    return made ^ made >> 29


def _number_of(text: Column, begin: int, end: int, slot: int, names: Names) -> int:
    """The number of a name, known or new, looked for from a slot on; -1 where there is no room for a new one."""
    last, about = _last_bytes(text, begin, end), _about(text, begin, end)
    while names.slots[slot + 1] != 0:
        if names.slots[slot] == last and names.slots[slot + 1] >> _NUMBERS == about:
            number = (names.slots[slot + 1] & (1 << _NUMBERS) - 1) - 1
            if end - begin <= _SHORT or _is_same(text, begin, end, number, names):
                return number
        slot = slot + 2 & len(names.slots) - 1
    number = names.counts[0]
    used = names.at[number]
    if (number + 1) * 4 > len(names.slots) or used + end - begin > len(names.text):
        return -1
    for place in range(end - begin):
        names.text[used + place] = text[begin + place]
    names.at[number + 1] = used + end - begin
    names.slots[slot], names.slots[slot + 1] = last, about << _NUMBERS | number + 1
    names.counts[0] = number + 1
    return number


def _last_bytes(text: Column, begin: int, end: int) -> int:
    made = 0
    for place in range(max(begin, end - _LAST), end):
        made = made << 8 | text[place]
    return made


def _about(text: Column, begin: int, end: int) -> int:
    """The length of a name, if it is short, and its first byte."""
    return min(end - begin, _SHORT + 1) << 8 | text[begin]


def _is_same(text: Column, begin: int, end: int, number: int, names: Names) -> bool:
    kept = names.at[number]
    if names.at[number + 1] - kept != end - begin:
        return False
    for place in range(end - begin):
        if names.text[kept + place] != text[begin + place]:
            return False
    return True


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
