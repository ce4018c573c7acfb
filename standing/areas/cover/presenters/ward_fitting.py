"""What of a ward sheet one page of A4 has room for, counted in lines; and what is left out, for the page to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINES = 61
"""Lines of text on the page below its title, in the type it is printed in."""
MOST_PEOPLE, MOST_COLUMNS = 30, 10
CHARACTERS, NAME = 105, 22
"""How many characters a line of text holds, and one of the column of names."""
A_ROW = 1.2
"""Lines that a row of the table takes for each line of its name: it has a rule above it."""
HEADS = 8
"""Lines of the heads of the table, of the row of its figures and of the key."""
A_SECTION = 2.5
"""Lines of a section's heading, and of the one that says what is left out of it."""


@dataclass(frozen=True)
class Fitted:
    """Some of the lines of a section, and how many more there are."""

    shown: tuple[str, ...]
    more: int


def lines_of(words: str, characters: int = CHARACTERS) -> int:
    """How many lines some words take at most."""
    return max(1, -(-len(words) // characters))


def room_beside(names: Sequence[str]) -> float:
    """How many lines the table of these people leaves for everything else."""
    return LINES - HEADS - A_ROW * sum(lines_of(name, NAME) for name in names)


def fitted(sections: Sequence[Sequence[str]], room: float) -> list[Fitted]:
    """As much of each section as there is room for: each has an even share, and what one does not need goes to the
    others, those that come first before those after.
    """
    room -= A_SECTION * len(sections)
    wanted = [sum(lines_of(words) for words in section) for section in sections]
    shares = [0.0] * len(sections)
    open_ones = [number for number, lines in enumerate(wanted) if lines]
    while open_ones:
        share = room / len(open_ones)
        small = [number for number in open_ones if wanted[number] <= share]
        if not small:
            shares = [share if number in open_ones else given for number, given in enumerate(shares)]
            break
        for number in small:
            shares[number] = wanted[number]
            room -= wanted[number]
            open_ones.remove(number)
    return [_cut(section, share) for section, share in zip(sections, shares, strict=True)]


def _cut(section: Sequence[str], room: float) -> Fitted:
    shown: list[str] = []
    for words in section:
        room -= lines_of(words)
        if room < 0:
            break
        shown.append(words)
    return Fitted(tuple(shown), len(section) - len(shown))
