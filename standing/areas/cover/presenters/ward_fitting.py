"""What of a ward sheet one page of A4 has room for, measured in millimetres of the page as a browser prints it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

PAGE = 277.0
"""Between the margins of the page (281), less a line to be on the safe side."""
MOST_PEOPLE, MOST_COLUMNS = 30, 10
LINE, SMALL, NAME, BELOW = 64.4, 78.2, 11.5, 5.6
"""How much a line of text holds, one of the key in its smaller type, one of the column of names, and one below the code
of a column: in ems of their type.
"""
RAGGED = 0.96
"""How much of a line is filled at least, where a word that does not fit its end goes to the next."""
TITLE, HEADS = 14.6, 17.8
"""The title with when the sheet was made; the heads of the table with the row of its figures."""
A_ROW, A_NAME, A_BELOW = 4.2, 3.1, 2.9
"""A row of the table, each further line of its name, and each further line below the code of a column."""
A_LINE, A_GAP, A_SMALL = 3.6, 0.4, 3.0
"""A line of text, what stands below its paragraph, and a line of the key."""
A_SECTION = 6.3
"""The heading of a section."""
LEFT_OUT = 2 * A_LINE + A_GAP
"""What says who or what is left out, of the table or of a section."""


_WIDTHS = {
    **dict.fromkeys("ijl'’|", 0.23),
    **dict.fromkeys(" ft.,:;/!I", 0.28),
    **dict.fromkeys("r()-", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("ABEFKLPSTVXYZ", 0.67),
    **dict.fromkeys("mw%@MW", 0.95),
}
"""Of the letters of Arial, and of those that stand in for it, in ems: those that are not as wide as most."""


def width_of(words: str) -> float:
    """The width of some words on one line, in ems; of letters that are not Latin what the widest take."""
    return sum(
        _WIDTHS.get(one, 0.78 if one.isupper() else 0.56 if ord(one) < 0x2E80 else 1.0) for one in words
    )


def lines_of(words: str, line: float = LINE) -> int:
    """How many lines some words take at most."""
    width = width_of(words)
    return 1 if width <= line else ceil(width / (line * RAGGED))


def height_of(words: str) -> float:
    """The height of a paragraph."""
    return A_LINE * lines_of(words) + A_GAP


def small_height_of(words: str) -> float:
    """The height of the key, in its smaller type, with what stands above it."""
    return A_SMALL * lines_of(words, SMALL) + 4 * A_GAP


def height_of_row(name: str) -> float:
    """The height of a row of the table."""
    return A_ROW + A_NAME * (lines_of(name, NAME) - 1)


def height_of_heads(below: Sequence[str]) -> float:
    """The heads of the table, with the row of its figures, by what stands below the codes of its columns."""
    return HEADS + A_BELOW * (max((lines_of(words, BELOW) for words in below), default=1) - 1)


def how_many(heights: Sequence[float], room: float) -> int:
    """How many of the first of these have room."""
    return sum(top <= room for top in accumulate(heights))


def in_turn(sections: Sequence[Sequence[float]], room: float) -> list[int]:
    """How many of the first of each section have room, those before first; where not all do, less what says so."""
    if sum(map(sum, sections)) <= room:
        return [len(section) for section in sections]
    room -= LEFT_OUT * sum(map(bool, sections))
    found = []
    for section in sections:
        found.append(how_many(section, room))
        room -= sum(section[: found[-1]])
    return found
