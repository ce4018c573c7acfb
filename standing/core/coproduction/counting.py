"""Numbers of people as anybody may read them: small ones are hidden, so that nobody can be told from a count."""

from __future__ import annotations

FEWEST_SHOWN = 5
"""The smallest number of people that is shown (duties, equality monitoring: "hide small numbers, fewer than 5")."""

FEW = "Fewer than 5"


def shown(number: int) -> str:
    """A number of people, in words where it is too small to be shown. None at all may be said."""
    return f"{number:,}" if number >= FEWEST_SHOWN or not number else FEW


def share_shown(part: int, of: int) -> str:
    """How many of how many people.

    What is left over is hidden as well as the part: from "7 of 9" anybody knows that it is 2 who are not. So are none
    and all, which say it of each of them. Raises ValueError for more than there are.
    """
    if not 0 <= part <= of:
        raise ValueError(f"{part} of {of} people cannot be")
    if of < FEWEST_SHOWN:
        return FEW if of else "Nobody yet"
    if part < FEWEST_SHOWN:
        return f"{FEW} of {of:,}"
    return f"{part:,} of {of:,}" if of - part >= FEWEST_SHOWN else f"All or nearly all of {of:,}"
